# The dialog that switches modes.
title =
    { $count ->
        [one] Switch the mode of { $count } group
       *[other] Switch the mode of { $count } groups
    }
network-mode = Network rules
process-mode = Processes and files
baseline = Process baseline
unchanged = Leave each as it is
network-discover = Learns rules from the connections that it sees.
network-monitor = Lets through and logs what no rule allows.
network-protect = Blocks what no rule allows.
process-discover = Learns which processes run.
process-monitor = Logs processes that the profile does not list.
process-protect = Stops processes that the profile does not list.
basic-hint = Only listed processes run, whoever starts them.
zero-drift-hint = Only what the image brought may run, started by the container itself.
confirm-any =
    { $count ->
        [one] Switch { $count } group
       *[other] Switch { $count } groups
    }
confirm =
    { $count ->
        [one] Switch { $count } group to { $what }
       *[other] Switch { $count } groups to { $what }
    }
none-open = None of these groups can be switched.
same = That is how they stand already.
and-more = and { $count ->
       *[other] { $count } more
    }
left-out =
    { $count ->
        [one] { $count } group stays as it is
       *[other] { $count } groups stay as they are
    }
gone = There is no such group any more.
