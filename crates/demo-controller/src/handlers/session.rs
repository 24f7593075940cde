//! Sessions.

use controller_api::{
    Empty,
    access::Permission,
    session::{self, Session, SessionSummary, SessionSummaryShown, Sessions},
};

use crate::{core::Ctx, listing, refusal::Refusal, router::Routes, sessions};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(session::LIST, |ctx, [], ()| list(ctx));
    routes.on(session::SUMMARY, |ctx, [], ()| {
        must_be_admin(ctx)?;
        let sessions = of_enforcer(ctx)?;
        let count = |proto: u8| sessions.iter().filter(|session| session.ip_proto == proto).count();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let summary = SessionSummary {
            cur_sessions: number(sessions.len()),
            cur_tcp_sessions: number(count(6)),
            cur_udp_sessions: number(count(17)),
            ..SessionSummary::default()
        };
        Ok(SessionSummaryShown { summary })
    });
    routes.on(session::DELETE, |ctx, [], ()| delete(ctx));
}

/// Which pods are meant by `f_workload` or `f_enforcer`: a test of their places.
pub(crate) fn asked(ctx: &Ctx<'_>) -> Result<Box<dyn Fn(u32) -> bool>, Refusal> {
    let fleet = &ctx.core.world.fleet;
    let asked = |name: &str| ctx.query().get(name).filter(|id| !id.is_empty());
    if let Some(id) = asked("f_workload") {
        let found = fleet.workload_with_id(id);
        let (pod, _) = found.ok_or_else(|| Refusal::not_found_because("Container is not found"))?;
        if !ctx.reads_in(&Permission::RuntimePolicy, &fleet.service_of(pod).domain) {
            return Err(Refusal::denied());
        }
        let place = pod.place;
        return Ok(Box::new(move |other| other == place));
    }
    let id = asked("f_enforcer").ok_or_else(Refusal::filter_missing)?;
    let node = fleet.nodes.iter().position(|node| node.enforcer_id == id).ok_or_else(Refusal::not_found)?;
    if !ctx.reads_in(&Permission::RuntimePolicy, "") {
        return Err(Refusal::denied());
    }
    let fleet = fleet.clone();
    Ok(Box::new(move |place| fleet.pods[place as usize].node as usize == node))
}

fn list(ctx: &mut Ctx<'_>) -> Result<Sessions, Refusal> {
    let (wanted, world) = (asked(ctx)?, &ctx.core.world);
    let all = sessions::of(&world.fleet, &world.traffic, wanted, ctx.now / 1000);
    Ok(Sessions { sessions: listing::page(all.into_iter(), ctx.query()).collect() })
}

fn must_be_admin(ctx: &Ctx<'_>) -> Result<(), Refusal> {
    if ctx.is_admin() { Ok(()) } else { Err(Refusal::denied()) }
}

fn of_enforcer(ctx: &Ctx<'_>) -> Result<Vec<Session>, Refusal> {
    ctx.query().get("f_enforcer").ok_or_else(Refusal::filter_missing)?;
    let (wanted, world) = (asked(ctx)?, &ctx.core.world);
    Ok(sessions::of(&world.fleet, &world.traffic, wanted, ctx.now / 1000))
}

/// Forgets sessions until more is said in them.
fn delete(ctx: &mut Ctx<'_>) -> Result<Empty, Refusal> {
    must_be_admin(ctx)?;
    let all = of_enforcer(ctx)?;
    let one: Option<u64> = ctx.query().get("f_id").and_then(|id| id.parse().ok());
    let now = ctx.now / 1000;
    let gone = all.into_iter().map(|session| session.id).filter(|id| one.is_none_or(|one| one == *id));
    let gone: Vec<(u64, i64)> = gone.map(|id| (id, now)).collect();
    ctx.world().traffic.ended.extend(gone);
    Ok(Empty)
}
