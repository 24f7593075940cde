//! Threats: attacks that were recognised in the packets, by the built-in rules or by a DLP or WAF sensor.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// A threat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// What it is, such as `SQL.Injection`.
    pub name: String,
    /// How grave: `Critical`, `Error`, `Warning`, `Notice`, `Info`.
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
    /// The rule that recognised it.
    pub threat_id: u32,
    /// The client's workload id, or `external`.
    pub client_workload_id: String,
    /// The client.
    pub client_workload_name: String,
    /// Its namespace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_workload_domain: String,
    /// Its image.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_workload_image: String,
    /// Its service, or `external`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_workload_service: String,
    /// The server's workload id, or `external`.
    pub server_workload_id: String,
    /// The server.
    pub server_workload_name: String,
    /// Its namespace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server_workload_domain: String,
    /// Its image.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server_workload_image: String,
    /// Its service, or `external`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server_workload_service: String,
    /// How bad it is by itself: `Critical`, `High`, `Medium`, `Low`, `Info`.
    pub severity: String,
    /// What was done: `alert` = logged, `allow`, `deny` = dropped, `reset` = the connection was cut.
    pub action: String,
    /// How often it was seen since the last report.
    pub count: u32,
    /// The kind of frame: 2048 IPv4, 34525 IPv6.
    pub ether_type: u16,
    /// The client's address.
    pub client_ip: String,
    /// The client's port.
    pub client_port: u16,
    /// The server's address.
    pub server_ip: String,
    /// The port that the server listens on.
    pub server_port: u16,
    /// The port that the client spoke to; another one where the node maps it.
    pub server_conn_port: u16,
    /// 6 TCP, 17 UDP, 1 ICMP.
    pub ip_proto: u8,
    /// ICMP's code.
    pub icmp_code: u8,
    /// ICMP's type.
    pub icmp_type: u8,
    /// The application; `""` = not recognised.
    pub application: String,
    /// The DLP or WAF sensor that matched; `""` = a built-in rule.
    pub sensor: String,
    /// The group on which that sensor is.
    pub group: String,
    /// Who is attacked: `server` or `client`.
    pub target: String,
    /// The service logs only, so that nothing was blocked.
    pub monitor: bool,
    /// The captured packet's length, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_len: Option<u16>,
    /// The captured packet in base64, cut at `cap_len`. Never in lists.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub packet: String,
    /// What happened, in English.
    pub message: String,
}

impl Threat {
    /// Whether the server is the victim, as it mostly is; the other end is then the source.
    pub fn attacks_server(&self) -> bool {
        self.target != "client"
    }
}

/// Threats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threats {
    /// Newest first.
    #[serde(default, deserialize_with = "nullable")]
    pub threats: Vec<Threat>,
}

/// The answer with one threat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreatShown {
    /// The threat.
    pub threat: Threat,
}
