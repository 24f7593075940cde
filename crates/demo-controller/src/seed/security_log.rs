//! What was seen against the cluster in the past week.

use std::sync::Arc;

use controller_api::{event::Event, mode::Mode, security_log::CAPACITY};

use crate::{
    clock::Millis,
    fleet::{Part, Pod},
    incident,
    life::{Side, Talk},
    logs::event,
    outside,
    rng::Rng,
    threat::{self, Attacker},
    traffic::{Peer, Said},
    world::World,
};

/// How far back the logs go, in seconds.
const WEEK: i64 = 7 * 24 * 3600;
/// How many threats, incidents and violations the shop had in that time.
const SHOP: (usize, usize, usize) = (38, 30, 52);
/// How many of the newest threats show in the conversations.
const MARKED: usize = 24;

/// Fills the logs with the past; to the brim, where asked.
pub(super) fn past(world: &mut World, full: bool, now: Millis) {
    let mut rng = Rng::new(world.rng.next());
    let (threats, incidents, violations) = if full { (CAPACITY, CAPACITY, CAPACITY) } else { SHOP };
    for (step, at) in times(threats, now, &mut rng).enumerate() {
        let kind = &threat::KINDS[rng.index(threat::KINDS.len())];
        let Some((ends, outside)) = attack(world, kind, full && step % 3 != 0, &mut rng) else { continue };
        world.threaten(kind, ends, outside, step + MARKED >= threats, at);
    }
    for (step, at) in times(incidents, now, &mut rng).enumerate() {
        let kind = &incident::KINDS[rng.index(incident::KINDS.len())];
        let pod = match (kind.service, full && step % 3 != 0) {
            ("nodes", _) => None,
            (_, true) => Some(world.fleet.pods[rng.index(world.fleet.pods.len())]),
            (service, false) => pod_of(world, service, &mut rng),
        };
        world.incident(kind, pod, at / 1000);
    }
    let odd = world.odd.clone();
    for (step, at) in times(violations, now, &mut rng).enumerate() {
        let found = if full && step % 4 != 0 { any_violation(world, at, &mut rng) } else { None };
        let found = found.or_else(|| odd_violation(world, &odd[rng.index(odd.len())], at, &mut rng));
        if let Some((ends, said)) = found {
            let violation = world.violation(ends, &said, said.last_seen);
            world.logs.violation(violation);
        }
    }
    let newest = |at: i64| std::cmp::Reverse(at);
    world.logs.violations.make_contiguous().sort_by_key(|violation| newest(violation.reported_timestamp));
}

/// So many times of the past week, oldest first, in milliseconds. The last day has as many as two others.
fn times(count: usize, now: Millis, rng: &mut Rng) -> impl Iterator<Item = Millis> + use<> {
    let count = i64::try_from(count).unwrap_or_default();
    let jitter = i64::try_from(rng.below(u64::try_from(WEEK / (count + 1)).unwrap_or(1))).unwrap_or_default();
    (0..count).map(move |step| {
        let left = (count - step) as f64 / count as f64;
        let ago = (left.powf(1.3) * (WEEK - jitter) as f64) as i64;
        now - ago * 1000
    })
}

/// Some pod of a service.
fn pod_of(world: &World, service: &str, rng: &mut Rng) -> Option<Pod> {
    let service = &world.fleet.services[world.fleet.service_named(service)? as usize];
    let pods = world.fleet.pods_of(service);
    (!pods.is_empty()).then(|| pods[rng.index(pods.len())])
}

/// The ends of a threat: the shop's, or those of anything that runs.
fn attack(world: &World, kind: &threat::Kind, anywhere: bool, rng: &mut Rng) -> Option<((Peer, Peer), u8)> {
    let any = |rng: &mut Rng| world.fleet.pods[rng.index(world.fleet.pods.len())];
    let server = if anywhere { any(rng) } else { pod_of(world, kind.server, rng)? };
    let intruders = outside::far_ends(true, "", "", true);
    let (client, who) = match kind.attacker {
        Attacker::Outside => (Peer::External, intruders[rng.index(intruders.len())]),
        Attacker::Inside(_) if anywhere => (Peer::Pod(any(rng).place), 0),
        Attacker::Inside(service) => (Peer::Pod(pod_of(world, service, rng)?.place), 0),
    };
    Some(((client, Peer::Pod(server.place)), who))
}

