//! Sessions: the connections behind the conversations of the last minutes. Made up when somebody asks, the same
//! each time as long as nothing more is said.

use controller_api::session::Session;

use crate::{
    fleet::{Fleet, Part},
    packet::mac,
    rng::{Rng, mix, number_of},
    traffic::{Peer, Said, Traffic},
};

/// How long a session is kept without a word, in seconds.
const LIFE: i64 = 3600;
/// How many sessions stand for what was said in one application over one port, at most.
const MOST: u32 = 3;

/// The sessions of pods that are wanted, at this time in unix seconds.
pub(crate) fn of(fleet: &Fleet, traffic: &Traffic, wanted: impl Fn(u32) -> bool, now: i64) -> Vec<Session> {
    let mut sessions = Vec::new();
    for ((from, to), said) in &traffic.conversations {
        for (peer, ingress) in [(from, false), (to, true)] {
            let Peer::Pod(place) = peer else { continue };
            if wanted(*place) {
                let recent = said.iter().filter(|part| now - part.last_seen < LIFE);
                for part in recent {
                    add(&mut sessions, fleet, traffic, (*from, *to), (*place, ingress), part, now);
                }
            }
        }
    }
    sessions
}

fn add(
    sessions: &mut Vec<Session>,
    fleet: &Fleet,
    traffic: &Traffic,
    (from, to): (Peer, Peer),
    (place, ingress): (u32, bool),
    part: &Said,
    now: i64,
) {
    let pod = &fleet.pods[place as usize];
    let (client_ip, server_ip, _) = part.addresses(fleet, from, to);
    let key = mix(number_of(&format!("{client_ip}{server_ip}{}{}", part.application, part.port)), pod.key);
    for number in 0..part.sessions.min(MOST) {
        let mut rng = Rng::new(mix(key, u64::from(number)));
        let id = rng.below(1 << 32);
        // One that was cut off is back when more was said.
        if traffic.ended.get(&id).is_some_and(|at| part.last_seen <= *at) {
            continue;
        }
        let small = |rng: &mut Rng, most: u64| u32::try_from(rng.below(most)).unwrap_or_default();
        let idle = u32::try_from(now - part.last_seen).unwrap_or_default();
        let is_tcp = part.protocol() == "tcp";
        let state = if is_tcp { "established" } else { "" };
        let share = part.bytes / u64::from(part.sessions.max(1));
        let (client_pkts, server_pkts) = (4 + small(&mut rng, 300), 4 + small(&mut rng, 400));
        sessions.push(Session {
            id,
            workload_id: pod.id(Part::Pod),
            ingress,
            ether_type: 2048,
            ip_proto: if is_tcp { 6 } else { 17 },
            application: part.application.clone(),
            client_mac: mac(&client_ip),
            server_mac: mac(&server_ip),
            client_ip: client_ip.clone(),
            server_ip: server_ip.clone(),
            client_port: 32_768 + u16::try_from(rng.below(28_000)).unwrap_or_default(),
            server_port: port(part),
            client_state: state.to_owned(),
            server_state: state.to_owned(),
            client_pkts,
            server_pkts,
            client_bytes: share / 4,
            server_bytes: share - share / 4,
            age: idle + small(&mut rng, 2_400),
            idle,
            life: u32::try_from(LIFE).unwrap_or_default(),
            policy_id: part.rule,
            policy_action: part.action.to_owned(),
            xff_ip: "<nil>".to_owned(),
            ..Session::default()
        });
    }
}

/// The number of the port that was spoken to.
fn port(part: &Said) -> u16 {
    part.port.rsplit('/').next().and_then(|port| port.parse().ok()).unwrap_or_default()
}
