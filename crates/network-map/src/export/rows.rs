//! Rows: the map as a table, for the page beside it, for CSV and for JSON.

use serde::{Deserialize, Serialize};

use crate::model::{Graph, Key, Kind, Mode, NodeMarks, Port, Severity, Status};

/// A node as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeRow {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// Its group; `""` = none.
    pub group: String,
    /// The cluster's node that it runs on; `""` = none, or several.
    pub host: String,
    /// Its policy mode.
    pub mode: Mode,
    /// The worst vulnerability in it.
    pub cve: Severity,
    /// The words of its marks.
    pub marks: Vec<String>,
    /// How many workloads it stands for.
    pub members: u32,
    /// Edges to it.
    pub incoming: u32,
    /// Edges from it.
    pub outgoing: u32,
    /// Bytes on its edges.
    pub bytes: u64,
    /// The worst status of its edges; `None` when it has none.
    pub worst: Option<Status>,
}

/// An edge as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeRow {
    /// The client's key.
    pub from_key: Key,
    /// The server's key.
    pub to_key: Key,
    /// The client's name.
    pub from: String,
    /// The client's namespace; `""` = none.
    pub from_namespace: String,
    /// The server's name.
    pub to: String,
    /// The server's namespace; `""` = none.
    pub to_namespace: String,
    /// How it stands.
    pub status: Status,
    /// The worst threat in it.
    pub severity: Severity,
    /// Applications.
    pub applications: Vec<String>,
    /// Ports.
    pub ports: Vec<Port>,
    /// Protocols.
    pub protocols: Vec<String>,
    /// The words of its marks.
    pub marks: Vec<String>,
    /// How many conversations it stands for.
    pub conversations: u32,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u64,
    /// When it was last seen, in unix seconds.
    pub last_seen: i64,
}

/// The rows of the nodes that are drawn as discs.
pub fn node_rows(graph: &Graph) -> Vec<NodeRow> {
    let mut sums = vec![(0u32, 0u32, 0u64, None::<Status>); graph.nodes.len()];
    for edge in &graph.edges {
        sums[edge.from as usize].1 += 1;
        sums[edge.to as usize].0 += 1;
        let own = if edge.from == edge.to { &[edge.from][..] } else { &[edge.from, edge.to] };
        for end in own {
            let sum = &mut sums[*end as usize];
            sum.2 = sum.2.saturating_add(edge.bytes);
            sum.3 = sum.3.max(Some(edge.status));
        }
    }
    let rows = graph.discs().map(|at| {
        let node = &graph.nodes[at as usize];
        let (incoming, outgoing, bytes, worst) = sums[at as usize];
        NodeRow {
            key: node.key,
            kind: node.kind,
            name: graph.text(node.name).to_owned(),
            namespace: graph.name(graph.namespace(at)).to_owned(),
            group: graph.name(graph.group(at)).to_owned(),
            host: graph.text(node.host).to_owned(),
            mode: node.mode,
            cve: node.cve,
            marks: node.marks.without(NodeMarks::OPEN).words().map(str::to_owned).collect(),
            members: node.members,
            incoming,
            outgoing,
            bytes,
            worst,
        }
    });
    rows.collect()
}

/// The rows of the edges.
pub fn edge_rows(graph: &Graph) -> Vec<EdgeRow> {
    let rows = graph.edges.iter().map(|edge| EdgeRow {
        from_key: graph.nodes[edge.from as usize].key,
        to_key: graph.nodes[edge.to as usize].key,
        from: graph.name(edge.from).to_owned(),
        from_namespace: graph.name(graph.namespace(edge.from)).to_owned(),
        to: graph.name(edge.to).to_owned(),
        to_namespace: graph.name(graph.namespace(edge.to)).to_owned(),
        status: edge.status,
        severity: edge.severity,
        applications: graph.application_names(edge).into_iter().map(str::to_owned).collect(),
        ports: graph.ports(edge).collect(),
        protocols: edge.protocols.words().map(str::to_owned).collect(),
        marks: edge.marks.words().map(str::to_owned).collect(),
        conversations: edge.merged,
        bytes: edge.bytes,
        sessions: edge.sessions,
        last_seen: edge.last_seen,
    });
    rows.collect()
}
