//! The security risk score, computed from its metrics. Pure.
//!
//! The demo's reading of the product: it gives the recorded scores for the recorded metrics, and keeps what is known
//! of each part's weight. Points are points of risk; all parts at their worst make 100.
//!
//! | part | most | how |
//! |---|---|---|
//! | new services | 4 | 2 when their network mode is Discover, 2 when their process mode is |
//! | services | 26 | the share of groups in Discover, in per cent and rounded up; network and process modes are halves |
//! | exposure | 42 | pods that speak with the outside, times a density that falls as the cluster grows (below) |
//! | privileged | 4 | any privileged container |
//! | root | 4 | any container that runs as root |
//! | admission | 4 | no rule that denies is switched on: 4; admission control only monitors: 1; it protects: 0 |
//! | vulnerabilities | 16 | pods 8, nodes 6, platform 2 (below) |
//!
//! Exposure: (3 × pods in Discover + pods in Monitor or Protect) × density, at most 10; 4 × pods with violations ×
//! density, at most 12; 8 × pods with threats × density, at most 20; rounded up together.
//! Vulnerabilities: those of pods by pod, a fifteenth of a point each in Discover, a sixtieth in Monitor, a hundred and
//! twentieth in Protect; those of nodes by node, a twentieth each; any of the platform counts in full; rounded up together.
//!
//! For somebody with rights in namespaces, new services and admission are left out and the rest is stretched to 100.

use controller_api::{
    mode::Mode,
    score::{ScoreMetrics, SecurityScores},
};

const SERVICES: f64 = 26.0;
const EXPOSURE: (f64, f64, f64) = (10.0, 12.0, 20.0);
const PRIVILEGED: u32 = 4;
const ROOT: u32 = 4;
const ADMISSION: u32 = 4;
/// Of pods, of nodes, of the platform.
const VULNERABILITIES: (f64, f64, f64) = (8.0, 6.0, 2.0);
/// What is left for somebody with rights in namespaces.
const IN_NAMESPACES: u32 = 26 + 42 + PRIVILEGED + ROOT + 16;

/// The score of these metrics; `global` = for the whole cluster.
pub(crate) fn score(metrics: &ScoreMetrics, global: bool) -> SecurityScores {
    let discovers = |mode: Option<Mode>| if mode == Some(Mode::Discover) { 2 } else { 0 };
    let new_service_mode_score =
        discovers(metrics.new_service_policy_mode) + discovers(metrics.new_service_profile_mode);
    let service_mode_score_by_100 = services(metrics);
    let service_mode_score = up(SERVICES * f64::from(service_mode_score_by_100) / 100.0);
    let exposure_score = exposure(metrics);
    let by_100 = |points: u32, most: f64| up(f64::from(points) * 100.0 / most);
    let workloads = &metrics.workloads;
    let privileged_container_score = if workloads.privileged_wls > 0 { PRIVILEGED } else { 0 };
    let run_as_root_score = if workloads.root_wls > 0 { ROOT } else { 0 };
    let admission_rule_score = admission(metrics);
    let vulnerability_score = vulnerabilities(metrics);
    let shared = service_mode_score
        + exposure_score
        + privileged_container_score
        + run_as_root_score
        + vulnerability_score;
    let security_risk_score = match global {
        true => shared + new_service_mode_score + admission_rule_score,
        false => by_100(shared, f64::from(IN_NAMESPACES)),
    };
    SecurityScores {
        security_risk_score,
        new_service_mode_score,
        service_mode_score,
        service_mode_score_by_100,
        exposure_score,
        exposure_score_by_100: by_100(exposure_score, EXPOSURE.0 + EXPOSURE.1 + EXPOSURE.2),
        privileged_container_score,
        run_as_root_score,
        admission_rule_score,
        vulnerability_score,
        vulnerability_score_by_100: by_100(
            vulnerability_score,
            VULNERABILITIES.0 + VULNERABILITIES.1 + VULNERABILITIES.2,
        ),
    }
}

/// Rounds up. What is a whole number but for the last bits of a float stays one.
fn up(points: f64) -> u32 {
    (points - 1e-9).ceil().max(0.0) as u32
}

/// The share of groups in Discover, 0–100.
fn services(metrics: &ScoreMetrics) -> u32 {
    let groups = &metrics.groups;
    let share = |discover: u32, monitor: u32, protect: u32| {
        let all = discover + monitor + protect;
        if all == 0 { 0.0 } else { f64::from(discover) / f64::from(all) }
    };
    let network = share(groups.discover_groups, groups.monitor_groups, groups.protect_groups);
    let said = [groups.profile_discover_groups, groups.profile_monitor_groups, groups.profile_protect_groups];
    // An older controller has one mode for both.
    let profile = match said {
        [Some(discover), Some(monitor), Some(protect)] => share(discover, monitor, protect),
        _ => network,
    };
    up(50.0 * (network + profile))
}

