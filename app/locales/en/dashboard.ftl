# The dashboard.
modes = Policy modes of services
modes-lead = Discover learns, Monitor logs what deviates, Protect blocks it. What belongs to the platform is not counted.
zero-drift = Zero-drift baseline
share = { $percent } %
cluster = The cluster
pods = Running pods
services = Services
controllers = Controllers
enforcers = Enforcers
disconnected =
    { $count ->
        [one] { $count } does not answer
       *[other] { $count } do not answer
    }
scanners = Scanners
versions = { $platform } { $kubernetes } · NeuVector { $version }.
mixed = in several versions: { $versions }
cvedb = Vulnerability database { $version } of { $date }.
