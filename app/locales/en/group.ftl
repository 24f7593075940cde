# What groups are, and where they and their rules come from.
learned = learned
user-created = user
ground = custom resource
federal = federation
system-defined = built in
external = outside
address = addresses
container = workloads
node-kind = cluster nodes
ip-service = service address
