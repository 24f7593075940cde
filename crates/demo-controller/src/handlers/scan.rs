//! Scans: whether they happen by themselves, how far they are, and starting them.

use controller_api::{
    Empty, Method,
    access::Permission,
    scan::{
        self, ScanConfig, ScanConfigShown, ScanConfigUpdate, ScanStatus, ScanStatusShown, Scanner, Scanners,
    },
};
use serde_json::json;

use crate::{
    core::Ctx,
    fleet::{CVE_DATABASE, cve_database_made},
    refusal::Refusal,
    rng::{Rng, number_of},
    router::{Reply, Routes},
    scans::{AutoScan, Stage, Target},
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(scan::CONFIG, |ctx, [], ()| config(ctx));
    routes.on(scan::CONFIGURE, |ctx, [], body| configure(ctx, body));
    routes.on(scan::STATUS, |ctx, [], ()| status(ctx));
    routes.on(scan::SCANNERS, |ctx, [], ()| Ok(scanners(ctx)));
    routes.on(scan::START_WORKLOAD, |ctx, [id], ()| start_workload(ctx, id));
    routes.on(scan::START_HOST, |ctx, [id], ()| start_host(ctx, id));
    // The platform's are no endpoints of the console's yet.
    routes.raw(Method::Get, "/v1/scan/platform", |ctx, _, _| platforms(ctx));
    routes.raw(Method::Post, "/v1/scan/platform/platform", |ctx, _, _| {
        must_write(ctx)?;
        start(ctx, Target::Platform);
        Ok(Reply::empty())
    });
}

/// The caller may scan everything, or 403.
fn must_write(ctx: &Ctx<'_>) -> Result<(), Refusal> {
    match ctx.caller()?.access.writes(&Permission::RuntimeScan) {
        true => Ok(()),
        false => Err(Refusal::denied()),
    }
}

fn config(ctx: &mut Ctx<'_>) -> Result<ScanConfigShown, Refusal> {
    ctx.must_read(&Permission::RuntimeScan)?;
    let AutoScan { workloads, hosts } = ctx.core.world.scans.auto();
    let config = ScanConfig {
        auto_scan: workloads && hosts,
        enable_auto_scan_workload: Some(workloads),
        enable_auto_scan_host: Some(hosts),
    };
    Ok(ScanConfigShown { config })
}

fn configure(ctx: &mut Ctx<'_>, body: ScanConfigUpdate) -> Result<Empty, Refusal> {
    must_write(ctx)?;
    let (change, now) = (body.config, ctx.now);
    let scans = std::sync::Arc::make_mut(&mut ctx.world().scans);
    let was = scans.auto();
    let auto = AutoScan {
        workloads: change.enable_auto_scan_workload.or(change.auto_scan).unwrap_or(was.workloads),
        hosts: change.enable_auto_scan_host.or(change.auto_scan).unwrap_or(was.hosts),
    };
    scans.set_auto(auto, now);
    ctx.log("Configure scan", &serde_json::to_value(body).unwrap_or_default());
    Ok(Empty)
}

fn start(ctx: &mut Ctx<'_>, target: Target) {
    let now = ctx.now;
    std::sync::Arc::make_mut(&mut ctx.world().scans).ask(target, now);
    ctx.log("Start scan", &serde_json::Value::Null);
}

fn start_workload(ctx: &mut Ctx<'_>, id: &str) -> Result<Empty, Refusal> {
    let fleet = ctx.world().fleet.clone();
    let (pod, _) = fleet.workload_with_id(id).ok_or_else(Refusal::not_found)?;
    if !ctx.caller()?.access.writes_in(&Permission::RuntimeScan, &fleet.service_of(pod).domain) {
        return Err(Refusal::denied());
    }
    start(ctx, Target::Pod(pod.place));
    Ok(Empty)
}

fn start_host(ctx: &mut Ctx<'_>, id: &str) -> Result<Empty, Refusal> {
    let place = ctx.world().fleet.node_with_id(id).ok_or_else(Refusal::not_found)?;
    must_write(ctx)?;
    start(ctx, Target::Node(place));
    Ok(Empty)
}

/// How far the scans are: of pods, their containers, nodes and the platform.
fn status(ctx: &mut Ctx<'_>) -> Result<ScanStatusShown, Refusal> {
    ctx.must_read(&Permission::RuntimeScan)?;
    let now = ctx.now;
    let view = ctx.world().view(now);
    let mut status = ScanStatus::default();
    let mut count = |stage: Stage, of: u32| match stage {
        Stage::Never => {}
        Stage::Scheduled => status.scheduled += of,
        Stage::Scanning => status.scanning += of,
        Stage::Finished(_) => status.scanned += of,
        Stage::Failed(_) => status.failed += of,
    };
    for pod in &view.fleet.pods {
        count(view.scans.stage(Target::Pod(pod.place), Some(pod.service), now), 2);
    }
    if !view.fleet.nodes.is_empty() {
        for (place, _) in (0..).zip(&view.fleet.nodes) {
            count(view.scans.stage(Target::Node(place), None, now), 1);
        }
        count(view.scans.stage(Target::Platform, None, now), 1);
    }
    (status.cvedb_version, status.cvedb_create_time) =
        (CVE_DATABASE.to_owned(), cve_database_made(now / 1000));
    Ok(ScanStatusShown { status })
}

/// How many scanners there are.
pub(crate) const SCANNERS: u32 = 2;

fn scanners(ctx: &mut Ctx<'_>) -> Scanners {
    if !ctx.reads_in(&Permission::Components, "") {
        return Scanners::default();
    }
    let made = cve_database_made(ctx.now / 1000);
    let fleet = ctx.world().fleet.clone();
    let count = |number: usize, by: u32| u32::try_from(number).unwrap_or_default() / by;
    let scanner = |number: u32| Scanner {
        id: Rng::new(number_of("scanner") + u64::from(number)).hex(64),
        server: format!("10.42.9.{}", 20 + number),
        port: 18_402,
        cvedb_version: CVE_DATABASE.to_owned(),
        cvedb_create_time: made.clone(),
        joined_timestamp: fleet.since + 25 + i64::from(number),
        scanned_containers: count(2 * fleet.pods.len(), SCANNERS),
        scanned_hosts: count(fleet.nodes.len(), SCANNERS),
        scanned_images: 12 - number,
        scanned_serverless: 0,
    };
    let all = if fleet.nodes.is_empty() { 0 } else { SCANNERS };
    Scanners { scanners: (0..all).map(scanner).collect() }
}

fn platforms(ctx: &mut Ctx<'_>) -> Result<Reply, Refusal> {
    ctx.must_read(&Permission::RuntimeScan)?;
    let now = ctx.now;
    let world = ctx.world();
    let mut platform = serde_json::to_value(world.scans.summary(Target::Platform, None, now))
        .expect("our types have string keys and finite numbers");
    platform["platform"] = json!("Kubernetes");
    platform["kube_version"] = json!("1.30.4");
    platform["openshift_version"] = json!("");
    let all = if world.fleet.nodes.is_empty() { vec![] } else { vec![platform] };
    Ok(Reply::json(200, json!({ "platforms": all })))
}
