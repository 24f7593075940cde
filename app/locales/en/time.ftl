# Moments.
jan = Jan
feb = Feb
mar = Mar
apr = Apr
may = May
jun = Jun
jul = Jul
aug = Aug
sep = Sep
oct = Oct
nov = Nov
dec = Dec
day = { $day } { $month }
moment = { $day } { $month } { $year }, { $time } UTC
now = just now
minutes =
    { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
hours =
    { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
days =
    { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
stamp = { $day }, { $time }
