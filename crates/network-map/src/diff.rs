//! What changed between two graphs, by keys: whatever places nodes have in them.

use std::collections::HashMap;

use crate::model::{Edge, EdgeMarks, Graph, Key, Node, NodeMarks, Set, marks};

marks! {
    /// What of a node changed.
    NodeChanges {
        /// Its policy mode.
        MODE = 0, "mode";
        /// Whether it is quarantined.
        QUARANTINE = 1, "quarantine";
        /// The worst vulnerability in it.
        CVE = 2, "cve";
        /// Its name, or what it is.
        NAME = 3, "name";
        /// Where it is: its group, namespace or node.
        HOME = 4, "home";
        /// How many workloads it stands for.
        MEMBERS = 5, "members";
    }
}

marks! {
    /// What of an edge changed.
    EdgeChanges {
        /// How it stands.
        STATUS = 0, "status";
        /// The worst threat in it.
        SEVERITY = 1, "severity";
        /// Its applications.
        APPLICATIONS = 2, "applications";
        /// Its ports or protocols.
        PORTS = 3, "ports";
    }
}

/// A node that is in both graphs and differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedNode {
    /// Its index before.
    pub before: u32,
    /// Its index after.
    pub after: u32,
    /// What differs.
    pub what: NodeChanges,
}

/// An edge that is in both graphs and differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedEdge {
    /// Its index before.
    pub before: u32,
    /// Its index after.
    pub after: u32,
    /// What differs.
    pub what: EdgeChanges,
}

/// What changed between two graphs. Lists of indices are ascending: of the graph after, those gone of the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Nodes that are there now.
    pub new_nodes: Vec<u32>,
    /// Nodes that were there before.
    pub gone_nodes: Vec<u32>,
    /// Nodes that changed.
    pub changed_nodes: Vec<ChangedNode>,
    /// Edges that are there now.
    pub new_edges: Vec<u32>,
    /// Edges that were there before.
    pub gone_edges: Vec<u32>,
    /// Edges that changed. More bytes or sessions alone are no change.
    pub changed_edges: Vec<ChangedEdge>,
    /// Bytes said on the edges of the graph after, beyond those of the one before.
    pub bytes: u64,
    /// Sessions, likewise.
    pub sessions: u64,
}

impl Diff {
    /// What changed from `before` to `after`.
    pub fn between(before: &Graph, after: &Graph) -> Self {
        let mut diff = Self::default();
        let mut same = Same::new(before, after);
        let nodes_before = nodes_by_key(before);
        let nodes_after = nodes_by_key(after);
        for (at, node) in (0u32..).zip(&after.nodes) {
            match nodes_before.get(&node.key) {
                None => diff.new_nodes.push(at),
                Some(&old) => {
                    let what = same.node_changes(&before.nodes[old as usize], node);
                    if what != NodeChanges::none() {
                        diff.changed_nodes.push(ChangedNode { before: old, after: at, what });
                    }
                }
            }
        }
        let gone = (0u32..).zip(&before.nodes).filter(|(_, node)| !nodes_after.contains_key(&node.key));
        diff.gone_nodes = gone.map(|(at, _)| at).collect();
        let edges_before = edges_by_key(before);
        let edges_after = edges_by_key(after);
        for (at, edge) in (0u32..).zip(&after.edges) {
            let old = edges_before.get(&ends(after, edge)).copied();
            let (bytes, sessions) = old.map_or((0, 0), |old| {
                let old = &before.edges[old as usize];
                (old.bytes, old.sessions)
            });
            diff.bytes = diff.bytes.saturating_add(edge.bytes.saturating_sub(bytes));
            diff.sessions = diff.sessions.saturating_add(edge.sessions.saturating_sub(sessions));
            match old {
                None => diff.new_edges.push(at),
                Some(old) => {
                    let what = same.edge_changes(&before.edges[old as usize], edge);
                    if what != EdgeChanges::none() {
                        diff.changed_edges.push(ChangedEdge { before: old, after: at, what });
                    }
                }
            }
        }
        let gone = (0u32..).zip(&before.edges);
        let gone = gone.filter(|(_, edge)| !edges_after.contains_key(&ends(before, edge)));
        diff.gone_edges = gone.map(|(at, _)| at).collect();
        diff
    }

