//! Groups and network rules, and what they say of a connection. Pure.

use std::sync::Arc;

use controller_api::{
    group::{CfgType, Criterion, Group, GroupKind},
    mode::{Baseline, Mode},
    name::GroupName,
    policy_rule::PolicyRule,
    system_config::NetService,
};

use crate::{
    fleet::{Fleet, Service},
    profile::Profiles,
};

/// The first id of learned rules.
const LEARNED: u32 = 10_000;

/// All groups and rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    /// By name.
    groups: Vec<Arc<Group>>,
    /// The places of those of workloads that users made.
    custom: Vec<usize>,
    /// In the order in which they are tried.
    pub(crate) rules: Vec<Arc<PolicyRule>>,
    /// What may run in whose workloads.
    pub(crate) profiles: Arc<Profiles>,
    /// The highest id that was learned so far.
    last_learned: u32,
}

/// A group as it is when it is made.
pub(crate) fn new_group(name: &str, kind: GroupKind, cfg_type: CfgType) -> Group {
    Group {
        name: GroupName::parse(name).expect("the demo's own names are names"),
        comment: String::new(),
        domain: String::new(),
        creator_domains: Vec::new(),
        kind,
        learned: cfg_type == CfgType::Learned,
        cfg_type,
        reserved: false,
        platform_role: String::new(),
        policy_mode: None,
        profile_mode: None,
        baseline_profile: None,
        not_scored: false,
        monitor_metric: false,
        max_sessions: 0,
        max_session_rate: 0,
        max_bandwidth: 0,
        cap_change_mode: None,
        cap_scorable: None,
        criteria: Some(Vec::new()),
        members: None,
        policy_rules: None,
        response_rules: None,
    }
}

/// A condition of membership.
pub(crate) fn criterion(key: &str, op: &str, value: &str) -> Criterion {
    Criterion { key: key.to_owned(), op: op.to_owned(), value: value.to_owned() }
}

/// The learned group of a service.
pub(crate) fn service_group(service: &Service) -> Group {
    let mut group = new_group(service.group(), GroupKind::Container, CfgType::Learned);
    group.domain.clone_from(&service.domain);
    group.policy_mode = Some(Mode::Discover);
    group.profile_mode = Some(Mode::Discover);
    group.baseline_profile = Some(Baseline::Basic);
    if service.platform {
        group.platform_role = "Kubernetes".to_owned();
    }
    group.criteria =
        Some(vec![criterion("service", "=", service.full_name()), criterion("domain", "=", &service.domain)]);
    group
}

/// Whether a group's modes can be switched: it has modes, is no part of the platform, and is not kept elsewhere.
pub(crate) fn can_change_mode(group: &Group) -> bool {
    group.policy_mode.is_some() && group.platform_role.is_empty() && group.cfg_type == CfgType::Learned
}

/// Whether a group counts, or could count, in the security score.
pub(crate) fn can_score(group: &Group) -> bool {
    can_change_mode(group) && group.kind == GroupKind::Container
}

impl Policy {
    /// All groups, by name.
    pub(crate) fn groups(&self) -> &[Arc<Group>] {
        &self.groups
    }

    /// The group of this name.
    pub(crate) fn group(&self, name: &str) -> Option<&Arc<Group>> {
        let at = self.groups.binary_search_by(|group| group.name.as_str().cmp(name)).ok()?;
        self.groups.get(at)
    }

    /// The group of this name, to be changed.
    pub(crate) fn group_mut(&mut self, name: &str) -> Option<&mut Group> {
        let at = self.groups.binary_search_by(|group| group.name.as_str().cmp(name)).ok()?;
        self.groups.get_mut(at).map(Arc::make_mut)
    }

    /// Replaces all groups.
    pub(crate) fn set_groups(&mut self, groups: Vec<Group>) {
        self.groups = groups.into_iter().map(Arc::new).collect();
        self.groups.sort_by(|a, b| a.name.cmp(&b.name));
        self.groups.dedup_by(|a, b| a.name == b.name);
        let is_custom = |group: &Group| {
            group.kind == GroupKind::Container && !group.name.as_str().starts_with(GroupName::LEARNED)
        };
        let places = self.groups.iter().enumerate().filter(|(_, group)| is_custom(group));
        self.custom = places.map(|(at, _)| at).collect();
    }

    /// Replaces all rules.
    pub(crate) fn set_rules(&mut self, rules: impl IntoIterator<Item = PolicyRule>) {
        self.rules = rules.into_iter().map(Arc::new).collect();
        let ids = self.rules.iter().map(|rule| rule.id);
        self.last_learned = ids.filter(|id| (LEARNED..100_000).contains(id)).max().unwrap_or_default();
    }

    /// The mode that counts between two ends: the looser of the two, or the stricter where the settings say so,
    /// or the one that the settings put above both. An end without a mode, such as `external`, has no say.
    pub(crate) fn mode_between(from: Option<Mode>, to: Option<Mode>, net: &NetService) -> Mode {
        if net.enabled {
            return net.policy_mode.unwrap_or(Mode::Discover);
        }
        match (from, to) {
            (Some(a), Some(b)) if net.strict_group_mode => a.max(b),
            (Some(a), Some(b)) => a.min(b),
            (Some(mode), None) | (None, Some(mode)) => mode,
            (None, None) => Mode::Discover,
        }
    }

