//! The policy section of the menu: groups and their modes.

mod groups;

kit::section!(policy { GroupsPage => groups::Groups });
