//! What the server holds of the logs: what was read last, for each circle of viewers.

use std::time::Duration;

use kit::upstream::Circle;
use moka::future::Cache;

use super::Ring;
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
    pub(super) async fn get(&self, circle: Circle, which: Which) -> Option<Ring> {
        self.0.get(&(circle, which)).await
    }

    pub(super) async fn put(&self, circle: Circle, which: Which, ring: Ring) {
        self.0.insert((circle, which), ring).await;
    }
}
