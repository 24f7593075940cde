# Время.
jan = янв.
feb = февр.
mar = марта
apr = апр.
may = мая
jun = июня
jul = июля
aug = авг.
sep = сент.
oct = окт.
nov = нояб.
dec = дек.
day = { $day } { $month }
moment = { $day } { $month } { $year } г., { $time } UTC
now = только что
minutes =
    { $count ->
        [one] { $count } минуту назад
        [few] { $count } минуты назад
       *[many] { $count } минут назад
    }
hours =
    { $count ->
        [one] { $count } час назад
        [few] { $count } часа назад
       *[many] { $count } часов назад
    }
days =
    { $count ->
        [one] { $count } день назад
        [few] { $count } дня назад
       *[many] { $count } дней назад
    }
stamp = { $day }, { $time }
