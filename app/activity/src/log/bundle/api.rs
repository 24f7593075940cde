//! The server function of a row that stands for several entries.

use event_log::Id;
use kit::AppError;
use leptos::prelude::*;

use super::BundleShown;
use crate::log::which::Which;

/// The entries of the row whose newest entry this is, in the list of this query. [`AppError::NotFound`] when there is no such row.
#[server(endpoint = "events/list_bundle", protocol = kit::Call)]
pub async fn list_bundle(
    #[server(default)] which: Which,
    #[server(default)] query: String,
    newest: Id,
) -> Result<BundleShown, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::bundle(&upstream, which, &query, newest).await
        }
        .await,
    )
}
