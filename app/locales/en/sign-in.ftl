# The sign-in page.
title = Sign in
lead = Container security console
username = User name
password = Password
show = Show the password
submit = Sign in
accept = I accept the end user licence agreement
accept-hint = Asked once for this cluster; the first administrator answers for all.
empty = Fill in both fields.
credentials = The user name or the password is not right, or this user is signed in too often.
blocked = This account is blocked for a while, because there were too many failed attempts. Try again later, or have an administrator unblock it.
expired = The password of this account has expired. An administrator can set a new one.
weak = The new password is too weak: see what it still needs below.
not-repeated = The two passwords are not alike.
reset-too-late = The sign-in waited too long for a new password. Start again.
elsewhere = This cluster takes sign-ins through its platform only.
no-rights = This account has no right to see anything here. It may be meant for build pipelines.
unreachable = The controller cannot be reached, so nobody can sign in now. The cluster goes on enforcing its rules.
controller = The controller refused the sign-in.
console = The console could not keep the session. Its log says why.
expired-session = Your session has ended. Sign in to go on where you were.
signed-out = You are signed out.
bootstrap = Where is the first password?
bootstrap-lead = A new installation made one up. This command shows it:
demo = This is a demonstration on a made-up cluster. Sign in as admin with the password admin; reader, dev and netops show what other roles see, with their names as passwords.
demo-new = This is a demonstration of a new installation. Sign in as admin with the password bootstrap-Secret-1.
reset-lead = { $name } needs a new password before going on.
new-password = New password
repeat = Once more
reset-submit = Set the password and sign in
rules = The new password needs
rules-usual = The new password usually needs
met = met
rule-length =
    { $count ->
        [one] { $count } character
       *[other] { $count } characters
    }
rule-uppercase =
    { $count ->
        [one] { $count } capital letter
       *[other] { $count } capital letters
    }
rule-lowercase =
    { $count ->
        [one] { $count } small letter
       *[other] { $count } small letters
    }
rule-digit =
    { $count ->
        [one] { $count } digit
       *[other] { $count } digits
    }
rule-special =
    { $count ->
        [one] { $count } special character
       *[other] { $count } special characters
    }
rule-repeated = the same twice
