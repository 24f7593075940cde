//! Levels of detail: namespaces, groups or pods, each opened where somebody wants to look inside.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::model::{Edge, EdgeMarks, Graph, Key, Kind, NONE, Node, NodeMarks, SetPool, Severity, merge};

/// Which namespaces and groups are open. Closing a namespace keeps what was open in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expansion {
    open: BTreeSet<Key>,
}

/// How much of a graph is open at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Namespaces only.
    Namespaces,
    /// Groups.
    Groups,
    /// Pods.
    Pods,
}

impl Expansion {
    /// Nothing is open.
    pub fn closed() -> Self {
        Self::default()
    }

    /// Everything is open down to this detail.
    pub fn down_to(graph: &Graph, detail: Detail) -> Self {
        let opened = |kind| match detail {
            Detail::Namespaces => false,
            Detail::Groups => kind == Kind::Namespace,
            Detail::Pods => true,
        };
        let nodes = graph.nodes.iter().filter(|node| node.kind.holds_others() && opened(node.kind));
        Self { open: nodes.map(|node| node.key).collect() }
    }

    /// The finest detail at which no more than `most` discs are drawn; namespaces where none is.
    pub fn fitting(graph: &Graph, most: usize) -> Self {
        let fits = |detail: &Detail| {
            let expansion = Self::down_to(graph, *detail);
            represent(graph, &expansion).iter().zip(0..).filter(|(rep, at)| *rep == at).count() <= most
        };
        let detail = [Detail::Pods, Detail::Groups].into_iter().find(fits).unwrap_or(Detail::Namespaces);
        Self::down_to(graph, detail)
    }

    /// Whether this node is open.
    pub fn is_open(&self, key: Key) -> bool {
        self.open.contains(&key)
    }

    /// Opens a node.
    pub fn open(&mut self, key: Key) {
        self.open.insert(key);
    }

    /// Closes a node.
    pub fn close(&mut self, key: Key) {
        self.open.remove(&key);
    }

    /// What is open, ascending.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.open.iter().copied()
    }
}

impl FromIterator<Key> for Expansion {
    fn from_iter<T: IntoIterator<Item = Key>>(keys: T) -> Self {
        Self { open: keys.into_iter().collect() }
    }
}

/// A graph at a level, and where the nodes of the finer one went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What is shown. Keys are those of the finer graph, so that identity stays.
    pub graph: Graph,
    /// For each node of the finer graph the index of what shows it.
    pub shown_as: Vec<u32>,
}

/// What stands for each node: itself, or the outermost closed node around it.
fn represent(graph: &Graph, expansion: &Expansion) -> Vec<u32> {
    let mut stands: Vec<u32> = Vec::with_capacity(graph.nodes.len());
    for (at, node) in (0..).zip(&graph.nodes) {
        let own = match stands.get(node.parent as usize) {
            None => at,
            Some(&holder) => {
                let is_itself = holder == node.parent;
                let open = expansion.is_open(graph.nodes[node.parent as usize].key);
                if is_itself && open { at } else { holder }
            }
        };
        stands.push(own);
    }
    stands
}

/// The graph with closed namespaces and groups in place of what is in them.
///
/// Bytes, sessions and conversations are summed and conserved: what is said inside of a closed node becomes an edge
/// from the node to itself. Of everything else the worst counts.
pub fn aggregate(graph: &Graph, expansion: &Expansion) -> Level {
    let stands = represent(graph, expansion);
    let mut has_inside = vec![false; graph.nodes.len()];
    for node in &graph.nodes {
        if let Some(holder) = has_inside.get_mut(node.parent as usize) {
            *holder = true;
        }
    }
    let mut shown_as = vec![NONE; graph.nodes.len()];
    let mut nodes: Vec<Node> = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        if stands[at] as usize == at {
            shown_as[at] = u32::try_from(nodes.len()).unwrap_or(NONE);
            let parent = if node.parent == NONE { NONE } else { shown_as[node.parent as usize] };
            let open = has_inside[at] && expansion.is_open(node.key);
            nodes.push(Node { parent, marks: node.marks.set(NodeMarks::OPEN, open), ..*node });
        } else {
            shown_as[at] = shown_as[stands[at] as usize];
            let sum = &mut nodes[shown_as[at] as usize];
            let inherited = NodeMarks::QUARANTINED.and(NodeMarks::NEW);
            let inherited = inherited.and(NodeMarks::PRIVILEGED).and(NodeMarks::ROOT);
            sum.marks = sum.marks.and(node.marks.shared(inherited));
            sum.cve = sum.cve.max(node.cve);
        }
    }
    let mut sets = SetPool::from_sets(graph.sets.clone());
    let edges = merged(graph, &shown_as, &mut sets);
    let (texts, taken_at) = (graph.texts.clone(), graph.taken_at);
    Level { graph: Graph { nodes, edges, texts, sets: sets.sets, taken_at }, shown_as }
}

