//! Files: streams that a browser keeps rather than shows.

mod attachment;
mod backup;
mod capture;
mod exposure;
mod list;
mod map;
mod map_style;
mod numbers;
mod pieces;
pub(crate) mod refusal;
mod report;
mod risky_pods;
mod table;
mod threat;

use axum::{Router, routing::get};
use serde::Deserialize;

use crate::state::AppState;

/// The routes of this module.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/files/configuration", get(backup::download))
        .route("/files/capture/{file}", get(capture::download))
        .route("/files/exposure.csv", get(exposure::download))
        .route("/files/risky-pods.csv", get(risky_pods::download))
        .route("/files/dashboard.json", get(numbers::download))
        .route("/files/threat/{file}", get(threat::download))
        .route("/files/report/{file}", get(report::download))
        .merge(list::routes())
        .merge(map::routes())
}

/// Of which namespace a file is wanted.
#[derive(Deserialize)]
struct Scope {
    /// `""` = all that the viewer may see.
    #[serde(default)]
    ns: String,
}

impl Scope {
    fn ns(&self) -> &str {
        self.ns.trim()
    }
}
