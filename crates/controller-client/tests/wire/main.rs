//! The client against servers that behave badly in every way that a controller, or what stands before it, can.
#![allow(clippy::unwrap_used, reason = "what serves a test may fail as a test may")]

mod files;
mod headers;
mod queries;
mod recordings;
mod refusals;
mod retries;
mod server;
mod trust;
mod uploads;
