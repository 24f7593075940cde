# What stands beside the map for a selected node, and what one can do with it.
untitled = Node
parts = Parts
details = Details
sessions = Active sessions
capture = Packet capture
members = Members
rules = Network rules
responses = Response rules
widen = Wider
narrow = Narrower
more = More acts
gone = This is not on the map any more
gone-why = It is gone, or has said nothing for a while, or is not for you to see.
gone-since = This is not on the map any more. What stands here is the last that was known of it.
stale = { $why }. What stands here is the last that was read.
id = Id
state = State
quarantined-because = Cut off by
by-somebody = a person
namespace = Namespace
group = Group
other-groups = Also in the groups
network-mode = Network mode
process-mode = Process mode
baseline = Baseline
node = Node
enforcer = Enforcer
created = Created
privileged = Privileged
root = Runs as root
mesh = In a service mesh
service-account = Service account
network = Network
network-own = of its own
network-host = the node’s
addresses = Addresses
ports = Ports
mapped-ports = Mapped by the node
images = Images
sidecar = mesh sidecar
vulnerabilities = Vulnerabilities
never-scanned = Not scanned yet.
scan-under-way = The first scan is under way.
scan-failed = The last scan failed.
nothing-found = None of medium severity or worse.
critical =
    { $count ->
       *[other] { $count } critical
    }
high =
    { $count ->
       *[other] { $count } high
    }
medium =
    { $count ->
       *[other] { $count } medium
    }
scanned-at = Scanned { $when }. Low ones are not counted.
not-scanned-yet = There is no finished scan to count from.
worst-vulnerability = Worst vulnerability
speaks-with = Speaks with
speaks-with-nobody = It has spoken with nobody that the map shows.
and-more =
    { $count ->
       *[other] and { $count } more
    }
exited = gone
unmanaged = unmanaged
connected = connected
disconnected = disconnected
stopped = stopped
made-of = Made of
from = Origin
comment = Comment
criteria = Membership
no-criteria = Membership is built in.
no-members = No members at the moment.
members-of = Members of { $name }
name = Name
critical-and-high = Critical / high vulnerabilities
critical-and-high-short = C / H
first-of =
    { $count ->
       *[other] The first { $count } of { $all }.
    }
no-rules = No network rule names this group.
rules-of = Network rules of { $name }
read-only-rules = In the order in which they are tried; the first that matches counts.
number = No.
client = From
server = To
application = Application
action = Action
matches = Matches
any = any
allow = allow
deny = deny
switched-off = off
no-responses = No response rule is about this group.
read-only-responses = What happens by itself when something is reported.
event = Reported
conditions = If
concerns = About
all-groups = all groups
this-group = this group
os = System
kernel = Kernel
cpus = Processors
memory = Memory
pods = Pods
containers = Containers
platform = Platform
runtime = Runtime
groups = Groups
groups-on-the-map = Groups of the namespace
no-groups = There is no group in it.
without-group =
    { $count ->
        [one] { $count } workload in it is in no group.
       *[other] { $count } workloads in it are in no group.
    }
only-who-spoke = The map knows those who have spoken; others are on the page of groups.
address = Address
country = Country
conversations = Conversations
addresses-seen = Addresses seen
no-addresses = No address was seen.
sessions-count = Sessions
last-seen = Last seen
looked-at =
    { $count ->
        [one] Seen in the largest conversation of { $all }.
       *[other] Seen in the { $count } largest conversations of { $all }.
    }
switch-mode = Switch mode…
quarantine = Quarantine…
release = Release…
group-page = Open on the page of groups
expand = Expand
collapse = Collapse
collapse-group = Collapse its group
collapse-namespace = Collapse its namespace
let-go = Let it go
neighbourhood = Only what is near
within =
    { $count ->
        [one] { $count } hop
       *[other] { $count } hops
    }
only = Show only this
everything = Everything again
hide = Hide
hide-incoming = Hide what comes in
hide-outgoing = Hide what goes out
show = Show again
show-incoming = Show what comes in
show-outgoing = Show what goes out
name-it = Name…
forget-it = Forget…
cannot-quarantine = The controller does not let this pod be quarantined.
cannot-capture = The controller cannot capture packets of this pod.
only-administrators = Only an administrator of the whole cluster may do this.
only-pods = Only a pod can be quarantined.
no-key = This names no node of the map.
quarantine-title = Quarantine { $name }
quarantine-now = Quarantine
release-title = Release { $name }
release-now = Release
is-quarantined = It is quarantined already.
is-released = It is not quarantined.
all-blocked = All connections to it and from it are blocked, whatever its mode and its rules say.
affected =
    { $count ->
        [one] { $count } that it speaks with is cut off from it: { $names }.
       *[other] { $count } that it speaks with are cut off from it, among them { $names }.
    }
affects-nobody = It has spoken with nobody that the map shows.
goes-on-running = Its containers go on running. Kubernetes does not know, and may replace the pod when its probes fail; a new pod is not quarantined.
others-stay = The other pods of { $group } are not quarantined.
until-released = It stays so until somebody releases it.
connects-again = Its connections are possible again at once.
mode-decides = From then on the mode of { $group } counts again: { $mode }.
quarantined = { $name } is quarantined.
released = { $name } is released.
not-quarantined = { $name } was to be quarantined, and is not yet.
not-released = { $name } was to be released, and is still quarantined.
unread = { $name } could not be read again, so look before you rely on it.
name-title = Name { $name }
name-now = Name
name-hint = Shown on the map to everybody. Without one it goes back to its own.
may-be-empty = optional
named = It is called { $name } now.
named-back = It has its own name again: { $name }.
not-named = It is still called { $name }, not { $asked }.
forget-title = Forget { $name }
forget-now = Forget
forgets-all = It leaves the map with everything that it said, for everybody.
comes-again = When it speaks again, it is there again.
forgotten = { $name } is forgotten.
not-forgotten = { $name } is still there: it has not gone, or spoke again at once.
