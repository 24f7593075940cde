# Столбцы над списком: сколько и когда случилось.
title = Когда это случилось
picture =
    { $count ->
        [one] { $count } запись, { $span }
        [few] { $count } записи, { $span }
       *[other] { $count } записей, { $span }
    }
span = { $from } – { $to } { $zone }
local-times = В вашем поясе
utc-times = По UTC
there-were =
    { $count ->
        [one] { $span }: { $count } запись
        [few] { $span }: { $count } записи
       *[other] { $span }: { $count } записей
    }
by-level = По уровню
by-kind = По виду
all-times = За всё время
as-table = Таблицей
when = Когда
