//! What the demo answers: a file a noun, as in `controller-api`.

mod audit;
mod auth;
mod config_file;
mod controller;
mod conversation;
mod domain;
mod enforcer;
mod eula;
mod event;
mod federation;
mod group;
mod host;
mod password_profile;
mod policy_rule;
mod process;
mod process_profile;
mod response_rule;
mod scan;
mod scan_report;
mod score;
mod security_log;
mod service;
mod session;
mod sniffer;
mod system;
mod system_config;
mod user;
mod workload;
mod workload_v2;

use crate::router::Routes;

/// All routes with their handlers.
pub(crate) fn routes() -> Routes {
    let mut routes = Routes::new();
    audit::add(&mut routes);
    auth::add(&mut routes);
    config_file::add(&mut routes);
    controller::add(&mut routes);
    conversation::add(&mut routes);
    domain::add(&mut routes);
    enforcer::add(&mut routes);
    eula::add(&mut routes);
    event::add(&mut routes);
    federation::add(&mut routes);
    group::add(&mut routes);
    host::add(&mut routes);
    password_profile::add(&mut routes);
    policy_rule::add(&mut routes);
    process::add(&mut routes);
    process_profile::add(&mut routes);
    response_rule::add(&mut routes);
    scan::add(&mut routes);
    scan_report::add(&mut routes);
    score::add(&mut routes);
    security_log::add(&mut routes);
    service::add(&mut routes);
    session::add(&mut routes);
    sniffer::add(&mut routes);
    system::add(&mut routes);
    system_config::add(&mut routes);
    user::add(&mut routes);
    workload::add(&mut routes);
    workload_v2::add(&mut routes);
    routes
}
