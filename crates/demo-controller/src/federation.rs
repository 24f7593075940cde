//! The federation that the demo can be put into from behind: it is the master of joint clusters, which are made up, or a
//! joint cluster itself. At the start it is in none.

use controller_api::{
    federation::{FedRole, FedStatus},
    name::ClusterId,
    score::{ScoreMetrics, ScoreShown, SecurityScores, WorkloadMetrics},
    system::Summary,
};
use serde::Deserialize;

use crate::{
    fleet::{CVE_DATABASE, VERSION},
    rng::{Rng, number_of},
};

/// What the demo is in which federation.
#[derive(Clone, Debug, Deserialize)]
pub struct Federation {
    /// What it is.
    pub role: FedRole,
    /// The joint clusters of the master.
    #[serde(default = "two")]
    pub clusters: Vec<Joint>,
}

/// A joint cluster. It has a summary and a score, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Joint {
    /// Its name; its id follows from it.
    pub name: String,
    /// How it stands. Only one that is reached answers; the others are refused as one that nobody knows.
    pub status: FedStatus,
    /// It is reached, and its answers never come: they hang until released.
    pub silent: bool,
    /// Its risk score; none = it says none.
    pub score: Option<u32>,
    /// Its nodes.
    pub nodes: u32,
    /// Its running pods.
    pub pods: u32,
    /// The versions of its components.
    pub versions: Vec<String>,
    /// The version of its vulnerability database.
    pub cve_database: String,
}

impl Default for Federation {
    fn default() -> Self {
        Self { role: FedRole::None, clusters: Vec::new() }
    }
}

impl Default for Joint {
    fn default() -> Self {
        Self {
            name: "joint".to_owned(),
            status: FedStatus::Synced,
            silent: false,
            score: Some(30),
            nodes: 4,
            pods: 60,
            versions: vec![VERSION.to_owned()],
            cve_database: CVE_DATABASE.to_owned(),
        }
    }
}

/// The joint clusters of a master of whose nothing was said.
fn two() -> Vec<Joint> {
    let joint = |name: &str| Joint { name: name.to_owned(), ..Joint::default() };
    vec![
        Joint { score: Some(12), nodes: 5, pods: 120, ..joint("frankfurt") },
        Joint {
            status: FedStatus::OutOfSync,
            score: Some(61),
            nodes: 2,
            pods: 30,
            versions: vec!["v5.4.6".to_owned()],
            cve_database: "4.401".to_owned(),
            ..joint("oslo")
        },
    ]
}

/// The id of a cluster of this name.
pub(crate) fn id(name: &str) -> ClusterId {
    ClusterId::parse(&Rng::new(number_of(name)).hex(32)).expect("hexadecimal digits are a name")
}

impl Federation {
    /// The master of two joint clusters.
    pub fn master() -> Self {
        Self { role: FedRole::Master, clusters: two() }
    }

    /// A joint cluster.
    pub fn joint() -> Self {
        Self { role: FedRole::Joint, clusters: Vec::new() }
    }

    /// The joint cluster of this id that answers.
    pub(crate) fn reached(&self, id: &str) -> Option<&Joint> {
        self.clusters.iter().find(|joint| joint.id() == id && joint.is_reached())
    }
}

impl Joint {
    /// Its id.
    pub fn id(&self) -> String {
        id(&self.name).to_string()
    }

    /// The path of all calls for it.
    pub(crate) fn door(&self) -> String {
        format!("/v1/fed/cluster/{}/*", self.id())
    }

    fn is_reached(&self) -> bool {
        !matches!(
            self.status,
            FedStatus::Disconnected | FedStatus::Left | FedStatus::Kicked | FedStatus::Pending
        )
    }

    /// Its summary.
    pub(crate) fn summary(&self) -> Summary {
        Summary {
            hosts: self.nodes,
            controllers: 1,
            enforcers: self.nodes,
            running_pods: self.pods,
            workloads: 2 * self.pods,
            running_workloads: 2 * self.pods,
            platform: "Kubernetes".to_owned(),
            kube_version: "1.30.4".to_owned(),
            cvedb_version: self.cve_database.clone(),
            component_versions: self.versions.clone(),
            ..Summary::default()
        }
    }

    /// Its score.
    pub(crate) fn score(&self) -> ScoreShown {
        let workloads = WorkloadMetrics { running_pods: self.pods, ..WorkloadMetrics::default() };
        let metrics = ScoreMetrics { hosts: self.nodes, workloads, ..ScoreMetrics::default() };
        let scores = |score| SecurityScores { security_risk_score: score, ..SecurityScores::default() };
        ScoreShown {
            metrics: Some(metrics),
            security_scores: self.score.map(scores),
            ..ScoreShown::default()
        }
    }
}
