//! Nodes, which the controller calls hosts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    decode::nullable,
    mode::{Mode, mode_or_empty, optional_mode},
    scan::ScanSummary,
    workload::Address,
};

open_enum! {
    /// How a node, a controller or an enforcer stands to the cluster.
    pub enum ConnectionState {
        /// It answers.
        Connected = "connected",
        /// It does not.
        Disconnected = "disconnected",
        /// It left.
        Stopped = "stopped",
        /// Seen, and without an enforcer.
        Unmanaged = "unmanaged",
        /// Not said.
        Unknown = "",
    }
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Host {
    /// Its id: name, `:` and a number; escaped in paths.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it stands to the cluster.
    pub state: ConnectionState,
    /// The container runtime, such as `containerd`.
    pub runtime: String,
    /// The runtime's version.
    pub runtime_version: String,
    /// The version of what the runtime speaks.
    pub runtime_api_version: String,
    /// The platform, such as `Kubernetes`.
    pub platform: String,
    /// The operating system.
    pub os: String,
    /// The kernel's version.
    pub kernel: String,
    /// Processors.
    pub cpus: u32,
    /// Memory, in bytes.
    pub memory: u64,
    /// 1 or 2; 0 = unknown.
    pub cgroup_version: u8,
    /// How the runtime stores images, such as `overlayfs`.
    pub storage_driver: String,
    /// Containers on it, pods among them.
    pub containers: u32,
    /// Pods on it.
    pub pods: u32,
    /// Its addresses by interface.
    #[serde(deserialize_with = "nullable")]
    pub interfaces: BTreeMap<String, Vec<Address>>,
    /// The network mode of the group `nodes`.
    #[serde(deserialize_with = "optional_mode", serialize_with = "mode_or_empty")]
    pub policy_mode: Option<Mode>,
    /// Its process and file mode.
    #[serde(deserialize_with = "optional_mode", serialize_with = "mode_or_empty")]
    pub profile_mode: Option<Mode>,
    /// What the last scan found; none before the first.
    pub scan_summary: Option<ScanSummary>,
    /// The Docker benchmark can run.
    pub cap_docker_bench: bool,
    /// The Kubernetes benchmark can run.
    pub cap_kube_bench: bool,
    /// How the Docker benchmark stands: `""`, `scheduled`, `running`, `finished`, or what went wrong, in
    /// English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub docker_bench_status: String,
    /// How the Kubernetes benchmark stands; the same.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kube_bench_status: String,
    /// Its labels.
    #[serde(deserialize_with = "nullable")]
    pub labels: BTreeMap<String, String>,
    /// Its annotations.
    #[serde(deserialize_with = "nullable")]
    pub annotations: BTreeMap<String, String>,
}

/// All nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosts {
    /// The nodes.
    #[serde(default, deserialize_with = "nullable")]
    pub hosts: Vec<Host>,
}

/// The answer with one node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostShown {
    /// The node.
    pub host: Host,
}

endpoints! {
    /// All nodes. Takes `start`, `limit`, `f_` and `s_`. Nodes belong to whoever has a global `rt_scan` or
    /// `compliance`; others get an empty list.
    LIST: Get "/v1/host" => Hosts;
    /// One node. Unknown is 404; 403 for those others.
    SHOW: Get "/v1/host/{id}" => HostShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_read_whatever_is_missing() {
        let host = |more: &str| -> Host {
            serde_json::from_str(&format!(r#"{{"id":"n:1","name":"n"{more}}}"#)).expect("decodes")
        };
        assert_eq!(host("").state, ConnectionState::Unknown);
        assert_eq!(host(r#","state":"asleep""#).state, ConnectionState::Other("asleep".into()));
        assert_eq!(host(r#","scan_summary":null"#).scan_summary, None);
        assert_eq!(host(r#","policy_mode":"","profile_mode":null"#).profile_mode, None);
        assert!(host(r#","interfaces":null,"labels":null,"annotations":null"#).labels.is_empty());
    }

    #[test]
    fn a_node_id_is_escaped_in_its_path() {
        assert_eq!(SHOW.at(["node-1:ec2a"]).path, "/v1/host/node-1%3Aec2a");
    }
}
