//! What a viewer's list is over: the controller's own logs as they were read a moment ago, the console's copies of what
//! the controller has forgotten, and what people have decided about either.

use std::sync::Arc;

use event_log::{Asked, Decisions, Filter, Log, Sights, View};
use kit::{AppError, clock, upstream::Upstream};

use super::{Ring, ring};
use crate::log::which::Which;

/// What a list, a count, a histogram or a file of one viewer is made of. It does not change: whoever reads for long reads
/// what there was when they began.
pub struct Logs {
    /// The controller's own.
    pub ring: Ring,
    /// The console's copies; none where it keeps none.
    kept: Option<Arc<Log>>,
    /// What the viewer may see.
    sights: Sights,
    decisions: Arc<Decisions>,
    /// When they were looked at, in unix seconds.
    pub now: i64,
}

impl Logs {
    /// What a page of this viewer is over.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn of(upstream: &Upstream, which: Which) -> Result<Self, AppError> {
        let ring = ring(upstream, which).await?;
        // The controller has left out of its own what this viewer may not see.
        let sights = Sights::all();
        Ok(Self { ring, kept: None, sights, decisions: Arc::default(), now: clock::now() })
    }

    /// Both as one: what the controller says now counts before what it said once.
    pub fn view(&self) -> View<'_> {
        let kept = self.kept.as_deref();
        View::new(&[&*self.ring.log].into_iter().chain(kept).collect::<Vec<_>>())
    }

    /// The question that a filter asks, by this viewer, now.
    pub fn asked<'a>(&'a self, filter: &'a Filter) -> Asked<'a> {
        Asked { filter, now: self.now, sights: &self.sights, decisions: &self.decisions }
    }
}
