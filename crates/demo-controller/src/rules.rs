//! Changing network rules: where new ones go, which ids they get, and what may be changed. Pure.

use std::sync::Arc;

use controller_api::{
    ControllerError, ErrorCode,
    group::CfgType,
    policy_rule::{Place, PolicyRule, PolicyRuleChange, PolicyRuleDraft, RuleEntry},
};

use crate::{
    policy::{Policy, new_rule},
    refusal::Refusal,
};

/// Ids of rules that users make.
const OWN: std::ops::Range<u32> = 1..10_000;

/// Whether a rule comes from a user, so that a user may change it.
fn is_own(rule: &PolicyRule) -> bool {
    rule.cfg_type == CfgType::UserCreated
}

/// Whether a rule stands above those that users order: the federation's and those from custom resources.
fn is_above(rule: &PolicyRule) -> bool {
    matches!(rule.cfg_type, CfgType::Federal | CfgType::Ground)
}

impl Policy {
    /// The rule of this id.
    pub(crate) fn rule(&self, id: u32) -> Option<&Arc<PolicyRule>> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Inserts rules. Refused as a whole when one of them has a taken id or an unknown group.
    pub(crate) fn insert_rules(
        &mut self,
        drafts: &[PolicyRuleDraft],
        place: Place,
        now: i64,
    ) -> Result<(), Refusal> {
        let at = self.position(place)?;
        let mut made = Vec::with_capacity(drafts.len());
        for draft in drafts {
            if draft.id != 0 && (self.rule(draft.id).is_some() || made_has(&made, draft.id)) {
                return Err(Refusal::invalid("Duplicate rule ID"));
            }
            made.push(Arc::new(self.drafted(draft, &made, now)?));
        }
        self.rules.splice(at..at, made);
        Ok(())
    }

    /// Moves a rule.
    pub(crate) fn move_rule(&mut self, id: u32, place: Place) -> Result<(), Refusal> {
        let from = self.rules.iter().position(|rule| rule.id == id).ok_or_else(Refusal::not_found)?;
        must_be_own(&self.rules[from])?;
        let rule = self.rules.remove(from);
        match self.position(place) {
            Ok(at) => {
                self.rules.insert(at, rule);
                Ok(())
            }
            Err(refusal) => {
                self.rules.insert(from, rule);
                Err(refusal)
            }
        }
    }

    /// Replaces the rules that users order. What is not named goes, unless it was learned and is not in `delete`.
    pub(crate) fn replace_rules(
        &mut self,
        entries: &[RuleEntry],
        delete: &[u32],
        now: i64,
    ) -> Result<(), Refusal> {
        let mut list: Vec<Arc<PolicyRule>> = Vec::with_capacity(entries.len());
        for entry in entries {
            match entry {
                RuleEntry::Same { id } => list.push(self.rule(*id).ok_or_else(Refusal::not_found)?.clone()),
                RuleEntry::Draft(draft) => {
                    let known = self.rule(draft.id).cloned();
                    let rule = match known {
                        Some(old) if !is_own(&old) => old,
                        Some(old) => {
                            let kept = PolicyRule {
                                created_timestamp: old.created_timestamp,
                                ..self.drafted(draft, &list, now)?
                            };
                            Arc::new(kept)
                        }
                        None => Arc::new(self.drafted(draft, &list, now)?),
                    };
                    list.push(rule);
                }
            }
        }
        let is_in = |rule: &PolicyRule| list.iter().any(|kept| kept.id == rule.id);
        let (above, below): (Vec<_>, Vec<_>) = self.rules.drain(..).partition(|rule| is_above(rule));
        let stays = |rule: &&Arc<PolicyRule>| rule.learned && !delete.contains(&rule.id) && !is_in(rule);
        let left: Vec<_> = below.iter().filter(stays).cloned().collect();
        self.rules = above;
        self.rules.extend(list.into_iter().filter(|rule| !is_above(rule) && !delete.contains(&rule.id)));
        self.rules.extend(left);
        Ok(())
    }

    /// Deletes rules: unknown ones are 404, and those of a custom resource or of the federation are refused.
    pub(crate) fn delete_rules(&mut self, ids: &[u32]) -> Result<(), Refusal> {
        for id in ids {
            let rule = self.rule(*id).ok_or_else(Refusal::not_found)?;
            if is_above(rule) {
                return Err(read_only(*id));
            }
        }
        self.rules.retain(|rule| !ids.contains(&rule.id));
        Ok(())
    }

    /// Deletes all that users made.
    pub(crate) fn delete_own_rules(&mut self) {
        self.rules.retain(|rule| !is_own(rule));
    }

