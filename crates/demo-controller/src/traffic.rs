//! Who talked to whom, and what became of it.

use std::collections::{BTreeMap, HashMap};

use controller_api::{
    conversation::{self, Conversation, ConversationEnd, ConversationEntry},
    workload::{WorkloadBrief, WorkloadState},
};

use crate::{
    fleet::{Fleet, Part},
    outside::known,
    wire::{View, unknown},
};

/// An end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Peer {
    /// Something outside the cluster.
    External,
    /// The node at this place in the fleet.
    Node(u32),
    /// The pod at this place in the fleet.
    Pod(u32),
}

/// What was said in one application over one port, with one far end where it went outside.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) application: String,
    pub(crate) port: String,
    pub(crate) bytes: u64,
    pub(crate) sessions: u32,
    pub(crate) action: &'static str,
    pub(crate) rule: u32,
    /// Who outside it was, where one of the ends is.
    pub(crate) outside: u8,
    /// The worst threat in it, and how bad it is; `""` = none.
    pub(crate) threat: &'static str,
    pub(crate) severity: &'static str,
    /// Unix seconds.
    pub(crate) last_seen: i64,
}

impl Said {
    /// `tcp`, `udp`, `icmp`.
    pub(crate) fn protocol(&self) -> &str {
        self.port.split('/').next().unwrap_or("tcp")
    }

    /// The client's address, the server's, and the name by which that was looked up.
    pub(crate) fn addresses(&self, fleet: &Fleet, from: Peer, to: Peer) -> (String, String, &'static str) {
        let fqdn = if to == Peer::External { known(self.outside).fqdn } else { "" };
        (peer_ip(fleet, from, self.outside), peer_ip(fleet, to, self.outside), fqdn)
    }

    /// Whether an application was recognised; if not, the port stands for it.
    pub(crate) fn is_known(&self) -> bool {
        !self.application.is_empty()
    }
}

/// All of what was said between two ends, together.
#[derive(Debug, Default)]
pub(crate) struct Sum<'a> {
    pub(crate) bytes: u64,
    pub(crate) sessions: u32,
    pub(crate) protocols: Vec<&'a str>,
    pub(crate) applications: Vec<&'a str>,
    pub(crate) ports: Vec<&'a str>,
    /// The worst that was done.
    pub(crate) action: &'static str,
    /// The worst threat; `""` = none.
    pub(crate) severity: &'static str,
}

impl<'a> Sum<'a> {
    pub(crate) fn of(said: &'a [Said]) -> Self {
        let mut sum = Self { action: "allow", ..Self::default() };
        let note = |list: &mut Vec<&'a str>, word: &'a str| {
            if !list.contains(&word) {
                list.push(word);
            }
        };
        for part in said {
            sum.bytes += part.bytes;
            sum.sessions = sum.sessions.saturating_add(part.sessions);
            note(&mut sum.protocols, part.protocol());
            // An application stands in place of its port; a port stands where no application was seen.
            match part.is_known() {
                true => note(&mut sum.applications, &part.application),
                false => note(&mut sum.ports, &part.port),
            }
            if weight(part.action) > weight(sum.action) {
                sum.action = part.action;
            }
            if gravity(part.severity) > gravity(sum.severity) {
                sum.severity = part.severity;
            }
        }
        sum
    }
}

/// All conversations.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    /// How often any of it changed.
    pub(crate) changes: i64,
    pub(crate) conversations: BTreeMap<(Peer, Peer), Vec<Said>>,
    /// Rule → how often it matched, and when last.
    pub(crate) matches: HashMap<u32, (u64, i64)>,
    /// Sessions that were forgotten, and when, in unix seconds.
    pub(crate) ended: HashMap<u64, i64>,
    /// Ends that somebody gave a name.
    pub(crate) names: BTreeMap<Peer, String>,
    /// When a violation was last written to the log, so that it is not written again at once.
    pub(crate) reported: HashMap<(Peer, Peer, String), i64>,
}

impl Traffic {
    /// Adds to what was said.
    pub(crate) fn add(&mut self, from: Peer, to: Peer, news: Said) {
        self.changes += 1;
        let entries = self.conversations.entry((from, to)).or_default();
        let old = entries.iter_mut().find(|entry| {
            entry.application == news.application && entry.port == news.port && entry.outside == news.outside
        });
        match old {
            Some(entry) => {
                entry.bytes += news.bytes;
                entry.sessions = entry.sessions.saturating_add(news.sessions);
                (entry.action, entry.rule, entry.last_seen) = (news.action, news.rule, news.last_seen);
                if gravity(news.severity) > gravity(entry.severity) {
                    (entry.threat, entry.severity) = (news.threat, news.severity);
                }
            }
            None => entries.push(news),
        }
    }

    /// What is said with the outside: each pair of ends of which one is outside.
    pub(crate) fn outward(&self) -> impl Iterator<Item = (Peer, Peer, &[Said])> {
        let both = self.conversations.iter().map(|((from, to), said)| (*from, *to, said.as_slice()));
        both.filter(|(from, to, _)| *from == Peer::External || *to == Peer::External)
    }

