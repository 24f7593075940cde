//! Incidents: processes that should not run, files that should not be touched, tunnels, escalations of
//! privilege.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// An incident. It happens in a workload, or on a node: the workload's fields are then `""`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incident {
    /// Its id.
    pub id: String,
    /// What it is, such as `Process.Profile.Violation`; `Host.…` on a node, `Container.…` in a workload.
    pub name: String,
    /// How grave: `Critical`, `Warning`…
    pub level: String,
    /// When, in unix seconds.
    pub reported_timestamp: i64,
    /// When; RFC 3339.
    pub reported_at: String,
    /// The cluster.
    pub cluster_name: String,
    /// The response rule that it set off; none mostly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_rule_id: Option<u32>,
    /// The node's id; holds a `:`.
    pub host_id: String,
    /// The node.
    pub host_name: String,
    /// The enforcer's id.
    pub enforcer_id: String,
    /// The enforcer.
    pub enforcer_name: String,
    /// The workload's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_id: String,
    /// The workload.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_name: String,
    /// Its namespace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_domain: String,
    /// Its image.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_image: String,
    /// Its service.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_service: String,
    /// The far end's workload id, or `external`; `""` = nobody else is part of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_workload_id: String,
    /// The far end.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_workload_name: String,
    /// Its namespace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_workload_domain: String,
    /// Its image.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_workload_image: String,
    /// Its service.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_workload_service: String,
    /// The process.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_name: String,
    /// Its file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_path: String,
    /// Its command line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_cmd: String,
    /// The user who began it. Root is left out like everything that is 0: [`Incident::proc_real_user`] tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proc_real_uid: Option<i64>,
    /// The user whose rights it has; left out for root too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proc_effective_uid: Option<i64>,
    /// The name of the user who began it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_real_user: String,
    /// The name of the user whose rights it has.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_effective_user: String,
    /// The process that started it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_parent_name: String,
    /// That process's file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proc_parent_path: String,
    /// The rule's path for the file that was touched.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file_path: String,
    /// The files that were touched.
    #[serde(rename = "file_name", deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// The client's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_ip: String,
    /// The server's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server_ip: String,
    /// The client's port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_port: Option<u16>,
    /// The port that the server listens on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_port: Option<u16>,
    /// The port that the client spoke to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_conn_port: Option<u16>,
    /// The kind of frame: 2048 IPv4, 34525 IPv6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ether_type: Option<u16>,
    /// 6 TCP, 17 UDP, 1 ICMP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_proto: Option<u8>,
    /// The far end began.
    pub conn_ingress: bool,
    /// What was done: `violate` = logged, `deny` = blocked; in older ones `Alert`, `Denied`.
    pub action: String,
    /// The group whose profile was violated.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The rule that was violated: a UUID; all zeros and a small number = a built-in reason.
    pub rule_id: String,
    /// Since when it is counted, in unix seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation_from: Option<i64>,
    /// How often it happened since then; none = once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// What happened, in English.
    pub message: String,
}

/// Incidents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incidents {
    /// Newest first.
    #[serde(default, deserialize_with = "nullable")]
    pub incidents: Vec<Incident>,
}
