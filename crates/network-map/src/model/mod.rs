//! The graph: flat arrays of nodes and edges that name each other and their texts by number.

mod build;
mod key;
mod kind;
mod mark;
mod port;
mod words;

use std::sync::Arc;

pub(crate) use build::merge;
pub use build::{Builder, EdgeInput, NodeInput};
pub use key::{Key, NotAKey};
pub(crate) use kind::words;
pub use kind::{Action, Kind, Mode, Protocol, Severity, Status};
pub(crate) use mark::marks;
pub use mark::{EdgeMarks, NodeMarks, Protocols};
pub use port::{NotAPort, Port};
pub use words::{Set, Sets, Text, Texts};
pub(crate) use words::{SetPool, TextPool};

/// No node: what stands in place of an index where there is none.
pub const NONE: u32 = u32::MAX;

/// A node. Texts are in the graph's table: [`Graph::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name, as it is shown.
    pub name: Text,
    /// The controller's id of it; empty in a graph that came over the wire without ids.
    pub id: Text,
    /// The name of the cluster's node that it runs on.
    pub host: Text,
    /// The node that it is in (its group, else its namespace), or [`NONE`]. Always less than its own index.
    pub parent: u32,
    /// Its network policy mode.
    pub mode: Mode,
    /// The worst vulnerability in it.
    pub cve: Severity,
    /// Its marks.
    pub marks: NodeMarks,
    /// How many workloads it stands for: 1, or those inside of a group or namespace.
    pub members: u32,
}

/// An edge: what was said from one node to another. There is one at most for each pair and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The client's index.
    pub from: u32,
    /// The server's index; the client's own where nodes inside of it talk to each other.
    pub to: u32,
    /// How it stands.
    pub status: Status,
    /// The worst threat in it.
    pub severity: Severity,
    /// The protocols in it.
    pub protocols: Protocols,
    /// Its marks.
    pub marks: EdgeMarks,
    /// The applications in it: a set of texts.
    pub applications: Set,
    /// The ports in it: a set of packed [`Port`]s.
    pub ports: Set,
    /// How many conversations it stands for.
    pub merged: u32,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u64,
    /// When it was last seen, in unix seconds.
    pub last_seen: i64,
}

/// Nodes and edges, and the texts they name. Whatever is shown is a graph too: of a level, of what a filter leaves.
///
/// Nodes that hold others stand before them. Edges are ascending by client and server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// Names, ids, applications.
    pub texts: Arc<Texts>,
    /// Sets of applications and ports.
    pub sets: Sets,
    /// When the controller was asked, in unix seconds.
    pub taken_at: i64,
}

impl Graph {
    /// A text of this graph.
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// A node's name; `""` where there is no such node.
    pub fn name(&self, node: u32) -> &str {
        self.nodes.get(node as usize).map_or("", |node| self.text(node.name))
    }

    /// The namespace that a node is in, or is; [`NONE`] outside of any.
    pub fn namespace(&self, node: u32) -> u32 {
        self.enclosing(node, Kind::Namespace)
    }

    /// The group that a node is in, or is; [`NONE`] outside of any.
    pub fn group(&self, node: u32) -> u32 {
        self.enclosing(node, Kind::Group)
    }

    fn enclosing(&self, node: u32, kind: Kind) -> u32 {
        let mut at = node;
        while let Some(here) = self.nodes.get(at as usize) {
            if here.kind == kind {
                return at;
            }
            at = here.parent;
        }
        NONE
    }

    /// The node with this key.
    pub fn find(&self, key: Key) -> Option<u32> {
        let at = self.nodes.iter().position(|node| node.key == key)?;
        u32::try_from(at).ok()
    }

    /// The names of the applications of an edge, in no order.
    pub fn applications(&self, edge: &Edge) -> impl Iterator<Item = &str> {
        self.sets.get(edge.applications).iter().map(|text| self.texts.get(Text(*text)))
    }

    /// The names of the applications of an edge, ascending: what is written at it.
    pub fn application_names(&self, edge: &Edge) -> Vec<&str> {
        let mut names: Vec<&str> = self.applications(edge).collect();
        names.sort_unstable();
        names
    }

    /// The ports of an edge, ascending.
    pub fn ports(&self, edge: &Edge) -> impl Iterator<Item = Port> {
        self.sets.get(edge.ports).iter().map(|port| Port::unpacked(*port))
    }

    /// Whether the node is drawn as the ground under those inside of it, not as a disc.
    pub fn is_ground(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|node| node.marks.has(NodeMarks::OPEN))
    }

    /// The indices of the nodes that are drawn as discs.
    pub fn discs(&self) -> impl Iterator<Item = u32> {
        let open = |node: &Node| node.marks.has(NodeMarks::OPEN);
        (0..).zip(&self.nodes).filter(move |(_, node)| !open(node)).map(|(at, _)| at)
    }

    /// How many bytes it holds on to, shared texts included.
    pub fn heap_bytes(&self) -> usize {
        self.nodes.capacity() * size_of::<Node>()
            + self.edges.capacity() * size_of::<Edge>()
            + self.texts.heap_bytes()
            + self.sets.heap_bytes()
    }

    /// Whether the graph keeps its own rules: indices in range, holders first, edges ascending.
    pub(crate) fn is_sound(&self) -> bool {
        let count = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let holders = (0..).zip(&self.nodes).all(|(at, node): (u32, _)| {
            node.parent == NONE || node.parent < at && self.nodes[node.parent as usize].kind.holds_others()
        });
        let ends = self.edges.iter().all(|edge| edge.from < count && edge.to < count);
        holders && ends && self.edges.is_sorted_by(|one, two| (one.from, one.to) < (two.from, two.to))
    }
}
