//! The ladder: what could be done about the score, and what the controller would count if it were done.

use controller_api::{mode::Mode, score::ScoreMetrics};

use super::api::StepKind;

impl StepKind {
    /// How much there is left to do.
    pub fn left(self, metrics: &ScoreMetrics) -> u64 {
        let (pods, groups) = (&metrics.workloads, &metrics.groups);
        u64::from(match self {
            Self::NewServices => u32::from(metrics.new_service_policy_mode == Some(Mode::Discover)),
            Self::Modes => groups.discover_groups,
            Self::Exposure => pods.threat_ext_eps + pods.violate_ext_eps,
            Self::Privileged => pods.privileged_wls,
            Self::Root => pods.root_wls,
            Self::Admission => {
                u32::from(metrics.enabled_deny_adm_ctrl_rules.unwrap_or(metrics.deny_adm_ctrl_rules) == 0)
            }
        })
    }

    /// Does the step on paper.
    pub fn take(self, metrics: &mut ScoreMetrics) {
        match self {
            Self::NewServices => {
                metrics.new_service_policy_mode = Some(Mode::Protect);
                metrics.new_service_profile_mode = Some(Mode::Protect);
            }
            // Services take their pods and vulnerabilities along.
            Self::Modes => {
                let groups = &mut metrics.groups;
                groups.protect_groups += std::mem::take(&mut groups.discover_groups);
                groups.protect_groups_zero_drift += std::mem::take(&mut groups.discover_groups_zero_drift);
                if let (Some(learning), Some(protected)) =
                    (&mut groups.profile_discover_groups, &mut groups.profile_protect_groups)
                {
                    *protected += std::mem::take(learning);
                }
                let (pods, cves) = (&mut metrics.workloads, &mut metrics.cves);
                pods.protect_ext_eps += std::mem::take(&mut pods.discover_ext_eps);
                cves.protect_cves += std::mem::take(&mut cves.discover_cves);
            }
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

/// The metrics with one step taken.
pub fn with(metrics: &ScoreMetrics, steps: &[StepKind]) -> ScoreMetrics {
    let mut metrics = metrics.clone();
    for step in steps {
        step.take(&mut metrics);
    }
    metrics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics() -> ScoreMetrics {
        serde_json::from_str(
            r#"{"new_service_policy_mode":"Discover","deny_adm_ctrl_rules":0,
                "groups":{"groups":5,"discover_groups":3,"protect_groups":2,"discover_groups_zero_drift":1,
                          "profile_discover_groups":2,"profile_protect_groups":3},
                "workloads":{"running_pods":9,"privileged_wls":1,"root_wls":4,"discover_ext_eps":2,"threat_ext_eps":1},
                "cves":{"discover_cves":7,"protect_cves":1}}"#,
        )
        .expect("decodes")
    }

    #[test]
    fn a_step_that_is_taken_has_nothing_left() {
        for kind in StepKind::ALL {
            assert!(kind.left(&metrics()) > 0, "{kind:?}");
            assert_eq!(kind.left(&with(&metrics(), &[kind])), 0, "{kind:?}");
        }
    }

    #[test]
    fn services_take_their_pods_and_vulnerabilities_along() {
        let after = with(&metrics(), &[StepKind::Modes]);
        let groups = &after.groups;
        assert_eq!((groups.protect_groups, groups.protect_groups_zero_drift), (5, 1));
        assert_eq!((groups.profile_discover_groups, groups.profile_protect_groups), (Some(0), Some(5)));
        assert_eq!((after.workloads.protect_ext_eps, after.cves.protect_cves), (2, 8));
        assert_eq!(after.workloads.running_pods, 9, "nothing else changes");
    }

    #[test]
    fn what_the_controller_did_not_say_is_not_said_to_it() {
        let after = with(&metrics(), &[StepKind::Admission]);
        assert_eq!(
            (after.deny_adm_ctrl_rules, after.enabled_deny_adm_ctrl_rules, after.adm_mode),
            (1, None, None)
        );
    }
}
