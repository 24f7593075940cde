//! The security risk score: what it is counted from, what it comes to, and which pods speak with the outside.
//!
//! The controller computes it anew for every call, from what runs at that moment; it keeps no history. Groups
//! that are `not_scored` and their workloads do not count, and those of the platform do not either where the
//! compliance profile leaves the system's containers out.

use serde::{Deserialize, Serialize};

use crate::{
    Query,
    decode::nullable,
    mode::{Mode, optional_mode},
};

/// What the score is counted from. A change of it can be sent to [`PREDICT`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreMetrics {
    /// The platform, such as `Kubernetes`.
    pub platform: String,
    /// The version of Kubernetes.
    pub kube_version: String,
    /// The version of OpenShift; `""` = none.
    pub openshift_version: String,
    /// The network mode that new services begin with.
    #[serde(deserialize_with = "optional_mode", serialize_with = "crate::mode::mode_or_empty")]
    pub new_service_policy_mode: Option<Mode>,
    /// The process and file mode that new services begin with.
    #[serde(deserialize_with = "optional_mode", serialize_with = "crate::mode::mode_or_empty")]
    pub new_service_profile_mode: Option<Mode>,
    /// Admission rules that deny, switched off ones among them.
    pub deny_adm_ctrl_rules: u32,
    /// Admission rules that deny and are switched on. Older controllers do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled_deny_adm_ctrl_rules: Option<u32>,
    /// What admission control does: `monitor`, `protect`. Older controllers do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adm_mode: Option<String>,
    /// Nodes.
    pub hosts: u32,
    /// Pods and containers that run.
    #[serde(deserialize_with = "nullable")]
    pub workloads: WorkloadMetrics,
    /// Services by their modes.
    #[serde(deserialize_with = "nullable")]
    pub groups: GroupMetrics,
    /// Vulnerabilities by where they are.
    #[serde(deserialize_with = "nullable")]
    pub cves: CveMetrics,
}

/// Running pods, and what is risky about them. `ext_eps` are pods that speak with something outside the
/// cluster, whichever side began; a pod counts once in each number, so that the modes add up to all exposed
/// pods whose service has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkloadMetrics {
    /// Pods that run.
    pub running_pods: u32,
    /// Containers (not pods) that may do what root on the node may.
    pub privileged_wls: u32,
    /// Containers (not pods) that run as root.
    pub root_wls: u32,
    /// Exposed pods whose service learns.
    pub discover_ext_eps: u32,
    /// Exposed pods whose service logs.
    pub monitor_ext_eps: u32,
    /// Exposed pods whose service blocks.
    pub protect_ext_eps: u32,
    /// Exposed pods with a threat in what they say with the outside.
    pub threat_ext_eps: u32,
    /// Exposed pods with something in it that no rule allows or one denies.
    pub violate_ext_eps: u32,
}

impl WorkloadMetrics {
    /// Pods that speak with the outside.
    pub fn exposed(&self) -> u32 {
        self.discover_ext_eps + self.monitor_ext_eps + self.protect_ext_eps
    }
}

/// Groups that stand for services (and `nodes`), by their modes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupMetrics {
    /// All of them.
    pub groups: u32,
    /// Network mode Discover.
    pub discover_groups: u32,
    /// Network mode Monitor.
    pub monitor_groups: u32,
    /// Network mode Protect.
    pub protect_groups: u32,
    /// Process and file mode Discover. Controllers before 5.4 know one mode only and do not say these three.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_discover_groups: Option<u32>,
    /// Process and file mode Monitor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_monitor_groups: Option<u32>,
    /// Process and file mode Protect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_protect_groups: Option<u32>,
    /// Of those whose network mode is Discover: with the baseline zero-drift.
    pub discover_groups_zero_drift: u32,
    /// Of those whose network mode is Monitor: with zero-drift.
    pub monitor_groups_zero_drift: u32,
    /// Of those whose network mode is Protect: with zero-drift.
    pub protect_groups_zero_drift: u32,
}

