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
mixed = in several versions: { $versions }
system = NeuVector itself
platform = Runs on { $platform } { $version }.
versions = NeuVector { $version }. Vulnerability database { $database } of { $date }.
