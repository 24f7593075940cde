//! Namespaces.

use controller_api::{
    access::Permission,
    domain::{self, DomainEntry, Domains},
};

use crate::{core::Ctx, fleet::Fleet, router::Routes};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(domain::LIST, |ctx, [], ()| Ok(list(ctx)));
}

fn list(ctx: &mut Ctx<'_>) -> Domains {
    let fleet = ctx.world().fleet.clone();
    let pseudo = ["_containers", "_images", "_nodes"]
        .map(|name| DomainEntry { name: name.to_owned(), ..DomainEntry::default() });
    let mut domains: Vec<_> = pseudo.into_iter().chain(entries(&fleet)).collect();
    // Namespaces belong to what scans may see.
    domains.retain(|domain| ctx.reads_in(&Permission::RuntimeScan, &domain.name));
    domains.sort_by(|a, b| a.name.cmp(&b.name));
    Domains { domains, tag_per_domain: !fleet.nodes.is_empty() }
}

fn entries(fleet: &Fleet) -> Vec<DomainEntry> {
    let entry = |space: &crate::fleet::Namespace| DomainEntry {
        name: space.name.clone(),
        tags: space.tags.clone(),
        labels: space.labels.iter().cloned().collect(),
        ..DomainEntry::default()
    };
    let mut entries: Vec<_> = fleet.namespaces.iter().map(entry).collect();
    let places: std::collections::HashMap<_, _> =
        fleet.namespaces.iter().enumerate().map(|(at, space)| (space.name.as_str(), at)).collect();
    for service in &fleet.services {
        let Some(at) = places.get(service.domain.as_str()) else { continue };
        let pods = u32::try_from(service.pods.len()).unwrap_or_default();
        let entry = &mut entries[*at];
        entry.services += u32::from(pods > 0);
        entry.running_pods += pods;
        entry.workloads += 2 * pods;
        entry.running_workloads += 2 * pods;
    }
    entries
}