/// The edges between what shows their ends, one for each pair and direction.
fn merged(graph: &Graph, shown_as: &[u32], sets: &mut SetPool) -> Vec<Edge> {
    let ends = |edge: &Edge| (shown_as[edge.from as usize], shown_as[edge.to as usize]);
    let mut order: Vec<(u32, u32, u32)> =
        (0..).zip(&graph.edges).map(|(at, edge)| (ends(edge).0, ends(edge).1, at)).collect();
    order.sort_unstable();
    let mut edges: Vec<Edge> = Vec::with_capacity(order.len());
    for (from, to, at) in order {
        let edge = Edge { from, to, ..graph.edges[at as usize] };
        match edges.last_mut() {
            Some(last) if (last.from, last.to) == (from, to) => merge(last, &edge, sets),
            _ => edges.push(edge),
        }
    }
    edges
}

/// How many edges each node is away from this one; [`NONE`] for those farther than `hops` or not to be reached.
pub fn neighbourhood(graph: &Graph, start: u32, hops: u32) -> Vec<u32> {
    let mut away = vec![NONE; graph.nodes.len()];
    let Some(first) = away.get_mut(start as usize) else {
        return away;
    };
    *first = 0;
    let links = Links::new(graph);
    let mut rim = vec![start];
    for hop in 1..=hops {
        let mut next = Vec::new();
        for node in rim {
            for &other in links.of(node) {
                if away[other as usize] == NONE {
                    away[other as usize] = hop;
                    next.push(other);
                }
            }
        }
        rim = next;
    }
    away
}

/// Who is linked with whom, for walking a graph.
struct Links {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Links {
    fn new(graph: &Graph) -> Self {
        let mut pairs = Vec::with_capacity(graph.edges.len() * 2);
        for edge in &graph.edges {
            pairs.extend([(edge.from, edge.to), (edge.to, edge.from)]);
        }
        pairs.sort_unstable();
        let count = u32::try_from(graph.nodes.len()).unwrap_or(NONE);
        let starts = (0..=count).map(|at| pairs.partition_point(|(from, _)| *from < at));
        let starts = starts.map(|start| u32::try_from(start).unwrap_or(NONE)).collect();
        Self { starts, ends: pairs.into_iter().map(|(_, to)| to).collect() }
    }

