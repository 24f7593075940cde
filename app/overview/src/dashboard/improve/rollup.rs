//! The ladder: what could be done about the score, and what the controller would count if it were done. Pure.

use std::collections::HashSet;

use controller_api::{
    group::Group,
    mode::{Baseline, Mode},
    score::{ScoreMetrics, ScoreShown},
};

use super::api::StepKind;
use crate::dashboard::{exposure::api::Only, modes::rollup::services};

/// Services that count in the score and that the ladder's step moves out of Discover: those that its button offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Movable {
    /// Services.
    pub services: u32,
    /// Of these, held to the zero-drift baseline.
    pub zero_drift: u32,
    /// Of these, whose process rules are learned too.
    pub profiles: u32,
    /// Pods of theirs that speak with the outside.
    pub exposed: u32,
}

impl Movable {
    /// Of the groups of a namespace (`""` = all). `may` tells whether a group can be moved at all.
    pub fn of(groups: &[Group], ns: &str, shown: &ScoreShown, may: impl Fn(&Group) -> bool) -> Self {
        let mut movable = Self::default();
        let mut names = HashSet::new();
        let learning = |group: &&Group| group.policy_mode == Some(Mode::Discover) && !group.not_scored;
        for group in services(groups, ns).filter(learning).filter(|group| may(group)) {
            movable.services += 1;
            movable.zero_drift += u32::from(group.baseline_profile == Some(Baseline::ZeroDrift));
            movable.profiles += u32::from(group.profile_mode == Some(Mode::Discover));
            names.insert(group.name.as_str());
        }
        let theirs = |service: &str| names.contains(format!("nv.{service}").as_str());
        let exposed: HashSet<&str> = ends(shown)
            .filter(|end| Only::Discover.takes(end) && theirs(&end.service))
            .map(|end| end.id.as_str())
            .collect();
        movable.exposed = exposed.len() as u32;
        movable
    }

    /// All that the controller counts, where the groups are not known.
    pub fn all(metrics: &ScoreMetrics) -> Self {
        let groups = &metrics.groups;
        Self {
            services: groups.discover_groups,
            zero_drift: groups.discover_groups_zero_drift,
            profiles: groups.profile_discover_groups.unwrap_or(groups.discover_groups),
            exposed: metrics.workloads.discover_ext_eps,
        }
    }

    /// Moves them, on paper, with the share of the vulnerabilities that is theirs.
    fn move_on(self, metrics: &mut ScoreMetrics) {
        let groups = &mut metrics.groups;
        let all = groups.discover_groups;
        let services = pass(&mut groups.discover_groups, &mut groups.protect_groups, self.services);
        pass(&mut groups.discover_groups_zero_drift, &mut groups.protect_groups_zero_drift, self.zero_drift);
        if let (Some(learning), Some(protected)) =
            (&mut groups.profile_discover_groups, &mut groups.profile_protect_groups)
        {
            pass(learning, protected, self.profiles);
        }
        let (pods, cves) = (&mut metrics.workloads, &mut metrics.cves);
        pass(&mut pods.discover_ext_eps, &mut pods.protect_ext_eps, self.exposed);
        // Which vulnerabilities are whose is not said: as many as there are services.
        let theirs = u64::from(cves.discover_cves) * u64::from(services) / u64::from(all.max(1));
        let theirs = u32::try_from(theirs).unwrap_or(u32::MAX);
        pass(&mut cves.discover_cves, &mut cves.protect_cves, theirs);
    }
}

/// Moves so many from one number to another, and no more than there are; how many that were.
fn pass(from: &mut u32, to: &mut u32, count: u32) -> u32 {
    let count = count.min(*from);
    *from -= count;
    *to += count;
    count
}

fn ends(shown: &ScoreShown) -> impl Iterator<Item = &controller_api::score::ExposedEndpoint> {
    shown.ingress.iter().chain(&shown.egress)
}

impl StepKind {
    /// How much there is left to do. New services and admission are done when the controller counts nothing for them.
    pub fn left(self, shown: &ScoreShown, movable: Movable) -> u64 {
        let (Some(metrics), Some(scores)) = (&shown.metrics, &shown.security_scores) else { return 0 };
        let pods = &metrics.workloads;
        u64::from(match self {
            Self::NewServices => u32::from(scores.new_service_mode_score > 0),
            Self::Modes => movable.services,
            Self::Exposure => {
                // A pod that had both is one pod.
                let troubled = |end: &&_| Only::Threats.takes(end) || Only::Violations.takes(end);
                let pods: HashSet<&str> = ends(shown).filter(troubled).map(|end| end.id.as_str()).collect();
                pods.len() as u32
            }
            Self::Privileged => pods.privileged_wls,
            Self::Root => pods.root_wls,
            Self::Admission => u32::from(scores.admission_rule_score > 0),
        })
    }

