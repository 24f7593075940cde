//! The cluster as a whole: how much there is of everything.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// Counters and versions. Any signed-in user gets them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Nodes.
    pub hosts: u32,
    /// Controllers.
    pub controllers: u32,
    /// Enforcers.
    pub enforcers: u32,
    /// Enforcers that do not answer.
    pub disconnected_enforcers: u32,
    /// Scanners.
    pub scanners: u32,
    /// Namespaces.
    pub domains: u32,
    /// Services.
    pub services: u32,
    /// Workloads, ended ones among them.
    pub workloads: u32,
    /// Workloads that run.
    pub running_workloads: u32,
    /// Pods that run.
    pub running_pods: u32,
    /// Network rules.
    pub policy_rules: u32,
    /// The platform, such as `Kubernetes`.
    pub platform: String,
    /// The version of Kubernetes.
    pub kube_version: String,
    /// The version of OpenShift; `""` = none.
    pub openshift_version: String,
    /// The version of the vulnerability database.
    pub cvedb_version: String,
    /// When that database was made; RFC 3339.
    pub cvedb_create_time: String,
    /// The versions of all components; more than one means a half-done update.
    #[serde(deserialize_with = "nullable")]
    pub component_versions: Vec<String>,
}

/// The answer with the summary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryShown {
    /// The summary.
    pub summary: Summary,
}

endpoints! {
    /// The summary.
    SUMMARY: Get "/v1/system/summary" => SummaryShown;
}
