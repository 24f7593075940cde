//! The security risk score, as it is and as it would be.

use std::collections::BTreeMap;

use controller_api::{
    access::Permission,
    mode::{Baseline, Mode},
    score::{
        self, CveMetrics, ExposedEndpoint, ExposureEntry, GroupMetrics, ScoreMetrics, ScoreShown,
        WorkloadMetrics,
    },
};

use crate::{
    core::Ctx,
    fleet::{Part, Service},
    router::Routes,
    scans::Target,
    score::score,
    traffic::{Peer, Said, Sum},
    wire::View,
    world::World,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(score::METRICS, |ctx, [], ()| Ok(shown(ctx)));
    routes.on(score::PREDICT, |ctx, [], body| {
        let scores = score(&body.metrics, is_global(ctx));
        Ok(ScoreShown { security_scores: Some(scores), ..ScoreShown::default() })
    });
}

fn is_global(ctx: &Ctx<'_>) -> bool {
    !ctx.query().is("isGlobalUser", "false")
}

/// Any signed-in user gets it: of the whole cluster, of the namespaces that are theirs, or of one.
fn shown(ctx: &mut Ctx<'_>) -> ScoreShown {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let domain = ctx.query().get("f_domain").filter(|domain| !domain.is_empty());
    let everything =
        domain.is_none() && !ctx.caller.as_ref().is_some_and(|who| who.access.is_namespace_only());
    let mine = |service: &Service| {
        everything
            || domain.is_none_or(|domain| domain == service.domain)
                && ctx.reads_in(&Permission::RuntimePolicy, &service.domain)
    };
    let world = &ctx.core.world;
    let scored = Scored::of(&view, mine);
    let metrics = metrics(world, &view, &scored, everything);
    let global = is_global(ctx);
    let may = |service: &Service| mine(service) && ctx.reads_in(&Permission::RuntimePolicy, &service.domain);
    let (mut ingress, mut egress) = (Vec::new(), Vec::new());
    for (from, to, said) in world.traffic.outward() {
        let (list, pod) = match (from, to) {
            (Peer::External, Peer::Pod(pod)) => (&mut ingress, pod),
            (Peer::Pod(pod), Peer::External) => (&mut egress, pod),
            _ => continue,
        };
        let service = view.fleet.pods[pod as usize].service;
        if scored.modes[service as usize].1 && may(&view.fleet.services[service as usize]) {
            list.push(exposed(&view, scored.modes[service as usize].0, pod, (from, to), said));
        }
    }
    let scores = score(&metrics, global);
    ScoreShown { metrics: Some(metrics), security_scores: Some(scores), ingress, egress }
}

/// Which services count, and their modes.
struct Scored {
    /// By service.
    modes: Vec<(Option<Mode>, bool)>,
    groups: GroupMetrics,
}

impl Scored {
    fn of(view: &View, mine: impl Fn(&Service) -> bool) -> Self {
        let mut groups = GroupMetrics::default();
        let (mut profile_discover, mut profile_monitor, mut profile_protect) = (0, 0, 0);
        let mut count = |service: &Service| {
            let Some(group) = view.policy.group(service.group()) else { return (None, false) };
            if group.not_scored || !mine(service) {
                return (group.policy_mode, false);
            }
            groups.groups += 1;
            let drift = u32::from(group.baseline_profile == Some(Baseline::ZeroDrift));
            match group.policy_mode {
                Some(Mode::Monitor) => {
                    groups.monitor_groups += 1;
                    groups.monitor_groups_zero_drift += drift;
                }
                Some(Mode::Protect) => {
                    groups.protect_groups += 1;
                    groups.protect_groups_zero_drift += drift;
                }
                _ => {
                    groups.discover_groups += 1;
                    groups.discover_groups_zero_drift += drift;
                }
            }
            *match group.profile_mode {
                Some(Mode::Monitor) => &mut profile_monitor,
                Some(Mode::Protect) => &mut profile_protect,
                _ => &mut profile_discover,
            } += 1;
            (group.policy_mode, true)
        };
        let modes = view.fleet.services.iter().map(&mut count).collect();
        groups.profile_discover_groups = Some(profile_discover);
        groups.profile_monitor_groups = Some(profile_monitor);
        groups.profile_protect_groups = Some(profile_protect);
        Self { modes, groups }
    }
}

