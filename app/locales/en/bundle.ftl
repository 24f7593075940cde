# The entries of a row that stands for several.
title =
    { $count ->
        [one] { $count } entry in this row
       *[other] { $count } entries in this row
    }
spread = Happened { $times } times from { $first } to { $last } { $zone }; sources: { $sources }, targets: { $targets }.
more =
    { $count ->
        [one] { $count } older entry is not shown.
       *[other] { $count } older entries are not shown.
    }