    /// Forgets what was said between two ends.
    pub(crate) fn forget(&mut self, from: Peer, to: Peer) {
        self.changes += 1;
        self.conversations.remove(&(from, to));
    }

    /// Forgets everything that was said.
    pub(crate) fn forget_all(&mut self) {
        self.changes += 1;
        self.conversations.clear();
    }

    /// Forgets an end: its name, and all that it said.
    pub(crate) fn forget_end(&mut self, end: Peer) {
        self.changes += 1;
        self.conversations.retain(|(from, to), _| *from != end && *to != end);
        self.names.remove(&end);
    }

    /// Counts that a rule matched.
    pub(crate) fn matched(&mut self, rule: u32, now: i64) {
        let entry = self.matches.entry(rule).or_default();
        *entry = (entry.0 + 1, now);
    }
}

/// How bad an action is.
fn weight(action: &str) -> u8 {
    match action {
        "deny" => 2,
        "violate" => 1,
        _ => 0,
    }
}

/// How grave a threat's severity is.
fn gravity(severity: &str) -> u8 {
    match severity {
        "Critical" => 4,
        "High" => 3,
        "Medium" => 2,
        "Low" => 1,
        _ => 0,
    }
}

/// The id of an end on the wire.
pub(crate) fn peer_id(fleet: &Fleet, peer: Peer) -> String {
    match peer {
        Peer::External => "external".to_owned(),
        Peer::Node(at) => format!("Host:{}", fleet.nodes[at as usize].id),
        Peer::Pod(at) => fleet.pods[at as usize].id(Part::Pod),
    }
}

/// The address of a node.
pub(crate) fn node_ip(place: u32) -> String {
    format!("10.20.{}.{}", place / 240, 11 + place % 240)
}

/// The address of an end; who outside it is, is said beside it.
pub(crate) fn peer_ip(fleet: &Fleet, peer: Peer, outside: u8) -> String {
    match peer {
        Peer::External => known(outside).ip.to_owned(),
        Peer::Node(at) => node_ip(at),
        Peer::Pod(at) => fleet.pods[at as usize].ip(),
    }
}

/// Kinds of events in a conversation.
pub(crate) fn event_types(sum: &Sum<'_>) -> Vec<String> {
    let kinds = [(!sum.severity.is_empty(), "threat"), (sum.action != "allow", "violation")];
    kinds.into_iter().filter(|(is_in, _)| *is_in).map(|(_, kind)| kind.to_owned()).collect()
}

/// What the wire says of a conversation.
pub(crate) fn conversation(fleet: &Fleet, from: Peer, to: Peer, said: &[Said]) -> Conversation {
    let sum = Sum::of(said);
    let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
    let entry = |part: &Said| {
        let (client_ip, server_ip, fqdn) = part.addresses(fleet, from, to);
        ConversationEntry {
            application: part.application.clone(),
            port: if part.is_known() { String::new() } else { part.port.clone() },
            bytes: part.bytes,
            sessions: part.sessions,
            client_ip,
            server_ip,
            fqdn: fqdn.to_owned(),
            policy_action: part.action.to_owned(),
            // Only one pair's answer says which rule decided.
            policy_id: None,
            last_seen_at: part.last_seen,
        }
    };
    Conversation {
        from: conversation::Peer::Id(peer_id(fleet, from)),
        to: conversation::Peer::Id(peer_id(fleet, to)),
        bytes: sum.bytes,
        sessions: sum.sessions,
        severity: sum.severity.to_owned(),
        policy_action: sum.action.to_owned(),
        event_type: event_types(&sum),
        protocols: own(sum.protocols),
        applications: own(sum.applications),
        ports: own(sum.ports),
        entries: said.iter().map(entry).collect(),
        ..Conversation::default()
    }
}

/// What the wire says of an end.
pub(crate) fn end(view: &View, peer: Peer) -> ConversationEnd {
    let fleet = &view.fleet;
    let connected = || unknown(WorkloadState::from_wire("connected"));
    let (kind, workload) = match peer {
        Peer::Pod(at) => ("container", view.nested(&fleet.pods[at as usize])),
        Peer::Node(at) => {
            let node = &fleet.nodes[at as usize];
            let nodes = view.policy.group("nodes");
            let workload = WorkloadBrief {
                id: peer_id(fleet, peer),
                display_name: node.name.clone(),
                pod_name: node.name.clone(),
                service: String::new(),
                policy_mode: nodes.and_then(|group| group.policy_mode),
                profile_mode: nodes.and_then(|group| group.profile_mode),
                ..view.node_member(at)
            };
            ("node_ip", workload)
        }
        Peer::External => {
            let name = "External Network";
            let workload = WorkloadBrief {
                id: peer_id(fleet, peer),
                name: name.to_owned(),
                display_name: name.to_owned(),
                pod_name: name.to_owned(),
                service_group: "external".to_owned(),
                ..connected()
            };
            ("external", workload)
        }
    };
    ConversationEnd { kind: kind.to_owned(), workload }
}
