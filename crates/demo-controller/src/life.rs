//! It lives: workloads talk. What is not known yet is learned, logged or blocked, as the modes say.

use controller_api::{event::Violation, mode::Mode};
use serde::{Deserialize, Serialize};

use crate::{
    clock::{Millis, rfc3339},
    fleet::Part,
    logs::Logs,
    rng::Rng,
    traffic::{Peer, Said, peer_id, peer_ip},
    world::World,
};

/// How long a violation that goes on is not written to the log again, in seconds.
const REPORT_EVERY: i64 = 60;
/// How many conversations happen again in one tick, at most; the next tick goes on with the others.
const TALKS_PER_TICK: usize = 120;

/// An end of a conversation that goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Side {
    /// The service at this place in the fleet.
    Service(u32),
    /// Any node.
    Nodes,
    /// The outside.
    External,
}

/// A conversation that goes on.
#[derive(Clone, Debug)]
pub(crate) struct Talk {
    pub(crate) from: Side,
    pub(crate) to: Side,
    pub(crate) application: String,
    pub(crate) port: String,
}

/// A connection that is to happen now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connect {
    /// The client: a group's name such as `nv.cart.storefront`, `external`, `nodes`, or a workload's id.
    pub from: String,
    /// The server, likewise.
    pub to: String,
    /// The application, such as `HTTP`; `""` = none was recognised.
    #[serde(default)]
    pub application: String,
    /// The port, such as `tcp/8080`.
    #[serde(default = "any_port")]
    pub port: String,
}

fn any_port() -> String {
    "tcp/8080".to_owned()
}

/// What became of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What the conversation shows: `allow`, `violate` or `deny`.
    #[serde(deserialize_with = "action")]
    pub action: &'static str,
    /// What happened because of it.
    pub effect: Effect,
    /// The rule that decided, or that was learned; 0 = none.
    pub rule: u32,
    /// The mode that counted between the two ends.
    pub mode: Mode,
}

fn action<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let word = String::deserialize(deserializer)?;
    let known = ["allow", "violate", "deny"].into_iter().find(|known| *known == word);
    known.ok_or_else(|| serde::de::Error::custom("no such action"))
}

/// What happened because of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// A rule allows it.
    Allowed,
    /// It was new; a rule was learned.
    Learned,
    /// It passed, and stands in the log.
    Violated,
    /// It was blocked, and stands in the log.
    Denied,
}

impl World {
    /// A connection happens now. Violations are written to the log, the same ones not too often unless `report`.
    pub(crate) fn happen(
        &mut self,
        ends: (Peer, Peer),
        talk: (&str, &str),
        report: bool,
        now: Millis,
    ) -> Verdict {
        let (application, port) = talk;
        let seconds = now / 1000;
        let verdict = self.decide(ends, application, port, now);
        let (bytes, sessions) = (2_000 + self.rng.below(90_000), 1 + self.rng.below(9));
        let said = Said {
            application: application.to_owned(),
            port: port.to_owned(),
            bytes: if verdict.action == "deny" { 0 } else { bytes },
            sessions: u32::try_from(sessions).unwrap_or(1),
            action: verdict.action,
            rule: verdict.rule,
            last_seen: seconds,
        };
        if verdict.rule != 0 {
            self.traffic.matched(verdict.rule, seconds);
        }
        if verdict.action != "allow" {
            let last =
                self.traffic.reported.entry((ends.0, ends.1, format!("{application}{port}"))).or_default();
            if report || *last + REPORT_EVERY <= seconds {
                *last = seconds;
                let violation = self.violation(ends, &said, seconds);
                self.logs.violation(violation);
            }
        }
        self.traffic.add(ends.0, ends.1, said);
        verdict
    }

