//! Finding the entries of a row. On the server only.

use event_log::Id;
use kit::{AppError, upstream::Upstream, url::Params};

use super::BundleShown;
use crate::log::{
    ask::Asked,
    read::{Logs, heavy, line},
    which::Which,
};

/// How many entries are shown.
const MOST: usize = 100;

/// The entries of a row.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such row, and whatever reading the log gives.
pub async fn bundle(
    upstream: &Upstream,
    which: Which,
    query: &str,
    newest: Id,
) -> Result<BundleShown, AppError> {
    let (asked, _) = Asked::of(&Params::parse(query));
    let logs = Logs::of(upstream, which).await?;
    heavy(move || shown(&asked, &logs, newest)).await?.ok_or(AppError::NotFound)
}

fn shown(asked: &Asked, logs: &Logs, newest: Id) -> Option<BundleShown> {
    let view = logs.view();
    let found = view.select(&logs.asked(&asked.filter));
    let bundles = found.bundles(asked.window.into());
    let bundle = bundles.iter().find(|bundle| bundle.newest.id() == newest)?;
    Some(BundleShown {
        lines: found.entries(bundle).take(MOST).map(|row| logs.with_decision(line::of_row(row))).collect(),
        count: bundle.count,
        spread: line::spread(bundle),
    })
}
