# An event about memory that runs short.
used = Memory in use: { $used }
used-of = Memory in use: { $used } of { $limit } ({ $share }%)
memory = Memory use
description = In the words of its sender
level = Pressure level
in-use = In use
limit = Limit
no-limit = No limit is set
most = Most so far
active = Active, of processes
inactive = Inactive, of processes
cache = Cached files
resident = Resident
hits = Hits of the limit
faults = Page faults
free = Free on the node