fn metrics(world: &World, view: &View, scored: &Scored, everything: bool) -> ScoreMetrics {
    let (fleet, net) = (&view.fleet, &world.settings.truth().new_svc);
    let mut workloads = WorkloadMetrics::default();
    let mut cves = CveMetrics::default();
    for pod in &fleet.pods {
        let (mode, true) = scored.modes[pod.service as usize] else { continue };
        let service = fleet.service_of(pod);
        workloads.running_pods += 1;
        workloads.privileged_wls += u32::from(service.privileged);
        workloads.root_wls += u32::from(service.root);
        let found = view.scans.counts(Target::Pod(pod.place), Some(pod.service), view.now);
        *match mode {
            Some(Mode::Monitor) => &mut cves.monitor_cves,
            Some(Mode::Protect) => &mut cves.protect_cves,
            _ => &mut cves.discover_cves,
        } += found.scored();
    }
    // Pods that speak with the outside: whether in a threat, and whether against the rules.
    let mut exposed: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    for (from, to, said) in world.traffic.outward() {
        let ((Peer::Pod(pod), _) | (_, Peer::Pod(pod))) = (from, to) else { continue };
        let entry = exposed.entry(pod).or_default();
        entry.0 |= said.iter().any(|part| !part.severity.is_empty());
        entry.1 |= said.iter().any(|part| part.action != "allow" && part.severity.is_empty());
    }
    for (pod, (threat, violation)) in exposed {
        let (mode, true) = scored.modes[fleet.pods[pod as usize].service as usize] else { continue };
        *match mode {
            Some(Mode::Monitor) => &mut workloads.monitor_ext_eps,
            Some(Mode::Protect) => &mut workloads.protect_ext_eps,
            _ => &mut workloads.discover_ext_eps,
        } += 1;
        workloads.threat_ext_eps += u32::from(threat);
        workloads.violate_ext_eps += u32::from(violation);
    }
    if everything {
        let nodes = (0..).zip(&fleet.nodes).map(|(place, _)| Target::Node(place));
        cves.host_cves = nodes.map(|node| view.scans.counts(node, None, view.now).scored()).sum();
        cves.platform_cves = view.scans.counts(Target::Platform, None, view.now).scored();
    }
    let running = !fleet.nodes.is_empty();
    ScoreMetrics {
        platform: if running { "Kubernetes".to_owned() } else { String::new() },
        kube_version: "1.30.4".to_owned(),
        openshift_version: String::new(),
        new_service_policy_mode: net.policy_mode,
        new_service_profile_mode: net.profile_mode,
        // Admission control is not in the demo's world; this is what was recorded.
        deny_adm_ctrl_rules: if running { 4 } else { 0 },
        enabled_deny_adm_ctrl_rules: Some(if running { 2 } else { 0 }),
        adm_mode: Some(if running { "monitor" } else { "" }.to_owned()),
        hosts: u32::try_from(fleet.nodes.len()).unwrap_or(u32::MAX),
        workloads,
        groups: scored.groups.clone(),
        cves,
    }
}

/// A pod that speaks with the outside, in one direction.
fn exposed(
    view: &View,
    mode: Option<Mode>,
    place: u32,
    (from, to): (Peer, Peer),
    said: &[Said],
) -> ExposedEndpoint {
    let pod = &view.fleet.pods[place as usize];
    let service = view.fleet.service_of(pod);
    let pod_name = view.fleet.pod_name(pod);
    let counts = view.scans.counts(Target::Pod(place), Some(pod.service), view.now);
    let sum = Sum::of(said);
    let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
    let entry = |part: &Said| {
        let (client_ip, server_ip, fqdn) = part.addresses(&view.fleet, from, to);
        ExposureEntry {
            application: part.application.clone(),
            port: if part.is_known() { String::new() } else { part.port.clone() },
            bytes: part.bytes,
            sessions: part.sessions,
            policy_action: part.action.to_owned(),
            client_ip,
            server_ip,
            fqdn: fqdn.to_owned(),
            last_seen_at: Some(part.last_seen),
        }
    };
    ExposedEndpoint {
        id: pod.id(Part::Pod),
        name: view.runtime_name(pod, Part::Pod),
        display_name: pod_name.clone(),
        pod_name,
        service: service.full_name().to_owned(),
        severity: sum.severity.to_owned(),
        critical: counts.critical,
        high: counts.high,
        medium: counts.medium,
        policy_mode: mode,
        policy_action: sum.action.to_owned(),
        protocols: own(sum.protocols),
        applications: own(sum.applications),
        ports: own(sum.ports),
        entries: said.iter().map(entry).collect(),
    }
}
