//! The builder: a graph out of what the controller says of ends and conversations.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    Action, Edge, EdgeMarks, Graph, Key, Kind, Mode, NONE, Node, NodeMarks, Port, Protocol, Protocols,
    SetPool, Severity, Status, Text, TextPool,
};

/// An end of conversations, as it is said to the [`Builder`].
#[derive(Clone, Copy, Debug)]
pub struct NodeInput<'a> {
    /// The controller's id; for a namespace or group its name.
    pub id: &'a str,
    /// What it is.
    pub kind: Kind,
    /// The name to show.
    pub name: &'a str,
    /// Its namespace; `""` = none.
    pub namespace: &'a str,
    /// Its group; `""` = none.
    pub group: &'a str,
    /// The cluster's node that it runs on; `""` = none.
    pub host: &'a str,
    /// Its network policy mode. A group or namespace that is not said by itself joins its members' modes.
    pub mode: Mode,
    /// The worst vulnerability in it.
    pub cve: Severity,
    /// Its marks; `OPEN` is the builder's to set.
    pub marks: NodeMarks,
}

impl<'a> NodeInput<'a> {
    /// An end about which nothing more is known.
    pub fn new(kind: Kind, id: &'a str, name: &'a str) -> Self {
        Self {
            id,
            kind,
            name,
            namespace: "",
            group: "",
            host: "",
            mode: Mode::None,
            cve: Severity::None,
            marks: NodeMarks::none(),
        }
    }
}

/// A conversation, or a part of one, as it is said to the [`Builder`].
#[derive(Clone, Copy, Debug)]
pub struct EdgeInput<'a> {
    /// The client's id.
    pub from: &'a str,
    /// The server's id.
    pub to: &'a str,
    /// What the policy did.
    pub action: Action,
    /// The worst threat in it.
    pub severity: Severity,
    /// Whether the service mesh encrypts it.
    pub secured: bool,
    /// Applications, by their names.
    pub applications: &'a [&'a str],
    /// Ports such as `tcp/587`; what is none is passed over.
    pub ports: &'a [&'a str],
    /// Protocols such as `tcp`.
    pub protocols: &'a [&'a str],
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u64,
    /// When it was last seen, in unix seconds.
    pub last_seen: i64,
}

impl<'a> EdgeInput<'a> {
    /// An allowed conversation about which nothing more is known.
    pub fn new(from: &'a str, to: &'a str) -> Self {
        Self {
            from,
            to,
            action: Action::Allow,
            severity: Severity::None,
            secured: false,
            applications: &[],
            ports: &[],
            protocols: &[],
            bytes: 0,
            sessions: 0,
            last_seen: 0,
        }
    }
}

/// Applications that keep a cluster running and say nothing about what it does.
const SYSTEM_APPLICATIONS: [&str; 3] = ["DNS", "DHCP", "NTP"];

/// Takes ends and conversations in whatever order within their kind (ends first), and makes a graph of them that is
/// the same for the same content.
#[derive(Debug, Default)]
pub struct Builder {
    texts: TextPool,
    sets: SetPool,
    nodes: Vec<Node>,
    keys: HashSet<Key>,
    ends: HashMap<Box<str>, u32>,
    namespaces: HashMap<Box<str>, u32>,
    groups: HashMap<Box<str>, u32>,
    /// Whether the node at this place was said, or is only there because others are in it.
    said: Vec<bool>,
    edges: HashMap<(u32, u32), Edge>,
    dropped: usize,
}

impl Builder {
    /// One that knows of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an end. One that is said twice keeps what was said last.
    pub fn node(&mut self, input: &NodeInput<'_>) {
        let at = match input.kind {
            Kind::Namespace => self.namespace(input.id),
            Kind::Group => self.group(input.id, input.namespace),
            _ => self.end(input.kind, input.id),
        };
        let parent = match input.kind {
            Kind::Namespace => NONE,
            Kind::Group => self.nodes[at as usize].parent,
            _ if !input.group.is_empty() => self.group(input.group, input.namespace),
            _ if !input.namespace.is_empty() => self.namespace(input.namespace),
            _ => NONE,
        };
        let (name, host) = (self.texts.add(input.name), self.texts.add(input.host));
        let node = &mut self.nodes[at as usize];
        (node.kind, node.name, node.host, node.parent) = (input.kind, name, host, parent);
        (node.mode, node.cve, node.marks) = (input.mode, input.cve, input.marks.without(NodeMarks::OPEN));
        self.said[at as usize] = true;
    }

