//! The rule that is proposed where none decided, and rules as they are written. Pure.

use controller_api::{
    conversation::ConversationEnd,
    group::CfgType,
    policy_rule::{PolicyRule, PolicyRuleDraft},
};

use super::Said;
use crate::Verdict;

/// The group that stands for an end of a conversation in rules; none for ends that no rule can name, such as an unmanaged
/// workload.
pub fn group_of(end: &ConversationEnd) -> Option<&str> {
    match (end.workload.service_group.as_str(), end.kind.as_str()) {
        ("", "external") => Some("external"),
        ("", "node_ip") => Some("nodes"),
        ("", _) => None,
        (group, _) => Some(group),
    }
}

/// The rule that would decide what no rule decides yet: of the application, whatever its port; of the port where no application
/// was recognised.
pub fn propose(from: &str, to: &str, said: &Said) -> PolicyRule {
    let any = || "any".to_owned();
    let (application, port) = match said.application.as_str() {
        "" => (any(), said.port.clone()),
        application => (application.to_owned(), any()),
    };
    PolicyRule {
        id: 0,
        comment: String::new(),
        from: from.to_owned(),
        to: to.to_owned(),
        ports: if port.is_empty() { any() } else { port },
        applications: vec![application],
        action: String::new(),
        learned: false,
        disable: false,
        cfg_type: CfgType::UserCreated,
        priority: 0,
        created_timestamp: 0,
        last_modified_timestamp: 0,
        match_counter: 0,
        last_match_timestamp: 0,
    }
}

/// A rule as it is written, with a verdict.
pub fn draft(rule: &PolicyRule, verdict: Verdict) -> PolicyRuleDraft {
    PolicyRuleDraft {
        id: 0,
        from: rule.from.clone(),
        to: rule.to.clone(),
        ports: rule.ports.clone(),
        applications: rule.applications.clone(),
        action: verdict.word().to_owned(),
        comment: rule.comment.clone(),
        disable: false,
        cfg_type: Some(CfgType::UserCreated),
        priority: None,
    }
}

/// Whether two rules speak of the same connections.
pub fn same_connections(one: &PolicyRule, other: &PolicyRule) -> bool {
    let named = |rule: &PolicyRule| {
        let mut names = rule.applications.clone();
        names.retain(|name| name != "any");
        names.sort_unstable();
        names
    };
    let ports = |rule: &PolicyRule| if rule.ports.is_empty() { "any".to_owned() } else { rule.ports.clone() };
    (&one.from, &one.to) == (&other.from, &other.to)
        && ports(one) == ports(other)
        && named(one) == named(other)
}

/// The namespace of a group as far as its name says it: what comes with the product belongs to none, and a service's group is
/// called `nv.<service>.<namespace>`. None for a group that a user named.
pub fn namespace_by_name(group: &str) -> Option<&str> {
    match group {
        "external" | "nodes" | "containers" => Some(""),
        _ => group.strip_prefix("nv.")?.rsplit_once('.').map(|(_, namespace)| namespace),
    }
}
