//! The logs of events and violations.

use std::sync::Arc;

use controller_api::{
    access::Permission,
    event::{self, Event, Events, Violation, Violations},
};

use crate::{core::Ctx, listing, router::Routes};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(event::EVENTS, |ctx, [], ()| Ok(events(ctx)));
    routes.on(event::VIOLATIONS, |ctx, [], ()| Ok(violations(ctx)));
}

fn rows<T: Clone + serde::Serialize>(ctx: &Ctx<'_>, mine: impl Iterator<Item = Arc<T>>) -> Vec<T> {
    let query = ctx.query();
    let rows = listing::chosen(mine.map(|row| T::clone(&row)).collect(), query);
    listing::page(rows.into_iter(), query).collect()
}

/// What a namespace user may see of the events: those about workloads of their namespaces.
fn events(ctx: &mut Ctx<'_>) -> Events {
    let all = ctx.world().logs.events.clone();
    let mine = |event: &Arc<Event>| ctx.reads_in(&Permission::Events, &event.workload_domain);
    Events { events: rows(ctx, all.into_iter().filter(mine)) }
}

/// What they may see of the violations: those with an end in their namespaces.
fn violations(ctx: &mut Ctx<'_>) -> Violations {
    let all = ctx.world().logs.violations.clone();
    let may = |domain: &str| ctx.reads_in(&Permission::SecurityEvents, domain);
    let mine = |violation: &Arc<Violation>| may(&violation.client_domain) || may(&violation.server_domain);
    Violations { violations: rows(ctx, all.into_iter().filter(mine)) }
}
