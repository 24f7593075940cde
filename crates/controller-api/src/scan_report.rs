//! What a scan of a workload, a node or an image found, in full: vulnerabilities, the packages that have them,
//! failed checks, secrets.

use serde::{Deserialize, Serialize};

use crate::{Query, decode::nullable};

/// A vulnerability in a package.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vulnerability {
    /// Its name, such as `CVE-2022-22965`.
    pub name: String,
    /// How bad it is: `Critical`, `High`, `Medium`, `Low`.
    pub severity: String,
    /// How bad the feed says it is.
    pub feed_rating: String,
    /// The score by CVSS 2, 0–10; 0 = none.
    pub score: f64,
    /// The score by CVSS 3, 0–10; 0 = none.
    pub score_v3: f64,
    /// How the first score comes about.
    pub vectors: String,
    /// How the second does.
    pub vectors_v3: String,
    /// What it is, in English.
    pub description: String,
    /// The package that has it.
    pub package_name: String,
    /// That package's version.
    pub package_version: String,
    /// The version without it; `""` = there is none.
    pub fixed_version: String,
    /// The file in which the package was found; `""` = the system's own packages.
    pub file_name: String,
    /// Where more is said.
    pub link: String,
    /// When it was published, in unix seconds; 0 = unknown.
    pub published_timestamp: i64,
    /// When what is known of it changed, in unix seconds; 0 = unknown.
    pub last_modified_timestamp: i64,
    /// It comes from the image that this one is built on.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_base_image: bool,
    /// `accepted` = the vulnerability profile accepts it; only with [`accepted`].
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

impl Vulnerability {
    /// The vulnerability profile accepts it.
    pub fn is_accepted(&self) -> bool {
        self.tags.iter().any(|tag| tag == "accepted")
    }
}

/// A package that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it comes from: the operating system, or the language's packages.
    pub source: String,
    /// The file in which it was found.
    pub file: String,
    /// Its vulnerabilities.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub cves: Vec<ModuleCve>,
    /// By which names the databases know it.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub cpes: Vec<String>,
}

/// A vulnerability of a package, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModuleCve {
    /// Its name.
    pub name: String,
    /// `fix exists`, `unpatched`, `will not fix`, `unaffected`.
    pub status: String,
}

/// A check of the image or workload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Check {
    /// Its number, such as `I.4.1`.
    pub test_number: String,
    /// What outcome it had: `PASS`, `INFO`, `NOTE`, `WARN`, `HIGH`, `MANUAL`, `ERROR`.
    pub level: String,
    /// `docker`, `kubernetes`, `image`, `custom`…
    pub category: String,
    /// What part of the platform it is about.
    #[serde(rename = "type")]
    pub kind: String,
    /// `Level 1`, `Level 2`.
    pub profile: String,
    /// It counts.
    pub scored: bool,
    /// It is made without a person.
    pub automated: bool,
    /// What it asks, in English.
    pub description: String,
    /// What was found.
    #[serde(deserialize_with = "nullable")]
    pub message: Vec<String>,
    /// What to do, in English.
    pub remediation: String,
    /// The regulations that ask for it.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// A secret that was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FoundSecret {
    /// What it is, such as `Private Key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A part of it, so that it can be recognised.
    pub evidence: String,
    /// The file.
    pub path: String,
    /// What to do, in English.
    pub suggestion: String,
}

/// A file that runs with its owner's rights.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetIdFile {
    /// `setuid`, `setgid` or both.
    #[serde(rename = "type")]
    pub kind: String,
    /// Why it stands here.
    pub evidence: String,
    /// The file.
    pub path: String,
}

/// What a scan found. Of a node, only vulnerabilities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScanReport {
    /// Vulnerabilities, a row a package.
    #[serde(deserialize_with = "nullable")]
    pub vulnerabilities: Vec<Vulnerability>,
    /// Packages.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<Module>,
    /// Checks.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Secrets.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<FoundSecret>,
    /// Files that run with their owner's rights.
    #[serde(rename = "setid_perms", deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub setid_files: Vec<SetIdFile>,
    /// The image's variables, `NAME=value`.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub envs: Vec<String>,
    /// The commands that made the image.
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub cmds: Vec<String>,
}

/// The answer with a report. None: nothing was scanned yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanReportShown {
    /// The report.
    #[serde(default)]
    pub report: Option<ScanReport>,
}

/// Asks for accepted vulnerabilities too, which are left out otherwise.
pub fn accepted() -> Query {
    Query::new().with("show", "accepted")
}

endpoints! {
    /// What the last scan of a workload found. Takes [`accepted`]. Needs `rt_scan`.
    WORKLOAD: Get "/v1/scan/workload/{id}" => ScanReportShown;
    /// What the last scan of a node found; the same, and `rt_scan` must be global.
    HOST: Get "/v1/scan/host/{id}" => ScanReportShown;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_is_not_there_is_none() {
        for body in ["{}", r#"{"report":null}"#] {
            let shown: ScanReportShown = serde_json::from_str(body).expect(body);
            assert_eq!(shown.report, None, "{body}");
        }
        let shown: ScanReportShown =
            serde_json::from_str(r#"{"report":{"vulnerabilities":null,"modules":null}}"#).expect("decodes");
        assert_eq!(shown.report, Some(ScanReport::default()), "scanned, and clean");
    }

    #[test]
    fn a_score_may_be_whole_or_not() {
        for (score, expected) in [("7", 7.0), ("9.8", 9.8), ("0", 0.0)] {
            let body = format!(r#"{{"name":"CVE-1","score_v3":{score},"severity":"Cosmic"}}"#);
            let vulnerability: Vulnerability = serde_json::from_str(&body).expect("decodes");
            assert_eq!((vulnerability.score_v3, &*vulnerability.severity), (expected, "Cosmic"), "{score}");
        }
    }

    #[test]
    fn only_the_tag_accepts() {
        for (tags, is_accepted) in
            [("null", false), ("[]", false), (r#"["new"]"#, false), (r#"["accepted"]"#, true)]
        {
            let body = format!(r#"{{"name":"CVE-1","tags":{tags}}}"#);
            let vulnerability: Vulnerability = serde_json::from_str(&body).expect("decodes");
            assert_eq!(vulnerability.is_accepted(), is_accepted, "{tags}");
        }
    }
}
