# What two ends say: the panel of an edge, the rule behind it, and the sessions of a pod.
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
proposed = Proposed rule
propose = Propose a new rule
close-rule = Close the rule
rule-gone = There is no such rule any more, or you may not see it.
not-said-any-more = That was not said since the conversation was last cleared, so there is nothing to make a rule of.
nothing-said = It does not say which entry the rule is for.
no-group = One of the ends is in no group, and rules speak of groups only. Make a group for its address first.
already = Rule { $id } says that already. It counts from the next connection on.
rule-from = From
rule-to = To
rule-id = Id
origin = Origin
matched = Matched
never-matched = never
comment = Comment
allows = allow
denies = deny
off = switched off
by-learning = learned
by-user = made by a user
by-resource = custom resource
by-federation = federation
by-system = comes with the product
rule-elsewhere = This rule is managed by a custom resource or the federation and can be changed only there.
rule-fixed = The controller does not let this rule change.
same = That is what it does already.
anything = everything
allow = Allow…
deny = Deny…
allow-title = Allow { $about } from { $from } to { $to }?
deny-title = Deny { $about } from { $from } to { $to }?
allow-confirm = Allow { $about }
deny-confirm = Deny { $about }
will-allow = Everything in { $from } may speak to everything in { $to } in this way: { $about }. It is no violation any more.
will-deny = Nothing in { $from } may speak to anything in { $to } in this way: { $about }. Where the mode is Protect it is blocked, elsewhere it is let through and logged as a violation.
will-insert = A new rule goes to the top of those that users order. Rules of the federation and of custom resources stay above it.
will-copy = Rule { $id } was learned and stays as it is. A copy of your own goes right before it and decides instead.
will-change = Rule { $id } changes where it stands, for all connections that it speaks of.
from-now-on = It counts for connections from now on. What was said before keeps its mark until it is said again.
is-off = The rule is switched off, so it decides nothing until it is switched on.
now-allows = Rule { $id } now allows { $about } from { $from } to { $to }.
now-denies = Rule { $id } now denies { $about } from { $from } to { $to }.
not-seen-yet = The controller took the rule, but did not show it when it was read again. Look before you rely on it.
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
