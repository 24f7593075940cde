//! The console's server: Config → App → run. Sessions, pages, server functions and files; everything that is said of
//! the cluster comes from the controller, and everything that is done to it goes there.

mod archive;
mod assets;
mod auth;
mod bundle;
mod clock;
pub mod config;
mod files;
mod health;
mod keep;
mod live;
mod middleware;
mod pages;
mod preferences;
mod router;
mod run;
mod session;
mod state;
mod upstream;

pub use config::Config;
pub use run::{App, Error};
