//! The controller's vocabulary: its nouns, its errors, its permissions, and the typed table of its endpoints.
//!
//! Pure: it does no IO, reads no clock and knows no framework, so that the browser, the server, the client and
//! the demo controller all speak with the same words. A file is a noun; under its types stand its endpoints.
//! What comes over the wire is decoded by meaning: lists may be `null`, names may be new, fields may be absent.

#[macro_use]
mod decode;
#[macro_use]
pub mod endpoint;
pub mod access;
pub mod audit;
pub mod auth;
pub mod config_file;
pub mod controller;
pub mod conversation;
pub mod domain;
pub mod enforcer;
pub mod error;
pub mod eula;
pub mod event;
pub mod federation;
pub mod group;
pub mod host;
pub mod mode;
pub mod name;
pub mod password_profile;
pub mod policy_rule;
pub mod process;
pub mod process_profile;
#[cfg(feature = "registry")]
pub mod registry;
pub mod response_rule;
pub mod scan;
pub mod scan_report;
pub mod score;
pub mod security_log;
pub mod service;
pub mod session;
pub mod sniffer;
pub mod stats;
pub mod system;
pub mod system_config;
pub mod user;
pub mod workload;
pub mod workload_v2;

pub use endpoint::{Call, Empty, Endpoint, Method, Query};
pub use error::{ControllerError, ErrorCode};
