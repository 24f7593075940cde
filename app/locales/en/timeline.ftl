# The bars over a list: how much happened when.
title = When it happened
picture =
    { $count ->
        [one] { $count } entry, { $span }
       *[other] { $count } entries, { $span }
    }
span = { $from } – { $to } { $zone }
local-times = In your time zone
utc-times = In UTC
there-were =
    { $count ->
        [one] { $span }: { $count } entry
       *[other] { $span }: { $count } entries
    }
by-level = By level
by-kind = By kind
all-times = All times
as-table = As a table
when = When
