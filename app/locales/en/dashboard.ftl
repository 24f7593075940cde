# The dashboard.
score = Security risk score
no-score = The controller did not say how the cluster stands.
score-alt = Security risk score { $score } of 100: { $band }. Less is better.
band = From, to
good = Good
fair = Fair
poor = Poor
band-said = { $band }: { $nodes } nodes, { $pods } running pods. Less is better.
improve = Improve the score
as-table = Show as a table
what-it-means = What it means
share-of = { $factor }: share of what it can be at most
points =
    { $count ->
        [one] { $count } point
       *[other] { $count } points
    }
connections = Service connections
connections-why = A service in Discover lets every connection pass and learns it; in Monitor deviations are only logged. Move services to Protect, with the zero-drift baseline where nothing new should ever run.
exposure = Ingress and egress exposure
exposure-why = Pods that speak with the outside are where attacks come in and data goes out. Threats weigh most, then connections that no rule allows, then services that still learn.
vulnerabilities = Vulnerabilities
vulnerabilities-why = A vulnerability counts most where the service still learns, because nothing would stop its use. Protect the service, or rebuild its image with the fixed package.
with-threats = Pods with threats
with-violations = Pods with violations
in-discover = In Discover
in-monitor = In Monitor
in-protect = In Protect
on-nodes = On nodes
in-platform = In the platform
with-zero-drift =
    { $count ->
        [one] { $count } with zero-drift
       *[other] { $count } with zero-drift
    }
scope = Whose numbers
namespace = Namespace
all-namespaces = All namespaces
report = Report
back = Back
numbers = Numbers (JSON)
print = Print…
report-title = Security report
report-of = Namespace { $namespace }
report-made = As of { $time }, for { $user }.
exposure-of = Exposure: { $direction }
modes = Policy modes
mode = Mode
services = Services
service = Service
pods = Pods
pod = Pod
node = Node
zero-drift = Zero-drift
ready = Ready
switch = Switch
ready-means = Ready for the next mode: in Discover something was learned, and nothing new for 24 hours; in Monitor no violation and no incident for 24 hours. What belongs to the platform is not counted.
discover-caution =
    { $count ->
        [one] { $count } service still learns: whatever it does now becomes a rule.
       *[other] { $count } services still learn: whatever they do now becomes a rule.
    }
no-services = No services yet
no-pods = No pods yet
none-to-switch = There is no such service.
no-such-mode = There is no such mode.
switch-all =
    { $count ->
        [one] Switch { $count }…
       *[other] Switch all { $count }…
    }
switch-ready =
    { $count ->
        [one] { $count } ready…
       *[other] { $count } ready…
    }
exposure-chart = Pods that speak with the outside, by what was done
exposure-alt = { $ingress } pods were spoken to from outside, { $egress } spoke to the outside.
directions = Directions
ingress = Ingress
egress = Egress
deed = Action
allowed = Allowed
violated = Violated
denied = Denied
threat = Threat
said = Applications
addresses = Addresses
address = Address
country = Country
sessions = Sessions
bytes = Bytes
last-seen = Last seen
nobody-outside = No pod speaks with the outside.
all-services =
    { $count ->
        [one] Show { $count } service
       *[other] Show all { $count } services
    }
services-cut = { $shown } of { $all } services, the worst first; the file has all of them.
only-these = Only
all-exposed = All that speak with the outside
exposure-file = Conversations (CSV)
pods-of = Pods of { $service }
more-pods =
    { $count ->
        [one] { $count } more pod; the file has all of them.
       *[other] { $count } more pods; the file has all of them.
    }
more-peers =
    { $count ->
        [one] { $count } more address; the file has all of them.
       *[other] { $count } more addresses; the file has all of them.
    }
found = Vulnerabilities: { $counts }
clear = Clear sessions
cleared = The conversation is cleared; what goes on is seen again.
no-pod = It was not said which pod.
events = Security events
events-alt = { $critical } critical events and { $warning } warnings in the time shown.
ends-alt = { $what } with most events: { $name }, { $count }.
by-what = Time step
by-day = By day
by-hour = By hour
day = Day (UTC)
hour = Hour (UTC)
critical = Critical
high = High
medium = Medium
warning = Warning
source = Source
target = Target
sources = Top sources
targets = Top targets
events-why = Threats are attacks that were recognised, violations are connections that no rule allows, incidents are processes and files that no profile knows. A name that leads both lists is where to look first.
no-events = No security events
log-since =
    { $count ->
        [one] The log holds { $count } event since { $since }.
       *[other] The log holds { $count } events since { $since }.
    }
