//! Reading how an entry stands with people. On the server only.

use controller_api::access::Permission;
use event_log::{Field, Id, Row};
use event_store::Step;
use kit::{AppError, upstream::Upstream};

use super::{
    draft,
    shown::{Standing, StepShown, TriageShown},
};
use crate::log::{
    read::{Archive, Logs},
    which::Which,
};

/// How an entry stands.
///
/// # Errors
/// [`AppError::NotFound`] when this viewer does not see it, and whatever reading the logs gives.
pub async fn triage(upstream: &Upstream, which: Which, id: Id) -> Result<TriageShown, AppError> {
    // It is asked for again and again while somebody looks; how an entry stands is not in the controller's log.
    let mut logs = Logs::held(upstream, which).await?;
    if logs.row(id).is_none() {
        logs = Logs::of(upstream, which).await?;
    }
    let row = logs.row(id).ok_or(AppError::NotFound)?;
    let archive = upstream.held::<Archive>()?;
    let may = may_decide(upstream, row);
    let steps = archive.steps(&upstream.cluster(), id).await;
    let standing = match (&steps, archive.standing()) {
        (None, Standing::On) => Standing::Down,
        (_, standing) => standing,
    };
    let steps = steps.unwrap_or_default();
    Ok(TriageShown {
        standing,
        decision: Step::sum(&steps),
        seen: steps.last().map_or(0, |step| step.revision),
        steps: steps.into_iter().map(shown).collect(),
        may,
        draft: if may { draft::of(upstream, id).await? } else { None },
    })
}

/// Whether this viewer may decide about an entry: who may change policy where one of its ends is.
pub fn may_decide(upstream: &Upstream, row: Row<'_>) -> bool {
    let access = &upstream.viewer().access;
    let ends = [Field::SourceNamespace, Field::TargetNamespace].map(|field| row.word(field));
    ends.iter().any(|namespace| access.writes_in(&Permission::RuntimePolicy, namespace))
}

fn shown(step: Step) -> StepShown {
    let Step { revision, by, at, change } = step;
    let event_store::Change { state, reason, assign, note } = change;
    StepShown { revision, by, at, state, reason, assign, note }
}