    /// Adds a conversation; several of one pair in one direction become one edge with the worst status. One with an
    /// end that was not said before is dropped and counted.
    pub fn edge(&mut self, input: &EdgeInput<'_>) {
        let (Some(&from), Some(&to)) = (self.ends.get(input.from), self.ends.get(input.to)) else {
            self.dropped += 1;
            return;
        };
        let applications = input.applications.iter().filter(|name| !name.is_empty());
        let applications: Vec<u32> = applications.map(|name| self.texts.add(name).0).collect();
        let ports: Vec<Port> = input.ports.iter().filter_map(|port| port.parse().ok()).collect();
        let named = input.protocols.iter().map(|name| Protocol::parse(name).unwrap_or(Protocol::Other));
        let protocols = named
            .chain(ports.iter().map(|port| port.protocol))
            .fold(Protocols::none(), |all, protocol| all.and(protocol.mark()));
        let internal = self.same_namespace(from, to);
        let system = ports.is_empty()
            && !input.applications.is_empty()
            && input.applications.iter().all(|name| SYSTEM_APPLICATIONS.contains(name));
        let news = Edge {
            from,
            to,
            status: Status::judge(input.action, input.severity, input.secured, internal),
            severity: input.severity,
            protocols,
            marks: EdgeMarks::none()
                .set(EdgeMarks::SYSTEM, system)
                .set(EdgeMarks::DENIED, input.action == Action::Deny)
                .set(EdgeMarks::VIOLATED, input.action == Action::Violate),
            applications: self.sets.add(applications),
            ports: self.sets.add(ports.into_iter().map(Port::packed).collect()),
            merged: 1,
            bytes: input.bytes,
            sessions: input.sessions,
            last_seen: input.last_seen,
        };
        match self.edges.get_mut(&(from, to)) {
            Some(edge) => merge(edge, &news, &mut self.sets),
            None => {
                self.edges.insert((from, to), news);
            }
        }
    }

    /// How many conversations were dropped because an end of theirs was not said.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// The graph. Groups and namespaces that hold something are open in it: it is the finest level.
    pub fn finish(mut self, taken_at: i64) -> Graph {
        self.summarise();
        let texts = &self.texts.texts;
        let name = |at: u32| if at == NONE { "" } else { texts.get(self.nodes[at as usize].id) };
        let mut order: Vec<u32> = (0..).take(self.nodes.len()).collect();
        let place = |at: &u32| {
            let node = &self.nodes[*at as usize];
            let (namespace, group, rank) = match node.kind {
                Kind::Namespace => (*at, NONE, 0u8),
                Kind::Group => (node.parent, *at, 0),
                _ if node.parent == NONE => (NONE, NONE, 1),
                _ => match self.nodes[node.parent as usize].kind {
                    Kind::Namespace => (node.parent, NONE, 1),
                    _ => (self.nodes[node.parent as usize].parent, node.parent, 1),
                },
            };
            (name(namespace), name(group), rank, texts.get(node.name), node.key)
        };
        order.sort_unstable_by(|one, two| place(one).cmp(&place(two)));
        let mut now_at = vec![NONE; self.nodes.len()];
        for (new, old) in (0..).zip(&order) {
            now_at[*old as usize] = new;
        }
        let moved = |at: u32| if at == NONE { NONE } else { now_at[at as usize] };
        let nodes = order.iter().map(|at| self.nodes[*at as usize]);
        let nodes = nodes.map(|node| Node { parent: moved(node.parent), ..node }).collect();
        let mut edges: Vec<Edge> = self.edges.into_values().collect();
        for edge in &mut edges {
            (edge.from, edge.to) = (moved(edge.from), moved(edge.to));
        }
        edges.sort_unstable_by_key(|edge| (edge.from, edge.to));
        Graph { nodes, edges, texts: Arc::new(self.texts.texts), sets: self.sets.sets, taken_at }
    }

