//! The settings section of the menu: the configuration and its backup, and one's own profile.

mod configuration;
mod profile;

kit::section!(settings {
    ConfigurationPage => configuration::Configuration,
    ProfilePage => profile::Profile,
});
