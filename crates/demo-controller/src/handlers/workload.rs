//! Workloads: all of them, one of them, and quarantine.

use std::{collections::BTreeMap, sync::Arc};

use controller_api::{
    Empty,
    access::Permission,
    event::Event,
    workload::{
        self, Workload, WorkloadConfig, WorkloadConfigShown, WorkloadDetail, WorkloadShown, WorkloadUpdate,
        Workloads,
    },
};

use super::process::answering;
use crate::{
    core::Ctx,
    fleet::{Fleet, Part, Pod, Service},
    kept::Stamp,
    life::Side,
    listing, load,
    logs::event,
    refusal::Refusal,
    router::Routes,
    wire::{PAUSE_IMAGE, View},
};

/// Why a workload is cut off that somebody cut off.
const BY_HAND: &str = "user-configured";

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(workload::LIST, view_stamp, |ctx, [], ()| Ok(list(ctx)));
    routes.on(workload::SHOW, |ctx, [id], ()| show(ctx, id));
    routes.on(workload::UPDATE, |ctx, [id], body| update(ctx, id, &body));
    routes.on(workload::CONFIG, |ctx, [id], ()| config(ctx, id));
    routes.on(workload::STATS, |ctx, [id], ()| {
        let (fleet, now) = (ctx.world().fleet.clone(), ctx.now);
        answering(ctx, &fleet, id)?;
        Ok(load::of(id, fleet.since, now))
    });
}

/// What lists of workloads hang on.
pub(crate) fn view_stamp(ctx: &mut Ctx<'_>) -> Stamp {
    let now = ctx.now;
    ctx.world().view_stamp(now)
}

fn list(ctx: &mut Ctx<'_>) -> Workloads {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let query = ctx.query();
    // Pods first, then their containers; or pods with their containers in them.
    let nested = query.is("view", "pod");
    let brief = query.is("brief", "true");
    let row = |(pod, part): (&Pod, Part)| {
        let workload = if nested { view.nested(pod) } else { view.workload(pod, part) };
        if brief { view.listed(workload) } else { view.in_full(pod, workload) }
    };
    Workloads { workloads: rows(ctx, &view, nested, row) }
}

/// The rows of a list that the caller may see: pods alone, or pods and then their containers, by name. Where there are
/// filters, `start` counts rows before them, and `limit` those after them.
pub(crate) fn rows<T: serde::Serialize>(
    ctx: &Ctx<'_>,
    view: &View,
    pods_only: bool,
    row: impl Fn((&Pod, Part)) -> T,
) -> Vec<T> {
    let query = ctx.query();
    let by_service =
        |wanted: &dyn Fn(&Service) -> bool| -> Vec<bool> { view.fleet.services.iter().map(wanted).collect() };
    let readable = by_service(&|service| ctx.reads_in(&Permission::RuntimePolicy, &service.domain));
    let admitted = by_service(&|service| {
        let admits = |field: &str, text: &str| listing::admits(query, field, text);
        admits("domain", &service.domain)
            && admits("service", service.full_name())
            && admits("service_group", service.group())
    });
    let mine = |pod: &&Pod| readable[pod.service as usize];
    let parts: &[Part] = if pods_only { &[Part::Pod] } else { &[Part::Pod, Part::Container] };
    let pods = || view.fleet.by_pod_name().filter(mine);
    let all = parts.iter().flat_map(|part| pods().map(move |pod| (pod, *part)));
    if listing::chooses(query) {
        let from_start = all.skip(listing::start(query));
        let candidates = from_start.filter(|(pod, _)| admitted[pod.service as usize]);
        let rows: Vec<T> = listing::chosen(candidates.map(row).collect(), query);
        return rows.into_iter().take(listing::limit(query)).collect();
    }
    listing::page(all, query).map(row).collect()
}

/// Whose id this is, when the caller may read it: unknown is 404, and another namespace's 403.
pub(crate) fn mine<'a>(ctx: &Ctx<'_>, fleet: &'a Fleet, id: &str) -> Result<(&'a Pod, Part), Refusal> {
    let (pod, part) = fleet.workload_with_id(id).ok_or_else(Refusal::not_found)?;
    match ctx.reads_in(&Permission::RuntimePolicy, &fleet.service_of(pod).domain) {
        true => Ok((pod, part)),
        false => Err(Refusal::denied()),
    }
}

