//! Network rules.

use controller_api::{
    access::Permission,
    group::CfgType,
    policy_rule::{self, PolicyRule, PolicyRules},
};

use crate::{core::Ctx, listing, refusal::Refusal, router::Routes, traffic::Traffic, world::World};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(policy_rule::LIST, |ctx, [], ()| list(ctx));
}

/// A rule with how often it matched.
pub(crate) fn counted(rule: &PolicyRule, traffic: &Traffic) -> PolicyRule {
    let (match_counter, last_match_timestamp) = traffic.matches.get(&rule.id).copied().unwrap_or_default();
    PolicyRule { match_counter, last_match_timestamp, ..rule.clone() }
}

/// The rules with an end that the caller may see; a name of neither group nor namespace is everybody's.
fn list(ctx: &mut Ctx<'_>) -> Result<PolicyRules, Refusal> {
    let now = ctx.now;
    let policy = ctx.world().policy.seen(now);
    let scope = listing::scope(ctx.query())?;
    let may = |name: &str| ctx.reads_in(&Permission::RuntimePolicy, &World::domain_of_group(&policy, name));
    let mine = policy.rules.iter().filter(|rule| {
        let federal = rule.cfg_type == CfgType::Federal;
        scope.is_none_or(|scope| (scope == "fed") == federal) && (may(&rule.from) || may(&rule.to))
    });
    let traffic = &ctx.core.world.traffic;
    Ok(PolicyRules { rules: listing::page(mine, ctx.query()).map(|rule| counted(rule, traffic)).collect() })
}
