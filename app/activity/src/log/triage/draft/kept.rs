//! A draft among the user's own: one, the last.

use event_log::Id;
use kit::{AppError, keep::Own, upstream::Upstream};

use super::Draft;

const NAME: &str = "events/draft";

/// The draft about an entry, if there is one.
pub async fn of(upstream: &Upstream, id: Id) -> Result<Option<Draft>, AppError> {
    let draft: Option<Draft> = Own::of(upstream)?.get(NAME).await?;
    Ok(draft.filter(|draft| draft.id == id))
}

/// Keeps it.
pub async fn keep(upstream: &Upstream, draft: &Draft) -> Result<(), AppError> {
    Own::of(upstream)?.put(NAME, draft).await
}

/// Takes it away: it was said.
pub async fn forget(upstream: &Upstream, id: Id) -> Result<(), AppError> {
    if of(upstream, id).await?.is_some() {
        Own::of(upstream)?.remove(NAME).await?;
    }
    Ok(())
}
