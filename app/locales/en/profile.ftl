# One's own profile.
look = Look
language = Language
theme-system = System
theme-light = Light
theme-dark = Dark
save = Save
me = Me
name = Name
email = E-mail
role = Role
no-role = none in the whole cluster
idle = Signed out when idle for
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
password-expires = Password expires
never = never
days =
    { $count ->
        [0] today
        [one] in { $count } day
       *[other] in { $count } days
    }
rights = What I may do
whole-cluster = In the whole cluster
may-change = see and change
may-see = see
