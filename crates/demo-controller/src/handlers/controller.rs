//! The controller itself.

use controller_api::{
    access::Permission,
    controller::{self, Controller, ControllerShown, Controllers},
    host::ConnectionState,
};

use crate::{
    clock::rfc3339,
    core::Ctx,
    fleet::{Fleet, VERSION},
    listing, load,
    logs::CONTROLLER,
    refusal::Refusal,
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(controller::LIST, |ctx, [], ()| {
        if !ctx.reads_in(&Permission::Components, "") {
            return Ok(Controllers::default());
        }
        let chosen = listing::chosen(vec![the_controller(&ctx.core.world.fleet)], ctx.query());
        Ok(Controllers { controllers: listing::page(chosen.into_iter(), ctx.query()).collect() })
    });
    routes.on(controller::STATS, |ctx, [id], ()| {
        show(ctx, id)?;
        let mut shown = load::of(id, ctx.core.world.fleet.since, ctx.now);
        // It sees no sessions of its own.
        if let Some(stats) = &mut shown.stats {
            (stats.total.cur_session_in, stats.total.cur_session_out) = (None, None);
        }
        Ok(shown)
    });
    routes.on(controller::SHOW, |ctx, [id], ()| show(ctx, id));
}

fn show(ctx: &mut Ctx<'_>, id: &str) -> Result<ControllerShown, Refusal> {
    ctx.must_read(&Permission::Components)?;
    if id != CONTROLLER.0 {
        return Err(Refusal::not_found());
    }
    Ok(ControllerShown { controller: the_controller(&ctx.core.world.fleet) })
}

fn the_controller(fleet: &Fleet) -> Controller {
    let node = fleet.nodes.first();
    let (id, name) = CONTROLLER;
    let (kind, domain, uid) =
        ("neuvector-controller-pod", "neuvector", "5c1d0a52-3b7e-4a7d-9d51-6f7f0f8c2b11");
    let label = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let since = rfc3339(fleet.since);
    Controller {
        id: id.to_owned(),
        name: format!("k8s_{kind}_{name}_{domain}_{uid}_0"),
        display_name: name.to_owned(),
        host_name: node.map(|node| node.name.clone()).unwrap_or_default(),
        host_id: node.map(|node| node.id.clone()).unwrap_or_default(),
        version: VERSION.to_owned(),
        domain: domain.to_owned(),
        labels: [
            label("app", kind),
            label("io.kubernetes.container.name", kind),
            label("io.kubernetes.pod.name", name),
            label("io.kubernetes.pod.namespace", domain),
            label("io.kubernetes.pod.uid", uid),
        ]
        .into(),
        cluster_ip: "10.20.0.11".to_owned(),
        leader: true,
        connection_state: ConnectionState::Connected,
        disconnected_at: String::new(),
        orch_conn_status: "connected".to_owned(),
        orch_conn_last_error: String::new(),
        read_prime_config: false,
        created_at: since.clone(),
        started_at: since.clone(),
        joined_at: since,
        memory_limit: 2 * 1024 * 1024 * 1024,
        cpus: String::new(),
    }
}
