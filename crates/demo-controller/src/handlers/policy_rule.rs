//! Network rules.

use controller_api::{
    Empty,
    access::Permission,
    group::CfgType,
    policy_rule::{self, PolicyRule, PolicyRuleShown, PolicyRuleUpdate, PolicyRules, RuleEntry, RulesAction},
};

use crate::{
    core::Ctx, listing, policy::Policy, refusal::Refusal, router::Routes, traffic::Traffic, world::World,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(policy_rule::LIST, |ctx, [], ()| list(ctx));
    routes.on(policy_rule::SHOW, |ctx, [id], ()| show(ctx, id));
    routes.on(policy_rule::ACT, |ctx, [], body| act(ctx, &body));
    routes.on(policy_rule::UPDATE, |ctx, [id], body| update(ctx, id, &body));
    routes.on(policy_rule::DELETE, |ctx, [id], ()| delete(ctx, id));
    routes.on(policy_rule::DELETE_ALL, |ctx, [], ()| delete_all(ctx));
}

/// A rule with how often it matched.
pub(crate) fn counted(rule: &PolicyRule, traffic: &Traffic) -> PolicyRule {
    let (match_counter, last_match_timestamp) = traffic.matches.get(&rule.id).copied().unwrap_or_default();
    PolicyRule { match_counter, last_match_timestamp, ..rule.clone() }
}

/// Whether the caller may see a rule: by one of its ends. A name of neither group nor namespace is everybody's.
fn may_read(ctx: &Ctx<'_>, policy: &Policy, rule: &PolicyRule) -> bool {
    let may = |name: &str| ctx.reads_in(&Permission::RuntimePolicy, &World::domain_of_group(policy, name));
    may(&rule.from) || may(&rule.to)
}

/// Whether the caller may change what is between these groups: both their namespaces.
fn may_write(ctx: &Ctx<'_>, policy: &Policy, from: &str, to: &str) -> Result<(), Refusal> {
    let access = &ctx.caller()?.access;
    let may =
        |name: &str| access.writes_in(&Permission::RuntimePolicy, &World::domain_of_group(policy, name));
    if may(from) && may(to) { Ok(()) } else { Err(Refusal::denied()) }
}

fn list(ctx: &mut Ctx<'_>) -> Result<PolicyRules, Refusal> {
    let now = ctx.now;
    let policy = ctx.world().policy.seen(now);
    let scope = listing::scope(ctx.query())?;
    let mine = policy.rules.iter().filter(|rule| {
        let federal = rule.cfg_type == CfgType::Federal;
        scope.is_none_or(|scope| (scope == "fed") == federal) && may_read(ctx, &policy, rule)
    });
    let traffic = &ctx.core.world.traffic;
    Ok(PolicyRules { rules: listing::page(mine, ctx.query()).map(|rule| counted(rule, traffic)).collect() })
}

fn number(id: &str) -> Result<u32, Refusal> {
    id.parse().map_err(|_| Refusal::bad_request())
}

fn show(ctx: &mut Ctx<'_>, id: &str) -> Result<PolicyRuleShown, Refusal> {
    let (id, now) = (number(id)?, ctx.now);
    let policy = ctx.world().policy.seen(now);
    let rule = policy.rule(id).ok_or_else(Refusal::not_found)?;
    if !may_read(ctx, &policy, rule) {
        return Err(Refusal::denied());
    }
    Ok(PolicyRuleShown { rule: counted(rule, &ctx.core.world.traffic) })
}

/// Changes the rules; when that is refused, nothing has changed.
fn change(
    ctx: &mut Ctx<'_>,
    message: &str,
    body: &serde_json::Value,
    change: impl FnOnce(&mut Policy, i64) -> Result<(), Refusal>,
) -> Result<Empty, Refusal> {
    let now = ctx.now;
    let mut next = Policy::clone(ctx.world().policy.truth());
    change(&mut next, now / 1000)?;
    ctx.world().write_policy(now, |policy| *policy = next);
    ctx.log(message, body);
    Ok(Empty)
}

