//! Workloads as the second version of the interface gives them: the same as [`crate::workload`], sorted into
//! parts, and the containers of a pod in full.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    decode::nullable,
    mode::{Baseline, Mode, baseline_or_empty, mode_or_empty, optional_baseline, optional_mode},
    scan::ScanSummary,
    workload::{Address, Port, WorkloadState},
};

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The container's id.
    pub id: String,
    /// The runtime's name for it.
    #[serde(default)]
    pub name: String,
    /// The name that people know.
    #[serde(default)]
    pub display_name: String,
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
    /// When the image was built; RFC 3339 or `""`. One workload's answer leaves it empty at times.
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
}

/// How it is held, and what can be done about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Security {
    /// Packets can be captured.
    pub cap_sniff: bool,
    /// It can be quarantined. A pod's container cannot; its pod can.
    pub cap_quarantine: bool,
    /// Its mode can change.
    pub cap_change_mode: bool,
    /// It is part of a service mesh.
    pub service_mesh: bool,
    /// It is the mesh's sidecar.
    pub service_mesh_sidecar: bool,
    /// Its network rules' mode; none on unmanaged ones.
    #[serde(deserialize_with = "optional_mode", serialize_with = "mode_or_empty")]
    pub policy_mode: Option<Mode>,
    /// Its process and file rules' mode.
    #[serde(deserialize_with = "optional_mode", serialize_with = "mode_or_empty")]
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    #[serde(deserialize_with = "optional_baseline", serialize_with = "baseline_or_empty")]
    pub baseline_profile: Option<Baseline>,
    /// Why it is cut off; `""` = it is not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quarantine_reason: String,
    /// What the last scan found; none before the first.
    pub scan_summary: Option<ScanSummary>,
}

/// What it runs with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuntimeAttributes {
    /// The pod's name.
    pub pod_name: String,
    /// The pod whose network it uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_ns_with: Option<String>,
    /// It may do what root on the node may.
    pub privileged: bool,
    /// It runs as root.
    pub run_as_root: bool,
    /// Its labels.
    #[serde(deserialize_with = "nullable")]
    pub labels: BTreeMap<String, String>,
    /// The memory it may use, in bytes; 0 or below = any.
    pub memory_limit: i64,
    /// The CPUs it may use; `""` = any.
    pub cpus: String,
    /// Its service account.
    pub service_account: String,
    /// `default`, `host` or what it shares.
    pub network_mode: String,
    /// Its addresses by interface.
    #[serde(deserialize_with = "nullable")]
    pub interfaces: BTreeMap<String, Vec<Address>>,
    /// Its ports that the node maps.
    #[serde(deserialize_with = "nullable")]
    pub ports: Vec<Port>,
    /// Applications seen on its ports.
    #[serde(deserialize_with = "nullable")]
    pub applications: Vec<String>,
}

/// A workload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workload {
    /// Who it is.
    pub brief: Identity,
    /// How it is held.
    #[serde(default, deserialize_with = "nullable")]
    pub security: Security,
    /// What it runs with.
    #[serde(default, deserialize_with = "nullable")]
    pub rt_attributes: RuntimeAttributes,
    /// With `view=pod`: a pod's containers.
    #[serde(default, deserialize_with = "nullable")]
    pub children: Vec<Workload>,
    /// The enforcer that watches it.
    #[serde(default)]
    pub enforcer_id: String,
    /// That enforcer's name.
    #[serde(default)]
    pub enforcer_name: String,
    /// What part of the platform it is, such as `core`; `""` = none.
    #[serde(default)]
    pub platform_role: String,
    /// It runs.
    #[serde(default)]
    pub running: bool,
    /// What it ended with.
    #[serde(default)]
    pub exit_code: i64,
    /// When it was made; RFC 3339 or `""`.
    #[serde(default)]
    pub created_at: String,
    /// When it started.
    #[serde(default)]
    pub started_at: String,
    /// When it ended.
    #[serde(default)]
    pub finished_at: String,
    /// When an enforcer took it in.
    #[serde(default)]
    pub secured_at: String,
    /// Where else it stands; with one workload only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misc: Option<Misc>,
}

/// Where else a workload stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Misc {
    /// The groups that it is a member of.
    #[serde(deserialize_with = "nullable")]
    pub groups: Vec<String>,
    /// The ports by application.
    #[serde(deserialize_with = "nullable")]
    pub app_ports: BTreeMap<String, String>,
    /// With `view=pod`: a pod's containers, with the same of each.
    #[serde(deserialize_with = "nullable")]
    pub children: Vec<Workload>,
}

/// A list of workloads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workloads {
    /// The workloads.
    #[serde(default, deserialize_with = "nullable")]
    pub workloads: Vec<Workload>,
}

/// The answer with one workload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadShown {
    /// The workload.
    pub workload: Workload,
}

endpoints! {
    /// All workloads that the caller may see. Takes `start`, `limit`, `view=pod`, `f_`, `s_`; `brief` gives the
    /// shape of the first version and must not be asked for here.
    LIST: Get "/v2/workload" => Workloads;
    /// One workload. Takes `view=pod`. Unknown is 404; another namespace's is 403.
    SHOW: Get "/v2/workload/{id}" => WorkloadShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workload(more: &str) -> Workload {
        let body = format!(r#"{{"brief":{{"id":"a","state":"asleep"}}{more}}}"#);
        serde_json::from_str(&body).expect("decodes")
    }

    #[test]
    fn parts_that_are_missing_cost_no_workload() {
        for more in ["", r#","security":null,"rt_attributes":null,"children":null,"misc":null"#] {
            let workload = workload(more);
            assert_eq!(workload.brief.state, WorkloadState::Other("asleep".into()), "{more}");
            assert_eq!((workload.security.policy_mode, workload.misc), (None, None), "{more}");
        }
    }

    #[test]
    fn words_and_nulls_are_read_by_meaning() {
        let workload = workload(
            r#","security":{"policy_mode":"","baseline_profile":"shield","scan_summary":null},
                "rt_attributes":{"labels":null,"interfaces":null,"ports":null,"share_ns_with":"p"}"#,
        );
        assert_eq!(workload.security.policy_mode, None);
        assert_eq!(workload.security.baseline_profile, Some(Baseline::ZeroDrift));
        assert_eq!(workload.rt_attributes.share_ns_with.as_deref(), Some("p"));
    }
}
