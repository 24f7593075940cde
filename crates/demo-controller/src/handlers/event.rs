//! The logs of events and of what workloads do.

use std::{collections::VecDeque, sync::Arc};

use controller_api::{
    access::Permission,
    event::{self, Event, Events},
};

use super::security_log::stamp;
use crate::{core::Ctx, listing, router::Routes};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(event::EVENTS, stamp, |ctx, [], ()| Ok(events(ctx, &ctx.core.world.logs.events)));
    routes.on_kept(event::ACTIVITY, stamp, |ctx, [], ()| Ok(events(ctx, &ctx.core.world.logs.activities)));
}

/// What a namespace user may see of the events: those about workloads of their namespaces.
fn events(ctx: &Ctx<'_>, all: &VecDeque<Arc<Event>>) -> Events {
    let mine = |event: &&Arc<Event>| ctx.reads_in(&Permission::Events, &event.workload_domain);
    Events { events: listing::rows(all.iter().filter(mine), ctx.query()) }
}
