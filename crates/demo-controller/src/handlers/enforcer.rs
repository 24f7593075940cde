//! Enforcers: one on each node.

use controller_api::{
    access::Permission,
    enforcer::{self, Enforcer, EnforcerShown, Enforcers},
    host::ConnectionState,
};

use crate::{
    clock::rfc3339,
    fleet::{Fleet, VERSION},
    listing, load,
    refusal::Refusal,
    rng::{Rng, number_of},
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(enforcer::LIST, |ctx, [], ()| {
        if !ctx.reads_in(&Permission::Components, "") {
            return Ok(Enforcers::default());
        }
        let (fleet, now) = (ctx.world().fleet.clone(), ctx.now);
        let all = (0..fleet.nodes.len()).map(|place| enforcer(&fleet, place, now / 1000)).collect();
        let chosen = listing::chosen(all, ctx.query());
        Ok(Enforcers { enforcers: listing::page(chosen.into_iter(), ctx.query()).collect() })
    });
    routes.on(enforcer::STATS, |ctx, [id], ()| {
        ctx.must_read(&Permission::Components)?;
        let (fleet, now) = (ctx.world().fleet.clone(), ctx.now);
        let node = fleet.nodes.iter().find(|node| node.enforcer_id == id).ok_or_else(Refusal::not_found)?;
        if !node.connected {
            return Err(Refusal::enforcer_silent());
        }
        Ok(load::of(id, fleet.since, now))
    });
    routes.on(enforcer::SHOW, |ctx, [id], ()| {
        ctx.must_read(&Permission::Components)?;
        let (fleet, now) = (ctx.world().fleet.clone(), ctx.now);
        let place = fleet.nodes.iter().position(|node| node.enforcer_id == id);
        let place = place.ok_or_else(Refusal::not_found)?;
        Ok(EnforcerShown { enforcer: enforcer(&fleet, place, now / 1000) })
    });
}

fn enforcer(fleet: &Fleet, place: usize, now: i64) -> Enforcer {
    let node = &fleet.nodes[place];
    let uid = Rng::new(number_of(&node.enforcer_id)).uuid();
    let (name, kind, domain) = (&node.enforcer_name, "neuvector-enforcer-pod", "neuvector");
    let label = |key: &str, value: &str| (format!("io.kubernetes.{key}"), value.to_owned());
    let since = rfc3339(fleet.since);
    Enforcer {
        id: node.enforcer_id.clone(),
        name: format!("k8s_{kind}_{name}_{domain}_{uid}_0"),
        display_name: name.clone(),
        host_name: node.name.clone(),
        host_id: node.id.clone(),
        version: VERSION.to_owned(),
        domain: domain.to_owned(),
        labels: [label("container.name", kind), label("pod.name", name), label("pod.namespace", domain)]
            .into(),
        pid_mode: "host".to_owned(),
        network_mode: "default".to_owned(),
        cluster_ip: format!("10.41.{}.{}", place / 250, 1 + place % 250),
        connection_state: match node.connected {
            true => ConnectionState::Connected,
            false => ConnectionState::Disconnected,
        },
        disconnected_at: if node.connected { String::new() } else { rfc3339(now.max(fleet.since) - 900) },
        created_at: since.clone(),
        started_at: since,
        joined_at: rfc3339(fleet.since + 40),
        memory_limit: 1024 * 1024 * 1024,
        cpus: String::new(),
        nv_protect: true,
    }
}
