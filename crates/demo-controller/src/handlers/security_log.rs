//! The logs of threats, violations and incidents.

use std::{collections::HashMap, sync::Arc};

use controller_api::{
    access::Permission,
    security_log::{
        self, Incident, Incidents, SecurityLog, Threat, ThreatShown, Threats, Violation, ViolationWorkload,
        ViolationWorkloads, Violations,
    },
    workload::WorkloadState,
};

use crate::{core::Ctx, fleet::Part, kept::Stamp, listing, refusal::Refusal, router::Routes, wire};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(security_log::THREATS, stamp, |ctx, [], ()| Ok(Threats { threats: threats(ctx) }));
    routes.on(security_log::THREAT, |ctx, [id], ()| threat(ctx, id));
    routes.on_kept(security_log::VIOLATIONS, stamp, |ctx, [], ()| {
        Ok(Violations { violations: violations(ctx) })
    });
    routes.on(security_log::VIOLATION_WORKLOADS, |ctx, [], ()| violation_workloads(ctx));
    routes.on_kept(security_log::INCIDENTS, stamp, |ctx, [], ()| Ok(Incidents { incidents: incidents(ctx) }));
    routes.on_kept(security_log::ALL, stamp, |ctx, [], ()| {
        Ok(SecurityLog { threats: threats(ctx), incidents: incidents(ctx), violations: violations(ctx) })
    });
}

/// What the logs hang on.
pub(super) fn stamp(ctx: &mut Ctx<'_>) -> Stamp {
    vec![ctx.core.world.logs.changes]
}

/// What a namespace user may see of each log: what has an end in one of their namespaces.
fn may(ctx: &Ctx<'_>, domains: [&str; 2]) -> bool {
    domains.into_iter().any(|domain| ctx.reads_in(&Permission::SecurityEvents, domain))
}

fn is_mine(ctx: &Ctx<'_>, threat: &Threat) -> bool {
    may(ctx, [&threat.client_workload_domain, &threat.server_workload_domain])
}

/// Threats without their packets.
fn threats(ctx: &Ctx<'_>) -> Vec<Threat> {
    let mine = ctx.core.world.logs.threats.iter().filter(|threat| is_mine(ctx, threat));
    let mut threats = listing::rows(mine, ctx.query());
    threats.iter_mut().for_each(|threat| threat.packet.clear());
    threats
}

fn threat(ctx: &Ctx<'_>, id: &str) -> Result<ThreatShown, Refusal> {
    let found = ctx.core.world.logs.threats.iter().find(|threat| threat.id == id);
    let threat = found.ok_or_else(Refusal::not_found)?;
    if !is_mine(ctx, threat) {
        return Err(Refusal::denied());
    }
    Ok(ThreatShown { threat: Threat::clone(threat) })
}

fn my_violations<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = &'a Arc<Violation>> {
    let mine = |violation: &Violation| may(ctx, [&violation.client_domain, &violation.server_domain]);
    ctx.core.world.logs.violations.iter().filter(move |violation| mine(violation))
}

fn violations(ctx: &Ctx<'_>) -> Vec<Violation> {
    listing::rows(my_violations(ctx), ctx.query())
}

fn incidents(ctx: &Ctx<'_>) -> Vec<Incident> {
    let mine = |incident: &Incident| may(ctx, [&incident.workload_domain, &incident.remote_workload_domain]);
    let all = ctx.core.world.logs.incidents.iter();
    listing::rows(all.filter(|incident| mine(incident)), ctx.query())
}

/// Which workloads have most violations, as clients or as servers, which must be said.
fn violation_workloads(ctx: &mut Ctx<'_>) -> Result<ViolationWorkloads, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let query = ctx.query();
    if my_violations(ctx).next().is_none() {
        return Ok(ViolationWorkloads::default());
    }
    let clients = match (query.get("s_client"), query.get("s_server")) {
        (Some(_), _) => true,
        (None, Some(_)) => false,
        (None, None) => return Err(Refusal::bad_request()),
    };
    let ascending = query.get("s_client").or_else(|| query.get("s_server")) == Some("asc");
    let mut counts: HashMap<&str, (u32, &Violation)> = HashMap::new();
    for violation in my_violations(ctx) {
        let id = if clients { &violation.client_id } else { &violation.server_id };
        counts.entry(id).or_insert((0, violation)).0 += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by(|(a_id, (a, _)), (b_id, (b, _))| b.cmp(a).then(a_id.cmp(b_id)));
    if ascending {
        rows.reverse();
    }
    let row = |(id, (count, violation)): (&str, (u32, &Violation))| {
        let seen = view
            .fleet
            .workload_with_id(id)
            .map(|(pod, _)| pod)
            .filter(|pod| ctx.reads_in(&Permission::RuntimePolicy, &view.fleet.service_of(pod).domain));
        let workload = seen.map_or_else(
            || {
                let (name, domain) = match clients {
                    true => (&violation.client_name, &violation.client_domain),
                    false => (&violation.server_name, &violation.server_domain),
                };
                let mut gone = wire::unknown(WorkloadState::from_wire("disconnected"));
                (gone.id, gone.name) = (id.to_owned(), name.clone());
                (gone.display_name, gone.domain) = (name.clone(), domain.clone());
                gone
            },
            |pod| view.workload(pod, Part::Pod),
        );
        ViolationWorkload { workload, count }
    };
    Ok(ViolationWorkloads { workloads: listing::page(rows.into_iter(), query).map(row).collect() })
}
