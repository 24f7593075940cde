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
    #[cfg(feature = "ssr")]
    pub const ALL: [Self; 6] =
        [Self::Modes, Self::Exposure, Self::NewServices, Self::Privileged, Self::Root, Self::Admission];

    /// It is about the whole cluster: it counts in no namespace's score.
    #[cfg(feature = "ssr")]
    pub const fn is_of_the_cluster(self) -> bool {
        matches!(self, Self::NewServices | Self::Admission)
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// How much there is left to do; 0 = done.
    pub left: u64,
    /// How much of what counts the step does not reach, such as services of the platform that learn.
    pub beyond: u64,
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
    kit::upstream::answer(async { super::read::ladder(&kit::upstream::controller()?, ns.trim()).await }.await)
}