    fn of(&self, node: u32) -> &[u32] {
        &self.ends[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}

/// The graph with nothing but the nodes for which `keep` says so, what holds them, and the edges between them for
/// which `keep_edge` says so. Holders of which nothing is left go too, unless they are kept themselves.
pub fn part(graph: &Graph, keep: impl Fn(u32) -> bool, keep_edge: impl Fn(u32) -> bool) -> Graph {
    let mut kept: Vec<bool> = (0..).zip(&graph.nodes).map(|(at, _)| keep(at)).collect();
    let chosen = kept.clone();
    for at in (0..graph.nodes.len()).rev() {
        if kept[at]
            && let Some(holder) = kept.get_mut(graph.nodes[at].parent as usize)
        {
            *holder = true;
        }
    }
    let mut moved = vec![NONE; graph.nodes.len()];
    let mut nodes: Vec<Node> = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate().filter(|(at, _)| kept[*at]) {
        moved[at] = u32::try_from(nodes.len()).unwrap_or(NONE);
        let parent = if node.parent == NONE { NONE } else { moved[node.parent as usize] };
        // What is open counts those that are left in it.
        let members = if node.marks.has(NodeMarks::OPEN) { 0 } else { node.members };
        nodes.push(Node { parent, members, ..*node });
    }
    for at in (0..nodes.len()).rev() {
        let (parent, members) = (nodes[at].parent, nodes[at].members);
        if let Some(holder) = nodes.get_mut(parent as usize) {
            holder.members += members;
        }
    }
    let both = |edge: &Edge| chosen[edge.from as usize] && chosen[edge.to as usize];
    let edges = (0..).zip(&graph.edges).filter(|(at, edge)| both(edge) && keep_edge(*at));
    let edges = edges
        .map(|(_, edge)| Edge { from: moved[edge.from as usize], to: moved[edge.to as usize], ..*edge })
        .collect();
    let (texts, sets) = (graph.texts.clone(), graph.sets.clone());
    Graph { nodes, edges, texts, sets, taken_at: graph.taken_at }
}

/// The graph without what is open: nothing is in anything else. A group is named with its namespace then, since nothing
/// around it says which that is.
pub fn flat(graph: &Graph) -> Graph {
    let mut texts = (*graph.texts).clone();
    let mut moved = vec![NONE; graph.nodes.len()];
    let mut nodes: Vec<Node> = Vec::new();
    for at in graph.discs() {
        let mut node = Node { parent: NONE, ..graph.nodes[at as usize] };
        let namespace = graph.namespace(at);
        if node.kind == Kind::Group && namespace != NONE {
            node.name = texts.push(&format!("{}.{}", graph.name(at), graph.name(namespace)));
        }
        moved[at as usize] = u32::try_from(nodes.len()).unwrap_or(NONE);
        nodes.push(node);
    }
    let edges = graph.edges.iter().map(|edge| Edge {
        from: moved[edge.from as usize],
        to: moved[edge.to as usize],
        ..*edge
    });
    let edges = edges.filter(|edge| edge.from != NONE && edge.to != NONE).collect();
    Graph { nodes, edges, texts: Arc::new(texts), sets: graph.sets.clone(), taken_at: graph.taken_at }
}

/// How much of each there is in a graph: what a line above the map says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Nodes that are drawn as discs.
    pub discs: usize,
    /// Workloads that they stand for.
    pub members: u64,
    /// Edges.
    pub edges: usize,
    /// Conversations that they stand for.
    pub conversations: u64,
    /// Bytes in all.
    pub bytes: u64,
    /// Sessions in all.
    pub sessions: u64,
    /// Edges that somebody should look at.
    pub trouble: usize,
    /// Discs that are quarantined.
    pub quarantined: usize,
    /// Discs with a high or critical vulnerability.
    pub vulnerable: usize,
    /// Edges and discs that are new.
    pub new: usize,
}

impl Summary {
    /// The summary of a graph.
    pub fn of(graph: &Graph) -> Self {
        let mut sum = Self { edges: graph.edges.len(), ..Self::default() };
        for node in graph.discs().map(|at| &graph.nodes[at as usize]) {
            sum.discs += 1;
            sum.members += u64::from(node.members);
            sum.quarantined += usize::from(node.marks.has(NodeMarks::QUARANTINED));
            sum.vulnerable += usize::from(node.cve >= Severity::High);
            sum.new += usize::from(node.marks.has(NodeMarks::NEW));
        }
        for edge in &graph.edges {
            sum.conversations += u64::from(edge.merged);
            sum.bytes = sum.bytes.saturating_add(edge.bytes);
            sum.sessions = sum.sessions.saturating_add(edge.sessions);
            sum.trouble += usize::from(edge.status.is_trouble());
            sum.new += usize::from(edge.marks.has(EdgeMarks::NEW));
        }
        sum
    }
}
