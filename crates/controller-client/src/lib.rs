//! The console's one client of the controller's REST API: native, and the same size however many endpoints there are.
//!
//! `controller-api` says what is asked and answered; this crate carries it: one generic [`Client::call`], and
//! streams for what is a file ([`Client::download`], [`Client::download_capture`], [`Client::upload`]). Peculiarities of the
//! controller's transport end here, so that whoever calls sees typed answers and typed [`Error`]s only.
//!
//! - Reads are repeated when their answer was lost; writes are sent once and never again ([`Retry`]).
//! - Several controllers of one cluster may be named; the next is asked when one cannot be reached.
//! - No token, key or password shows in an error, in a `Debug` or in a log.

mod answer;
mod auth;
mod client;
mod config;
mod download;
mod error;
mod excerpt;
mod failover;
mod gzip;
mod locate;
mod multipart;
mod outgoing;
mod retry;
mod scope;
mod spki;
mod tls;
mod upload;

pub use auth::Credential;
pub use client::{Client, Options, PageHint};
pub use config::{Config, ConfigError};
pub use controller_api::config_file::Section;
pub use download::Download;
pub use error::{Error, Kind, Why};
pub use multipart::Form;
pub use retry::Retry;
pub use scope::Scope;
pub use tls::{BadPin, Pin, Trust};
pub use upload::{Import, Upload};