/// Something odd of the shop once more.
fn odd_violation(world: &World, talk: &Talk, at: Millis, rng: &mut Rng) -> Option<((Peer, Peer), Said)> {
    let mut end = |side: Side| match side {
        Side::External => Some(Peer::External),
        Side::Nodes => Some(Peer::Node(0)),
        Side::Service(place) => {
            let pods = world.fleet.pods_of(&world.fleet.services[place as usize]);
            (!pods.is_empty()).then(|| Peer::Pod(pods[rng.index(pods.len())].place))
        }
    };
    let ends = (end(talk.from)?, end(talk.to)?);
    let far_ends = world.far_ends(talk, true);
    let outside = if far_ends.is_empty() { 0 } else { far_ends[rng.index(far_ends.len())] };
    said(world, ends, (&talk.application, &talk.port), outside, at, rng)
}

/// Some service of the crowd speaks to another that it should not know.
fn any_violation(world: &World, at: Millis, rng: &mut Rng) -> Option<((Peer, Peer), Said)> {
    let pods = &world.fleet.pods;
    // Most pairs learn; a few tries find one that does not.
    (0..12).find_map(|_| {
        let (client, server) = (pods[rng.index(pods.len())], pods[rng.index(pods.len())]);
        let service = world.fleet.service_of(&server);
        let port = format!("tcp/{}", 3000 + u64::from(server.service) % 6000);
        let words = (service.application.as_str(), port.as_str());
        said(world, (Peer::Pod(client.place), Peer::Pod(server.place)), words, 0, at, rng)
    })
}

/// What was said between two ends in spite of the rules; nothing, where their modes learn.
fn said(
    world: &World,
    ends: (Peer, Peer),
    (application, port): (&str, &str),
    outside: u8,
    at: Millis,
    rng: &mut Rng,
) -> Option<((Peer, Peer), Said)> {
    let net = &world.settings.truth().net_svc;
    let mode = crate::policy::Policy::mode_between(world.mode_of(ends.0), world.mode_of(ends.1), net);
    let action = match mode {
        Mode::Discover => return None,
        Mode::Monitor => "violate",
        Mode::Protect => "deny",
    };
    let said = Said {
        application: application.to_owned(),
        port: port.to_owned(),
        bytes: 0,
        sessions: 1 + u32::try_from(rng.below(30)).unwrap_or_default(),
        action,
        rule: 0,
        outside,
        threat: "",
        severity: "",
        last_seen: at / 1000,
    };
    Some((ends, said))
}

/// What workloads did when the cluster was set up: each container started and was secured.
pub(super) fn activities(world: &mut World) {
    let fleet = Arc::clone(&world.fleet);
    let name = world.settings.truth().misc.cluster_name.clone();
    for pod in fleet.pods.iter().take(CAPACITY / 2) {
        let (service, node) = (fleet.service_of(pod), fleet.node_of(pod));
        for (what, after) in [("Container.Start", 0), ("Container.Secured", 3)] {
            let at = fleet.since + i64::from(pod.place % 600) + after;
            world.logs.activity(Event {
                cluster_name: name.clone(),
                host_id: node.id.clone(),
                host_name: node.name.clone(),
                enforcer_id: node.enforcer_id.clone(),
                enforcer_name: node.enforcer_name.clone(),
                workload_id: pod.id(Part::Container),
                workload_name: fleet.pod_name(pod),
                workload_domain: service.domain.clone(),
                workload_image: service.image.clone(),
                workload_service: service.full_name().to_owned(),
                ..event(what, "Info", "WORKLOAD", what.to_owned(), at)
            });
        }
    }
    world.logs.activities.make_contiguous().sort_by_key(|event| std::cmp::Reverse(event.reported_timestamp));
}
