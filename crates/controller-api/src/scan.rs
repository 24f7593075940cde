//! Scans of what runs: whether they happen by themselves, how far they are, what they found.

use serde::{Deserialize, Serialize};

use crate::{Empty, decode::nullable};

/// Whether workloads and nodes are scanned by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScanConfig {
    /// Both are: the switch of older controllers, which newer ones still say.
    pub auto_scan: bool,
    /// Workloads are scanned when they start and when the vulnerability database changes. Older controllers
    /// do not say it: [`ScanConfig::auto_scan`] tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_auto_scan_workload: Option<bool>,
    /// Nodes are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_auto_scan_host: Option<bool>,
}

impl ScanConfig {
    /// Workloads are scanned by themselves.
    pub fn scans_workloads(&self) -> bool {
        self.enable_auto_scan_workload.unwrap_or(self.auto_scan)
    }

    /// Nodes are scanned by themselves.
    pub fn scans_hosts(&self) -> bool {
        self.enable_auto_scan_host.unwrap_or(self.auto_scan)
    }
}

/// The answer with the configuration of scans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanConfigShown {
    /// The configuration.
    pub config: ScanConfig,
}

/// A change of the configuration. What is absent stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanConfigChange {
    /// Both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_scan: Option<bool>,
    /// Workloads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enable_auto_scan_workload: Option<bool>,
    /// Nodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enable_auto_scan_host: Option<bool>,
}

impl ScanConfigChange {
    /// Switches scans of workloads and nodes on or off. All three are sent, so that every controller
    /// understands.
    pub fn all(on: bool) -> Self {
        Self { auto_scan: Some(on), enable_auto_scan_workload: Some(on), enable_auto_scan_host: Some(on) }
    }
}

/// The body of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanConfigUpdate {
    /// The change.
    pub config: ScanConfigChange,
}

/// How far the scans of workloads, nodes and the platform are. Registries do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScanStatus {
    /// Done.
    pub scanned: u32,
    /// Waiting.
    pub scheduled: u32,
    /// Being done.
    pub scanning: u32,
    /// Failed.
    pub failed: u32,
    /// The version of the vulnerability database; `""` = no scanner has come yet.
    pub cvedb_version: String,
    /// When that database was made; RFC 3339 or `""`.
    pub cvedb_create_time: String,
}

/// The answer with the state of the scans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanStatusShown {
    /// The state.
    pub status: ScanStatus,
}

/// A scanner. What it scanned counts since it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scanner {
    /// Its id.
    pub id: String,
    /// Its address.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// The version of its vulnerability database.
    pub cvedb_version: String,
    /// When that database was made; RFC 3339.
    pub cvedb_create_time: String,
    /// When it came, in unix seconds.
    pub joined_timestamp: i64,
    /// Workloads.
    pub scanned_containers: u32,
    /// Nodes.
    pub scanned_hosts: u32,
    /// Images.
    pub scanned_images: u32,
    /// Functions.
    pub scanned_serverless: u32,
}

/// All scanners.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanners {
    /// The scanners.
    #[serde(default, deserialize_with = "nullable")]
    pub scanners: Vec<Scanner>,
}

/// What a scan found, in short: how it stands in lists of workloads, nodes and images. Low vulnerabilities
/// are not counted, nor are those that the vulnerability profile accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScanSummary {
    /// How far it is: `""`, `scheduled`, `scanning`, `finished`, `failed`…
    pub status: String,
    /// Critical vulnerabilities.
    pub critical: u32,
    /// High ones.
    pub high: u32,
    /// Medium ones.
    pub medium: u32,
    /// `succeeded`, or why not.
    pub result: String,
    /// When, in unix seconds; 0 = never.
    pub scanned_timestamp: i64,
    /// When; RFC 3339 or `""`.
    pub scanned_at: String,
    /// The operating system that the image is built on.
    pub base_os: String,
    /// The version of the vulnerability database.
    pub scanner_version: String,
    /// When that database was made.
    pub cvedb_create_time: String,
}

impl ScanSummary {
    /// It was scanned at least once, so that its numbers mean something.
    pub fn is_scanned(&self) -> bool {
        self.scanned_timestamp > 0
    }
}

endpoints! {
    /// Whether scans happen by themselves. Belongs to the whole cluster, as does all but a workload's scan: 403
    /// without a global `rt_scan`.
    CONFIG: Get "/v1/scan/config" => ScanConfigShown;
    /// Changes that. Needs to write a global `rt_scan`.
    CONFIGURE: Patch "/v1/scan/config", ScanConfigUpdate => Empty;
    /// How far the scans are. 403 without a global `rt_scan`.
    STATUS: Get "/v1/scan/status" => ScanStatusShown;
    /// All scanners. Needs a global `nv_resource`, which only built-in roles have; others get an empty list.
    SCANNERS: Get "/v1/scan/scanner" => Scanners;
    /// Scans a workload: it is put in line, and [`ScanSummary::status`] says how far it is. Unknown is 404.
    /// Needs to write `rt_scan` where the workload is.
    START_WORKLOAD: Post "/v1/scan/workload/{id}" => Empty;
    /// Scans a node; the same.
    START_HOST: Post "/v1/scan/host/{id}" => Empty;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_switch_counts_where_the_newer_ones_are_not_said() {
        for (body, workloads, hosts) in [
            (r#"{"auto_scan":true}"#, true, true),
            (r#"{"auto_scan":false}"#, false, false),
            (r#"{"auto_scan":true,"enable_auto_scan_workload":false}"#, false, true),
            (
                r#"{"auto_scan":false,"enable_auto_scan_workload":null,"enable_auto_scan_host":true}"#,
                false,
                true,
            ),
            ("{}", false, false),
        ] {
            let config: ScanConfig = serde_json::from_str(body).expect(body);
            assert_eq!((config.scans_workloads(), config.scans_hosts()), (workloads, hosts), "{body}");
        }
    }

    #[test]
    fn a_change_leaves_out_what_stays() {
        let sent = |change| serde_json::to_value(ScanConfigUpdate { config: change }).expect("encodes");
        assert_eq!(sent(ScanConfigChange::default()), serde_json::json!({"config": {}}));
        let on = serde_json::json!({"config":
            {"auto_scan": true, "enable_auto_scan_workload": true, "enable_auto_scan_host": true}});
        assert_eq!(sent(ScanConfigChange::all(true)), on);
    }

    #[test]
    fn what_was_never_scanned_has_no_numbers() {
        let summary: ScanSummary = serde_json::from_str(r#"{"status":"pondering"}"#).expect("decodes");
        assert_eq!(summary.status, "pondering");
        assert!(!summary.is_scanned());
    }
}
