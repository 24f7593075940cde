//! The answers that there are. On the server only.

use event_log::Filter;
use kit::{AppError, upstream::Upstream, url::Params};

use crate::log::{ask::Asked, line::Facet, read::Logs, which::Which};

/// How many a field offers.
const OFFERED: usize = 60;

/// The answers to each question of a page, among all that matches what else is asked than such answers.
///
/// # Errors
/// When the controller does not answer well.
pub async fn values(upstream: &Upstream, which: Which, query: &str) -> Result<Vec<Facet>, AppError> {
    let (asked, _) = Asked::of(&Params::parse(query));
    let logs = Logs::of(upstream, which).await?;
    let filter = Filter { asks: Vec::new(), ..asked.filter };
    let view = logs.view();
    let found = view.select(&logs.asked(&filter));
    let facet = |ask| (ask, found.facet(ask, OFFERED));
    Ok(which.fields().iter().copied().map(facet).collect())
}
