//! The server function of the form: the answers that there are.

use kit::AppError;
use leptos::prelude::*;

use crate::log::{line::Facet, which::Which};

/// The answers that there are to each question of a page among what matches besides, most first. `query` is that of the list.
#[server(endpoint = "events/list_values", protocol = kit::Call)]
pub async fn list_values(
    #[server(default)] which: Which,
    #[server(default)] query: String,
) -> Result<Vec<Facet>, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::values(&upstream, which, &query).await
        }
        .await,
    )
}
