//! Streams that are not JSON.

mod backup;

use axum::{Router, routing::get};

use crate::state::AppState;

/// The routes of this module.
pub fn routes() -> Router<AppState> {
    Router::new().route("/files/configuration", get(backup::download))
}
