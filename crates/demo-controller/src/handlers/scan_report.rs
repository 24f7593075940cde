//! What scans found, in full.

use controller_api::{
    Method,
    access::Permission,
    scan_report::{self, Module, ModuleCve, ScanReport, ScanReportShown, Vulnerability},
};

use crate::{
    core::Ctx,
    refusal::Refusal,
    router::{Reply, Routes},
    scans::{Stage, Target},
    vulnerability::{Cve, cve},
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(scan_report::WORKLOAD, |ctx, [id], ()| workload(ctx, id));
    routes.on(scan_report::HOST, |ctx, [id], ()| {
        let place = ctx.world().fleet.node_with_id(id).ok_or_else(Refusal::not_found)?;
        ctx.must_read(&Permission::RuntimeScan)?;
        Ok(shown(ctx, Target::Node(place), None))
    });
    // The platform's is no endpoint of the console's yet.
    routes.raw(Method::Get, "/v1/scan/platform/platform", |ctx, _, _| {
        ctx.must_read(&Permission::RuntimeScan)?;
        Ok(Reply::json(200, shown(ctx, Target::Platform, None)))
    });
}

fn workload(ctx: &mut Ctx<'_>, id: &str) -> Result<ScanReportShown, Refusal> {
    let fleet = ctx.world().fleet.clone();
    let (pod, _) = fleet.workload_with_id(id).ok_or_else(Refusal::not_found)?;
    if !ctx.reads_in(&Permission::RuntimeScan, &fleet.service_of(pod).domain) {
        return Err(Refusal::denied());
    }
    Ok(shown(ctx, Target::Pod(pod.place), Some(pod.service)))
}

/// The report; an empty one before the first scan is done.
fn shown(ctx: &mut Ctx<'_>, target: Target, service: Option<u32>) -> ScanReportShown {
    let now = ctx.now;
    let scans = &ctx.world().scans;
    let done = matches!(scans.stage(target, service, now), Stage::Finished(_));
    let found = if done { scans.findings(target, service).0 } else { &[] };
    let cves: Vec<Cve> = found.iter().map(|number| cve(*number)).collect();
    // Of a node and of the platform, only vulnerabilities.
    let modules = if service.is_some() { modules(&cves) } else { Vec::new() };
    let vulnerabilities = cves.iter().map(vulnerability).collect();
    ScanReportShown { report: Some(ScanReport { vulnerabilities, modules, ..ScanReport::default() }) }
}

fn vulnerability(cve: &Cve) -> Vulnerability {
    let impact = if cve.score_v3 >= 9.0 { "H" } else { "L" };
    Vulnerability {
        name: cve.name.to_owned(),
        severity: cve.severity().as_str().to_owned(),
        feed_rating: cve.severity().as_str().to_owned(),
        score: cve.score,
        score_v3: cve.score_v3,
        vectors: "AV:N/AC:L/Au:N/C:P/I:P/A:P".to_owned(),
        vectors_v3: format!("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:{impact}/I:{impact}/A:H"),
        description: cve.description.to_owned(),
        package_name: cve.package.to_owned(),
        package_version: cve.version.to_owned(),
        fixed_version: cve.fixed.to_owned(),
        link: format!("https://nvd.nist.gov/vuln/detail/{}", cve.name),
        published_timestamp: cve.published(),
        last_modified_timestamp: cve.modified(),
        ..Vulnerability::default()
    }
}

/// The packages that have them.
fn modules(cves: &[Cve]) -> Vec<Module> {
    let mut modules: Vec<Module> = Vec::new();
    for cve in cves {
        let status = if cve.fixed.is_empty() { "unpatched" } else { "fix exists" };
        let found = ModuleCve { name: cve.name.to_owned(), status: status.to_owned() };
        let same = |module: &&mut Module| module.name == cve.package && module.version == cve.version;
        match modules.iter_mut().find(same) {
            Some(module) => module.cves.push(found),
            None => modules.push(Module {
                name: cve.package.to_owned(),
                version: cve.version.to_owned(),
                source: "debian:12".to_owned(),
                cves: vec![found],
                ..Module::default()
            }),
        }
    }
    modules
}