    /// Changes a rule; with `replicate`, puts a changed copy, a user's, before it.
    pub(crate) fn change_rule(
        &mut self,
        change: &PolicyRuleChange,
        replicate: bool,
        now: i64,
    ) -> Result<(), Refusal> {
        let at = self.rules.iter().position(|rule| rule.id == change.id).ok_or_else(Refusal::not_found)?;
        let old = self.rules[at].clone();
        if !replicate {
            must_be_own(&old)?;
        }
        let mut rule = PolicyRule { last_modified_timestamp: now, ..PolicyRule::clone(&old) };
        let set = |field: &mut String, new: &Option<String>| {
            if let Some(new) = new {
                field.clone_from(new);
            }
        };
        set(&mut rule.comment, &change.comment);
        set(&mut rule.from, &change.from);
        set(&mut rule.to, &change.to);
        set(&mut rule.ports, &change.ports);
        set(&mut rule.action, &change.action);
        if let Some(applications) = &change.applications {
            rule.applications.clone_from(applications);
        }
        rule.disable = change.disable.unwrap_or(rule.disable);
        self.check(&rule.from, &rule.to, &rule.action)?;
        if !replicate {
            self.rules[at] = Arc::new(rule);
            return Ok(());
        }
        (rule.id, rule.created_timestamp) = (self.free_id(&[])?, now);
        (rule.learned, rule.cfg_type) = (false, CfgType::UserCreated);
        (rule.match_counter, rule.last_match_timestamp) = (0, 0);
        self.rules.insert(at, Arc::new(rule));
        Ok(())
    }

    /// Where rules go in the list. Those that stand above all others stay there.
    fn position(&self, place: Place) -> Result<usize, Refusal> {
        let first = self.rules.iter().take_while(|rule| is_above(rule)).count();
        let of = |id: u32| self.rules.iter().position(|rule| rule.id == id).ok_or_else(Refusal::not_found);
        Ok(match place {
            Place::Last => self.rules.len(),
            Place::First => first,
            Place::After(id) => (of(id)? + 1).max(first),
            Place::Before(id) => of(id)?.max(first),
        })
    }

    fn drafted(
        &self,
        draft: &PolicyRuleDraft,
        made: &[Arc<PolicyRule>],
        now: i64,
    ) -> Result<PolicyRule, Refusal> {
        self.check(&draft.from, &draft.to, &draft.action)?;
        let id = if draft.id == 0 { self.free_id(made)? } else { draft.id };
        if !OWN.contains(&id) {
            return Err(Refusal::invalid("Invalid rule ID"));
        }
        let any = || vec!["any".to_owned()];
        Ok(PolicyRule {
            comment: draft.comment.clone(),
            applications: if draft.applications.is_empty() { any() } else { draft.applications.clone() },
            action: draft.action.clone(),
            disable: draft.disable,
            priority: draft.priority.unwrap_or_default(),
            ..new_rule(id, &draft.from, &draft.to, "any", &draft.ports, now)
        })
    }

    fn check(&self, from: &str, to: &str, action: &str) -> Result<(), Refusal> {
        if let Some(ghost) = [from, to].into_iter().find(|name| self.group(name).is_none()) {
            return Err(Refusal::invalid(format!("Cannot find group {ghost}")));
        }
        match action {
            "allow" | "deny" => Ok(()),
            _ => Err(Refusal::invalid("Invalid rule action")),
        }
    }

    /// An id that nobody has.
    fn free_id(&self, made: &[Arc<PolicyRule>]) -> Result<u32, Refusal> {
        let mut ids = OWN.skip(1_000);
        let free = ids.find(|id| self.rule(*id).is_none() && !made_has(made, *id));
        free.ok_or_else(|| Refusal::invalid("No rule ID is left"))
    }
}

fn made_has(made: &[Arc<PolicyRule>], id: u32) -> bool {
    made.iter().any(|rule| rule.id == id)
}

fn must_be_own(rule: &PolicyRule) -> Result<(), Refusal> {
    match rule.cfg_type {
        _ if is_own(rule) => Ok(()),
        CfgType::Learned => Err(Refusal::invalid("Learned rule cannot be changed")),
        _ => Err(read_only(rule.id)),
    }
}

/// 400 with code 46 and the rules that may not be changed.
fn read_only(id: u32) -> Refusal {
    let mut error = ControllerError::new(ErrorCode::ReadOnlyRules);
    error.read_only_rules = Some(vec![id]);
    Refusal::new(400, error)
}
