//! The demo controller from outside, by HTTP.

mod assets;
mod backup;
mod common;
mod control;
mod federation;
mod life;
mod network;
mod process_profile;
mod recordings_shapes;
mod roles;
mod routes;
mod scans;
mod score;
mod security_log;
mod sessions;
mod surprises;
mod tls;
