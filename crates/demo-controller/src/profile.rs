//! Process profiles: what may run in a group's workloads, and how rules come into them. Pure.

use std::{collections::BTreeMap, sync::Arc};

use controller_api::{
    ControllerError, ErrorCode,
    group::{CfgType, Group, GroupKind},
    process_profile::{ProcessProfileChange, ProcessRule, ProcessRuleDraft},
};

use crate::{policy::Policy, refusal::Refusal};

/// The rules of each group that has some, in the order in which they are tried.
pub(crate) type Profiles = BTreeMap<String, Vec<ProcessRule>>;

/// Whether a group can have a profile.
pub(crate) fn has_profile(group: &Group) -> bool {
    matches!(group.kind, GroupKind::Container | GroupKind::Node)
}

/// A rule as it is when it is made.
pub(crate) fn new_process_rule(
    (name, path): (&str, &str),
    action: &str,
    cfg_type: CfgType,
    uuid: String,
    now: i64,
) -> ProcessRule {
    ProcessRule {
        name: name.to_owned(),
        path: path.to_owned(),
        action: action.to_owned(),
        cfg_type,
        uuid,
        created_timestamp: now,
        last_modified_timestamp: now,
        ..ProcessRule::default()
    }
}

/// Adds a rule at its place. One of the same name and path stays where it comes from and gets the new action.
pub(crate) fn merge(rules: &mut Vec<ProcessRule>, rule: ProcessRule) {
    match rules.binary_search_by(|known| known.rank().cmp(&rule.rank())) {
        Err(at) => rules.insert(at, rule),
        Ok(at) => {
            let known = &mut rules[at];
            if (&known.action, known.allow_update) != (&rule.action, rule.allow_update) {
                known.action = rule.action;
                known.allow_update = rule.allow_update;
                known.uuid = rule.uuid;
                known.last_modified_timestamp = rule.last_modified_timestamp;
            }
        }
    }
}

impl Policy {
    /// The rules of a group's profile.
    pub(crate) fn profile(&self, group: &str) -> &[ProcessRule] {
        self.profiles.get(group).map_or(&[], Vec::as_slice)
    }

    /// The first rule that speaks of a process in a workload of these groups; the profile of the first group counts first.
    pub(crate) fn process_rule_for(&self, groups: &[String], name: &str, path: &str) -> Option<&ProcessRule> {
        let rules = groups.iter().flat_map(|group| self.profile(group));
        rules.into_iter().find(|rule| rule.matches(name, path))
    }

    /// Learns that a process is normal in a group.
    pub(crate) fn learn_process(&mut self, group: &str, process: (&str, &str), uuid: String, now: i64) {
        let rule = new_process_rule(process, "allow", CfgType::Learned, uuid, now);
        merge(self.rules_of(group), rule);
    }

    /// Changes a group's profile: takes away, then adds. `uuid` makes the ids of rules that are new or changed.
    pub(crate) fn change_profile(
        &mut self,
        change: &ProcessProfileChange,
        mut uuid: impl FnMut() -> String,
        now: i64,
    ) -> Result<(), Refusal> {
        change.change.iter().try_for_each(check)?;
        if let Some(group) = self.group_mut(&change.group).filter(|_| change.baseline.is_some()) {
            if group.baseline_profile.is_none() || change.group == "nodes" {
                return Err(Refusal::bad_request());
            }
            group.baseline_profile = change.baseline;
        }
        let cfg_type = if change.group.starts_with("fed.") { CfgType::Federal } else { CfgType::UserCreated };
        let rules = self.rules_of(&change.group);
        for gone in &change.delete {
            let is_it = |rule: &ProcessRule| (&rule.name, &rule.path) == (&gone.name, &gone.path);
            let at = rules.iter().position(is_it).ok_or_else(no_such_rule)?;
            rules.remove(at);
        }
        for draft in &change.change {
            let process = (draft.name.trim(), draft.path.trim());
            let rule = new_process_rule(process, &draft.action, cfg_type.clone(), uuid(), now);
            merge(rules, ProcessRule { allow_update: draft.allow_update, ..rule });
        }
        Ok(())
    }

    fn rules_of(&mut self, group: &str) -> &mut Vec<ProcessRule> {
        Arc::make_mut(&mut self.profiles).entry(group.to_owned()).or_default()
    }
}

/// 400 with code 7, as the controller has it for profiles.
pub(crate) fn no_such_rule() -> Refusal {
    Refusal::new(400, ControllerError::new(ErrorCode::ObjectNotFound))
}