/// The groups that a pod is in, by name.
pub(crate) fn groups_of(view: &View, pod: &Pod) -> Vec<String> {
    let mut groups = view.policy.groups_of(view.fleet.service_of(pod));
    groups.sort_unstable();
    groups
}

/// The ports on which a pod serves, by application.
pub(crate) fn ports_of(ctx: &Ctx<'_>, pod: &Pod) -> BTreeMap<String, String> {
    let serves = |side: Side| matches!(side, Side::Service(at) if at == pod.service);
    let talks = ctx.core.world.talks.iter().filter(|talk| serves(talk.to) && !talk.application.is_empty());
    let port = |port: &str| port.rsplit('/').next().unwrap_or_default().to_owned();
    talks.map(|talk| (talk.application.clone(), port(&talk.port))).collect()
}

fn show(ctx: &mut Ctx<'_>, id: &str) -> Result<WorkloadShown, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let (pod, part) = mine(ctx, &view.fleet, id)?;
    let nested = part == Part::Pod && ctx.query().is("view", "pod");
    let brief = if nested { view.nested(pod) } else { view.workload(pod, part) };
    let workload: Workload = view.in_full(pod, brief);
    let (groups, app_ports) = (groups_of(&view, pod), ports_of(ctx, pod));
    Ok(WorkloadShown { workload: WorkloadDetail { workload, groups, app_ports } })
}

fn config(ctx: &mut Ctx<'_>, id: &str) -> Result<WorkloadConfigShown, Refusal> {
    let fleet = ctx.world().fleet.clone();
    let (pod, _) = mine(ctx, &fleet, id)?;
    let reason = ctx.core.world.quarantined.get(&pod.place).cloned();
    let config = WorkloadConfig {
        quarantine: reason.is_some(),
        quarantine_reason: reason.unwrap_or_default(),
        wire: "default".to_owned(),
    };
    Ok(WorkloadConfigShown { config })
}

/// Writes an event about a pod.
fn tell(ctx: &mut Ctx<'_>, pod: &Pod, what: &str) {
    let (fleet, now) = (ctx.world().fleet.clone(), ctx.now / 1000);
    let (service, node) = (fleet.service_of(pod), fleet.node_of(pod));
    let cluster_name = ctx.world().settings.truth().misc.cluster_name.clone();
    ctx.world().logs.event(Event {
        cluster_name,
        host_id: node.id.clone(),
        host_name: node.name.clone(),
        enforcer_id: node.enforcer_id.clone(),
        enforcer_name: node.enforcer_name.clone(),
        workload_id: pod.id(Part::Pod),
        workload_name: fleet.pod_name(pod),
        workload_domain: service.domain.clone(),
        workload_image: PAUSE_IMAGE.to_owned(),
        workload_service: service.full_name().to_owned(),
        ..event(what, "Warning", "WORKLOAD", what.to_owned(), now)
    });
}

/// Cuts a pod off, or lets it back.
fn update(ctx: &mut Ctx<'_>, id: &str, body: &WorkloadUpdate) -> Result<Empty, Refusal> {
    let fleet = ctx.world().fleet.clone();
    let (pod, part) = fleet.workload_with_id(id).ok_or_else(Refusal::not_found)?;
    let service = fleet.service_of(pod);
    if !ctx.caller()?.access.writes_in(&Permission::RuntimePolicy, &service.domain) {
        return Err(Refusal::denied());
    }
    if let Some(quarantine) = body.config.quarantine {
        if part == Part::Container {
            return Err(Refusal::not_found_because("Only the pod container can be quarantined"));
        }
        if quarantine && service.platform {
            return Err(Refusal::invalid("Workload can't be quarantined"));
        }
        ctx.world().quarantines += 1;
        let quarantined = Arc::make_mut(&mut ctx.world().quarantined);
        let was = match quarantine {
            true => quarantined.insert(pod.place, BY_HAND.to_owned()),
            false => quarantined.remove(&pod.place),
        };
        if was.is_some() != quarantine {
            let what = if quarantine { "Container.Quarantined" } else { "Container.Unquarantined" };
            tell(ctx, pod, what);
        }
    }
    let name = fleet.pod_name(pod);
    ctx.log(&format!("Configure workload '{name}'"), &serde_json::to_value(body).unwrap_or_default());
    Ok(Empty)
}
