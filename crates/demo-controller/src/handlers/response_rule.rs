//! Response rules: those that stand in a cluster from the start. They do not act here.

use controller_api::{
    access::Permission,
    group::CfgType,
    response_rule::{self, Condition, ResponseRule, ResponseRules},
};

use super::workload::{groups_of, mine};
use crate::{core::Ctx, listing, policy::Policy, refusal::Refusal, router::Routes, world::World};

/// What is reported, the condition, what is done, the group; all of them switched off but the first.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ROWS: [Row; 8] = [
    ("security-event", "level", "Critical", "webhook", "pci-workloads"),
    ("security-event", "", "", "webhook", ""),
    ("security-event", "level", "Error", "webhook", ""),
    ("security-event", "name", "Container.Privilege.Escalation", "quarantine", ""),
    ("cve-report", "cve-high", "10", "quarantine", ""),
    ("event", "name", "Container.Quarantined", "webhook", ""),
    ("compliance", "name", "D.5.4", "webhook", ""),
    ("security-event", "name", "SQL.Injection", "suppress-log", "nv.frontend.storefront"),
];

pub(crate) fn add(routes: &mut Routes) {
    routes.on(response_rule::LIST, |ctx, [], ()| list(ctx));
    routes.on(response_rule::OF_WORKLOAD, |ctx, [id], ()| {
        let now = ctx.now;
        let view = ctx.world().view(now);
        let (pod, _) = mine(ctx, &view.fleet, id)?;
        let groups = groups_of(&view, pod);
        let about = |rule: &ResponseRule| rule.group.is_empty() || groups.contains(&rule.group);
        Ok(ResponseRules { rules: all(&view.policy).into_iter().filter(about).collect() })
    });
}

/// The rules about groups that the caller may see; those about all are for those who see all.
fn list(ctx: &mut Ctx<'_>) -> Result<ResponseRules, Refusal> {
    let now = ctx.now;
    let policy = ctx.world().policy.seen(now);
    if listing::scope(ctx.query())? == Some("fed") {
        return Ok(ResponseRules::default());
    }
    let domain = |rule: &ResponseRule| match rule.group.as_str() {
        "" => String::new(),
        group => World::domain_of_group(&policy, group),
    };
    let mine = |rule: &ResponseRule| ctx.reads_in(&Permission::RuntimePolicy, &domain(rule));
    let rules = all(&policy).into_iter().filter(mine);
    Ok(ResponseRules { rules: listing::page(rules, ctx.query()).collect() })
}

fn all(policy: &Policy) -> Vec<ResponseRule> {
    let rule = |((event, kind, value, action, group), id): (Row, u32)| ResponseRule {
        id,
        event: event.to_owned(),
        comment: String::new(),
        group: group.to_owned(),
        conditions: match kind {
            "" => Vec::new(),
            kind => vec![Condition { kind: kind.to_owned(), value: value.to_owned() }],
        },
        actions: vec![action.to_owned()],
        webhooks: if action == "webhook" { vec!["on-call".to_owned()] } else { Vec::new() },
        disable: id > 1,
        cfg_type: CfgType::UserCreated,
    };
    let known = |row: &Row| row.4.is_empty() || policy.group(row.4).is_some();
    ROWS.into_iter().zip(1..).filter(|(row, _)| known(row)).map(rule).collect()
}
