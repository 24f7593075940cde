//! Who talked to whom, and what became of it.

use std::collections::{BTreeMap, HashMap};

use controller_api::{
    conversation::{self, Conversation, ConversationEnd, ConversationEntry},
    workload::{WorkloadBrief, WorkloadState},
};

use crate::{
    fleet::{Fleet, Part},
    policy::Policy,
    wire::outside,
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

/// What was said in one application over one port.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) application: String,
    pub(crate) port: String,
    pub(crate) bytes: u64,
    pub(crate) sessions: u32,
    pub(crate) action: &'static str,
    pub(crate) rule: u32,
    /// Unix seconds.
    pub(crate) last_seen: i64,
}

/// All conversations.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    pub(crate) conversations: BTreeMap<(Peer, Peer), Vec<Said>>,
    /// Rule → how often it matched, and when last.
    pub(crate) matches: HashMap<u32, (u64, i64)>,
    /// When a violation was last written to the log, so that it is not written again at once.
    pub(crate) reported: HashMap<(Peer, Peer, String), i64>,
}

impl Traffic {
    /// Adds to what was said.
    pub(crate) fn add(&mut self, from: Peer, to: Peer, news: Said) {
        let entries = self.conversations.entry((from, to)).or_default();
        let old =
            entries.iter_mut().find(|entry| entry.application == news.application && entry.port == news.port);
        match old {
            Some(entry) => {
                entry.bytes += news.bytes;
                entry.sessions = entry.sessions.saturating_add(news.sessions);
                (entry.action, entry.rule, entry.last_seen) = (news.action, news.rule, news.last_seen);
            }
            None => entries.push(news),
        }
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

/// The id of an end on the wire.
pub(crate) fn peer_id(fleet: &Fleet, peer: Peer) -> String {
    match peer {
        Peer::External => "external".to_owned(),
        Peer::Node(at) => format!("Host:{}", fleet.nodes[at as usize].id),
        Peer::Pod(at) => fleet.pods[at as usize].id(Part::Pod),
    }
}

/// The address of an end.
pub(crate) fn peer_ip(fleet: &Fleet, peer: Peer) -> String {
    match peer {
        Peer::External => "203.0.113.24".to_owned(),
        Peer::Node(at) => format!("10.20.{}.{}", at / 250, 11 + at % 240),
        Peer::Pod(at) => fleet.pods[at as usize].ip(),
    }
}

/// What the wire says of a conversation.
pub(crate) fn conversation(fleet: &Fleet, from: Peer, to: Peer, said: &[Said]) -> Conversation {
    let mut whole = Conversation {
        from: conversation::Peer::Id(peer_id(fleet, from)),
        to: conversation::Peer::Id(peer_id(fleet, to)),
        policy_action: "allow".to_owned(),
        ..Conversation::default()
    };
    for part in said {
        whole.bytes += part.bytes;
        whole.sessions = whole.sessions.saturating_add(part.sessions);
        if weight(part.action) > weight(&whole.policy_action) {
            part.action.clone_into(&mut whole.policy_action);
        }
        let protocol = part.port.split('/').next().unwrap_or("tcp").to_owned();
        if !whole.protocols.contains(&protocol) {
            whole.protocols.push(protocol);
        }
        // An application stands in place of its port; a port stands where no application was seen.
        let known = !part.application.is_empty();
        if known {
            whole.applications.push(part.application.clone());
        } else {
            whole.ports.push(part.port.clone());
        }
        whole.entries.push(ConversationEntry {
            application: part.application.clone(),
            port: if known { String::new() } else { part.port.clone() },
            bytes: part.bytes,
            sessions: part.sessions,
            client_ip: peer_ip(fleet, from),
            server_ip: peer_ip(fleet, to),
            fqdn: String::new(),
            policy_action: part.action.to_owned(),
            policy_id: (part.rule != 0).then_some(part.rule),
            last_seen_at: part.last_seen,
        });
    }
    whole
}

/// What the wire says of an end.
pub(crate) fn end(fleet: &Fleet, policy: &Policy, peer: Peer) -> ConversationEnd {
    let connected = || outside(WorkloadState::from_wire("connected"));
    let (kind, workload) = match peer {
        Peer::Pod(at) => ("container", fleet.nested(&fleet.pods[at as usize], policy)),
        Peer::Node(at) => {
            let node = &fleet.nodes[at as usize];
            let nodes = policy.group("nodes");
            let workload = WorkloadBrief {
                id: peer_id(fleet, peer),
                display_name: node.name.clone(),
                pod_name: node.name.clone(),
                service: String::new(),
                policy_mode: nodes.and_then(|group| group.policy_mode),
                profile_mode: nodes.and_then(|group| group.profile_mode),
                ..fleet.node_member(node)
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
