//! The server function of the ladder: each step with the score that the controller computes for it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::dashboard::reading::Answer;

/// What can be done about the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepKind {
    /// New services begin in Protect.
    NewServices,
    /// Services leave Discover.
    Modes,
    /// What was said against the rules is looked at and cleared.
    Exposure,
    /// No container may do what root on the node may.
    Privileged,
    /// No container runs as root.
    Root,
    /// An admission rule denies something.
    Admission,
}

impl StepKind {
    /// All, in the order of the ladder.
    pub const ALL: [Self; 6] =
        [Self::Modes, Self::Exposure, Self::NewServices, Self::Privileged, Self::Root, Self::Admission];
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// How much there is left to do; 0 = done.
    pub left: u64,
    /// The score if this were done; none where the controller could not say.
    pub score: Option<u32>,
}

/// The ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// The score as it is.
    pub now: u32,
    /// The steps.
    pub steps: Vec<Step>,
    /// The score if all were done.
    pub all: Option<u32>,
}

/// The ladder of the cluster, or of a namespace.
#[server(endpoint = "dashboard/get_ladder", protocol = kit::Call)]
pub async fn get_ladder(#[server(default)] ns: String) -> Answer<Ladder> {
    use super::rollup;
    use crate::dashboard::read;
    use controller_api::score::{self, Prediction, ScoreMetrics};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let shown = read::score(&upstream, &ns).await?;
            let unsaid = || kit::AppError::Unexpected { detail: text::dashboard::no_score().to_owned() };
            let metrics = shown.value.metrics.as_ref().ok_or_else(unsaid)?;
            let now = shown.value.security_scores.as_ref().ok_or_else(unsaid)?.security_risk_score;
            let global = ns.is_empty() && !upstream.viewer().access.is_namespace_only();
            let predict = |metrics: ScoreMetrics| {
                let domain = Some(ns.as_str()).filter(|ns| !ns.is_empty());
                let call =
                    score::PREDICT.send([], &Prediction { metrics }).query(score::scope(global, domain));
                let upstream = upstream.clone();
                async move { Some(upstream.glance(call).await.ok()?.security_scores?.security_risk_score) }
            };
            let left: Vec<_> = StepKind::ALL.map(|kind| (kind, kind.left(metrics))).into();
            let open: Vec<_> = left.iter().filter(|(_, left)| *left > 0).map(|(kind, _)| *kind).collect();
            let each = futures::future::join_all(left.iter().map(|(kind, left)| {
                let asked = (*left > 0).then(|| predict(rollup::with(metrics, &[*kind])));
                async move {
                    match asked {
                        Some(asked) => asked.await,
                        None => Some(now),
                    }
                }
            }));
            let (each, all) = futures::join!(each, predict(rollup::with(metrics, &open)));
            let steps =
                left.into_iter().zip(each).map(|((kind, left), score)| Step { kind, left, score }).collect();
            Ok(shown.map(|_| Ladder { now, steps, all }))
        }
        .await,
    )
}
