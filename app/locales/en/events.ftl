# The lists of what happened.
search = Search these entries
filter-tools = Search and filters
remove-filter = Remove the filter { $name }: { $value }
clear-filters = Clear the filters
wrong = The filter “{ $name }” cannot be “{ $value }”; it is left out.
without-it = Remove it
pages = Pages of entries
empty-title = Nothing has happened
empty-text = As soon as something is reported, it stands here.
none-title = Nothing matches
none-text = No entry matches these filters.
threat = Threat
threats = Threats
violation = Violation
violations = Violations
incident = Incident
incidents = Incidents
event = Event
report = Risk report
kind = Kind
level = Level
emergency = Emergency
alert = Alert
critical = Critical
error = Error
warning = Warning
notice = Notice
info = Information
debug = Debug
other = Other
name = Event name
severity = Severity
action = Action
logged = Logged
blocked = Blocked
cut = Cut off
allowed = Allowed
category = Category
package = Package
tunnel = Tunnel
privilege = Privilege
location = Location
container = Container
registry = Registry
platform = Platform
cluster = Cluster
namespace = Namespace
group = Group
node = Node
workload = Source or target
source = Source
target = Target
client = Client
server = Server
country = Country
port = Port
application = Application
rule = Rule
process = Process
file = File
user = User
image = Image
cve = CVE
fqdn = Host name
outside = Outside
about = About
count = Times
time = Time
since = Since
until = Until
any-time = Any time
minutes-ago =
    { $count ->
        [one] the last minute
       *[other] the last { $count } minutes
    }
hours-ago =
    { $count ->
        [one] the last hour
       *[other] the last { $count } hours
    }
days-ago =
    { $count ->
        [one] the last day
       *[other] the last { $count } days
    }
entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
counted = { $name } ({ $count })
grouping = Grouping
same-as-one = The same as one row
each-alone = Each by itself
within-minute = Within a minute
within-ten-minutes = Within ten minutes
within-hour = Within an hour
within-day = Within a day
high = High
medium = Medium
low = Low
