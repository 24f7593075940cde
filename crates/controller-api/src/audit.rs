//! Risk reports, which the controller calls audits: what scans found, which checks failed, whom admission
//! control stopped. A ring of 4,096 entries, newest first.

use serde::{Deserialize, Serialize};

use crate::decode::nullable;

/// A risk report. What it speaks of (a workload, an image in a registry, a node, the platform, a request to
/// Kubernetes) shows in which of the fields are there; [`Audit::name`] says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audit {
    /// What it is, such as `Container.Scan.Report`, `Compliance.Host.Violation`, `Admission.Control.Denied`.
    pub name: String,
    /// How grave: `Critical`, `Warning`, `Info`…
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
    /// Its namespace; the request's, for admission control.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_domain: String,
    /// Its image.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_image: String,
    /// Its service.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload_service: String,
    /// The image, where no workload is spoken of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub image: String,
    /// The image's id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub image_id: String,
    /// The registry's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub registry: String,
    /// The name that the registry has here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub registry_name: String,
    /// The image's repository.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub repository: String,
    /// The image's tag.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// The operating system that the image is built on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub base_os: String,
    /// The platform that was scanned.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub platform: String,
    /// Its version.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub platform_version: String,
    /// Critical vulnerabilities; 0 also where none were looked for.
    pub critical_vul_cnt: u32,
    /// High ones.
    pub high_vul_cnt: u32,
    /// Medium ones.
    pub medium_vul_cnt: u32,
    /// The names of the critical ones.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub critical_vuls: Vec<String>,
    /// The names of the high ones.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub high_vuls: Vec<String>,
    /// The names of the medium ones.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub medium_vuls: Vec<String>,
    /// The version of the vulnerability database.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cvedb_version: String,
    /// Checks that failed: number, level, dash and text in one line.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The group whose custom check failed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Who asked Kubernetes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// What went wrong, in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub error: String,
    /// Since when it is counted, in unix seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation_from: Option<i64>,
    /// How often it happened since then; none = once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The volume claim that a request was stopped for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pvc_name: String,
    /// Its storage class.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pvc_storageclass_name: String,
    /// What happened, in English; `""` for scans.
    pub message: String,
}

/// Risk reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audits {
    /// Newest first.
    #[serde(default, deserialize_with = "nullable")]
    pub audits: Vec<Audit>,
}

endpoints! {
    /// Risk reports. Takes `start`, `limit`, `f_` and `s_`. Needs `audit_events`.
    AUDITS: Get "/v1/log/audit" => Audits;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_whatever_it_speaks_of() {
        let audits = r#"{"audits":[
            {"name":"Container.Scan.Report","critical_vuls":null,"workload_id":"w"},
            {"name":"Moon.Scan.Report","level":"Dire","items":["K.1 WARN - a"]},
            {"name":"Admission.Control.Denied","user":"deployer","count":3,"aggregation_from":1795380360}]}"#;
        let audits: Audits = serde_json::from_str(audits).expect("decodes");
        let names: Vec<_> = audits.audits.iter().map(|audit| audit.name.as_str()).collect();
        assert_eq!(names, ["Container.Scan.Report", "Moon.Scan.Report", "Admission.Control.Denied"]);
        assert!(audits.audits[0].critical_vuls.is_empty());
        assert_eq!(audits.audits[0].count, None, "once is not said");
        assert_eq!(audits.audits[2].count, Some(3));
    }

    #[test]
    fn no_reports_are_an_empty_list() {
        for body in ["{}", r#"{"audits":null}"#, r#"{"audits":[]}"#] {
            let audits: Audits = serde_json::from_str(body).expect(body);
            assert!(audits.audits.is_empty(), "{body}");
        }
    }
}