fn act(ctx: &mut Ctx<'_>, action: &RulesAction) -> Result<Empty, Refusal> {
    listing::scope(ctx.query())?;
    let policy = ctx.world().policy.truth().clone();
    let ids = |ids: &[u32]| {
        let known = ids.iter().filter_map(|id| policy.rule(*id));
        known.map(|rule| (rule.from.clone(), rule.to.clone())).collect::<Vec<_>>()
    };
    let touched: Vec<(String, String)> = match action {
        RulesAction { move_rule: Some(moved), .. } => ids(&[moved.id]),
        RulesAction { insert: Some(insert), .. } => {
            insert.rules.iter().map(|draft| (draft.from.clone(), draft.to.clone())).collect()
        }
        RulesAction { rules: Some(rules), delete, .. } => {
            let drafts = rules.iter().filter_map(|entry| match entry {
                RuleEntry::Draft(draft) => Some((draft.from.clone(), draft.to.clone())),
                RuleEntry::Same { .. } => None,
            });
            drafts.chain(ids(delete.as_deref().unwrap_or_default())).collect()
        }
        RulesAction { delete: Some(delete), .. } => ids(delete),
        _ => return Err(Refusal::bad_request()),
    };
    if !ctx.caller()?.access.writes_somewhere(&Permission::RuntimePolicy) {
        return Err(Refusal::denied());
    }
    for (from, to) in &touched {
        may_write(ctx, &policy, from, to)?;
    }
    let json = serde_json::to_value(action).unwrap_or_default();
    change(ctx, "Configure network rules", &json, |policy, now| match action {
        RulesAction { move_rule: Some(moved), .. } => policy.move_rule(moved.id, moved.after),
        RulesAction { insert: Some(insert), .. } => policy.insert_rules(&insert.rules, insert.after, now),
        RulesAction { rules: Some(rules), delete, .. } => {
            policy.replace_rules(rules, delete.as_deref().unwrap_or_default(), now)
        }
        action => policy.delete_rules(action.delete.as_deref().unwrap_or_default()),
    })
}

fn update(ctx: &mut Ctx<'_>, id: &str, body: &PolicyRuleUpdate) -> Result<Empty, Refusal> {
    let id = number(id)?;
    let policy = ctx.world().policy.truth().clone();
    let rule = policy.rule(id).ok_or_else(Refusal::not_found)?;
    let config = &body.config;
    if config.id != id {
        return Err(Refusal::bad_request());
    }
    may_write(ctx, &policy, &rule.from, &rule.to)?;
    may_write(
        ctx,
        &policy,
        config.from.as_ref().unwrap_or(&rule.from),
        config.to.as_ref().unwrap_or(&rule.to),
    )?;
    let json = serde_json::to_value(body).unwrap_or_default();
    change(ctx, &format!("Configure network rule {id}"), &json, |policy, now| {
        policy.change_rule(config, body.replicate, now)
    })
}

fn delete(ctx: &mut Ctx<'_>, id: &str) -> Result<Empty, Refusal> {
    let id = number(id)?;
    let policy = ctx.world().policy.truth().clone();
    let rule = policy.rule(id).ok_or_else(Refusal::not_found)?;
    may_write(ctx, &policy, &rule.from, &rule.to)?;
    change(ctx, &format!("Delete network rule {id}"), &serde_json::Value::Null, |policy, _| {
        policy.delete_rules(&[id])
    })
}

fn delete_all(ctx: &mut Ctx<'_>) -> Result<Empty, Refusal> {
    if !ctx.caller()?.access.writes(&Permission::RuntimePolicy) {
        return Err(Refusal::denied());
    }
    change(ctx, "Delete all network rules", &serde_json::Value::Null, |policy, _| {
        policy.delete_own_rules();
        Ok(())
    })
}
