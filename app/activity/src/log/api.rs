//! The server functions of the lists.

use kit::AppError;
use leptos::prelude::*;

use super::{line::LogPage, which::Which};

/// Lists a page of entries. `query` is that of the page's URL.
#[server(endpoint = "events/list_entries", protocol = kit::Call)]
pub async fn list_entries(
    #[server(default)] which: Which,
    #[server(default)] query: String,
) -> Result<LogPage, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::list(&upstream, which, &query).await
        }
        .await,
    )
}
