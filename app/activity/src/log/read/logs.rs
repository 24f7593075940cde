//! What a viewer's list is over: the controller's own logs as they were read a moment ago, the console's copies of what
//! the controller has forgotten, and what people have decided about either.

use std::sync::Arc;

use event_log::{Ask, Asked, Decisions, Field, Filter, Found, Id, Log, Row, Sights, View};
use kit::{AppError, clock, upstream::Upstream};

use super::{Archive, Ring, held_ring, ring, sights::sights};
use crate::log::{
    line::{Facet, Line},
    which::Which,
};

/// Where it is said which namespaces an entry is about.
const ENDS: [Field; 2] = [Field::SourceNamespace, Field::TargetNamespace];

/// What a list, a count, a histogram or a file of one viewer is made of. It does not change: whoever reads for long reads
/// what there was when they began.
pub struct Logs {
    /// The controller's own.
    pub ring: Ring,
    /// The console's copies; none where it keeps none.
    kept: Option<Arc<Log>>,
    /// What the viewer may see.
    sights: Sights,
    /// What people have decided.
    pub decisions: Arc<Decisions>,
    /// Up to which revision of the console's store.
    pub revision: i64,
    /// When they were looked at, in unix seconds.
    pub now: i64,
}

impl Logs {
    /// What a page of this viewer is over.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn of(upstream: &Upstream, which: Which) -> Result<Self, AppError> {
        Self::over(ring(upstream, which).await?, upstream, which).await
    }

    /// The same over what is held of the controller's own, however old that is.
    ///
    /// # Errors
    /// When nothing is held, and the controller does not answer well.
    pub async fn held(upstream: &Upstream, which: Which) -> Result<Self, AppError> {
        Self::over(held_ring(upstream, which).await?, upstream, which).await
    }

    async fn over(ring: Ring, upstream: &Upstream, which: Which) -> Result<Self, AppError> {
        let archive = upstream.held::<Archive>()?;
        let known = archive.decisions(&upstream.cluster()).await;
        let kept = archive.log(&upstream.cluster(), which);
        // The controller has left out of its own what this viewer may not see. Of the copies it does not.
        let sights = if kept.is_some() { sights(&upstream.viewer().access) } else { Sights::all() };
        let (decisions, revision) = (known.decisions, known.revision);
        Ok(Self { ring, kept, sights, decisions, revision, now: clock::now() })
    }

    /// The entry of an id, if this viewer sees it.
    pub fn row(&self, id: Id) -> Option<Row<'_>> {
        let copy = || {
            let ends = |row: Row<'_>| self.sights.see(row.kind(), ENDS.map(|end| row.word(end)));
            self.kept.as_ref()?.find(id).filter(|row| ends(*row))
        };
        self.ring.log.find(id).or_else(copy)
    }

    /// A line with what was decided about its entry.
    pub fn with_decision(&self, line: Line) -> Line {
        Line { decision: self.decisions.get(line.id).cloned(), ..line }
    }

    /// Both as one: what the controller says now counts before what it said once.
    pub fn view(&self) -> View<'_> {
        let kept = self.kept.as_deref();
        View::new(&[&*self.ring.log].into_iter().chain(kept).collect::<Vec<_>>())
    }

    /// The answers that there are to a question, and how many entries have each, among all that the filter finds if it does not ask
    /// that: `found` is what it finds as it is.
    pub fn facet(&self, found: &Found<'_>, filter: &Filter, ask: Ask, most: usize) -> Facet {
        let without = filter.without(ask);
        let answers = match without == *filter {
            true => found.facet(ask, most),
            false => self.view().select(&self.asked(&without)).facet(ask, most),
        };
        (ask, answers)
    }

    /// The question that a filter asks, by this viewer, now.
    pub fn asked<'a>(&'a self, filter: &'a Filter) -> Asked<'a> {
        Asked { filter, now: self.now, sights: &self.sights, decisions: &self.decisions }
    }
}
