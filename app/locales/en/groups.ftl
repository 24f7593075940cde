# The groups page.
title = Groups
search = Search groups
name = Name
namespace = Namespace
any-namespace = All namespaces
network-mode = Network
process-mode = Processes
baseline = Baseline
from = Origin
any-origin = Any origin
members = Members
rules = Rules
response-rules = Responses
scored = Scored
comment = Comment
mode = Mode
any-mode = Any mode
counts-for-score = counts for the risk score
system = Platform groups
with-system = Show platform groups
without-system = Hide platform groups
filter-tools = Search and filters
remove-filter = Remove the filter { $name }
clear-filters = Clear the filters
select = Select { $name }
select-all = Select all on this page
select-matching =
    { $count ->
        [one] Select the { $count } that matches
       *[other] Select all { $count } that match
    }
selected =
    { $count ->
        [one] { $count } group selected
       *[other] { $count } groups selected
    }
selection = Selection
switch = Switch mode…
clear = Clear
pages = Pages of groups
empty-title = No groups yet
empty-text = Groups appear by themselves: NeuVector makes one for each service as soon as an enforcer sees its workloads.
none-title = Nothing matches
none-text = No group matches these filters.
global-mode = The network mode { $mode } is set for all services at once; the network modes below do not count while it is.
to-settings = To the setting
criteria = Membership
no-criteria = Membership is built in.
state = State
node = Node
vulnerabilities = C / H
vulnerabilities-exact = Critical / high vulnerabilities
members-shown = The first { $count ->
       *[other] { $count }
    } of { $all } members.
no-members = No members at the moment.
member-list = Members of { $name }
widen = Wider
narrow = Narrower
kind = Made of
members-of =
    { $count ->
        [one] { $count } member of { $name }
       *[other] { $count } members of { $name }
    }
