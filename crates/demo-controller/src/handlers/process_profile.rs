//! Process profiles.

use controller_api::{
    Empty,
    access::Permission,
    process_profile::{self, ProcessProfile, ProcessProfileShown, ProcessProfileUpdate},
};

use crate::{
    core::Ctx,
    policy::Policy,
    profile::{has_profile, no_such_rule},
    refusal::Refusal,
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(process_profile::SHOW, |ctx, [group], ()| show(ctx, group));
    routes.on(process_profile::UPDATE, |ctx, [group], body| update(ctx, group, &body));
}

fn show(ctx: &mut Ctx<'_>, name: &str) -> Result<ProcessProfileShown, Refusal> {
    let now = ctx.now;
    let policy = ctx.world().policy.seen(now);
    let group = policy.group(name).ok_or_else(Refusal::not_found)?;
    let may = |domain: &str| ctx.reads_in(&Permission::RuntimePolicy, domain);
    if !may(&group.domain) && !group.creator_domains.iter().any(|domain| may(domain)) {
        return Err(Refusal::denied());
    }
    if !has_profile(group) {
        return Err(no_such_rule());
    }
    Ok(ProcessProfileShown {
        process_profile: ProcessProfile {
            group: name.to_owned(),
            mode: group.profile_mode,
            baseline: group.baseline_profile,
            process_list: policy.profile(name).to_vec(),
        },
    })
}

fn update(ctx: &mut Ctx<'_>, name: &str, body: &ProcessProfileUpdate) -> Result<Empty, Refusal> {
    let now = ctx.now;
    if body.config.group != name {
        return Err(Refusal::bad_request());
    }
    let policy = ctx.world().policy.truth().clone();
    let group = policy.group(name).ok_or_else(Refusal::not_found)?;
    if !ctx.caller()?.access.writes_in(&Permission::RuntimePolicy, &group.domain) {
        return Err(Refusal::denied());
    }
    if !has_profile(group) {
        return Err(no_such_rule());
    }
    // When it is refused, nothing has changed.
    let mut next = Policy::clone(&policy);
    let world = ctx.world();
    next.change_profile(&body.config, || world.rng.uuid(), now / 1000)?;
    world.write_policy(now, |policy| *policy = next);
    ctx.log("Configure process profile", &serde_json::to_value(body).unwrap_or_default());
    Ok(Empty)
}
