//! Processes of a workload.

use controller_api::{
    process::{self, Process, Processes},
    security_log::Incident,
};

use super::workload::mine;
use crate::{
    core::Ctx,
    fleet::{Fleet, Part, Pod},
    refusal::Refusal,
    rng::{Rng, mix},
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(process::RUNNING, |ctx, [id], ()| {
        let fleet = ctx.world().fleet.clone();
        let (pod, part) = answering(ctx, &fleet, id)?;
        Ok(Processes { processes: running(&fleet, pod, part) })
    });
    routes.on(process::HISTORY, |ctx, [id], ()| {
        let fleet = ctx.world().fleet.clone();
        let (pod, part) = answering(ctx, &fleet, id)?;
        let mut processes = running(&fleet, pod, part);
        processes.extend(ended(ctx, &pod.id(Part::Container)));
        Ok(Processes { processes })
    });
}

/// Whose id this is, when its enforcer answers: 500 when it does not.
pub(super) fn answering<'a>(ctx: &Ctx<'_>, fleet: &'a Fleet, id: &str) -> Result<(&'a Pod, Part), Refusal> {
    let (pod, part) = mine(ctx, fleet, id)?;
    if fleet.node_of(pod).connected { Ok((pod, part)) } else { Err(Refusal::enforcer_silent()) }
}

/// What runs: in a pod itself what holds its network, in its container the service and a helper.
fn running(fleet: &Fleet, pod: &Pod, part: Part) -> Vec<Process> {
    let service = fleet.service_of(pod);
    let first = 1_000 + u32::try_from(Rng::new(mix(pod.key, 5)).below(30_000)).unwrap_or_default();
    let process = |at: u32, name: &str, command: &str| Process {
        name: name.to_owned(),
        pid: first + at,
        parent: first + at - 1,
        group: first,
        session: first,
        cmdline: command.to_owned(),
        root: service.root,
        user: if service.root { "root" } else { "appuser" }.to_owned(),
        status: "sleeping".to_owned(),
        start_timestamp: fleet.since + 2 + i64::from(at),
        action: "allow".to_owned(),
    };
    match part {
        Part::Pod => vec![process(0, "pause", "/pause")],
        Part::Container => {
            let image = service.image.split(':').next().unwrap_or_default();
            let name = image.rsplit('/').next().unwrap_or_default();
            vec![
                process(0, name, &format!("/usr/bin/{name} --config /etc/{name}.conf")),
                process(1, "worker", &format!("{name}: worker process")),
            ]
        }
    }
}

/// What ran and should not have: the processes of its incidents, oldest first.
fn ended(ctx: &Ctx<'_>, container: &str) -> Vec<Process> {
    let incidents = ctx.core.world.logs.incidents.iter().rev();
    let theirs =
        incidents.filter(|incident| incident.workload_id == container && !incident.proc_name.is_empty());
    let process = |(incident, at): (&std::sync::Arc<Incident>, u32)| Process {
        name: incident.proc_name.clone(),
        pid: 40_000 + at,
        parent: 39_000,
        cmdline: match incident.proc_cmd.as_str() {
            "" => incident.proc_path.clone(),
            command => command.to_owned(),
        },
        root: incident.proc_effective_user == "root",
        user: match incident.proc_effective_user.as_str() {
            "" => "appuser".to_owned(),
            user => user.to_owned(),
        },
        status: "exited".to_owned(),
        start_timestamp: incident.reported_timestamp,
        action: incident.action.clone(),
        ..Process::default()
    };
    theirs.zip(0..).map(process).collect()
}