/// Vulnerabilities, critical, high and medium ones together. The same one in two containers counts twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CveMetrics {
    /// In containers whose service learns.
    pub discover_cves: u32,
    /// In containers whose service logs.
    pub monitor_cves: u32,
    /// In containers whose service blocks.
    pub protect_cves: u32,
    /// In the platform itself.
    pub platform_cves: u32,
    /// On the nodes.
    pub host_cves: u32,
}

/// The score and its parts: points of risk, so that less is better. The parts add up to the whole for
/// somebody global; for somebody with rights in namespaces, what belongs to the cluster (new services,
/// admission) is left out and the rest is stretched to 100. The `by_100` ones are the same part as a share of
/// what it can be at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecurityScores {
    /// All together, 0–100.
    pub security_risk_score: u32,
    /// New services begin in Discover.
    pub new_service_mode_score: u32,
    /// Services in Discover.
    pub service_mode_score: u32,
    /// The same, 0–100.
    pub service_mode_score_by_100: u32,
    /// What is said with the outside.
    pub exposure_score: u32,
    /// The same, 0–100.
    pub exposure_score_by_100: u32,
    /// Some container is privileged.
    pub privileged_container_score: u32,
    /// Some container runs as root.
    pub run_as_root_score: u32,
    /// No admission rule denies anything.
    pub admission_rule_score: u32,
    /// Vulnerabilities.
    pub vulnerability_score: u32,
    /// The same, 0–100.
    pub vulnerability_score_by_100: u32,
}

/// A pod that speaks with the outside, in one direction. A pod that does both stands in both lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExposedEndpoint {
    /// The pod's workload id.
    pub id: String,
    /// The runtime's name for it.
    pub name: String,
    /// The name that people know.
    pub display_name: String,
    /// The pod's name.
    pub pod_name: String,
    /// Its service, without `nv.`.
    pub service: String,
    /// The worst threat in what was said; `""` = none.
    pub severity: String,
    /// Critical vulnerabilities of its containers.
    pub critical: u32,
    /// High ones.
    pub high: u32,
    /// Medium ones.
    pub medium: u32,
    /// Its network rules' mode.
    #[serde(deserialize_with = "optional_mode", serialize_with = "crate::mode::mode_or_empty")]
    pub policy_mode: Option<Mode>,
    /// The worst that was done: `allow`, `violate`, `deny`…
    pub policy_action: String,
    /// `tcp`, `udp`, `icmp`.
    #[serde(deserialize_with = "nullable")]
    pub protocols: Vec<String>,
    /// Applications.
    #[serde(deserialize_with = "nullable")]
    pub applications: Vec<String>,
    /// Ports, such as `tcp/587`, where no application was seen.
    #[serde(deserialize_with = "nullable")]
    pub ports: Vec<String>,
    /// What was said, by application, port and far end.
    #[serde(deserialize_with = "nullable")]
    pub entries: Vec<ExposureEntry>,
}

/// What a pod said with one far end outside. The pod's own address is `server_ip` of an ingress and
/// `client_ip` of an egress.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExposureEntry {
    /// The application.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub application: String,
    /// The port, such as `tcp/587`, where no application was seen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub port: String,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u32,
    /// What was done: `allow`, `violate`, `deny`…
    pub policy_action: String,
    /// The client's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_ip: String,
    /// The server's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server_ip: String,
    /// The name by which the server was looked up.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fqdn: String,
    /// When it was last seen, in unix seconds; none from older controllers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen_at: Option<i64>,
}

/// The score with everything that it stands on. A part that the controller did not say is none: an absent score
/// is not a good one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreShown {
    /// What the score is counted from.
    pub metrics: Option<ScoreMetrics>,
    /// The score.
    pub security_scores: Option<SecurityScores>,
    /// Pods that were spoken to from outside.
    #[serde(deserialize_with = "nullable")]
    pub ingress: Vec<ExposedEndpoint>,
    /// Pods that spoke to the outside.
    #[serde(deserialize_with = "nullable")]
    pub egress: Vec<ExposedEndpoint>,
}

