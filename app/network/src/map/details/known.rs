//! What the whole graph knows of a node, as its acts see it.

use controller_api::name::GroupName;
use network_map::model::{Graph, Kind, NONE, Node, NodeMarks};

use super::facts::{Facts, HiddenOfNode};

/// What the group of the nodes is called.
const NODES: &str = GroupName::NODES;

/// Before the ids of ends that no enforcer looks after, and of nodes.
const NAMED: [&str; 2] = ["Host:", "Workload:"];

impl Facts {
    /// What a graph with ids says of a node of it. `None` where there is no such node.
    pub fn of(graph: &Graph, at: u32) -> Option<Self> {
        let node = graph.nodes.get(at as usize)?;
        let held = |holder: u32| graph.nodes.get(holder as usize);
        // The id of a group, and of a namespace, is its name; the map shows groups by a shorter one.
        let name_of = |at: u32| held(at).map_or("", |node| graph.text(node.id)).to_owned();
        let key_of = |at: u32| held(at).map(|node| node.key);
        let (namespace, group) = (graph.namespace(at), graph.group(at));
        let is_node = node.kind == Kind::Node;
        let id = graph.text(node.id);
        let inside = |other: &&Node| other.kind == Kind::Group && other.parent == at;
        let groups = match node.kind {
            Kind::Namespace => graph.nodes.iter().filter(inside).count(),
            _ => 0,
        };
        Some(Self {
            key: node.key,
            kind: node.kind,
            name: graph.name(at).to_owned(),
            namespace: name_of(namespace),
            namespace_key: key_of(namespace),
            group: if group == NONE && is_node { NODES.to_owned() } else { name_of(group) },
            group_key: key_of(group),
            host: graph.text(node.host).to_owned(),
            mode: node.mode,
            cve: node.cve,
            quarantined: node.marks.has(NodeMarks::QUARANTINED),
            members: node.members,
            groups: u32::try_from(groups).unwrap_or(u32::MAX),
            cap_quarantine: None,
            cap_sniff: None,
            subject: None,
            can_be_named: NAMED.iter().any(|begin| id.starts_with(begin)),
            hidden: HiddenOfNode::default(),
        })
    }
}
