# Words that every page uses.
product = NeuVector console
cancel = Cancel
close = Close
retry = Try again
updated-never = Not read yet
updated-now = Updated just now
updated-seconds =
    { $count ->
       *[other] Updated { $count } s ago
    }
updated-minutes =
    { $count ->
       *[other] Updated { $count } min ago
    }
of-range = { $from }–{ $to } of { $all }
previous-page = Previous page
next-page = Next page
yes = yes
no = no
on = on
off = off
loading = Loading
dismiss = Dismiss
messages = Messages
