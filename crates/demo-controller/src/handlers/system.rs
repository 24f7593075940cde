//! The summary.

use controller_api::system::{self, Summary, SummaryShown};

use crate::{
    core::Ctx,
    fleet::{CVE_DATABASE, VERSION, cve_database_made},
    router::Routes,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(system::SUMMARY, |ctx, [], ()| Ok(SummaryShown { summary: summary(ctx) }));
}

/// Any signed-in user gets it.
fn summary(ctx: &mut Ctx<'_>) -> Summary {
    let now = ctx.now;
    let rules = ctx.world().policy.seen(now).rules.len();
    let fleet = ctx.world().fleet.clone();
    let kube_version = "1.30.4".to_owned();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    if fleet.nodes.is_empty() {
        // A new installation has not even found itself yet.
        return Summary { kube_version, policy_rules: count(rules), ..Summary::default() };
    }
    let pods = count(fleet.pods.len());
    Summary {
        hosts: count(fleet.nodes.len()),
        controllers: 1,
        enforcers: count(fleet.nodes.len()),
        disconnected_enforcers: count(fleet.nodes.iter().filter(|node| !node.connected).count()),
        scanners: 2,
        domains: count(fleet.namespaces.len()),
        services: count(fleet.services.len()),
        workloads: 2 * pods,
        running_workloads: 2 * pods,
        running_pods: pods,
        policy_rules: count(rules),
        platform: "Kubernetes".to_owned(),
        kube_version,
        openshift_version: String::new(),
        cvedb_version: CVE_DATABASE.to_owned(),
        cvedb_create_time: cve_database_made(now / 1000),
        component_versions: vec![VERSION.to_owned()],
    }
}
