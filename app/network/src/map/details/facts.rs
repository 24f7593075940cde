//! What the acts on a node hang on: enough to say which there are, and which of them this viewer may do.
//!
//! It comes from the whole graph, with the controller's ids, and from what only the controller knows: what that did not say is
//! `None`, and absent is not false.

use kit::mode::Subject;
use network_map::model::{Key, Kind, Mode, Severity};
use serde::{Deserialize, Serialize};

/// A node as its acts see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// The node of that namespace, if it is in one.
    pub namespace_key: Option<Key>,
    /// The group whose modes are its modes: its own, that of a pod, `nodes` for a node; `""` = none.
    pub group: String,
    /// The node of that group, if it is in one.
    pub group_key: Option<Key>,
    /// The cluster's node that it runs on; `""` = not said.
    pub host: String,
    /// Its network mode.
    pub mode: Mode,
    /// The worst vulnerability in it.
    pub cve: Severity,
    /// It is cut off; of what holds others: one of them is.
    pub quarantined: bool,
    /// How many workloads it stands for.
    pub members: u32,
    /// How many groups are in it.
    pub groups: u32,
    /// The controller lets it be quarantined; none = it was not asked.
    pub cap_quarantine: Option<bool>,
    /// Packets of it can be captured; none = it was not asked.
    pub cap_sniff: Option<bool>,
    /// Its group as the mode switch sees it; none = it was not asked, or it has none.
    pub subject: Option<Subject>,
    /// It is an end that can be named and forgotten.
    pub can_be_named: bool,
    /// What of it this user has hidden.
    pub hidden: HiddenOfNode,
}

/// What of a node somebody has hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenOfNode {
    /// It.
    pub node: bool,
    /// What comes to it.
    pub incoming: bool,
    /// What goes from it.
    pub outgoing: bool,
}

/// What the group of the nodes is called.
#[cfg(feature = "ssr")]
const NODES: &str = controller_api::name::GroupName::NODES;

/// Before the ids of ends that no enforcer looks after, and of nodes.
#[cfg(feature = "ssr")]
const NAMED: [&str; 2] = ["Host:", "Workload:"];

impl Facts {
    /// What a graph with ids says of a node of it. `None` where there is no such node.
    #[cfg(feature = "ssr")]
    pub fn of(graph: &network_map::model::Graph, at: u32) -> Option<Self> {
        use network_map::model::{NONE, Node, NodeMarks};
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

    /// It is a pod, with a sidecar or without.
    pub fn is_pod(&self) -> bool {
        matches!(self.kind, Kind::Pod | Kind::Sidecar)
    }
}
