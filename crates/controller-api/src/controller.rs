//! Controllers: the component that knows everything, mostly three of them, of which one leads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, host::ConnectionState, stats::StatsShown};

/// A controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Controller {
    /// Its container's id.
    pub id: String,
    /// The runtime's name for it.
    pub name: String,
    /// The name that people know.
    pub display_name: String,
    /// The node.
    pub host_name: String,
    /// The node's id; holds a `:`.
    pub host_id: String,
    /// Its version, such as `v5.5.0`.
    pub version: String,
    /// Its namespace.
    pub domain: String,
    /// Its labels.
    #[serde(deserialize_with = "nullable")]
    pub labels: BTreeMap<String, String>,
    /// Its address within the cluster of components.
    pub cluster_ip: String,
    /// It leads the others.
    pub leader: bool,
    /// How it stands to the others.
    pub connection_state: ConnectionState,
    /// Since when it does not answer; RFC 3339 or `""`.
    pub disconnected_at: String,
    /// How it stands to Kubernetes: `connected`, `disconnected`; `""` = it does not lead.
    pub orch_conn_status: String,
    /// What Kubernetes said last when it refused; `""` = nothing.
    pub orch_conn_last_error: String,
    /// It has read the configuration that the product came with.
    pub read_prime_config: bool,
    /// When it was made; RFC 3339.
    pub created_at: String,
    /// When it started.
    pub started_at: String,
    /// When it joined the others.
    pub joined_at: String,
    /// The memory it may use, in bytes; 0 or below = any.
    pub memory_limit: i64,
    /// The CPUs it may use; `""` = any.
    pub cpus: String,
}

/// All controllers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controllers {
    /// The controllers.
    #[serde(default, deserialize_with = "nullable")]
    pub controllers: Vec<Controller>,
}

/// The answer with one controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControllerShown {
    /// The controller.
    pub controller: Controller,
}

endpoints! {
    /// All controllers. Takes `start`, `limit`, `f_` and `s_`. Needs a global `nv_resource`, which only
    /// built-in roles have; others get an empty list.
    LIST: Get "/v1/controller" => Controllers;
    /// One controller. Unknown is 404.
    SHOW: Get "/v1/controller/{id}" => ControllerShown;
    /// Its load.
    STATS: Get "/v1/controller/{id}/stats" => StatsShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_controller_is_read_whatever_is_missing() {
        let controllers =
            r#"{"controllers":[{"id":"a","labels":null,"leader":true},{"connection_state":"left"}]}"#;
        let controllers: Controllers = serde_json::from_str(controllers).expect("decodes");
        assert!(controllers.controllers[0].leader);
        assert_eq!(controllers.controllers[1].connection_state, ConnectionState::Other("left".into()));
    }
}
