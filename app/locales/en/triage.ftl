# What people decide about entries, and what the console keeps of them.
title = Triage
untouched = Nobody has looked into this yet.
is-off = Triage is off: this console has no store for decisions.
is-down = The console’s store does not answer. Until it does, nothing can be decided, and copies are not read.
open = Not looked into
acknowledged = Acknowledged
closed = Closed
resolved = put right
allowed = allowed by a rule now
harmless = no danger
false-alarm = reported wrongly
duplicate = said by another entry
steps = What was decided
step-acknowledged = acknowledged it
step-closed = closed it ({ $reason })
step-reopened = reopened it
step-taken = took it
step-assigned = assigned it to { $name }
step-dropped = assigned it to nobody
step-noted = noted
assigned-to = with { $name }
acknowledge = Acknowledge
close = Close it
reopen = Reopen
take = Assign to me
assign = Assign it
drop = Assign to nobody
add-note = Add the note
close-it = Close with a reason
note-it = Add a note
assign-it = Assign to somebody else
reason = The reason
reason-hint = For closing only.
reason-missing = Choose a reason: closing needs one.
note = A note
note-missing = Write a note.
optional = may stay empty
user = User name
user-hint = As they sign in.
name-missing = Write whose it is to be.
too-long = That is too long: { $most } characters at most.
too-many = These are too many at once: { $most } entries at most.
nothing-chosen = Nothing is chosen.
done-acknowledged =
    { $count ->
        [one] { $count } entry is acknowledged.
       *[other] { $count } entries are acknowledged.
    }
done-closed =
    { $count ->
        [one] { $count } entry is closed.
       *[other] { $count } entries are closed.
    }
done-reopened =
    { $count ->
        [one] { $count } entry is open again.
       *[other] { $count } entries are open again.
    }
done-assigned =
    { $count ->
        [one] { $count } entry is assigned.
       *[other] { $count } entries are assigned.
    }
done-dropped =
    { $count ->
        [one] { $count } entry is nobody’s now.
       *[other] { $count } entries are nobody’s now.
    }
done-noted =
    { $count ->
        [one] The note is added.
       *[other] The note is added to { $count } entries.
    }
conflict = { $name } was first, at { $time }: nothing of yours was changed. Look how it stands now, and decide again if need be.
state = Triage state
assigned = Assigned to
mine = Assigned to me
select = Select { $name }, { $time }
select-all = Select all lines on this page
selection = Selected lines
selected =
    { $count ->
        [one] { $count } line selected
       *[other] { $count } lines selected
    }
clear = Clear the selection
decide = Decide…
decide-title =
    { $count ->
        [one] Decide about { $count } line
       *[other] Decide about { $count } lines
    }
what = What is decided
confirm = Decide
goes-back = This list goes back to { $time }.
goes-nowhere = This list holds nothing yet.
ring = { $kind }: the controller has { $number } of { $most } it can keep, back to { $time }.
ring-full = { $kind }: the controller’s log is full with { $most }, back to { $time }. With each new one it forgets the oldest.
ring-empty = { $kind }: the controller has none of { $most } it can keep.
retention-off = Retention is off: what the controller forgets is gone. Name a file with an API key as --retention-key-file, and the console keeps copies.
retention-down = The console’s own copies cannot be read now.
retention-reading = The console’s own copies are being read; older ones will come.
retention-on =
    { $count ->
        [one] The console keeps copies for { $count } day, up to { $megabytes } MB.
       *[other] The console keeps copies for { $count } days, up to { $megabytes } MB.
    }
how-on = Triage is off: name a file or a PostgreSQL database as --events, and decisions can be kept.
forgotten = The controller has forgotten this entry; this is the console’s copy.
forgotten-packet = The controller has forgotten this entry; this is the console’s copy. Its packet was not copied.
