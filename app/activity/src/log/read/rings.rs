//! What the server holds of the logs: what was read last, for each circle of viewers.

use std::time::Duration;

use controller_api::security_log::CAPACITY;
use kit::{
    AppError,
    upstream::{Circle, Upstream},
};
use moka::future::Cache;

use super::{Ring, ring::News};
use crate::log::which::Which;

/// How many entries are held at most: some two dozen full logs of security events, which take some 20 MB each.
const MOST: u64 = 24 * 3 * CAPACITY as u64;

/// How long after somebody has last looked.
const IDLE: Duration = Duration::from_secs(600);

/// What was read last.
pub struct Rings(Cache<(Circle, Which), Ring>);

impl Default for Rings {
    fn default() -> Self {
        let weigh = |_: &(Circle, Which), ring: &Ring| u32::try_from(ring.raw.len() + 1).unwrap_or(u32::MAX);
        Self(Cache::builder().weigher(weigh).max_capacity(MOST).time_to_idle(IDLE).build())
    }
}

impl Rings {
    /// What this viewer's circle read last.
    pub(super) async fn get(&self, upstream: &Upstream, which: Which) -> Option<Ring> {
        self.0.get(&(upstream.circle(), which)).await
    }

    /// Reads what has changed since, and holds it. `own` is what who asks has read themselves, for when it is not held here.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn read(
        &self,
        upstream: &Upstream,
        which: Which,
        own: Option<&Ring>,
    ) -> Result<Ring, AppError> {
        let held = self.get(upstream, which).await;
        let known = held.as_ref().or(own);
        let news = News::read(upstream, which, known).await?;
        // After what others may have read in between: the order in which entries arrive is one.
        let entry = self.0.entry((upstream.circle(), which)).and_upsert_with(|before| {
            let ring = Ring::after(before.as_ref().map(moka::Entry::value).or(known), news);
            std::future::ready(ring)
        });
        Ok(entry.await.into_value())
    }
}
