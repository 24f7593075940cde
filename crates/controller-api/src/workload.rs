//! Workloads: containers and the pods that hold them, as the members of groups and the ends of conversations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::scan::ScanSummary;
use crate::{
    Empty,
    decode::nullable,
    mode::{Baseline, Mode, baseline_or_empty, optional_baseline, optional_mode},
    stats::StatsShown,
};

open_enum! {
    /// What a workload is doing. Lower case on the wire.
    pub enum WorkloadState {
        /// Gone.
        Exited = "exit",
        /// Seen, and not under an enforcer.
        Unmanaged = "unmanaged",
        /// Its group learns.
        Discover = "discover",
        /// Its group logs.
        Monitor = "monitor",
        /// Its group blocks.
        Protect = "protect",
        /// Cut off from the network.
        Quarantined = "quarantined",
    }
}

/// A workload in short, as it stands in groups, services and conversations. With `view=pod` a pod holds its
/// containers as `children`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadBrief {
    /// The container's id.
    pub id: String,
    /// The runtime's name for it.
    #[serde(default)]
    pub name: String,
    /// The name that people know.
    #[serde(default)]
    pub display_name: String,
    /// The pod's name.
    #[serde(default)]
    pub pod_name: String,
    /// The node's name.
    #[serde(default)]
    pub host_name: String,
    /// The node's id; holds a `:`.
    #[serde(default)]
    pub host_id: String,
    /// The image with its tag.
    #[serde(default)]
    pub image: String,
    /// The image's id.
    #[serde(default)]
    pub image_id: String,
    /// The image's digest.
    #[serde(default)]
    pub image_digest: String,
    /// When the image was built; RFC 3339 or `""`.
    #[serde(default)]
    pub image_created_at: String,
    /// The image was scanned in a registry.
    #[serde(default)]
    pub image_reg_scanned: bool,
    /// Digests under which repositories know the image.
    #[serde(default, deserialize_with = "nullable")]
    pub image_repo_digests: Vec<String>,
    /// Who made the image.
    #[serde(default)]
    pub author: String,
    /// The namespace.
    #[serde(default)]
    pub domain: String,
    /// What it is doing.
    #[serde(default)]
    pub state: WorkloadState,
    /// The service that it belongs to.
    #[serde(default)]
    pub service: String,
    /// That service's group.
    #[serde(default)]
    pub service_group: String,
    /// The pod whose network it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_ns_with: Option<String>,
    /// Its traffic can be seen.
    #[serde(default)]
    pub has_datapath: bool,
    /// Packets can be captured.
    #[serde(default)]
    pub cap_sniff: bool,
    /// It can be quarantined. A pod's container cannot; its pod can.
    #[serde(default)]
    pub cap_quarantine: bool,
    /// Its mode can change.
    #[serde(default)]
    pub cap_change_mode: bool,
    /// It is part of a service mesh.
    #[serde(default)]
    pub service_mesh: bool,
    /// It is the mesh's sidecar.
    #[serde(default)]
    pub service_mesh_sidecar: bool,
    /// It may do what root on the node may.
    #[serde(default)]
    pub privileged: bool,
    /// It runs as root.
    #[serde(default)]
    pub run_as_root: bool,
    /// Its network rules' mode; none on unmanaged ones.
    #[serde(default, deserialize_with = "optional_mode", skip_serializing_if = "Option::is_none")]
    pub policy_mode: Option<Mode>,
    /// Its process and file rules' mode.
    #[serde(default, deserialize_with = "optional_mode", skip_serializing_if = "Option::is_none")]
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    #[serde(default, deserialize_with = "optional_baseline", serialize_with = "baseline_or_empty")]
    pub baseline_profile: Option<Baseline>,
    /// What part of the platform it is, such as `core`; `""` = none.
    #[serde(default)]
    pub platform_role: String,
    /// What the last scan found; none before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_summary: Option<ScanSummary>,
    /// A pod's containers.
    #[serde(default, deserialize_with = "nullable")]
    pub children: Vec<WorkloadBrief>,
}

/// A workload in full. In brief lists only [`Workload::brief`] is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workload {
    /// What stands in every list.
    #[serde(flatten)]
    pub brief: WorkloadBrief,
    /// The enforcer that watches it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub enforcer_id: String,
    /// That enforcer's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub enforcer_name: String,
    /// Applications seen on its ports.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub applications: Vec<String>,
    /// Its addresses by interface.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "BTreeMap::is_empty")]
    pub interfaces: BTreeMap<String, Vec<Address>>,
    /// Its labels.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// `default`, `host` or what it shares.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub network_mode: String,
    /// Its service account.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service_account: String,
    /// The CPUs it may use; `""` = any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cpus: String,
    /// The memory it may use, in bytes; 0 or below = any.
    #[serde(default)]
    pub memory_limit: i64,
    /// It runs.
    #[serde(default)]
    pub running: bool,
    /// What it ended with.
    #[serde(default)]
    pub exit_code: i64,
    /// When it was made; RFC 3339 or `""`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub created_at: String,
    /// When it started.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub started_at: String,
    /// When it ended.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub finished_at: String,
    /// When an enforcer took it in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub secured_at: String,
    /// Its ports that the node maps.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub ports: Vec<Port>,
    /// Why it is cut off, such as `user-configured`; `""` = it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quarantine_reason: String,
}

