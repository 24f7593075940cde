# What happened, in a sentence.
threat = { $source } attacked { $target } over { $port }: { $what }.
let-through = It was let through and logged.
dropped = It was blocked.
cut = The connection was cut.
allowed = It was allowed.
done = What was done: { $action }.
opened = { $source } opened { $port } to { $target }
no-rule = no rule allows it
denied-by = rule { $id } denies it
monitored = in Monitor, it was let through and logged.
protected = in Protect, it was blocked.
a-process = A process
a-user = another user
process = { $process } ran in { $place }, whose process profile does not know it.
suspicious = { $process } ran in { $place }, which is suspicious: { $message }.
file = { $process } touched { $file } in { $place }, which is watched.
package = A package was changed while { $place } ran: { $message }.
tunnel = { $process } in { $place } opened a tunnel to { $target }.
privilege = { $process } in { $place } took the rights of root; { $user } had started it.
other = { $name } in { $place }.
stopped = It was stopped.
only-logged = It was logged.
request = { $user } asked for { $request }: { $message }
failed = The scan of { $about } failed: { $error }
checks =
    { $count ->
        [one] { $count } check failed on { $about }.
       *[other] { $count } checks failed on { $about }.
    }
scan = The scan of { $about } found { $critical } critical, { $high } high and { $medium } medium vulnerabilities.
