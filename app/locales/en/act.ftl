# What can be done about an entry.
review-rule = Review the network rule
review-process = Review the process rule
pods = Its pods
quarantine = Quarantine { $name }…
capture = Capture the packets of { $name } for 60 s…
captures = Captures of this pod
copy = Copy as JSON
copied = The entry is copied as JSON.
not-copied = The browser does not let it be copied.
quarantine-title = Quarantine { $name }?
quarantine-confirm = Quarantine it
will-cut-off = { $name } is cut off from the network: what it has open ends, and nothing new is let through.
can-release = It goes on running. It can be released on the map.
capture-title = Capture what { $name } says for 60 seconds?
capture-confirm = Begin
will-capture = All its packets are caught for a minute.
is-kept = What was caught stays with its enforcer; download or delete it on the map.
