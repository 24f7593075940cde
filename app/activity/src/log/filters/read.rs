//! The answers that there are. On the server only.

use kit::{AppError, upstream::Upstream, url::Params};

use crate::log::{
    ask::Asked,
    line::Facet,
    read::{Logs, heavy},
    which::Which,
};

/// How many a field offers.
const OFFERED: usize = 60;

/// The answers to each question of a page, among all that matches what else is asked.
///
/// # Errors
/// When the controller does not answer well.
pub async fn values(upstream: &Upstream, which: Which, query: &str) -> Result<Vec<Facet>, AppError> {
    let (asked, _) = Asked::of(&Params::parse(query));
    let logs = Logs::of(upstream, which).await?;
    heavy(move || {
        let found = logs.view().select(&logs.asked(&asked.filter));
        which.fields().iter().map(|ask| logs.facet(&found, &asked.filter, *ask, OFFERED)).collect()
    })
    .await
}
