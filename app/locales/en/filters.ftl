# All filters of a list as a form.
title = Filter these entries
open = All filters…
words = Words
words-hint = All of them must be said. -word must not be; “quoted words” stay together.
moment-hint = In UTC, such as 2026-11-22 14:05; or 24h, 7d ago.
no-moment = This is no time: write 2026-11-22 14:05, 24h or 7d.
show = Show them