/// How much a pod that speaks with the outside weighs: in a large cluster each weighs less.
fn density(pods: u32) -> f64 {
    let pods = f64::from(pods);
    1.0 / match pods {
        ..=100.0 => 1.0 + pods / 20.0,
        ..=1_000.0 => 5.0 + pods / 50.0,
        ..=10_000.0 => 25.0 + pods * 37.5 / 10_000.0,
        _ => 62.5,
    }
}

fn exposure(metrics: &ScoreMetrics) -> u32 {
    let workloads = &metrics.workloads;
    if workloads.running_pods == 0 {
        return 0;
    }
    let density = density(workloads.running_pods);
    let modes = 3 * workloads.discover_ext_eps + workloads.monitor_ext_eps + workloads.protect_ext_eps;
    let weigh = |points: u32, most: f64| (f64::from(points) * density).min(most);
    up(weigh(modes, EXPOSURE.0)
        + weigh(4 * workloads.violate_ext_eps, EXPOSURE.1)
        + weigh(8 * workloads.threat_ext_eps, EXPOSURE.2))
}

fn admission(metrics: &ScoreMetrics) -> u32 {
    let denies = metrics.enabled_deny_adm_ctrl_rules.unwrap_or(metrics.deny_adm_ctrl_rules) > 0;
    match metrics.adm_mode.as_deref() {
        _ if !denies => ADMISSION,
        Some("") => ADMISSION,
        Some("monitor") => 1,
        _ => 0,
    }
}

fn vulnerabilities(metrics: &ScoreMetrics) -> u32 {
    let cves = &metrics.cves;
    let each = |count: u32, of: u32| if of == 0 { 0.0 } else { f64::from(count) / f64::from(of) };
    let pods = metrics.workloads.running_pods;
    let in_pods = each(cves.discover_cves, pods) / 15.0
        + each(cves.monitor_cves, pods) / 60.0
        + each(cves.protect_cves, pods) / 120.0;
    let on_nodes = each(cves.host_cves, metrics.hosts) / 20.0;
    let of_platform = if cves.platform_cves > 0 { VULNERABILITIES.2 } else { 0.0 };
    up(in_pods.min(VULNERABILITIES.0) + on_nodes.min(VULNERABILITIES.1) + of_platform)
}

#[cfg(test)]
mod tests {
    use super::*;
    use controller_api::score::{CveMetrics, GroupMetrics, WorkloadMetrics};

    /// The worst that can be.
    fn worst() -> ScoreMetrics {
        ScoreMetrics {
            new_service_policy_mode: Some(Mode::Discover),
            new_service_profile_mode: Some(Mode::Discover),
            hosts: 1,
            workloads: WorkloadMetrics {
                running_pods: 10,
                privileged_wls: 1,
                root_wls: 1,
                discover_ext_eps: 10,
                threat_ext_eps: 10,
                violate_ext_eps: 10,
                ..WorkloadMetrics::default()
            },
            groups: GroupMetrics { groups: 2, discover_groups: 2, ..GroupMetrics::default() },
            cves: CveMetrics {
                discover_cves: 9_000,
                host_cves: 9_000,
                platform_cves: 1,
                ..CveMetrics::default()
            },
            ..ScoreMetrics::default()
        }
    }

    #[test]
    fn the_worst_is_100_and_nothing_is_0() {
        let scores = score(&worst(), true);
        assert_eq!(scores.security_risk_score, 100);
        assert_eq!(score(&worst(), false).security_risk_score, 100);
        for part in [
            scores.service_mode_score_by_100,
            scores.exposure_score_by_100,
            scores.vulnerability_score_by_100,
        ] {
            assert_eq!(part, 100);
        }
        let admission = ScoreMetrics { deny_adm_ctrl_rules: 1, ..ScoreMetrics::default() };
        assert_eq!(score(&admission, true), SecurityScores::default());
    }

    #[test]
    fn every_step_of_the_ladder_lowers_it() {
        let before = score(&worst(), true).security_risk_score;
        let with = |change: fn(&mut ScoreMetrics)| {
            let mut metrics = worst();
            change(&mut metrics);
            score(&metrics, true).security_risk_score
        };
        let steps: [fn(&mut ScoreMetrics); 8] = [
            |metrics| metrics.new_service_policy_mode = Some(Mode::Protect),
            |metrics| (metrics.groups.discover_groups, metrics.groups.monitor_groups) = (1, 1),
            |metrics| metrics.workloads.threat_ext_eps = 0,
            |metrics| metrics.workloads.violate_ext_eps = 0,
            |metrics| metrics.workloads.privileged_wls = 0,
            |metrics| metrics.workloads.root_wls = 0,
            |metrics| metrics.deny_adm_ctrl_rules = 1,
            |metrics| metrics.cves.platform_cves = 0,
        ];
        for (step, change) in steps.into_iter().enumerate() {
            assert!(with(change) < before, "step {step}");
        }
    }

    #[test]
    fn a_pod_weighs_less_the_larger_the_cluster_is() {
        let densities = [10, 100, 101, 1_000, 1_001, 10_000, 10_001, 99_999].map(density);
        assert!(densities.is_sorted_by(|a, b| a >= b), "{densities:?}");
    }
}