    /// Does the step on paper.
    pub fn take(self, metrics: &mut ScoreMetrics, movable: Movable) {
        match self {
            Self::NewServices => {
                metrics.new_service_policy_mode = Some(Mode::Protect);
                metrics.new_service_profile_mode = Some(Mode::Protect);
            }
            // Services take their pods and vulnerabilities along.
            Self::Modes => movable.move_on(metrics),
            Self::Exposure => {
                metrics.workloads.threat_ext_eps = 0;
                metrics.workloads.violate_ext_eps = 0;
            }
            Self::Privileged => metrics.workloads.privileged_wls = 0,
            Self::Root => metrics.workloads.root_wls = 0,
            Self::Admission => {
                metrics.deny_adm_ctrl_rules = metrics.deny_adm_ctrl_rules.max(1);
                metrics.enabled_deny_adm_ctrl_rules =
                    metrics.enabled_deny_adm_ctrl_rules.map(|rules| rules.max(1));
                metrics.adm_mode = metrics.adm_mode.as_ref().map(|_| "protect".to_owned());
            }
        }
    }
}

/// The metrics with some steps taken.
pub fn with(metrics: &ScoreMetrics, steps: &[StepKind], movable: Movable) -> ScoreMetrics {
    let mut metrics = metrics.clone();
    for step in steps {
        step.take(&mut metrics, movable);
    }
    metrics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> ScoreShown {
        serde_json::from_str(
            r#"{"metrics":{"new_service_policy_mode":"Monitor","new_service_profile_mode":"Discover","deny_adm_ctrl_rules":2,
                    "enabled_deny_adm_ctrl_rules":2,"adm_mode":"monitor",
                    "groups":{"groups":5,"discover_groups":3,"protect_groups":2,"discover_groups_zero_drift":1,
                              "profile_discover_groups":2,"profile_protect_groups":3},
                    "workloads":{"running_pods":9,"privileged_wls":1,"root_wls":4,"discover_ext_eps":2,"threat_ext_eps":1,"violate_ext_eps":2},
                    "cves":{"discover_cves":7,"protect_cves":1}},
                "security_scores":{"security_risk_score":50,"new_service_mode_score":2,"admission_rule_score":1},
                "ingress":[{"id":"a","service":"web.x","policy_mode":"Discover","policy_action":"violate","severity":"High"},
                           {"id":"b","service":"dns.kube-system","policy_mode":"Discover","policy_action":"allow"}],
                "egress":[{"id":"a","service":"web.x","policy_mode":"Discover","policy_action":"deny"}]}"#,
        )
        .expect("decodes")
    }

    fn metrics() -> ScoreMetrics {
        shown().metrics.expect("it is there")
    }

    fn group(name: &str, more: &str) -> Group {
        let body = format!(
            r#"{{"name":"{name}","kind":"container","cfg_type":"learned","policy_mode":"Discover","profile_mode":"Discover"{more}}}"#
        );
        serde_json::from_str(&body).expect("decodes")
    }

    #[test]
    fn all_that_the_controller_counts_is_left_to_do() {
        let (shown, movable) = (shown(), Movable::all(&metrics()));
        let left = StepKind::ALL.map(|kind| kind.left(&shown, movable));
        // A pod with a threat and a violation in both directions is one; rules that deny are no use while admission control
        // only watches; new services that learn what they run are not protected.
        assert_eq!(left, [3, 1, 1, 1, 4, 1]);
    }

    #[test]
    fn what_the_button_moves_is_what_is_counted_and_promised() {
        let groups = [
            group("nv.web.x", r#","baseline_profile":"zero-drift""#),
            group("nv.fixed.x", r#","cap_change_mode":false"#),
            group("nv.aside.x", r#","not_scored":true"#),
            group("nv.dns.kube-system", r#","platform_role":"Kubernetes""#),
        ];
        let may = |group: &Group| group.cap_change_mode != Some(false);
        let movable = Movable::of(&groups, "", &shown(), may);
        assert_eq!(movable, Movable { services: 1, zero_drift: 1, profiles: 1, exposed: 1 });
        assert_eq!(StepKind::Modes.left(&shown(), movable), 1);
        let after = with(&metrics(), &[StepKind::Modes], movable);
        let groups = &after.groups;
        assert_eq!((groups.discover_groups, groups.protect_groups), (2, 3));
        assert_eq!((groups.profile_discover_groups, groups.profile_protect_groups), (Some(1), Some(4)));
        assert_eq!((after.workloads.discover_ext_eps, after.workloads.protect_ext_eps), (1, 1));
        assert_eq!((after.cves.discover_cves, after.cves.protect_cves), (5, 3));
    }

    #[test]
    fn services_take_their_pods_and_vulnerabilities_along() {
        let after = with(&metrics(), &[StepKind::Modes], Movable::all(&metrics()));
        let groups = &after.groups;
        assert_eq!((groups.protect_groups, groups.protect_groups_zero_drift), (5, 1));
        assert_eq!((groups.profile_discover_groups, groups.profile_protect_groups), (Some(0), Some(5)));
        assert_eq!((after.workloads.protect_ext_eps, after.cves.protect_cves), (2, 8));
        assert_eq!(after.workloads.running_pods, 9, "nothing else changes");
    }

    #[test]
    fn what_the_controller_did_not_say_is_not_said_to_it() {
        let silent = ScoreMetrics { enabled_deny_adm_ctrl_rules: None, adm_mode: None, ..metrics() };
        let after = with(&silent, &[StepKind::Admission], Movable::default());
        assert_eq!(
            (after.deny_adm_ctrl_rules, after.enabled_deny_adm_ctrl_rules, after.adm_mode),
            (2, None, None)
        );
    }
}
