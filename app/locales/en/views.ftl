# Views that a user has saved.
views = Views
save-this = Save this view…
manage = Manage views…
title = Your views
save-title = Save what this list shows
save = Save the view
name = Name of the view
name-hint = Filters, order and grouping are kept. The same name replaces what it stood for.
saved = The view “{ $name }” is saved.
removed = The view is removed.
remove = Remove { $name }
none = You have saved no view of this page.
no-name = Give it a name.
long-name = A name has { $count } characters at most.
too-many = There is room for { $count } views of a page: remove one first.