    /// Whether nothing changed but bytes and sessions.
    pub fn is_empty(&self) -> bool {
        self.new_nodes.is_empty()
            && self.gone_nodes.is_empty()
            && self.changed_nodes.is_empty()
            && self.new_edges.is_empty()
            && self.gone_edges.is_empty()
            && self.changed_edges.is_empty()
    }
}

/// Marks as new what was not there at the last look, and nothing else.
pub fn mark_new(graph: &mut Graph, last: &Graph) {
    let nodes = nodes_by_key(last);
    let edges = edges_by_key(last);
    let new_edges: Vec<bool> =
        graph.edges.iter().map(|edge| !edges.contains_key(&ends(graph, edge))).collect();
    for node in &mut graph.nodes {
        node.marks = node.marks.set(NodeMarks::NEW, !nodes.contains_key(&node.key));
    }
    for (edge, new) in graph.edges.iter_mut().zip(new_edges) {
        edge.marks = edge.marks.set(EdgeMarks::NEW, new);
    }
}

/// The keys of an edge's ends.
pub(crate) fn ends(graph: &Graph, edge: &Edge) -> (Key, Key) {
    (graph.nodes[edge.from as usize].key, graph.nodes[edge.to as usize].key)
}

fn nodes_by_key(graph: &Graph) -> HashMap<Key, u32> {
    graph.nodes.iter().map(|node| node.key).zip(0..).collect()
}

fn edges_by_key(graph: &Graph) -> HashMap<(Key, Key), u32> {
    graph.edges.iter().map(|edge| ends(graph, edge)).zip(0..).collect()
}

/// Tells whether things of two graphs say the same, each in its own texts.
pub(crate) struct Same<'a> {
    before: &'a Graph,
    after: &'a Graph,
    sets: HashMap<(Set, Set), bool>,
}

impl<'a> Same<'a> {
    pub(crate) fn new(before: &'a Graph, after: &'a Graph) -> Self {
        Self { before, after, sets: HashMap::new() }
    }

    pub(crate) fn node_changes(&self, old: &Node, new: &Node) -> NodeChanges {
        let text = |old, new| self.before.text(old) == self.after.text(new);
        let key = |graph: &Graph, at: u32| graph.nodes.get(at as usize).map(|node| node.key);
        let quarantine = |node: &Node| node.marks.has(NodeMarks::QUARANTINED);
        let home = key(self.before, old.parent) == key(self.after, new.parent) && text(old.host, new.host);
        NodeChanges::none()
            .set(NodeChanges::MODE, old.mode != new.mode)
            .set(NodeChanges::QUARANTINE, quarantine(old) != quarantine(new))
            .set(NodeChanges::CVE, old.cve != new.cve)
            .set(NodeChanges::NAME, !text(old.name, new.name) || old.kind != new.kind)
            .set(NodeChanges::HOME, !home)
            .set(NodeChanges::MEMBERS, old.members != new.members)
    }

    pub(crate) fn edge_changes(&mut self, old: &Edge, new: &Edge) -> EdgeChanges {
        let ports = self.before.sets.get(old.ports) == self.after.sets.get(new.ports);
        EdgeChanges::none()
            .set(EdgeChanges::STATUS, old.status != new.status)
            .set(EdgeChanges::SEVERITY, old.severity != new.severity)
            .set(EdgeChanges::APPLICATIONS, !self.applications(old, new))
            .set(EdgeChanges::PORTS, !ports || old.protocols != new.protocols)
    }

    fn applications(&mut self, old: &Edge, new: &Edge) -> bool {
        let pair = (old.applications, new.applications);
        if let Some(known) = self.sets.get(&pair) {
            return *known;
        }
        let same = self.before.application_names(old) == self.after.application_names(new);
        self.sets.insert(pair, same);
        same
    }
}
