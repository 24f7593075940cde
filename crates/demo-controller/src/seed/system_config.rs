//! The cluster's settings at the start.

use controller_api::{
    mode::{Baseline, Mode},
    system_config::{
        Misc, ModeAuto, NetService, NewService, ScannerAutoscale, Syslog, SystemConfig, TlsConfig, Webhook,
    },
};
use serde_json::json;

/// The settings; of a new installation, the product's own.
pub(super) fn settings(empty: bool) -> SystemConfig {
    let hook = Webhook {
        name: "on-call".to_owned(),
        url: "https://hooks.demo.example/on-call".to_owned(),
        kind: "JSON".to_owned(),
        enable: true,
        use_proxy: false,
        cfg_type: "user_created".to_owned(),
    };
    SystemConfig {
        new_svc: NewService {
            policy_mode: Some(Mode::Discover),
            profile_mode: Some(Mode::Discover),
            baseline: Some(if empty { Baseline::ZeroDrift } else { Baseline::Basic }),
        },
        net_svc: NetService { policy_mode: Some(Mode::Discover), ..NetService::default() },
        mode_auto: ModeAuto {
            discover_to_monitor_after: 3600,
            monitor_to_protect_after: 3600,
            ..ModeAuto::default()
        },
        syslog: Syslog {
            protocol: 17,
            port: 514,
            level: "Info".to_owned(),
            categories: ["event", "security-event", "audit"].map(str::to_owned).into(),
            ..Syslog::default()
        },
        misc: Misc {
            cluster_name: if empty { "cluster.local" } else { "demo-cluster" }.to_owned(),
            unused_group_aging: 24,
            xff_enabled: true,
            monitor_service_mesh: true,
            csp_type: "none".to_owned(),
            ..Misc::default()
        },
        scanner_autoscale: ScannerAutoscale { min_pods: 1, max_pods: 1, ..ScannerAutoscale::default() },
        tls_cfg: TlsConfig { enable_tls_verification: true, ..TlsConfig::default() },
        webhooks: if empty { Vec::new() } else { vec![hook] },
        ibmsa: Some(json!({
            "ibmsa_ep_enabled": false, "ibmsa_ep_start": 0,
            "ibmsa_ep_dashboard_url": "", "ibmsa_ep_connected_at": "",
        })),
        ..SystemConfig::default()
    }
}
