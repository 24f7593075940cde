//! An edge out of the whole graph: what was said between two nodes or inside of them, and the pairs that this was. Pure.

use std::{cmp::Reverse, collections::BTreeSet};

use network_map::model::{self, Graph, NONE, Severity, Status};

use super::api::{Edge, End, Pair, Pairs, Sum};

/// How many pairs are listed at most.
const MOST: usize = 200;

/// The edge from one node to another. Neither need be a pod: what is in a group or a namespace speaks for it.
pub fn edge(graph: &Graph, from: u32, to: u32) -> Edge {
    let (clients, servers) = (inside(graph, from), inside(graph, to));
    let is_part = |edge: &&model::Edge| clients[edge.from as usize] && servers[edge.to as usize];
    let parts: Vec<&model::Edge> = graph.edges.iter().filter(is_part).collect();
    let holds = |at: u32| graph.nodes[at as usize].kind.holds_others();
    let pairs = (holds(from) || holds(to)).then(|| pairs(graph, parts.clone()));
    Edge { from: end(graph, from), to: end(graph, to), sum: sum(graph, &parts), pairs }
}

/// Which nodes are this one, or in it. Holders stand before what they hold.
fn inside(graph: &Graph, holder: u32) -> Vec<bool> {
    let mut inside = vec![false; graph.nodes.len()];
    for (at, node) in graph.nodes.iter().enumerate() {
        let held = node.parent != NONE && inside[node.parent as usize];
        inside[at] = held || u32::try_from(at) == Ok(holder);
    }
    inside
}

/// What is said of a node of the graph as an end.
fn end(graph: &Graph, at: u32) -> End {
    let node = &graph.nodes[at as usize];
    let mut holders = Vec::new();
    let mut holder = node.parent;
    while let Some(held_by) = graph.nodes.get(holder as usize) {
        holders.push(held_by.key);
        holder = held_by.parent;
    }
    End {
        key: node.key,
        kind: node.kind,
        name: graph.text(node.name).to_owned(),
        namespace: graph.name(graph.namespace(at)).to_owned(),
        holders,
    }
}

fn sum(graph: &Graph, parts: &[&model::Edge]) -> Option<Sum> {
    let first = parts.first()?;
    let mut sum = Sum {
        status: first.status,
        severity: Severity::None,
        applications: Vec::new(),
        ports: Vec::new(),
        bytes: 0,
        sessions: 0,
        last_seen: 0,
    };
    let (mut applications, mut ports) = (BTreeSet::new(), BTreeSet::new());
    for part in parts {
        sum.status = sum.status.max(part.status);
        sum.severity = sum.severity.max(part.severity);
        sum.bytes = sum.bytes.saturating_add(part.bytes);
        sum.sessions = sum.sessions.saturating_add(part.sessions);
        sum.last_seen = sum.last_seen.max(part.last_seen);
        applications.extend(graph.applications(part));
        ports.extend(graph.ports(part));
    }
    sum.applications = applications.into_iter().map(str::to_owned).collect();
    sum.ports = ports.into_iter().map(|port| port.to_string()).collect();
    Some(sum)
}

fn pairs(graph: &Graph, mut parts: Vec<&model::Edge>) -> Pairs {
    let all = parts.len() as u64;
    let rank = |edge: &&model::Edge| -> (Reverse<(Status, Severity, u64)>, u32, u32) {
        (Reverse((edge.status, edge.severity, edge.bytes)), edge.from, edge.to)
    };
    if parts.len() > MOST {
        parts.select_nth_unstable_by_key(MOST, rank);
        parts.truncate(MOST);
    }
    parts.sort_unstable_by_key(rank);
    let pair = |edge: &model::Edge| Pair {
        from: end(graph, edge.from),
        to: end(graph, edge.to),
        status: edge.status,
        severity: edge.severity,
        bytes: edge.bytes,
        sessions: edge.sessions,
    };
    Pairs { rows: parts.into_iter().map(pair).collect(), all }
}
