//! What all requests share.

use std::sync::Arc;

use activity::log::live::Live;
use app::Assets;
use axum::extract::FromRef;
use controller_client::Client;
use kit::upstream::Shared;
use leptos::config::LeptosOptions;
use tower_sessions_sqlx_store::sqlx::SqlitePool;

use crate::{config::Config, session::vault::Vault};

/// What all requests share. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The settings.
    pub config: Arc<Config>,
    /// The way to the controller.
    pub client: Client,
    /// Reads that viewers of the same permissions share.
    pub shared: Shared,
    /// Who looks at what happens as it happens.
    pub live: Live,
    /// Seals tokens.
    pub vault: Vault,
    /// The session store.
    pub store: Arc<SqlitePool>,
    /// Where the browser finds script and style.
    pub assets: Arc<Assets>,
    /// What leptos wants to know.
    pub leptos: LeptosOptions,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