/// An address of an interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The address.
    pub ip: String,
    /// How many of its bits are the network's.
    pub ip_prefix: u8,
    /// The way out.
    pub gateway: String,
}

/// A port that the node maps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Port {
    /// 6 TCP, 17 UDP.
    pub ip_proto: u8,
    /// The port.
    pub port: u16,
    /// The node's address; `0.0.0.0` = all.
    pub host_ip: String,
    /// The node's port.
    pub host_port: u16,
}

/// A workload with where else it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadDetail {
    /// What stands in full lists.
    #[serde(flatten)]
    pub workload: Workload,
    /// The groups that it is a member of.
    #[serde(default, deserialize_with = "nullable")]
    pub groups: Vec<String>,
    /// The ports by application, such as `HTTP` → `8080`.
    #[serde(default, deserialize_with = "nullable")]
    pub app_ports: BTreeMap<String, String>,
}

/// The answer with one workload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadShown {
    /// The workload.
    pub workload: WorkloadDetail,
}

/// How a workload is configured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkloadConfig {
    /// It is cut off from the network.
    pub quarantine: bool,
    /// Why; `""` = it is not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quarantine_reason: String,
    /// How its traffic is led past the enforcer: `default`, `inline`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wire: String,
}

/// The answer with a workload's configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadConfigShown {
    /// The configuration.
    pub config: WorkloadConfig,
}

/// A change of a workload. What is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadChange {
    /// Cuts it off from the network, or lets it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarantine: Option<bool>,
    /// How its traffic is led.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wire: Option<String>,
}

/// The body of a workload's change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadUpdate {
    /// The change.
    pub config: WorkloadChange,
}

/// A list of workloads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workloads {
    /// The workloads.
    #[serde(default, deserialize_with = "nullable")]
    pub workloads: Vec<Workload>,
}

endpoints! {
    /// All workloads that the caller may see, by name: those of namespaces where they have `rt_scan`,
    /// `rt_policy`, `compliance` or `security_events`. Takes `start`, `limit`, `brief`, `view=pod`, `f_` and
    /// `s_`. `start` counts rows before the filters and `limit` those after them. With `view=pod`, a pod's
    /// containers are here in brief; [`crate::workload_v2::LIST`] has them in full.
    LIST: Get "/v1/workload" => Workloads;
    /// One workload. Takes `view=pod`. Unknown is 404; another namespace's is 403.
    SHOW: Get "/v1/workload/{id}" => WorkloadShown;
    /// Changes a workload. A pod's container cannot be quarantined (404): its pod can, unless
    /// `cap_quarantine` is not set (400). Needs to write `rt_policy` where the workload is. Reads trail this
    /// write a little.
    UPDATE: Patch "/v1/workload/{id}", WorkloadUpdate => Empty;
    /// How a workload is configured.
    CONFIG: Get "/v1/workload/{id}/config" => WorkloadConfigShown;
    /// A workload's load, as its enforcer says it; 500 when that does not answer.
    STATS: Get "/v1/workload/{id}/stats" => StatsShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workload_is_read_whatever_is_missing() {
        let detail = |more: &str| -> WorkloadDetail {
            serde_json::from_str(&format!(r#"{{"id":"a","state":"quarantined"{more}}}"#)).expect("decodes")
        };
        assert_eq!(detail("").workload.brief.state, WorkloadState::Quarantined);
        assert!(detail(r#","groups":null,"app_ports":null,"ports":null,"children":null"#).groups.is_empty());
        let cut_off = detail(r#","quarantine_reason":"user-configured""#);
        assert_eq!(cut_off.workload.quarantine_reason, "user-configured");
        let pod = detail(r#","children":[{"id":"b","state":"asleep","groups":["g"]}]"#);
        assert_eq!(pod.workload.brief.children[0].state, WorkloadState::Other("asleep".into()));
    }

    #[test]
    fn a_change_leaves_out_what_stays() {
        let sent = |change| serde_json::to_value(WorkloadUpdate { config: change }).expect("encodes");
        assert_eq!(sent(WorkloadChange::default()), serde_json::json!({"config": {}}));
        let quarantine = WorkloadChange { quarantine: Some(true), ..WorkloadChange::default() };
        assert_eq!(sent(quarantine), serde_json::json!({"config": {"quarantine": true}}));
    }
}
