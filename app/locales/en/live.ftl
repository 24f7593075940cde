# What arrives while somebody looks at a list.
show =
    { $count ->
        [one] { $count } new entry: show it
       *[other] { $count } new entries: show them
    }
