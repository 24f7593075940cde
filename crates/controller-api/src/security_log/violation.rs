//! Violations: connections that the network rules did not expect.

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, workload::WorkloadBrief};

/// A connection that no rule allows, or that one denies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Violation {
    /// Its id.
    pub id: String,
    /// How grave.
    pub level: String,
    /// When, in unix seconds.
    pub reported_timestamp: i64,
    /// When; RFC 3339.
    pub reported_at: String,
    /// The cluster.
    pub cluster_name: String,
    /// The node's id.
    pub host_id: String,
    /// The node.
    pub host_name: String,
    /// The enforcer's id.
    pub enforcer_id: String,
    /// The enforcer.
    pub enforcer_name: String,
    /// The client's workload id, or `external`.
    pub client_id: String,
    /// The client.
    pub client_name: String,
    /// Its namespace.
    pub client_domain: String,
    /// Its image.
    pub client_image: String,
    /// Its service.
    pub client_service: String,
    /// Its address.
    pub client_ip: String,
    /// The server's workload id, or `external`.
    pub server_id: String,
    /// The server.
    pub server_name: String,
    /// Its namespace.
    pub server_domain: String,
    /// Its image.
    pub server_image: String,
    /// Its service.
    pub server_service: String,
    /// Its address.
    pub server_ip: String,
    /// Its port.
    pub server_port: u16,
    /// The name by which it was looked up.
    pub fqdn: String,
    /// 6 TCP, 17 UDP, 1 ICMP.
    pub ip_proto: u8,
    /// Applications.
    #[serde(deserialize_with = "nullable")]
    pub applications: Vec<String>,
    /// What the server called itself.
    #[serde(deserialize_with = "nullable")]
    pub servers: Vec<String>,
    /// Sessions.
    pub sessions: u32,
    /// What was done: `violate` = logged, `deny` = blocked.
    pub policy_action: String,
    /// The rule that decided; 0 = none allows it.
    pub policy_id: u32,
    /// The client's address came from X-Forwarded-For.
    pub xff: bool,
    /// It crossed a namespace's boundary.
    pub nbe: bool,
}

/// Violations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violations {
    /// Newest first.
    #[serde(default, deserialize_with = "nullable")]
    pub violations: Vec<Violation>,
}

/// A workload and how many violations it has at the end that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViolationWorkload {
    /// The workload. Of one that is gone or that the caller may not see: id, name and namespace only, and the state
    /// `disconnected`.
    pub workload: WorkloadBrief,
    /// Its violations.
    #[serde(default)]
    pub count: u32,
}

/// Workloads by their violations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViolationWorkloads {
    /// In the order that was asked for.
    #[serde(default, rename = "violation_workloads", deserialize_with = "nullable")]
    pub workloads: Vec<ViolationWorkload>,
}
