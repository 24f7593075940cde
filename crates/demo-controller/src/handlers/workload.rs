//! Workloads.

use controller_api::{
    access::Permission,
    workload::{self, Workload, Workloads},
};

use crate::{
    core::Ctx,
    fleet::{Part, Pod},
    listing,
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(workload::LIST, |ctx, [], ()| Ok(list(ctx)));
}

fn list(ctx: &mut Ctx<'_>) -> Workloads {
    let now = ctx.now;
    let policy = ctx.world().policy.seen(now);
    let fleet = ctx.world().fleet.clone();
    let query = ctx.query();
    let mine = fleet
        .pods
        .iter()
        .filter(|pod| ctx.reads_in(&Permission::RuntimePolicy, &fleet.service_of(pod).domain));
    let mut pods: Vec<&Pod> = mine.collect();
    pods.sort_by_cached_key(|pod| fleet.pod_name(pod));
    // Pods first, then their containers; or pods with their containers in them.
    let nested = query.is("view", "pod");
    let parts: &[Part] = if nested { &[Part::Pod] } else { &[Part::Pod, Part::Container] };
    let all = parts.iter().flat_map(|part| pods.iter().map(move |pod| (*pod, *part)));
    let brief = query.is("brief", "true");
    let row = |(pod, part): (&Pod, Part)| {
        let workload = if nested { fleet.nested(pod, &policy) } else { fleet.workload(pod, part, &policy) };
        if brief { fleet.listed(workload) } else { fleet.in_full(pod, workload) }
    };
    let workloads = if listing::chooses(query) {
        let rows: Vec<Workload> = listing::chosen(all.map(row).collect(), query);
        listing::page(rows.into_iter(), query).collect()
    } else {
        listing::page(all, query).map(row).collect()
    };
    Workloads { workloads }
}
