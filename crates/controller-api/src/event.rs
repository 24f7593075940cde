//! What happened: events of the product itself, and what workloads did. Newest first, 4,096 of a kind.

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

endpoints! {
    /// Events. Takes `start`, `limit`, `f_` and `s_`. Needs `events`.
    EVENTS: Get "/v1/log/event" => Events;
    /// What workloads did: started, stopped, went, came under an enforcer. Takes the same; needs `events`.
    ACTIVITY: Get "/v1/log/activity" => Events;
}