/// The body of a prediction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// What it would be counted from.
    pub metrics: ScoreMetrics,
}

/// Whose score is asked for: `global` counts what belongs to the whole cluster too; a namespace leaves
/// everything else out. Without a word about it, the controller computes the one for somebody global.
pub fn scope(global: bool, domain: Option<&str>) -> Query {
    let query = Query::new().with("isGlobalUser", if global { "true" } else { "false" });
    match domain {
        Some(domain) => query.with("f_domain", domain),
        None => query,
    }
}

endpoints! {
    /// The score as it is. Takes [`scope`]. Stands under `config`, but as with the summary the controller
    /// widens the caller's rights, so that any signed-in user gets it (from its source, not recorded); the
    /// exposed pods are only those that the caller may see.
    METRICS: Get "/v1/system/score/metrics" => ScoreShown;
    /// The score as it would be; changes nothing. The answer has `security_scores`, and of the rest nothing
    /// that counts (not recorded). Under `config` as well.
    PREDICT: Post "/v1/system/score/metrics", Prediction => ScoreShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> ScoreShown {
        crate::endpoint::decode(body.as_bytes()).expect("decodes")
    }

    #[test]
    fn a_score_that_is_not_said_is_none_and_not_the_best_one() {
        for body in ["{}", r#"{"metrics":null,"security_scores":null,"ingress":null,"egress":null}"#] {
            let shown = shown(body);
            assert_eq!((shown.metrics, shown.security_scores), (None, None), "{body}");
            assert!(shown.ingress.is_empty() && shown.egress.is_empty(), "{body}");
        }
    }

    #[test]
    fn a_prediction_sends_no_number_that_the_controller_did_not_say() {
        let metrics =
            r#"{"new_service_policy_mode":"","groups":{"groups":2,"discover_groups":2},"cves":null}"#;
        let metrics: ScoreMetrics = serde_json::from_str(metrics).expect("decodes");
        assert_eq!(metrics.new_service_policy_mode, None);
        let sent = serde_json::to_value(Prediction { metrics }).expect("encodes");
        assert_eq!(sent["metrics"]["new_service_policy_mode"], "");
        assert_eq!(sent["metrics"]["groups"]["discover_groups"], 2);
        for (part, unsaid) in [
            (&sent["metrics"], "adm_mode"),
            (&sent["metrics"], "enabled_deny_adm_ctrl_rules"),
            (&sent["metrics"]["groups"], "profile_discover_groups"),
        ] {
            assert_eq!(part.get(unsaid), None, "{unsaid}");
        }
    }

    #[test]
    fn an_exposed_pod_is_read_whatever_it_says() {
        let pod = |more: &str| {
            let body = format!(r#"{{"ingress":[{{"id":"a"{more}}}]}}"#);
            shown(&body).ingress.remove(0)
        };
        assert_eq!(pod(r#","policy_mode":"Guess""#).policy_mode, None);
        assert_eq!(pod(r#","policy_action":"dreamt""#).policy_action, "dreamt");
        assert!(pod(r#","entries":null,"ports":null,"applications":null"#).entries.is_empty());
        assert_eq!(pod(r#","entries":[{"bytes":1}]"#).entries[0].last_seen_at, None);
    }

    #[test]
    fn exposed_pods_are_counted_once() {
        let workloads = WorkloadMetrics {
            discover_ext_eps: 3,
            protect_ext_eps: 2,
            threat_ext_eps: 1,
            violate_ext_eps: 1,
            ..WorkloadMetrics::default()
        };
        assert_eq!(workloads.exposed(), 5);
    }

    #[test]
    fn the_scope_says_who_asks_and_for_what() {
        assert_eq!(scope(true, None).to_string(), "?isGlobalUser=true");
        assert_eq!(scope(false, Some("pay|x")).to_string(), "?isGlobalUser=false&f_domain=pay%7Cx");
    }
}
