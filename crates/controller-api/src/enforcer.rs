//! Enforcers: the component on each node that sees and blocks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, host::ConnectionState, stats::StatsShown};

/// An enforcer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Enforcer {
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
    /// Whose processes it sees: `host`.
    pub pid_mode: String,
    /// `default`, `host` or what it shares.
    pub network_mode: String,
    /// Its address within the cluster of components.
    pub cluster_ip: String,
    /// How it stands to the controller.
    pub connection_state: ConnectionState,
    /// Since when it does not answer; RFC 3339 or `""`.
    pub disconnected_at: String,
    /// When it was made; RFC 3339.
    pub created_at: String,
    /// When it started.
    pub started_at: String,
    /// When it joined the controller.
    pub joined_at: String,
    /// The memory it may use, in bytes; 0 or below = any.
    pub memory_limit: i64,
    /// The CPUs it may use; `""` = any.
    pub cpus: String,
    /// It protects itself and the other components.
    pub nv_protect: bool,
}

/// All enforcers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcers {
    /// The enforcers.
    #[serde(default, deserialize_with = "nullable")]
    pub enforcers: Vec<Enforcer>,
}

/// The answer with one enforcer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnforcerShown {
    /// The enforcer.
    pub enforcer: Enforcer,
}

endpoints! {
    /// All enforcers. Takes `start`, `limit`, `f_` and `s_`. Needs a global `nv_resource`, which only
    /// built-in roles have; others get an empty list.
    LIST: Get "/v1/enforcer" => Enforcers;
    /// One enforcer. Unknown is 404.
    SHOW: Get "/v1/enforcer/{id}" => EnforcerShown;
    /// Its load.
    STATS: Get "/v1/enforcer/{id}/stats" => StatsShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enforcer_is_read_whatever_is_missing() {
        let enforcers = r#"{"enforcers":[{"id":"a","labels":null,"connection_state":"asleep"},{"id":"b"}]}"#;
        let enforcers: Enforcers = serde_json::from_str(enforcers).expect("decodes");
        assert_eq!(enforcers.enforcers[0].connection_state, ConnectionState::Other("asleep".into()));
        assert_eq!(enforcers.enforcers[1].connection_state, ConnectionState::Unknown);
        let none: Enforcers = serde_json::from_str(r#"{"enforcers":null}"#).expect("decodes");
        assert!(none.enforcers.is_empty());
    }
}
