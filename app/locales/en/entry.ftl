# The panel of an entry of a log.
entry = Entry
gone = This entry is in no log any more: the controller keeps the newest 4,096 of a kind.
widen = Make it wider
narrow = Make it narrower
as-json = As JSON
processes = Process tree
packet = Captured packet
packet-file = Packet as .pcap
packet-bytes =
    { $count ->
        [one] The packet, { $count } byte
       *[other] The packet, { $count } bytes
    }
show-on-map = Show on the map
show-edge = Connection on the map
to-group = Group { $name }
threat = The threat
connection = The connection
incident = The incident
event = The event
report = The report
ends = Who and whom
reporter = Reported by
rest = REST call
checks = Failed checks ({ $count })
checks-of = { $level } checks ({ $count })
found = Findings
found-file = Findings as CSV
unnamed =
    { $count ->
        [one] The report does not name { $count } of them.
       *[other] The report does not name { $count } of them.
    }
severity = Severity
threat-number = Threat number
sensor = Sensor
on-group = For the group
application = Application
icmp = ICMP type and code
client-port = Client port
server-port = Server port
connected-port = Port spoken to
times = How often
counted-since = Counted since
response-rule = Response rule
message = Message
rule = Rule
no-rule = No rule allows it
built-in = Built in
port = Port
server-software = Server software
fqdn = Looked up as
sessions = Sessions
forwarded = Address from X-Forwarded-For
crossed = Left its namespace
process = Process
path = Path
command = Command line
real-user = Started by
effective-user = Runs as
parent = Parent process
parent-path = Path of the parent
file-rule = Watched path
files = Files
user = User
roles = Roles
user-address = From the address
workload = Workload
namespace = Namespace
service = Service
image = Image
category = Category
request = Request
body = Body
error = Error
registry = Registry
registry-address = Address of the registry
repository = Repository
base-os = Base system
platform = Platform
volume = Volume claim
database = Vulnerability database
critical = Critical ({ $count })
high = High ({ $count })
medium = Medium ({ $count })
source = Source
target = Target
in-namespace = { $name } in { $namespace }
group = Its group
address = Its address
reported = Reported at
node = Node
enforcer = Enforcer
controller = Controller
cluster = Cluster
