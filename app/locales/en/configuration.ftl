# The configuration page.
backup = Backup
backup-lead = A file with the cluster’s configuration, as the controller writes it. It is unpacked and checked on its way to you, so that half a file never looks like a whole one.
backup-all = Download everything
backup-policy = Download policy only
backup-secret = The file holds password hashes and keys. Keep it as you would keep those.
backup-busy = The controller is importing a configuration at the moment and gives none out. Try again when it is done.
backup-denied = The controller does not let this account have a backup.
backup-unreachable = The controller could not be reached, so there is no backup.
backup-failed = The controller’s answer was not a whole backup, so it was not kept.
services = Modes of services
new-network-mode = New services: network
new-process-mode = New services: processes
new-baseline = New services: baseline
global-mode = One network mode for all
global-mode-is = That mode
no-enforcement = Network rules switched off
strict = The stricter mode counts
discover-to-monitor = Discover to Monitor by itself
monitor-to-protect = Monitor to Protect by itself
after = After
hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
never = never
cluster = Cluster
name = Name
unused-groups = Unused groups go after
forwarded-for = X-Forwarded-For counts
mesh = Service mesh monitoring
tls = Certificates are checked
telemetry = Usage report
namespace-export = Namespace users may export policy
auth-order = Directories are asked
syslog = Syslog
syslog-on = Sending
server = Server
protocol = Protocol
level = From level
categories = What
json = As JSON
proxy = Proxy for registries
address = Address
webhooks = Webhooks
no-webhooks = There are none.
read-only = These settings can be read here; changing them is still to come.
