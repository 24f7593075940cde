# What two ends say: the panel of an edge, and the sessions of a pod.
title = Conversation
speaks-to = speaks to
widen = Make the panel wide
narrow = Make the panel narrow
as-it-is = The map shows the past; this panel shows how it stands now.
no-such-end = One of the ends is not there any more, or you may not see it.
silent = Nothing was said between these two since it was last cleared.
state = State
applications = Applications
application = Application
ports = Ports
port = Port
client = Client
server = Server
bytes = Bytes
sessions = Sessions
last-seen = Last seen
action = Action
rule = Rule
threat-of = Threat, { $severity }
entries = What was said
filter = Filter the entries
no-match = No entry matches.
no-filter = Clear the filter
first-of =
    { $count ->
       *[other] The first { $count } of { $all } are shown, the worst ones first unless sorted otherwise.
    }
unknown = not recognised
forwarded = by X-Forwarded-For
allowed = allowed
violated = violation
denied = blocked
learned = learned
open = open
no-rule = No rule: propose one
rule-named = Rule { $id }
pairs = Pairs behind it
pair = Pair
no-pairs = Nothing is said between these two.
pair-count =
    { $count ->
        [one] { $count } pair, which opens by its link.
       *[other] { $count } pairs, the worst ones first. Each opens by its link.
    }
clear = Clear the sessions…
clear-title = Clear what { $from } said to { $to }?
clear-confirm =
    { $count ->
        [one] Clear { $count } session
       *[other] Clear { $count } sessions
    }
clear-what = The entries of this pair go, with their bytes and sessions, for everybody. That cannot be undone.
clear-kept = Connections that are open go on, and are seen again when something is said in them. Rules, violations and threats in the log stay.
cleared = What was said is cleared.
speaks-again = It was cleared, and there is something again: the two are still speaking.
pairs-only = Only a pair can be cleared. Choose one from the list.
sessions-now = Active sessions
live = Read again every 5 s
no-sessions = There are no sessions at this moment.
session-count =
    { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    }
most-sessions =
    { $count ->
       *[other] The first { $count } sessions; there may be more.
    }
from-client = From client
from-server = From server
age = Age
stands-for = for { $address }
seconds =
    { $count ->
       *[other] { $count } s
    }