/// Whether a rule can be one.
fn check(draft: &ProcessRuleDraft) -> Result<(), Refusal> {
    let (name, path) = (draft.name.trim(), draft.path.trim());
    let said = format!("process {name}: {path}");
    let is_path = matches!(path, "" | "*")
        || path.starts_with('/')
            && !path.ends_with('/')
            && !path.contains(['<', '>'])
            && path.matches('*').count() <= 1;
    if !matches!(&*draft.action, "allow" | "deny") {
        Err(Refusal::invalid(format!("process {name}: action is not supported")))
    } else if name.is_empty() {
        Err(Refusal::invalid(format!("{said}, name can not be empty or blank spaces")))
    } else if !is_path {
        Err(Refusal::invalid(format!("{said}, path is not supported")))
    } else if name == "*" && path.is_empty() {
        Err(Refusal::invalid(format!("{said}, empty path is not supported")))
    } else if name == "*" && matches!(path, "*" | "/*") && draft.action == "deny" {
        Err(Refusal::invalid(format!("Invalid entry: deny all processes[ {name}: {path}]")))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, path: &str, action: &str) -> ProcessRuleDraft {
        let (name, path, action) = (name.to_owned(), path.to_owned(), action.to_owned());
        ProcessRuleDraft { name, path, action, allow_update: false }
    }

    fn change(
        policy: &mut Policy,
        change: &[ProcessRuleDraft],
        delete: &[ProcessRuleDraft],
    ) -> Result<(), u16> {
        let (change, delete) = (change.to_vec(), delete.to_vec());
        let change = ProcessProfileChange { group: "nv.a.b".to_owned(), baseline: None, change, delete };
        let mut number = 0;
        let uuid = || {
            number += 1;
            format!("new {number}")
        };
        policy.change_profile(&change, uuid, 9).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_rule_that_is_there_changes_and_stays_what_it_was() {
        let mut policy = Policy::default();
        policy.learn_process("nv.a.b", ("sh", "/bin/sh"), "old".to_owned(), 1);
        assert_eq!(change(&mut policy, &[draft("sh", "/bin/sh", "allow")], &[]), Ok(()));
        assert_eq!(policy.profile("nv.a.b")[0].uuid, "old", "it says that already");
        let both = [draft("sh", "/bin/sh", "deny"), draft("*", "/opt/*", "allow")];
        assert_eq!(change(&mut policy, &both, &[]), Ok(()));
        let [first, second] = policy.profile("nv.a.b") else { panic!("{:?}", policy.profile("nv.a.b")) };
        assert_eq!((&*first.name, &first.cfg_type), ("*", &CfgType::UserCreated), "wildcards come first");
        assert_eq!((&*second.action, &second.cfg_type, &*second.uuid), ("deny", &CfgType::Learned, "new 1"));
        assert_eq!((second.created_timestamp, second.last_modified_timestamp), (1, 9));
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for (name, path, action) in [
            (" ", "/bin/sh", "allow"),
            ("sh", "bin/sh", "allow"),
            ("sh", "/bin/", "allow"),
            ("sh", "/*/x/*", "allow"),
            ("sh", "/bin/sh", "frown"),
            ("*", "", "allow"),
            ("*", "/*", "deny"),
        ] {
            assert_eq!(
                change(&mut Policy::default(), &[draft(name, path, action)], &[]),
                Err(400),
                "{name} {path}"
            );
        }
        assert_eq!(change(&mut Policy::default(), &[], &[draft("sh", "/bin/sh", "deny")]), Err(400));
    }

    #[test]
    fn the_services_own_profile_counts_before_that_of_a_group_it_is_in() {
        let mut policy = Policy::default();
        let rule = |action: &str| {
            new_process_rule(("sh", "/bin/sh"), action, CfgType::UserCreated, action.to_owned(), 0)
        };
        let profiles = Arc::make_mut(&mut policy.profiles);
        profiles.insert("nv.a.b".to_owned(), vec![rule("allow")]);
        profiles.insert("all".to_owned(), vec![rule("deny")]);
        let found = |groups: &[&str]| {
            let groups: Vec<_> = groups.iter().map(|name| (*name).to_owned()).collect();
            policy.process_rule_for(&groups, "sh", "/bin/sh").map(|rule| rule.action.clone())
        };
        assert_eq!(found(&["nv.a.b", "all"]).as_deref(), Some("allow"));
        assert_eq!(found(&["nv.c.b", "all"]).as_deref(), Some("deny"));
        assert_eq!(found(&["nv.c.b"]), None);
    }
}
