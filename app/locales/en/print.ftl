# A list of what happened on paper.
title = { $name }: print view
back = Back to the list
print = Print…
made = As of { $time }, for { $user }.
cluster = Cluster { $name }
found =
    { $count ->
        [one] { $count } entry matches.
       *[other] { $count } entries match.
    }
span = The first is of { $first }, the last of { $last }.
filter = What was asked for
unfiltered = Everything: no filter is on.
search = Search words
since = Not before
until = Before
state = State of triage
assigned = Assigned to
entries = All entries
more = Here are the first { $shown } of { $all } lines. The files have all of them.
by-time = When it happened, by level
by-level = How grave it is
by-name = What it is called
by-type = By kind of scan or check
beginning = Beginning at (UTC)
time-alt =
    { $count ->
        [one] { $count } entry between { $first } and { $last }
       *[other] { $count } entries between { $first } and { $last }
    }
names-alt = Most of them: { $name }, { $number }
numbers = In numbers
nothing = Nothing matches these filters.
details = Details
cves =
    { $count ->
        [one] { $count } vulnerability
       *[other] { $count } vulnerabilities
    }
