//! Reading the ladder: the steps that are left, and what the controller computes for each of them.

use controller_api::{
    access::Permission,
    group::Group,
    score::{self, Prediction, ScoreMetrics},
};
use kit::{AppError, Tag, upstream::Upstream};

use super::{
    api::{Ladder, Step, StepKind},
    rollup::{self, Movable},
};
use crate::dashboard::{read, reading::Reading};

/// The ladder of a namespace (`""` = the cluster), computed once for all viewers of the same permissions.
pub async fn ladder(upstream: &Upstream, ns: &str) -> Result<Reading<Ladder>, AppError> {
    let what = format!("ladder {ns}");
    let ladder = read::once(upstream, Tag::Groups, &what, || computed(upstream, ns)).await?;
    Ok(Reading::clone(&*ladder))
}

async fn computed(upstream: &Upstream, ns: &str) -> Result<Ladder, AppError> {
    let access = &upstream.viewer().access;
    let (shown, groups) = futures::join!(read::score(upstream, ns), read::aside(read::groups(upstream)));
    let shown = &shown?.value;
    let unsaid = || AppError::Unexpected { detail: text::dashboard::no_score().to_owned() };
    let metrics = shown.metrics.as_ref().ok_or_else(unsaid)?;
    let now = shown.security_scores.as_ref().ok_or_else(unsaid)?.security_risk_score;
    let global = ns.is_empty() && !access.is_namespace_only();
    // To who may switch nothing the controller says of each group that it cannot be switched.
    let writes = access.writes_somewhere(&Permission::RuntimePolicy);
    let may = |group: &Group| !writes || group.cap_change_mode != Some(false);
    let movable =
        groups.map_or_else(|| Movable::all(metrics), |groups| Movable::of(&groups.value, ns, shown, may));
    let predict = |metrics: ScoreMetrics| {
        let domain = Some(ns).filter(|ns| !ns.is_empty());
        let call = score::PREDICT.send([], &Prediction { metrics }).query(score::scope(global, domain));
        async move { Some(upstream.glance(call).await.ok()?.security_scores?.security_risk_score) }
    };
    let kinds: Vec<_> =
        StepKind::ALL.into_iter().filter(|kind| global || !kind.is_of_the_cluster()).collect();
    let left: Vec<_> = kinds.into_iter().map(|kind| (kind, kind.left(shown, movable))).collect();
    let open: Vec<_> = left.iter().filter(|(_, left)| *left > 0).map(|(kind, _)| *kind).collect();
    let each = futures::future::join_all(left.iter().map(|(kind, left)| {
        let asked = (*left > 0).then(|| predict(rollup::with(metrics, &[*kind], movable)));
        async move {
            match asked {
                Some(asked) => asked.await,
                None => Some(now),
            }
        }
    }));
    let (each, all) = futures::join!(each, predict(rollup::with(metrics, &open, movable)));
    let unreached = metrics.groups.discover_groups.saturating_sub(movable.services);
    let beyond = |kind| if kind == StepKind::Modes { u64::from(unreached) } else { 0 };
    let step = |((kind, left), score)| Step { kind, left, beyond: beyond(kind), score };
    Ok(Ladder { now, steps: left.into_iter().zip(each).map(step).collect(), all })
}
