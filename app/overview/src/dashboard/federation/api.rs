//! The server function of the panel of clusters.

use controller_api::federation::FedStatus;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::dashboard::reading::Answer;

/// A cluster of the federation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name; its id where it has none.
    pub name: String,
    /// It manages the others, and is the one that is looked at.
    pub is_master: bool,
    /// How the master last heard it.
    pub status: FedStatus,
    /// What it says of itself; none = it did not answer.
    pub numbers: Option<Numbers>,
}

/// What a cluster says of itself. What is none it did not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Its score, 0–100. Less is better.
    pub score: Option<u32>,
    /// Nodes.
    pub nodes: Option<u64>,
    /// Pods that run.
    pub pods: Option<u64>,
    /// The version of its vulnerability database; `""` = it has none, or does not say it.
    pub database: String,
    /// The versions of the product's components; more than one means a half-done update.
    pub versions: Vec<String>,
}

/// The clusters of the federation, the master first and then the worst. None where this cluster is not the master, and for
/// viewers who may not read the federation.
#[server(endpoint = "dashboard/get_clusters", protocol = kit::Call)]
pub async fn get_clusters() -> Answer<Option<Vec<Member>>> {
    use super::read;
    use crate::dashboard::reading::Reading;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            Ok(Reading::clone(&*read::clusters(&upstream).await?))
        }
        .await,
    )
}