    /// What a connection comes to; what is new and may be learned is learned.
    fn decide(&mut self, (from, to): (Peer, Peer), application: &str, port: &str, now: Millis) -> Verdict {
        let policy = self.policy.truth().clone();
        let net = &self.settings.truth().net_svc;
        let (from_groups, to_groups) = (self.groups_of(from), self.groups_of(to));
        let mode_of = |groups: &[String]| groups.first().and_then(|name| policy.group(name)?.policy_mode);
        let mode = crate::policy::Policy::mode_between(mode_of(&from_groups), mode_of(&to_groups), net);
        let verdict = |action, effect, rule| Verdict { action, effect, rule, mode };
        if let Some(rule) = policy.rule_for(&from_groups, &to_groups, application, port) {
            return match (rule.action.as_str(), mode) {
                ("allow", _) => verdict("allow", Effect::Allowed, rule.id),
                (_, Mode::Protect) => verdict("deny", Effect::Denied, rule.id),
                _ => verdict("violate", Effect::Violated, rule.id),
            };
        }
        match mode {
            _ if net.disable_net_policy => verdict("allow", Effect::Allowed, 0),
            Mode::Discover => {
                let visible = now + self.lag();
                let rule = self.policy.write(now, visible, |policy| {
                    policy.learn(&from_groups[0], &to_groups[0], application, port, now / 1000)
                });
                verdict("allow", Effect::Learned, rule)
            }
            Mode::Monitor => verdict("violate", Effect::Violated, 0),
            Mode::Protect => verdict("deny", Effect::Denied, 0),
        }
    }

    /// The groups that an end is in: the one that stands for it first.
    fn groups_of(&self, peer: Peer) -> Vec<String> {
        match peer {
            Peer::External => vec!["external".to_owned()],
            Peer::Node(_) => vec!["nodes".to_owned()],
            Peer::Pod(at) => {
                let service = self.fleet.service_of(&self.fleet.pods[at as usize]);
                self.policy.truth().groups_of(service)
            }
        }
    }

