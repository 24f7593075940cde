//! Workloads: containers and the pods that hold them, as the members of groups and the ends of conversations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    decode::nullable,
    mode::{Baseline, Mode, baseline_or_empty, optional_baseline, optional_mode},
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

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScanSummary {
    /// How far it is: `""`, `scheduled`, `scanning`, `finished`, `failed`…
    pub status: String,
    /// Critical vulnerabilities.
    pub critical: u32,
    /// High ones.
    pub high: u32,
    /// Medium ones.
    pub medium: u32,
    /// `succeeded`, or why not.
    pub result: String,
    /// When, in unix seconds; 0 = never.
    pub scanned_timestamp: i64,
    /// When; RFC 3339 or `""`.
    pub scanned_at: String,
    /// The operating system that the image is built on.
    pub base_os: String,
    /// The version of the vulnerability database.
    pub scanner_version: String,
    /// When that database was made.
    pub cvedb_create_time: String,
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
    /// The memory it may use, in bytes; 0 = any.
    #[serde(default)]
    pub memory_limit: u64,
    /// It runs.
    #[serde(default)]
    pub running: bool,
    /// What it ended with.
    #[serde(default)]
    pub exit_code: i32,
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

/// A list of workloads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workloads {
    /// The workloads.
    #[serde(default, deserialize_with = "nullable")]
    pub workloads: Vec<Workload>,
}

endpoints! {
    /// All workloads that the caller may see. Takes `start`, `limit`, `brief`, `view=pod` and `f_` filters.
    LIST: Get "/v1/workload" => Workloads;
}
