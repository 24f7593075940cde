//! Switching services' modes.

use controller_api::{
    Empty,
    access::Permission,
    mode::{Baseline, Mode},
    service::{self, ServiceChange, ServiceUpdate},
};
use serde_json::Value;

use crate::{
    core::Ctx,
    policy::{Policy, can_change_mode, can_score},
    refusal::Refusal,
    router::Routes,
    world::World,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_or(service::CONFIG, |ctx, [], body| config(ctx, &body), bad_change);
}

/// Says which word of a change is none.
fn bad_change(body: &Value) -> Refusal {
    let word = |field: &str| body["config"][field].as_str().unwrap_or_default();
    let (policy, profile, baseline) = (word("policy_mode"), word("profile_mode"), word("baseline_profile"));
    if !policy.is_empty() && policy.parse::<Mode>().is_err() {
        Refusal::invalid(format!("Invalid policy mode {policy}"))
    } else if !profile.is_empty() && profile.parse::<Mode>().is_err() {
        Refusal::invalid(format!("Invalid profile mode {profile}"))
    } else if !baseline.is_empty() && Baseline::from_wire(baseline).is_none() {
        Refusal::invalid(format!("Invalid profile baseline {baseline}"))
    } else {
        Refusal::bad_request()
    }
}

fn config(ctx: &mut Ctx<'_>, body: &ServiceUpdate) -> Result<Empty, Refusal> {
    let (change, now) = (&body.config, ctx.now);
    let policy = ctx.world().policy.truth().clone();
    let caller = ctx.caller()?;
    let group_of =
        |service: &str| if service == "nodes" { service.to_owned() } else { format!("nv.{service}") };
    let known = change.services.iter().map(|service| group_of(service.as_str()));
    let mine: Vec<String> = known
        .filter(|name| {
            let domain = World::domain_of_group(&policy, name);
            policy.group(name).is_some() && caller.access.writes_in(&Permission::RuntimePolicy, &domain)
        })
        .collect();
    if mine.is_empty() {
        // Who may change nothing anywhere is told so; who asked for what is not theirs is told that it is not there.
        let nowhere = !caller.access.writes_somewhere(&Permission::RuntimePolicy);
        return Err(if nowhere { Refusal::denied() } else { Refusal::not_found() });
    }
    ctx.world().write_policy(now, |policy| {
        for name in &mine {
            apply(policy, name, change);
        }
    });
    ctx.log("Configure services in batch", &serde_json::to_value(body).unwrap_or_default());
    Ok(Empty)
}

/// Changes a group; what cannot be changed stays as it is, in silence.
fn apply(policy: &mut Policy, name: &str, change: &ServiceChange) {
    let Some(group) = policy.group_mut(name) else { return };
    if let (Some(not_scored), true) = (change.not_scored, can_score(group)) {
        group.not_scored = not_scored;
    }
    if !can_change_mode(group) {
        return;
    }
    group.policy_mode = change.policy_mode.or(group.policy_mode);
    group.profile_mode = change.profile_mode.or(group.profile_mode);
    if name != "nodes" {
        group.baseline_profile = change.baseline_profile.or(group.baseline_profile);
    }
}
