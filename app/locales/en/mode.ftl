# Modes, and what a switch came to.
discover = Discover
monitor = Monitor
protect = Protect
quarantined = Quarantined
none = no mode
basic = basic
zero-drift = zero-drift
network = network { $mode }
process = process { $mode }
switched =
    { $count ->
        [one] { $count } group is now in { $what }.
       *[other] { $count } groups are now in { $what }.
    }
switched-partly =
    { $count ->
       *[other] { $count } of { $all } changed to { $what }.
    }
kept = { $name } is still in { $mode }.
kept-more =
    { $count ->
        [one] { $count } more is as it was.
       *[other] { $count } more are as they were.
    }
unread =
    { $count ->
        [one] { $count } group could not be read again, so look before you rely on it.
       *[other] { $count } groups could not be read again, so look before you rely on them.
    }
nothing-chosen = Choose a mode or a baseline to switch to.
no-groups = Choose at least one group.
warn-nodes-protect = The nodes are among the groups: in Protect, a process on a node that its profile does not list is killed. A node can stop working.
warn-nodes = The nodes are among the groups. Their mode holds for every node of the cluster.
warn-protect-network = Connections that no rule allows will be blocked. What was not learned yet stops working.
warn-protect-process = Processes that the profile does not list will be stopped, and file access that a rule forbids is denied.
warn-discover = Whatever these groups do from now on is learned as allowed, an attack too.
warn-zero-drift-discover = With zero-drift, Discover does not learn processes: the image decides what may run.