    pub(crate) fn violation(&mut self, (from, to): (Peer, Peer), said: &Said, at: i64) -> Violation {
        let (client, server) = (self.named(from), self.named(to));
        // The enforcer beside the server reports; beside the client, when the server is outside.
        let host = [to, from].into_iter().find_map(|peer| match peer {
            Peer::Pod(at) => Some(self.fleet.node_of(&self.fleet.pods[at as usize])),
            Peer::Node(at) => Some(&self.fleet.nodes[at as usize]),
            Peer::External => None,
        });
        let own = |text: fn(&crate::fleet::Node) -> &String| host.map(text).cloned().unwrap_or_default();
        Violation {
            id: self.rng.uuid(),
            level: if said.action == "deny" { "Critical" } else { "Warning" }.to_owned(),
            reported_timestamp: at,
            reported_at: rfc3339(at),
            cluster_name: self.settings.truth().misc.cluster_name.clone(),
            host_id: own(|node| &node.id),
            host_name: own(|node| &node.name),
            enforcer_id: own(|node| &node.enforcer_id),
            enforcer_name: own(|node| &node.enforcer_name),
            client_ip: peer_ip(&self.fleet, from),
            client_id: client.id,
            client_name: client.name,
            client_domain: client.domain,
            client_image: client.image,
            client_service: client.service,
            server_ip: peer_ip(&self.fleet, to),
            server_id: server.id,
            server_name: server.name,
            server_domain: server.domain,
            server_image: server.image,
            server_service: server.service,
            server_port: said.port.rsplit('/').next().and_then(|port| port.parse().ok()).unwrap_or_default(),
            fqdn: String::new(),
            ip_proto: if said.port.starts_with("udp") { 17 } else { 6 },
            applications: Some(said.application.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            servers: vec![String::new()],
            sessions: said.sessions,
            policy_action: said.action.to_owned(),
            policy_id: said.rule,
            xff: false,
            nbe: false,
        }
    }

    fn named(&self, peer: Peer) -> Named {
        let id = peer_id(&self.fleet, peer);
        match peer {
            Peer::External => Named { name: id.clone(), id, ..Named::default() },
            Peer::Node(at) => {
                Named { name: self.fleet.nodes[at as usize].name.clone(), id, ..Named::default() }
            }
            Peer::Pod(at) => {
                let pod = &self.fleet.pods[at as usize];
                let workload = self.fleet.workload(pod, Part::Pod, self.policy.truth());
                Named {
                    id,
                    name: workload.display_name,
                    domain: workload.domain,
                    image: workload.image,
                    service: workload.service,
                }
            }
        }
    }

    /// Every conversation happens again. With `wander`, now and then something unusual happens too.
    pub(crate) fn tick(&mut self, wander: bool, now: Millis) {
        self.ticks += 1;
        let talks = self.talks.clone();
        let first = usize::try_from(self.ticks).unwrap_or_default().wrapping_mul(TALKS_PER_TICK);
        for step in 0..talks.len().min(TALKS_PER_TICK) {
            let talk = &talks[(first + step) % talks.len()];
            self.talk(talk, now);
        }
        let odd = self.odd.clone();
        let every = if self.under_attack { 1 } else { 12 };
        if !odd.is_empty() && (self.under_attack || wander) && self.ticks.is_multiple_of(every) {
            let at = self.rng.index(odd.len());
            self.talk(&odd[at], now);
        }
    }

    /// A conversation happens between some of its pods.
    pub(crate) fn talk(&mut self, talk: &Talk, now: Millis) {
        let (from, to) = (self.some(talk.from), self.some(talk.to));
        if let (Some(from), Some(to)) = (from, to) {
            self.happen((from, to), (&talk.application, &talk.port), false, now);
        }
    }

    fn some(&mut self, side: Side) -> Option<Peer> {
        Some(match side {
            Side::External => Peer::External,
            Side::Nodes if self.fleet.nodes.is_empty() => return None,
            Side::Nodes => Peer::Node(number(self.rng.index(self.fleet.nodes.len()))),
            Side::Service(at) => {
                let pods = self.fleet.services[at as usize].pods.clone();
                if pods.is_empty() {
                    return None;
                }
                Peer::Pod(pods.start + number(self.rng.index(pods.len())))
            }
        })
    }

    /// One connection happens now, between ends that were named.
    pub(crate) fn connect(&mut self, connect: &Connect, now: Millis) -> Result<Verdict, String> {
        let from = self.peer(&connect.from)?;
        let to = self.peer(&connect.to)?;
        Ok(self.happen((from, to), (&connect.application, &connect.port), true, now))
    }

    fn peer(&self, name: &str) -> Result<Peer, String> {
        match name {
            "external" => return Ok(Peer::External),
            "nodes" if !self.fleet.nodes.is_empty() => return Ok(Peer::Node(0)),
            _ => {}
        }
        if let Some(at) = name.strip_prefix("nv.").and_then(|service| self.fleet.service_named(service)) {
            let pods = &self.fleet.services[at as usize].pods;
            return if pods.is_empty() {
                Err(format!("{name} has no pods"))
            } else {
                Ok(Peer::Pod(pods.start))
            };
        }
        let id = name.strip_prefix("Host:").unwrap_or(name);
        let node = self.fleet.nodes.iter().position(|node| node.id == id || node.name == id);
        node.map(|at| Peer::Node(number(at)))
            .or_else(|| self.fleet.pod_with_id(name).map(Peer::Pod))
            .ok_or_else(|| format!("nothing that talks is called {name:?}"))
    }
}

/// What a log says of an end.
#[derive(Default)]
struct Named {
    id: String,
    name: String,
    domain: String,
    image: String,
    service: String,
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("the fleet is smaller than that")
}

/// Fills a log that had a past: `count` copies of what is there, ten minutes apart, each with an id of its own.
pub(crate) fn repeat_violations(logs: &mut Logs, count: usize, rng: &mut Rng) {
    let pattern: Vec<_> = logs.violations.iter().cloned().collect();
    for step in 0..count {
        let Some(violation) = pattern.get(step % pattern.len().max(1)) else { return };
        let mut violation = Violation::clone(violation);
        violation.id = rng.uuid();
        violation.reported_timestamp -= 600 * i64::try_from(1 + step).unwrap_or_default();
        violation.reported_at = rfc3339(violation.reported_timestamp);
        logs.violations.push_back(violation.into());
    }
    logs.violations.truncate(crate::logs::CAPACITY);
}
