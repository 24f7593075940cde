//! Workloads in the second version of their shape.

use controller_api::{
    workload::{self, WorkloadBrief},
    workload_v2::{self, Identity, Misc, RuntimeAttributes, Security, Workload, WorkloadShown, Workloads},
};

use super::workload::{groups_of, mine, ports_of, rows, view_stamp};
use crate::{
    core::Ctx,
    fleet::{Part, Pod},
    refusal::Refusal,
    router::Routes,
    wire::View,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on_kept(workload_v2::LIST, view_stamp, |ctx, [], ()| {
        let now = ctx.now;
        let view = ctx.world().view(now);
        let nested = ctx.query().is("view", "pod");
        let row = |(pod, part): (&Pod, Part)| whole(&view, pod, part, nested);
        Ok(Workloads { workloads: rows(ctx, &view, nested, row) })
    });
    routes.on(workload_v2::SHOW, |ctx, [id], ()| show(ctx, id));
}

fn show(ctx: &mut Ctx<'_>, id: &str) -> Result<WorkloadShown, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let (pod, part) = mine(ctx, &view.fleet, id)?;
    let mut workload = whole(&view, pod, part, false);
    let nested = part == Part::Pod && ctx.query().is("view", "pod");
    let misc = |children| Misc { groups: groups_of(&view, pod), app_ports: ports_of(ctx, pod), children };
    let container = || Workload { misc: Some(misc(Vec::new())), ..whole(&view, pod, Part::Container, false) };
    workload.misc = Some(misc(if nested { vec![container()] } else { Vec::new() }));
    Ok(WorkloadShown { workload })
}

/// A workload; with `nested`, a pod with its container in it.
fn whole(view: &View, pod: &Pod, part: Part, nested: bool) -> Workload {
    let mut whole = sorted(view.in_full(pod, view.workload(pod, part)));
    if nested && part == Part::Pod {
        whole.children = vec![sorted(view.in_full(pod, view.workload(pod, Part::Container)))];
    }
    whole
}

/// The first version's shape, sorted into the second one's parts.
fn sorted(full: workload::Workload) -> Workload {
    let brief: WorkloadBrief = full.brief;
    Workload {
        brief: Identity {
            id: brief.id,
            name: brief.name,
            display_name: brief.display_name,
            host_name: brief.host_name,
            host_id: brief.host_id,
            image: brief.image,
            image_id: brief.image_id,
            image_digest: brief.image_digest,
            image_created_at: brief.image_created_at,
            image_reg_scanned: brief.image_reg_scanned,
            image_repo_digests: brief.image_repo_digests,
            author: brief.author,
            domain: brief.domain,
            state: brief.state,
            service: brief.service,
            service_group: brief.service_group,
        },
        security: Security {
            cap_sniff: brief.cap_sniff,
            cap_quarantine: brief.cap_quarantine,
            cap_change_mode: brief.cap_change_mode,
            service_mesh: brief.service_mesh,
            service_mesh_sidecar: brief.service_mesh_sidecar,
            policy_mode: brief.policy_mode,
            profile_mode: brief.profile_mode,
            baseline_profile: brief.baseline_profile,
            quarantine_reason: full.quarantine_reason,
            scan_summary: brief.scan_summary,
        },
        rt_attributes: RuntimeAttributes {
            pod_name: brief.pod_name,
            share_ns_with: brief.share_ns_with,
            privileged: brief.privileged,
            run_as_root: brief.run_as_root,
            labels: full.labels,
            memory_limit: full.memory_limit,
            cpus: full.cpus,
            service_account: full.service_account,
            network_mode: full.network_mode,
            interfaces: full.interfaces,
            ports: full.ports,
            applications: full.applications,
        },
        children: Vec::new(),
        enforcer_id: full.enforcer_id,
        enforcer_name: full.enforcer_name,
        platform_role: brief.platform_role,
        running: full.running,
        exit_code: full.exit_code,
        created_at: full.created_at,
        started_at: full.started_at,
        finished_at: full.finished_at,
        secured_at: full.secured_at,
        misc: None,
    }
}