worst-pods = Most vulnerable pods
worst-nodes = Most vulnerable nodes
worst-alt = { $what } with most vulnerabilities: { $name }, { $critical } critical, { $high } high.
nothing-found = Scans found nothing
nothing-scanned = Nothing was scanned yet: switch automatic scans on
unscanned =
    { $count ->
        [one] { $count } of { $all } pods was never scanned.
       *[other] { $count } of { $all } pods were never scanned.
    }
unscanned-nodes =
    { $count ->
        [one] { $count } of { $all } nodes was never scanned.
       *[other] { $count } of { $all } nodes were never scanned.
    }
scans =
    { $count ->
        [one] { $count } scan done, { $waiting } waiting, { $failed } failed.
       *[other] { $count } scans done, { $waiting } waiting, { $failed } failed.
    }
no-database = There is no vulnerability database yet.
database = Vulnerability database { $version }.
database-of = Vulnerability database { $version } of { $date }.
database-old = The vulnerability database is more than a week old; newer vulnerabilities are not found.
panel-old = This is as it was last read. { $why }.
part-missing = A part of this could not be read: { $why }.
auto-scan-on = Pods and nodes are scanned automatically.
auto-scan-off = Automatic scans are off: new vulnerabilities are not noticed.
auto-scan-is-on = Automatic scans are on.
auto-scan-is-off = Automatic scans are off.
auto-scan-unsettled = The switch was sent, and the controller does not show it yet.
switch-on = Switch on
switch-off = Switch off
protocols = Application protocols
application = Application
conversations = Conversations
other-applications = All others
protocols-alt = { $what }: most in { $name }, { $count }.
protocols-why = What the enforcers recognise by looking into connections, whatever the port. An application that nobody expects here is worth a look on the network map.
no-conversations = No conversations yet
ladder-lead = The score is { $score } now ({ $band }). For each step the controller has computed what the score would come to.
ladder-all = With all steps the score would be { $score } ({ $band }).
ladder-done = All steps are taken.
step-done = Done
step-to = { $now } → { $then }
step-same = No change by itself
step-unknown = Not known
step-modes = Move services out of Discover
step-modes-how =
    { $count ->
        [one] { $count } service still learns.
       *[other] { $count } services still learn.
    }
step-modes-beyond =
    { $count ->
        [one] { $count } more learns that is not switched from here: the platform’s, or managed elsewhere.
       *[other] { $count } more learn that are not switched from here: the platform’s, or managed elsewhere.
    }
step-exposure = Look at what was said with the outside
step-exposure-how =
    { $count ->
        [one] { $count } pod had a threat or a violation in it.
       *[other] { $count } pods had a threat or a violation in it.
    }
step-new = Let new services begin in Protect
step-new-how = Now they begin in Discover, in their network or their process rules, and let everything pass there.
step-privileged = No privileged containers
step-privileged-how =
    { $count ->
        [one] { $count } container may do what root on the node may.
       *[other] { $count } containers may do what root on the node may.
    }
step-root = No containers that run as root
step-root-how =
    { $count ->
        [one] { $count } container runs as root.
       *[other] { $count } containers run as root.
    }
step-admission = Deny something at admission
step-admission-how = No rule keeps anything from being started, or admission control only watches.
to-switch = Switch…
to-exposure = Look
to-settings = Settings
to-file = List (CSV)
to-admission = Admission rules
cluster = The cluster
controllers = Controllers
enforcers = Enforcers
disconnected =
    { $count ->
        [one] { $count } does not answer
       *[other] { $count } do not answer
    }
scanners = Scanners
mixed = in several versions: { $versions }
platform = Runs on { $platform } { $version }.
version = NeuVector { $version }.
clusters = Clusters
fed-cluster = Cluster
fed-master = Master
fed-status = Status
fed-score = Risk score
fed-pods = Running pods
fed-database = CVE database
fed-version = Version
fed-silent = Did not answer
fed-active = Active
fed-pending = Pending
fed-joined = Joined
fed-connected = Connected
fed-disconnected = Disconnected
fed-synced = Synced
fed-syncing = Syncing
fed-out-of-sync = Out of sync
fed-left = Left
fed-kicked = Kicked
fed-notified = Notified
fed-pinging = Being reached
fed-unknown-command = Command not understood
fed-request-error = Request failed
fed-master-upgrade = Master needs an upgrade
fed-joint-upgrade = Upgrade required
fed-upgrade-ongoing = Upgrade under way
fed-too-new = Newer than the master
fed-licence = Not licensed
