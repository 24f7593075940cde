//! It lives: workloads talk. What is not known yet is learned, logged or blocked, as the modes say.

use controller_api::mode::Mode;
use serde::{Deserialize, Serialize};

use crate::{
    clock::Millis,
    incident,
    outside::{self, ANYBODY},
    threat::{self, Attacker},
    traffic::{Peer, Said},
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

/// What is said in a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    pub(crate) application: &'a str,
    pub(crate) port: &'a str,
    /// Who outside it is, where one of the ends is.
    pub(crate) outside: u8,
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
        words: Words<'_>,
        report: bool,
        now: Millis,
    ) -> Verdict {
        let Words { application, port, outside } = words;
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
            outside,
            threat: "",
            severity: "",
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
        if self.is_cut_off(from) || self.is_cut_off(to) {
            return verdict("deny", Effect::Denied, 0);
        }
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

    /// Whether an end is in quarantine.
    fn is_cut_off(&self, peer: Peer) -> bool {
        matches!(peer, Peer::Pod(place) if self.quarantined.contains_key(&place))
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

    /// Every conversation happens again. With `wander`, now and then something unusual happens too.
    pub(crate) fn tick(&mut self, wander: bool, now: Millis) {
        self.ticks += 1;
        let talks = self.talks.clone();
        let first = usize::try_from(self.ticks).unwrap_or_default().wrapping_mul(TALKS_PER_TICK);
        for step in 0..talks.len().min(TALKS_PER_TICK) {
            let talk = &talks[(first + step) % talks.len()];
            self.talk(talk, false, now);
        }
        if self.under_attack || wander {
            self.misfortune(now);
        }
    }

    /// Something that nobody meant to happen, now and then; under attack several times a minute.
    fn misfortune(&mut self, now: Millis) {
        let (violation, threat, incident) = if self.under_attack { (1, 3, 4) } else { (12, 36, 48) };
        let odd = self.odd.clone();
        if !odd.is_empty() && self.ticks.is_multiple_of(violation) {
            let at = self.rng.index(odd.len());
            self.talk(&odd[at], true, now);
        }
        if self.ticks.is_multiple_of(threat) {
            let kind = &threat::KINDS[self.rng.index(threat::KINDS.len())];
            let client = match kind.attacker {
                Attacker::Outside => Some(Peer::External),
                Attacker::Inside(service) => self.some_of(service),
            };
            if let (Some(client), Some(server)) = (client, self.some_of(kind.server)) {
                let intruders = outside::far_ends(true, "", "", true);
                let who = intruders[self.rng.index(intruders.len())];
                self.threaten(kind, (client, server), who, true, now);
            }
        }
        if self.ticks.is_multiple_of(incident) {
            let kind = &incident::KINDS[self.rng.index(incident::KINDS.len())];
            let pod = match self.some_of(kind.service) {
                Some(Peer::Pod(place)) => Some(self.fleet.pods[place as usize]),
                _ => None,
            };
            self.start(kind, pod, now);
        }
    }

    /// Some pod of the service of this full name.
    fn some_of(&mut self, service: &str) -> Option<Peer> {
        let at = self.fleet.service_named(service)?;
        self.some(Side::Service(at))
    }

    /// A conversation happens between some of its pods, or with somebody outside.
    pub(crate) fn talk(&mut self, talk: &Talk, odd: bool, now: Millis) {
        let (from, to) = (self.some(talk.from), self.some(talk.to));
        if let (Some(from), Some(to)) = (from, to) {
            let outside = match self.far_ends(talk, odd) {
                [] => ANYBODY,
                them => them[self.rng.index(them.len())],
            };
            let words = Words { application: &talk.application, port: &talk.port, outside };
            self.happen((from, to), words, false, now);
        }
    }

    /// Who outside a conversation may be with; nobody, where both ends are inside.
    pub(crate) fn far_ends(&self, talk: &Talk, odd: bool) -> &'static [u8] {
        let (inside, incoming) = match (talk.from, talk.to) {
            (Side::External, inside) => (inside, true),
            (inside, Side::External) => (inside, false),
            _ => return &[],
        };
        let service = match inside {
            Side::Service(at) => self.fleet.services[at as usize].full_name(),
            _ => "",
        };
        outside::far_ends(incoming, service, &talk.port, odd)
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
        let words = Words { application: &connect.application, port: &connect.port, outside: ANYBODY };
        Ok(self.happen((from, to), words, true, now))
    }

    /// Who is called so: a group, by its first pod; `external`; any node; or whose id it is.
    pub(crate) fn peer(&self, name: &str) -> Result<Peer, String> {
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
        self.peer_with_id(name).ok_or_else(|| format!("nothing that talks is called {name:?}"))
    }

    /// The end of this id: a pod's or its container's, a node's or its name, `external`.
    pub(crate) fn peer_with_id(&self, id: &str) -> Option<Peer> {
        if id == "external" {
            return Some(Peer::External);
        }
        let node = self.fleet.node_named(id.strip_prefix("Host:").unwrap_or(id));
        node.map(Peer::Node).or_else(|| Some(Peer::Pod(self.fleet.workload_with_id(id)?.0.place)))
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("the fleet is smaller than that")
}
