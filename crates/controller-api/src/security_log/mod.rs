//! What was seen against the cluster: threats, violations and incidents. Each kind is a ring of [`CAPACITY`] entries,
//! newest first; what is older is gone. Who sees an entry: somebody with `security_events` for the namespace of
//! one of its workloads, so that a namespace user's lists hold their share.

mod incident;
mod threat;
mod violation;

use serde::{Deserialize, Serialize};

pub use self::{
    incident::{Incident, Incidents},
    threat::{Threat, ThreatShown, Threats},
    violation::{Violation, ViolationWorkload, ViolationWorkloads, Violations},
};
use crate::{Query, decode::nullable};

/// How many entries of a kind the controller's logs hold, those of events and audits too; it forgets older ones.
pub const CAPACITY: usize = 4096;

/// The three logs in one answer, each newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecurityLog {
    /// Threats.
    #[serde(deserialize_with = "nullable")]
    pub threats: Vec<Threat>,
    /// Incidents.
    #[serde(deserialize_with = "nullable")]
    pub incidents: Vec<Incident>,
    /// Violations.
    #[serde(deserialize_with = "nullable")]
    pub violations: Vec<Violation>,
}

/// Which end of a violation is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Who began.
    Client,
    /// Who was spoken to.
    Server,
}

impl Side {
    /// The query that [`VIOLATION_WORKLOADS`] cannot do without: most violations first.
    pub fn query(self) -> Query {
        match self {
            Self::Client => Query::new().with("s_client", "desc"),
            Self::Server => Query::new().with("s_server", "desc"),
        }
    }
}

/// Entries that were reported at or after this time, in unix seconds. Every log takes it.
pub fn since(timestamp: i64) -> Query {
    Query::new().with("f_reported_timestamp", format!("gte,{timestamp}"))
}

endpoints! {
    /// Threats, without their packets. Takes `start`, `limit`, `f_` and `s_` with the fields' names.
    THREATS: Get "/v1/log/threat" => Threats;
    /// One threat with its packet. Unknown is 404; another namespace's is 403.
    THREAT: Get "/v1/log/threat/{id}" => ThreatShown;
    /// Violations. Takes `start`, `limit`, `f_` and `s_`.
    VIOLATIONS: Get "/v1/log/violation" => Violations;
    /// How many violations each workload has at one end. Takes `start`, `limit` and must have
    /// [`Side::query`]: 400 without it, unless there is no violation at all.
    VIOLATION_WORKLOADS: Get "/v1/log/violation/workload" => ViolationWorkloads;
    /// Incidents. Takes `start`, `limit`, `f_` and `s_`.
    INCIDENTS: Get "/v1/log/incident" => Incidents;
    /// All three at once. `start`, `limit` and filters apply to each of its lists by itself.
    ALL: Get "/v1/log/security" => SecurityLog;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(body: &str) -> SecurityLog {
        crate::endpoint::decode(body.as_bytes()).expect("decodes")
    }

    #[test]
    fn one_kind_that_is_missing_costs_no_other() {
        for body in
            [r#"{"threats":null,"incidents":[{"id":"i"}]}"#, r#"{"violations":[],"incidents":[{"id":"i"}]}"#]
        {
            let log = log(body);
            assert!(log.threats.is_empty() && log.violations.is_empty(), "{body}");
            assert_eq!(log.incidents[0].id, "i", "{body}");
        }
    }

    #[test]
    fn words_that_are_new_are_kept() {
        let log = log(
            r#"{"threats":[{"id":"t","level":"Dire","severity":"Cosmic","action":"vanish","target":"both"}],
                "incidents":[{"id":"i","action":"dreamt","name":"Host.Haunted"}],
                "violations":[{"id":"v","policy_action":"frown"}]}"#,
        );
        let threat = &log.threats[0];
        assert_eq!((&*threat.level, &*threat.severity, &*threat.action), ("Dire", "Cosmic", "vanish"));
        assert_eq!((&*log.incidents[0].action, &*log.incidents[0].name), ("dreamt", "Host.Haunted"));
        assert_eq!(log.violations[0].policy_action, "frown");
    }

    #[test]
    fn an_incident_without_a_process_has_no_user_zero() {
        let incident =
            |more: &str| log(&format!(r#"{{"incidents":[{{"id":"i"{more}}}]}}"#)).incidents.remove(0);
        assert_eq!(incident("").proc_real_uid, None);
        assert_eq!(incident(r#","proc_real_uid":1000"#).proc_real_uid, Some(1000));
        assert_eq!(incident(r#","file_name":null"#).files, Vec::<String>::new());
        assert_eq!(incident("").aggregation_from, None);
    }

    #[test]
    fn queries_are_the_ones_the_controller_takes() {
        assert_eq!(Side::Client.query().to_string(), "?s_client=desc");
        assert_eq!(Side::Server.query().page(0, 5).to_string(), "?s_server=desc&start=0&limit=5");
        assert_eq!(since(1_795_373_150).to_string(), "?f_reported_timestamp=gte%2C1795373150");
    }
}
