//! What the server holds of the logs: what was read last, for each circle of viewers.

use std::time::Duration;

use kit::{
    AppError,
    upstream::{Circle, Upstream},
};
use moka::future::Cache;

use super::{Ring, ring::News};
use crate::log::which::Which;

/// For how many circles and pages. A full log of security events takes some 20 MB.
const MOST: u64 = 24;

/// How long after somebody has last looked.
const IDLE: Duration = Duration::from_secs(600);

/// What was read last.
pub struct Rings(Cache<(Circle, Which), Ring>);

impl Default for Rings {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_idle(IDLE).build())
    }
}

impl Rings {
    /// What this viewer's circle read last.
    pub(super) async fn get(&self, upstream: &Upstream, which: Which) -> Option<Ring> {
        self.0.get(&(upstream.circle(), which)).await
    }

    /// Reads what has changed since, and holds it.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn read(&self, upstream: &Upstream, which: Which) -> Result<Ring, AppError> {
        let before = self.get(upstream, which).await;
        let news = News::read(upstream, which, before.as_ref()).await?;
        // After what others may have read in between: the order in which entries arrive is one.
        let entry = self.0.entry((upstream.circle(), which)).and_upsert_with(|before| {
            let ring = Ring::after(before.as_ref().map(moka::Entry::value), news);
            std::future::ready(ring)
        });
        Ok(entry.await.into_value())
    }
}
