//! Services and pods by mode, and which services are ready for the next one.

use std::collections::HashMap;

use controller_api::{
    group::Group,
    mode::{Baseline, Mode},
    policy_rule::PolicyRule,
};

use super::api::ModeCounts;
use crate::dashboard::vulnerable::rollup::Pod;

/// For how long nothing new must have happened to a service before it is ready for a stricter mode, in seconds.
pub const QUIET: i64 = 24 * 3600;

/// Groups that stand for services and that people switch: not the platform's, not those made by hand.
pub fn services<'a>(groups: &'a [Group], ns: &'a str) -> impl Iterator<Item = &'a Group> {
    groups.iter().filter(move |group| {
        group.platform_role.is_empty()
            && group.name.as_str().starts_with("nv.")
            && (ns.is_empty() || group.domain == ns)
    })
}

/// When something new last happened to a service, by group name: a rule was learned, or it deviated. Unix seconds.
pub type LastNews = HashMap<String, i64>;

/// When a rule was last learned for each group at an end of it.
pub fn last_learned(rules: &[PolicyRule]) -> LastNews {
    let mut last = LastNews::new();
    for rule in rules.iter().filter(|rule| rule.learned || rule.cfg_type.as_str() == "learned") {
        let at = rule.created_timestamp.max(rule.last_modified_timestamp);
        for group in [&rule.from, &rule.to] {
            let latest = last.entry(group.to_string()).or_insert(at);
            *latest = at.max(*latest);
        }
    }
    last
}

/// What the logs say of services that deviated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deviated {
    /// When each last did.
    pub last: LastNews,
    /// What was before that the logs have forgotten, in unix seconds: the controller keeps so many entries of a kind and no
    /// more. None = they hold all that ever was.
    pub forgotten_before: Option<i64>,
}

/// Whether a service in Discover may go on: something was learned of it, and nothing for a day. Of one that has just come
/// nothing was learned yet, and its next mode would be against all that it does.
pub fn learned_enough(group: &Group, learned: &LastNews, now: i64) -> bool {
    learned.get(group.name.as_str()).is_some_and(|at| now - at >= QUIET)
}

/// Whether a service in Monitor may go on: it did not deviate for a day. None where the logs do not reach back so far, and
/// say nothing of it.
pub fn kept_to_rules(group: &Group, deviated: &Deviated, now: i64) -> Option<bool> {
    match deviated.last.get(group.name.as_str()) {
        Some(at) => Some(now - at >= QUIET),
        None => deviated.forgotten_before.is_none_or(|at| now - at >= QUIET).then_some(true),
    }
}

/// What is in a mode.
pub fn count(
    groups: &[Group],
    pods: Option<&[Pod]>,
    ns: &str,
    ready: impl Fn(&Group) -> Option<bool>,
    mode: Mode,
) -> ModeCounts {
    let mut counts = ModeCounts { mode, services: 0, zero_drift: 0, ready: None, pods: None };
    for group in services(groups, ns).filter(|group| group.policy_mode == Some(mode)) {
        counts.services += 1;
        counts.zero_drift += u64::from(group.baseline_profile == Some(Baseline::ZeroDrift));
        if let Some(ready) = ready(group) {
            *counts.ready.get_or_insert(0) += u64::from(ready);
        }
    }
    counts.pods = pods.map(|pods| {
        let here = |pod: &&Pod| {
            pod.running && !pod.system && pod.mode == Some(mode) && (ns.is_empty() || pod.domain == ns)
        };
        pods.iter().filter(here).count() as u64
    });
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, domain: &str, mode: &str, role: &str, baseline: &str) -> Group {
        let body = format!(
            r#"{{"name":"{name}","domain":"{domain}","kind":"container","cfg_type":"learned","policy_mode":"{mode}",
                "platform_role":"{role}","baseline_profile":"{baseline}"}}"#
        );
        serde_json::from_str(&body).expect("decodes")
    }

    fn groups() -> Vec<Group> {
        vec![
            group("nv.a.x", "x", "Discover", "", "basic"),
            group("nv.b.x", "x", "Protect", "", "zero-drift"),
            group("nv.c.y", "y", "Discover", "", "basic"),
            group("nv.dns.kube-system", "kube-system", "Discover", "Kubernetes", "basic"),
            group("nodes", "", "Monitor", "", ""),
            group("web", "", "", "", ""),
        ]
    }

    #[test]
    fn services_count_once_and_the_platform_not_at_all() {
        let groups = groups();
        let of = |ns, mode| {
            let counts = count(&groups, None, ns, |_| None, mode);
            (counts.services, counts.zero_drift)
        };
        assert_eq!(
            [Mode::Discover, Mode::Monitor, Mode::Protect].map(|mode| of("", mode)),
            [(2, 0), (0, 0), (1, 1)]
        );
        assert_eq!(of("y", Mode::Discover), (1, 0));
    }

    #[test]
    fn a_service_is_ready_when_nothing_new_happened_for_a_day() {
        let rules: Vec<PolicyRule> = serde_json::from_str(
            r#"[{"id":10001,"from":"nv.a.x","to":"external","learned":true,"cfg_type":"learned","created_timestamp":100},
                {"id":5,"from":"nv.c.y","to":"nv.a.x","learned":false,"cfg_type":"user_created","created_timestamp":9000000}]"#,
        )
        .expect("decodes");
        let learned = last_learned(&rules);
        let groups = groups();
        assert!(!learned_enough(&groups[0], &learned, 100 + QUIET - 1));
        assert!(learned_enough(&groups[0], &learned, 100 + QUIET), "a rule made by hand is no news");
        assert!(!learned_enough(&groups[2], &learned, i64::MAX / 2), "of it nothing was ever learned");
        let watched = group("nv.w.x", "x", "Monitor", "", "basic");
        let last = LastNews::from([("nv.w.x".to_owned(), 100)]);
        let deviated = Deviated { last, forgotten_before: None };
        assert_eq!(kept_to_rules(&watched, &deviated, 101), Some(false));
        assert_eq!(kept_to_rules(&watched, &deviated, 100 + QUIET), Some(true));
    }

    #[test]
    fn a_log_that_has_forgotten_the_day_says_nothing_of_it() {
        let watched = group("nv.w.x", "x", "Monitor", "", "basic");
        let since = |at| Deviated { last: LastNews::new(), forgotten_before: at };
        assert_eq!(kept_to_rules(&watched, &since(None), 5), Some(true));
        assert_eq!(kept_to_rules(&watched, &since(Some(100)), 101), None);
        assert_eq!(kept_to_rules(&watched, &since(Some(100)), 100 + QUIET), Some(true));
    }
}