    /// Counts members, joins what holders inherit from those inside, and opens them.
    fn summarise(&mut self) {
        // Members first into their groups, then groups into their namespaces.
        let order = |kind: Option<Kind>| {
            move |node: &Node| match kind {
                Some(kind) => node.kind == kind,
                None => !node.kind.holds_others(),
            }
        };
        let mut seen = vec![false; self.nodes.len()];
        for belongs in [order(None), order(Some(Kind::Group))] {
            for at in 0..self.nodes.len() {
                let node = self.nodes[at];
                if !belongs(&node) || node.parent == NONE {
                    continue;
                }
                let holder = node.parent as usize;
                let (first, said) = (!std::mem::replace(&mut seen[holder], true), self.said[holder]);
                let parent = &mut self.nodes[holder];
                parent.members += node.members;
                parent.cve = parent.cve.max(node.cve);
                parent.marks = parent.marks.and(NodeMarks::OPEN);
                if !said {
                    parent.mode = parent.mode.joined(node.mode);
                    let system = node.marks.has(NodeMarks::SYSTEM);
                    let all = (first || parent.marks.has(NodeMarks::SYSTEM)) && system;
                    parent.marks = parent.marks.set(NodeMarks::SYSTEM, all);
                }
            }
        }
    }

    fn same_namespace(&self, from: u32, to: u32) -> bool {
        let namespace = |node: u32| {
            let parent = self.nodes[node as usize].parent;
            match self.nodes.get(parent as usize) {
                Some(group) if group.kind == Kind::Group => group.parent,
                _ => parent,
            }
        };
        namespace(from) != NONE && namespace(from) == namespace(to)
    }

    fn end(&mut self, kind: Kind, id: &str) -> u32 {
        match self.ends.get(id) {
            Some(at) => *at,
            None => {
                let at = self.push(kind, id, NONE, 1);
                self.ends.insert(Box::from(id), at);
                at
            }
        }
    }

    fn namespace(&mut self, name: &str) -> u32 {
        match self.namespaces.get(name) {
            Some(at) => *at,
            None => {
                let at = self.push(Kind::Namespace, name, NONE, 0);
                self.namespaces.insert(Box::from(name), at);
                at
            }
        }
    }

    fn group(&mut self, name: &str, namespace: &str) -> u32 {
        if let Some(at) = self.groups.get(name) {
            return *at;
        }
        let parent = if namespace.is_empty() { NONE } else { self.namespace(namespace) };
        let at = self.push(Kind::Group, name, parent, 0);
        self.groups.insert(Box::from(name), at);
        at
    }

    fn push(&mut self, kind: Kind, id: &str, parent: u32, members: u32) -> u32 {
        let mut key = Key::of(kind, id);
        while !self.keys.insert(key) {
            key = key.next();
        }
        let id = self.texts.add(id);
        self.nodes.push(Node {
            key,
            kind,
            name: id,
            id,
            host: Text::EMPTY,
            parent,
            mode: Mode::None,
            cve: Severity::None,
            marks: NodeMarks::none(),
            members,
        });
        self.said.push(false);
        u32::try_from(self.nodes.len() - 1).expect("fewer ends than a u32 counts")
    }
}

/// Adds an edge to another one of the same ends.
pub(crate) fn merge(edge: &mut Edge, other: &Edge, sets: &mut SetPool) {
    edge.status = edge.status.max(other.status);
    edge.severity = edge.severity.max(other.severity);
    edge.protocols = edge.protocols.and(other.protocols);
    // It is the system's where all of it is; the rest holds where it does of any.
    let any = edge.marks.and(other.marks).without(EdgeMarks::SYSTEM);
    edge.marks = edge.marks.shared(other.marks).shared(EdgeMarks::SYSTEM).and(any);
    edge.applications = sets.join(edge.applications, other.applications);
    edge.ports = sets.join(edge.ports, other.ports);
    edge.merged = edge.merged.saturating_add(other.merged);
    edge.bytes = edge.bytes.saturating_add(other.bytes);
    edge.sessions = edge.sessions.saturating_add(other.sessions);
    edge.last_seen = edge.last_seen.max(other.last_seen);
}
