//! The cluster's settings, in the second version of their shape. Read only so far.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    decode::nullable,
    mode::{Baseline, Mode, baseline_or_empty, optional_baseline, optional_mode},
};

/// All settings. Groups of settings that this console does not show yet are kept as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SystemConfig {
    /// What a new service starts with.
    pub new_svc: NewService,
    /// The network mode of all services at once.
    pub net_svc: NetService,
    /// Modes that move on by themselves.
    pub mode_auto: ModeAuto,
    /// Where events are sent.
    pub syslog: Syslog,
    /// Who says who a user is.
    pub auth: AuthConfig,
    /// The way out for registries.
    pub proxy: Proxy,
    /// What fits nowhere else.
    pub misc: Misc,
    /// How many scanners run.
    pub scanner_autoscale: ScannerAutoscale,
    /// Which certificates are believed.
    pub tls_cfg: TlsConfig,
    /// Where notices are sent.
    #[serde(deserialize_with = "nullable")]
    pub webhooks: Vec<Webhook>,
    /// Where exports can be pushed to.
    #[serde(deserialize_with = "nullable")]
    pub remote_repositories: Vec<Value>,
    /// IBM Security Advisor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ibmsa: Option<Value>,
}

/// What a new service starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewService {
    /// The mode of its network rules.
    #[serde(rename = "new_service_policy_mode", deserialize_with = "optional_mode")]
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    #[serde(rename = "new_service_profile_mode", deserialize_with = "optional_mode")]
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    #[serde(
        rename = "new_service_profile_baseline",
        deserialize_with = "optional_baseline",
        serialize_with = "baseline_or_empty"
    )]
    pub baseline: Option<Baseline>,
}

/// The network mode of all services at once, and how it meets theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetService {
    /// The mode below overrides every service's.
    #[serde(rename = "net_service_status")]
    pub enabled: bool,
    /// That mode.
    #[serde(rename = "net_service_policy_mode", deserialize_with = "optional_mode")]
    pub policy_mode: Option<Mode>,
    /// Network rules are not enforced at all.
    pub disable_net_policy: bool,
    /// Where two groups disagree, the stricter mode counts.
    pub strict_group_mode: bool,
    /// Workloads outside Kubernetes are looked for.
    pub detect_unmanaged_wl: bool,
}

/// Modes that move on by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModeAuto {
    /// From Discover to Monitor.
    #[serde(rename = "mode_auto_d2m")]
    pub discover_to_monitor: bool,
    /// After how many seconds.
    #[serde(rename = "mode_auto_d2m_duration")]
    pub discover_to_monitor_after: u64,
    /// From Monitor to Protect.
    #[serde(rename = "mode_auto_m2p")]
    pub monitor_to_protect: bool,
    /// After how many seconds.
    #[serde(rename = "mode_auto_m2p_duration")]
    pub monitor_to_protect_after: u64,
}

/// Where events are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Syslog {
    /// They are sent.
    #[serde(rename = "syslog_status")]
    pub enabled: bool,
    /// To this server.
    #[serde(rename = "syslog_ip")]
    pub server: String,
    /// 6 TCP, 17 UDP, 66 TCP with TLS.
    #[serde(rename = "syslog_ip_proto")]
    pub protocol: u16,
    /// The port.
    #[serde(rename = "syslog_port")]
    pub port: u16,
    /// From this level up.
    #[serde(rename = "syslog_level")]
    pub level: String,
    /// These kinds.
    #[serde(rename = "syslog_categories", deserialize_with = "nullable")]
    pub categories: Vec<String>,
    /// As JSON.
    #[serde(rename = "syslog_in_json")]
    pub json: bool,
    /// The server's certificate, PEM.
    #[serde(rename = "syslog_server_cert")]
    pub server_cert: String,
    /// A message for each vulnerability.
    pub single_cve_per_syslog: bool,
    /// Vulnerabilities by image layer.
    pub syslog_cve_in_layers: bool,
    /// Into the pod's log too.
    pub output_event_to_logs: bool,
}

/// Who says who a user is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuthConfig {
    /// Directories in the order in which they are asked.
    #[serde(deserialize_with = "nullable")]
    pub auth_order: Vec<String>,
    /// The platform's roles count.
    pub auth_by_platform: bool,
    /// Rancher's address.
    pub rancher_ep: String,
}

/// The way out for registries. Passwords are masked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proxy {
    /// The HTTP proxy is used.
    #[serde(rename = "registry_http_proxy_status")]
    pub http_enabled: bool,
    /// The HTTP proxy.
    #[serde(rename = "registry_http_proxy")]
    pub http: ProxyServer,
    /// The HTTPS proxy is used.
    #[serde(rename = "registry_https_proxy_status")]
    pub https_enabled: bool,
    /// The HTTPS proxy.
    #[serde(rename = "registry_https_proxy")]
    pub https: ProxyServer,
}

/// A proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProxyServer {
    /// Its address.
    pub url: String,
    /// The user there.
    pub username: String,
}

/// What fits nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Misc {
    /// The cluster's name.
    pub cluster_name: String,
    /// Groups without members go after this many hours; 0 = never.
    pub unused_group_aging: u32,
    /// The client's address is taken from X-Forwarded-For.
    pub xff_enabled: bool,
    /// No usage report is sent.
    pub no_telemetry_report: bool,
    /// Traffic in service meshes is watched.
    pub monitor_service_mesh: bool,
    /// Namespace users may export network policy.
    pub allow_ns_user_export_net_policy: bool,
    /// What the controller logs in depth.
    #[serde(deserialize_with = "nullable")]
    pub controller_debug: Vec<String>,
    /// The cloud marketplace that bills; `none` mostly.
    pub csp_type: String,
}

/// How many scanners run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScannerAutoscale {
    /// `""` = off, `immediate`, `delayed`.
    pub strategy: String,
    /// At least.
    pub min_pods: u32,
    /// At most.
    pub max_pods: u32,
    /// Somebody else sets the number.
    pub disabled_by_others: bool,
}

/// Which certificates are believed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TlsConfig {
    /// Certificates of registries and webhooks are checked.
    pub enable_tls_verification: bool,
    /// Authorities beyond the system's.
    #[serde(deserialize_with = "nullable")]
    pub cacerts: Vec<Value>,
}

/// Where notices are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Webhook {
    /// Its name.
    pub name: String,
    /// Where to.
    pub url: String,
    /// `Slack`, `Teams`, `JSON` or `""` for key and value.
    #[serde(rename = "type")]
    pub kind: String,
    /// It is used.
    pub enable: bool,
    /// Through the proxy.
    pub use_proxy: bool,
    /// Where the entry comes from.
    pub cfg_type: String,
}

/// The answer with all settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemConfigShown {
    /// The cluster's own.
    pub config: SystemConfig,
    /// The federation's, on its clusters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fed_config: Option<Value>,
}

endpoints! {
    /// All settings. Needs a global `config` permission.
    SHOW: Get "/v2/system/config" => SystemConfigShown;
}
