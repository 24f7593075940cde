//! What happened: events of the product itself, and violations of network rules. Newest first, 4,096 of a kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// An event of the product: a sign-in, a changed setting, an enforcer that joined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// What it is, such as `User.Login`.
    pub name: String,
    /// How grave: `Emergency`, `Alert`, `Critical`, `Error`, `Warning`, `Notice`, `Info`, `Debug`.
    pub level: String,
    /// Its family, such as `AUTH`.
    pub category: String,
    /// What happened, in English.
    pub message: String,
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
    /// The controller's id.
    pub controller_id: String,
    /// The controller.
    pub controller_name: String,
    /// The enforcer's id.
    pub enforcer_id: String,
    /// The enforcer.
    pub enforcer_name: String,
    /// The workload's id.
    pub workload_id: String,
    /// The workload.
    pub workload_name: String,
    /// Its namespace.
    pub workload_domain: String,
    /// Its image.
    pub workload_image: String,
    /// Its service.
    pub workload_service: String,
    /// Who did it.
    pub user: String,
    /// Their roles by namespace; `""` = global.
    #[serde(deserialize_with = "nullable")]
    pub user_roles: BTreeMap<String, String>,
    /// Where they sat.
    pub user_addr: String,
    /// Their session.
    pub user_session: String,
    /// The request's method, for what came over REST.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rest_method: String,
    /// The request's path.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rest_request: String,
    /// The request's body: JSON in a string, cut at 1,024 bytes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rest_body: String,
}

/// Events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    /// Newest first.
    #[serde(default, deserialize_with = "nullable")]
    pub events: Vec<Event>,
}

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

endpoints! {
    /// Events. Takes `start`, `limit`, `f_` filters.
    EVENTS: Get "/v1/log/event" => Events;
    /// Violations. Takes `start`, `limit`, `f_` filters.
    VIOLATIONS: Get "/v1/log/violation" => Violations;
}
