//! Groups.

use std::{collections::HashMap, sync::Arc};

use controller_api::{
    access::Permission,
    group::{self, CfgType, Group, GroupDetail, GroupKind, GroupShown, Groups},
    workload::WorkloadBrief,
};

use crate::{
    core::{Ctx, Params},
    fleet::Part,
    listing,
    policy::{Policy, can_change_mode, can_score, services_in},
    refusal::Refusal,
    router::Routes,
    wire::View,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(group::LIST, super::workload::view_stamp, |ctx, [], ()| list(ctx));
    routes.on(group::SHOW, |ctx, [name], ()| show(ctx, name));
}

/// Whether the caller may see a group: by its namespace, or by those of the users who made it.
fn may_read(ctx: &Ctx<'_>, group: &Group) -> bool {
    let may = |domain: &str| ctx.reads_in(&Permission::RuntimePolicy, domain);
    may(&group.domain) || group.creator_domains.iter().any(|domain| may(domain))
}

fn in_scope(group: &Group, scope: Option<&str>) -> bool {
    let federal = group.cfg_type == CfgType::Federal;
    match scope {
        Some("fed") => federal || group.kind == GroupKind::External,
        Some(_) => !federal,
        None => true,
    }
}

fn list(ctx: &mut Ctx<'_>) -> Result<Groups, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let policy = &view.policy;
    let query = ctx.query();
    let scope = listing::scope(query)?;
    let brief = query.is("brief", "true");
    let named = if brief { HashMap::new() } else { rules_by_group(policy) };
    let mine = policy.groups().iter().filter(|group| in_scope(group, scope) && may_read(ctx, group));
    // Filters look at what lists show in any case; only what is left, and on the page, is made whole.
    let plain = |group: &Arc<Group>| Group { criteria: None, ..Group::clone(group) };
    let rows: Vec<Group> = if listing::chooses(query) {
        let rows = listing::chosen(mine.map(plain).collect(), query);
        listing::page(rows.into_iter(), query).collect()
    } else {
        listing::page(mine, query).map(plain).collect()
    };
    let whole = |mut row: Group| {
        if query.is("with_cap", "true") {
            row.cap_change_mode = Some(can_change_mode(&row));
            row.cap_scorable = Some(can_score(&row));
        }
        if !brief && let Some(group) = policy.group(row.name.as_str()) {
            row.criteria.clone_from(&group.criteria);
            row.members = Some(members(group, &view, query));
            row.policy_rules = Some(named.get(row.name.as_str()).cloned().unwrap_or_default());
            row.response_rules = Some(Vec::new());
        }
        row
    };
    Ok(Groups { groups: rows.into_iter().map(whole).collect() })
}

fn rules_by_group(policy: &Policy) -> HashMap<&str, Vec<u32>> {
    let mut named: HashMap<&str, Vec<u32>> = HashMap::new();
    for rule in &policy.rules {
        named.entry(&rule.from).or_default().push(rule.id);
        if rule.to != rule.from {
            named.entry(&rule.to).or_default().push(rule.id);
        }
    }
    named
}

/// A group's members: pods and containers side by side, or pods with their containers in them.
fn members(group: &Group, view: &View, query: &Params) -> Vec<WorkloadBrief> {
    let fleet = &view.fleet;
    if group.name.as_str() == "nodes" {
        return fleet.nodes.iter().zip(0..).map(|(_, place)| view.node_member(place)).collect();
    }
    let pods = services_in(group, fleet).flat_map(|service| fleet.pods_of(service));
    let mut members: Vec<WorkloadBrief> = if query.is("view", "pod") {
        pods.map(|pod| view.nested(pod)).collect()
    } else {
        pods.flat_map(|pod| [Part::Pod, Part::Container].map(|part| view.workload(pod, part))).collect()
    };
    members.sort_by(|a, b| a.display_name.cmp(&b.display_name));
    members
}

fn show(ctx: &mut Ctx<'_>, name: &str) -> Result<GroupShown, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let policy = &view.policy;
    let group: &Arc<Group> = policy.group(name).ok_or_else(Refusal::not_found)?;
    if !may_read(ctx, group) {
        return Err(Refusal::denied());
    }
    let caps = ctx.query().is("with_cap", "true");
    let policy_rules = policy.rules.iter().filter(|rule| rule.from == name || rule.to == name);
    let policy_rules =
        policy_rules.map(|rule| super::policy_rule::counted(rule, &ctx.core.world.traffic)).collect();
    Ok(GroupShown {
        group: GroupDetail {
            name: group.name.clone(),
            comment: group.comment.clone(),
            domain: group.domain.clone(),
            kind: group.kind.clone(),
            cfg_type: group.cfg_type.clone(),
            learned: group.learned,
            reserved: group.reserved,
            monitor_metric: group.monitor_metric,
            max_sessions: group.max_sessions,
            max_session_rate: group.max_session_rate,
            max_bandwidth: group.max_bandwidth,
            platform_role: group.platform_role.clone(),
            policy_mode: group.policy_mode,
            profile_mode: group.profile_mode,
            baseline_profile: group.baseline_profile,
            not_scored: group.not_scored,
            cap_change_mode: caps.then(|| can_change_mode(group)),
            cap_scorable: caps.then(|| can_score(group)),
            criteria: group.criteria.clone().unwrap_or_default(),
            members: members(group, &view, ctx.query()),
            policy_rules,
        },
    })
}
