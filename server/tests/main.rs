//! The server as a whole, from outside: by HTTP, before a demo controller.

mod auth;
mod authorization;
mod config;
mod csrf;
mod dashboard_federation;
mod dashboard_files;
mod events;
mod events_files;
mod events_findings;
mod files;
mod headers;
mod lifecycle;
mod live;
mod map;
mod map_capture;
mod map_details;
mod map_edge;
mod pages;
mod preferences;
mod retention;
mod review;
mod sessions;
mod sharing;
mod support;
mod triage;
mod upstream;
