//! What the demo answers: a file a noun, as in `controller-api`.

mod auth;
mod config_file;
mod conversation;
mod domain;
mod eula;
mod event;
mod group;
mod password_profile;
mod policy_rule;
mod service;
mod system;
mod system_config;
mod user;
mod workload;

use crate::router::Routes;

/// All routes with their handlers.
pub(crate) fn routes() -> Routes {
    let mut routes = Routes::new();
    auth::add(&mut routes);
    config_file::add(&mut routes);
    conversation::add(&mut routes);
    domain::add(&mut routes);
    eula::add(&mut routes);
    event::add(&mut routes);
    group::add(&mut routes);
    password_profile::add(&mut routes);
    policy_rule::add(&mut routes);
    service::add(&mut routes);
    system::add(&mut routes);
    system_config::add(&mut routes);
    user::add(&mut routes);
    workload::add(&mut routes);
    routes
}