    /// The first rule that speaks of such a connection, between ends that are in these groups.
    pub(crate) fn rule_for(
        &self,
        from: &[String],
        to: &[String],
        application: &str,
        port: &str,
    ) -> Option<&Arc<PolicyRule>> {
        self.rules.iter().find(|rule| {
            !rule.disable
                && from.contains(&rule.from)
                && to.contains(&rule.to)
                && (rule.ports == "any" || rule.ports.split(',').any(|known| known == port))
                && rule.applications.iter().any(|known| known == "any" || known == application)
        })
    }

    /// Learns that this is normal, and gives the new rule's id. An application is learned on any port, as the
    /// controller does; what is none is learned by its port.
    pub(crate) fn learn(&mut self, from: &str, to: &str, application: &str, port: &str, now: i64) -> u32 {
        let id = self.last_learned.max(LEARNED) + 1;
        self.last_learned = id;
        let (application, port) = if application.is_empty() { ("any", port) } else { (application, "any") };
        let rule = new_rule(id, from, to, application, port, now);
        self.rules.push(Arc::new(PolicyRule { learned: true, cfg_type: CfgType::Learned, ..rule }));
        id
    }

    /// The groups that a service's pods are in: its own first.
    pub(crate) fn groups_of(&self, service: &Service) -> Vec<String> {
        let custom = self.custom.iter().map(|at| &self.groups[*at]);
        let custom = custom.filter(|group| is_member(group.criteria.as_deref().unwrap_or_default(), service));
        std::iter::once(service.group().to_owned())
            .chain(custom.map(|group| group.name.to_string()))
            .collect()
    }
}

/// A user's rule; what differs is changed by the caller.
pub(crate) fn new_rule(
    id: u32,
    from: &str,
    to: &str,
    application: &str,
    ports: &str,
    now: i64,
) -> PolicyRule {
    PolicyRule {
        id,
        comment: String::new(),
        from: from.to_owned(),
        to: to.to_owned(),
        ports: ports.to_owned(),
        applications: vec![application.to_owned()],
        action: "allow".to_owned(),
        learned: false,
        disable: false,
        cfg_type: CfgType::UserCreated,
        priority: 0,
        created_timestamp: now,
        last_modified_timestamp: now,
        match_counter: 0,
        last_match_timestamp: 0,
    }
}

/// Whether a service's pods meet the criteria: those of one key are alternatives, different keys must all be met.
fn is_member(criteria: &[Criterion], service: &Service) -> bool {
    let meets = |criterion: &Criterion| {
        let value = match criterion.key.as_str() {
            "service" => service.full_name(),
            "domain" | "namespace" => &service.domain,
            "image" => &service.image,
            "container" => &service.name,
            _ => return false,
        };
        match criterion.op.as_str() {
            "=" => criterion.value == "*" || value == criterion.value,
            "!=" => value != criterion.value,
            "contains" => value.contains(&criterion.value),
            "prefix" => value.starts_with(&criterion.value),
            _ => false,
        }
    };
    !criteria.is_empty()
        && criteria
            .iter()
            .all(|criterion| criteria.iter().filter(|other| other.key == criterion.key).any(meets))
}

/// The services whose pods are members of a group.
pub(crate) fn services_in<'a>(group: &'a Group, fleet: &'a Fleet) -> impl Iterator<Item = &'a Service> {
    let criteria = group.criteria.as_deref().unwrap_or_default();
    let learned = group.name.as_str().strip_prefix(GroupName::LEARNED);
    let one = learned.and_then(|name| fleet.service_named(name));
    let candidates = match (learned, one) {
        (Some(_), Some(at)) => &fleet.services[at as usize..=at as usize],
        (Some(_), None) => &[],
        (None, _) if group.kind == GroupKind::Container => &fleet.services[..],
        (None, _) => &[],
    };
    candidates.iter().filter(move |service| learned.is_some() || is_member(criteria, service))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(strict: bool) -> NetService {
        NetService { strict_group_mode: strict, ..NetService::default() }
    }

    #[test]
    fn the_looser_mode_counts_unless_the_settings_are_strict() {
        let between = |from, to, strict| Policy::mode_between(from, to, &net(strict));
        let (discover, protect) = (Some(Mode::Discover), Some(Mode::Protect));
        assert_eq!(between(discover, protect, false), Mode::Discover);
        assert_eq!(between(discover, protect, true), Mode::Protect);
        assert_eq!(between(None, protect, false), Mode::Protect, "the outside has no say");
        let above = NetService { enabled: true, policy_mode: Some(Mode::Monitor), ..net(false) };
        assert_eq!(Policy::mode_between(discover, protect, &above), Mode::Monitor);
    }

    #[test]
    fn the_first_rule_that_matches_counts() {
        let mut policy = Policy::default();
        let deny = PolicyRule { action: "deny".into(), ..new_rule(7, "a", "b", "any", "tcp/22", 0) };
        policy.rules = vec![Arc::new(deny), Arc::new(new_rule(8, "a", "b", "any", "any", 0))];
        let ends = (["a".to_owned()], ["b".to_owned()]);
        let rule = |app: &str, port: &str| policy.rule_for(&ends.0, &ends.1, app, port).map(|rule| rule.id);
        assert_eq!((rule("SSH", "tcp/22"), rule("HTTP", "tcp/80")), (Some(7), Some(8)));
    }

    #[test]
    fn learned_rules_are_numbered_from_ten_thousand() {
        let mut policy = Policy::default();
        assert_eq!(policy.learn("a", "b", "HTTP", "tcp/80", 0), 10_001);
        assert_eq!(policy.learn("a", "b", "", "tcp/587", 0), 10_002);
        assert_eq!((&*policy.rules[0].ports, &*policy.rules[1].ports), ("any", "tcp/587"));
        assert_eq!(policy.rules[1].applications, ["any"]);
    }
}
