//! Captures of packets.

use controller_api::{
    Empty,
    access::Permission,
    session::Session,
    sniffer::{self, Sniffer, SnifferShown, SnifferStart, SnifferStarted, Sniffers, StartedSniffer},
};

use super::{config_file::envelope, session::asked};
use crate::{
    core::Ctx,
    refusal::Refusal,
    router::{Reply, Routes},
    sessions,
    sniffers::Capture,
};

/// How many files a capture may fill.
const MOST_FILES: u32 = 50;

pub(crate) fn add(routes: &mut Routes) {
    routes.on(sniffer::LIST, |ctx, [], ()| list(ctx));
    routes.on(sniffer::SHOW, |ctx, [id], ()| {
        let place = find(ctx, id, false)?;
        Ok(SnifferShown { sniffer: shown(ctx, &ctx.core.world.captures[place]) })
    });
    routes.on(sniffer::START, |ctx, [], body| start(ctx, body));
    routes.on(sniffer::STOP, |ctx, [id], ()| {
        let (place, now) = (find(ctx, id, true)?, ctx.now);
        let capture = &mut ctx.world().captures[place];
        if capture.ended(now).is_none() {
            capture.stopped = Some(now);
        }
        Ok(Empty)
    });
    routes.on(sniffer::DELETE, |ctx, [id], ()| {
        let place = find(ctx, id, true)?;
        ctx.world().captures.remove(place);
        Ok(Empty)
    });
    routes.raw(sniffer::PCAP.method, sniffer::PCAP.path, |ctx, args, _| file(ctx, &args[0]));
}

fn sessions_of(ctx: &Ctx<'_>, capture: &Capture) -> Vec<Session> {
    let world = &ctx.core.world;
    let mine = |place: u32| place == capture.place;
    sessions::of(&world.fleet, &world.traffic, mine, capture.started / 1000)
}

fn shown(ctx: &Ctx<'_>, capture: &Capture) -> Sniffer {
    capture.shown(&sessions_of(ctx, capture), ctx.now)
}

/// The place of a capture that the caller may see, or change: unknown is 404, another namespace's 403.
fn find(ctx: &Ctx<'_>, id: &str, to_change: bool) -> Result<usize, Refusal> {
    let world = &ctx.core.world;
    let place = world.captures.iter().position(|capture| capture.id == id).ok_or_else(Refusal::not_found)?;
    let pod = &world.fleet.pods[world.captures[place].place as usize];
    let (access, domain) = (&ctx.caller()?.access, &world.fleet.service_of(pod).domain);
    let may = match to_change {
        true => access.writes_in(&Permission::RuntimePolicy, domain),
        false => access.reads_in(&Permission::RuntimePolicy, domain),
    };
    if may { Ok(place) } else { Err(Refusal::denied()) }
}

fn list(ctx: &mut Ctx<'_>) -> Result<Sniffers, Refusal> {
    let wanted = asked(ctx)?;
    let captures = ctx.core.world.captures.iter().filter(|capture| wanted(capture.place));
    Ok(Sniffers { sniffers: captures.map(|capture| shown(ctx, capture)).collect() })
}

fn start(ctx: &mut Ctx<'_>, body: SnifferStart) -> Result<SnifferStarted, Refusal> {
    let fleet = ctx.world().fleet.clone();
    let id = ctx.query().get("f_workload").ok_or_else(Refusal::filter_missing)?;
    let found = fleet.workload_with_id(id);
    let (pod, _) = found.ok_or_else(|| Refusal::not_found_because("Container is not found"))?;
    if !ctx.caller()?.access.writes_in(&Permission::RuntimePolicy, &fleet.service_of(pod).domain) {
        return Err(Refusal::denied());
    }
    if body.sniffer.file_number.is_some_and(|files| files > MOST_FILES) {
        return Err(Refusal::filter_missing());
    }
    let (workload_id, enforcer_id) = (id.to_owned(), fleet.node_of(pod).enforcer_id.clone());
    let id = format!("{}{enforcer_id}", ctx.world().rng.hex(12));
    let started = ctx.now;
    ctx.log("Start sniffer", &serde_json::to_value(&body).unwrap_or_default());
    let capture = Capture {
        id: id.clone(),
        enforcer_id,
        workload_id,
        place: pod.place,
        args: body.sniffer,
        started,
        stopped: None,
    };
    ctx.world().captures.push(capture);
    Ok(SnifferStarted { result: StartedSniffer { id } })
}

/// The packets, in an envelope. `limit` cuts the file after so many bytes.
fn file(ctx: &mut Ctx<'_>, id: &str) -> Result<Reply, Refusal> {
    let place = find(ctx, id, false)?;
    let capture = ctx.core.world.captures[place].clone();
    let mut file = capture.file(&sessions_of(ctx, &capture), ctx.now);
    if let Some(limit) = ctx.query().get("limit").and_then(|limit| limit.parse().ok()) {
        file.truncate(limit);
    }
    let boundary = ctx.world().rng.hex(60);
    Ok(envelope(&boundary, "pcap", &format!("{id}.pcap"), "application/cap", &file))
}
