//! The server function of the score panel: the score, and what each of its factors stands on.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::dashboard::reading::Answer;

/// How good a score is. Less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Band {
    /// Under 20.
    Good,
    /// Under 50.
    Fair,
    /// From 50.
    Poor,
}

impl Band {
    /// Where a good score ends and a fair one begins.
    pub const FAIR: u32 = 20;
    /// Where a fair score ends and a poor one begins.
    pub const POOR: u32 = 50;

    /// The band of a score.
    pub const fn of(score: u32) -> Self {
        match score {
            0..Self::FAIR => Self::Good,
            Self::FAIR..Self::POOR => Self::Fair,
            _ => Self::Poor,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => text::dashboard::good(),
            Self::Fair => text::dashboard::fair(),
            Self::Poor => text::dashboard::poor(),
        }
    }

    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }
}

/// What the score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactorKind {
    /// Services in Discover or Monitor let connections pass.
    Connections,
    /// Pods that speak with the outside.
    Exposure,
    /// Vulnerabilities that could be used.
    Vulnerabilities,
}

/// A factor of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Which.
    pub kind: FactorKind,
    /// How much of what it can be at most it is, 0–100.
    pub by_100: u32,
    /// What it adds to the score.
    pub points: u32,
    /// What drives it.
    pub drivers: Vec<Driver>,
}

/// A count that drives a factor, and where what it counts is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Driver {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u64,
    /// What more to say of it; `""` = nothing.
    pub note: String,
    /// Where they are.
    pub href: String,
}

/// The panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreCard {
    /// The score; none where the controller did not say it.
    pub score: Option<u32>,
    /// The score as a gauge.
    pub gauge: Chart,
    /// The factors.
    pub factors: Vec<Factor>,
    /// Nodes.
    pub nodes: u64,
    /// Pods that run.
    pub pods: u64,
}

/// The score of the cluster, or of a namespace.
#[server(endpoint = "dashboard/get_score", protocol = kit::Call)]
pub async fn get_score(#[server(default)] ns: String) -> Answer<ScoreCard> {
    use super::card;
    use crate::dashboard::read;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let shown = read::score(&upstream, &ns).await?;
            Ok(shown.map(|shown| card::of(shown, &ns)))
        }
        .await,
    )
}
