//! Whether the process lives, and whether it can serve. The controller has no say: a console that says why the
//! cluster cannot be seen serves better than none.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use tower_sessions_sqlx_store::sqlx;

use crate::state::AppState;

/// The routes of this module.
pub fn routes() -> Router<AppState> {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready))
}

async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match sqlx::query("SELECT 1").execute(&*state.store).await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::error!(%error, "the session store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the session store does not answer")
        }
    }
}
