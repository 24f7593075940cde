//! Namespaces, which the controller calls domains.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// A namespace with its counters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DomainEntry {
    /// Its name; `_containers`, `_images` and `_nodes` are pseudo ones that hold compliance tags.
    pub name: String,
    /// Workloads.
    pub workloads: u32,
    /// Workloads that run.
    pub running_workloads: u32,
    /// Pods that run.
    pub running_pods: u32,
    /// Services.
    pub services: u32,
    /// Compliance tags.
    #[serde(deserialize_with = "nullable")]
    pub tags: Vec<String>,
    /// Kubernetes labels.
    #[serde(deserialize_with = "nullable")]
    pub labels: BTreeMap<String, String>,
    /// Its boundary is enforced.
    pub nbe: bool,
}

/// All namespaces that the caller may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domains {
    /// The namespaces.
    #[serde(default, deserialize_with = "nullable")]
    pub domains: Vec<DomainEntry>,
    /// Compliance tags count by namespace.
    #[serde(default)]
    pub tag_per_domain: bool,
}

endpoints! {
    /// All namespaces.
    LIST: Get "/v1/domain" => Domains;
}
