# The map's filter expressions: what is wrong with one; and what of the map changed or cannot be hidden.
wrong = { $expected } is expected here, not “{ $found }”
wrong-end = { $expected } is expected here
a-term = A condition, not or (
a-field = The name of a field
a-node-field = A field of nodes (only they have from. and to.)
one-of = One of: { $words }
a-value = A value for { $field }
a-quote = A closing quote
the-end = and, or, or the end
less-depth = Fewer brackets within each other
too-much-hidden =
    { $most ->
        [one] No more than { $most } thing can be hidden. Filter instead.
       *[other] No more than { $most } things can be hidden. Filter instead.
    }
changed-quarantine = quarantine
changed-cve = vulnerabilities
changed-name = name
changed-home = place
changed-members = members
changed-severity = threat
changed-applications = applications
changed-ports = ports
