//! What the server says of the map: the same on both sides.

use network_map::{
    export::{EdgeRow, NodeRow},
    filter::{Expected, ParseError},
    level::Summary,
    model::{Key, Kind, Mode, Status},
};
use serde::{Deserialize, Serialize};

/// The map as somebody asked for it, without its picture: that is `/files/map/picture`, with the same parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapAnswer {
    /// What was asked for. While something else is asked for already, this is the answer to what was asked before.
    pub query: String,
    /// When it was as it is shown, in unix seconds: when it was read, or a time in the past.
    pub read_at: i64,
    /// Whether it is the past that is shown.
    pub is_past: bool,
    /// Changes when the picture does; `""` where none was asked for.
    pub version: String,
    /// Whether nothing in the picture moves any more. If not, the browser goes on from where things are.
    pub at_rest: bool,
    /// What is shown.
    pub shown: Summary,
    /// The edges that are shown by how they stand, all words in order.
    pub statuses: Vec<(Status, usize)>,
    /// The discs that are shown by mode, likewise.
    pub modes: Vec<(Mode, usize)>,
    /// What is wrong with the filter's expression; nothing is filtered by it then.
    pub wrong: Option<Wrong>,
    /// What there is of the past.
    pub times: Times,
    /// What changed since the time that was asked for; `None` when none was, or nothing is known of it.
    pub changed: Option<Changes>,
    /// How much this user has hidden.
    pub hidden: HiddenCounts,
}

/// What is wrong with a filter's expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// The character at which it goes wrong, counted from 1; one behind the last at the end.
    pub column: usize,
    /// How many characters are wrong; 0 at the end.
    pub length: usize,
    /// What is wrong, in the reader's language.
    pub message: String,
}

impl From<&ParseError> for Wrong {
    fn from(error: &ParseError) -> Self {
        let length = error.found.chars().count();
        Self { column: error.column, length, message: wrong(error) }
    }
}

/// What is wrong, in the reader's language.
fn wrong(error: &ParseError) -> String {
    let expected = match error.expected {
        Expected::Term => text::filter::a_term().to_owned(),
        Expected::Field => text::filter::a_field().to_owned(),
        Expected::NodeField => text::filter::a_node_field().to_owned(),
        Expected::Operator(field) => {
            let signs: Vec<&str> = field.operators().map(|operator| operator.as_str()).collect();
            text::filter::one_of(&signs.join(" "))
        }
        Expected::Value(field) => match field.values().as_slice() {
            [] => text::filter::a_value(field.as_str()),
            words => text::filter::one_of(&words.join(", ")),
        },
        Expected::EqualSign => "=".to_owned(),
        Expected::ClosingParenthesis => ")".to_owned(),
        Expected::ClosingQuote => text::filter::a_quote().to_owned(),
        Expected::End => text::filter::the_end().to_owned(),
        Expected::LessDepth => text::filter::less_depth().to_owned(),
    };
    if error.found.is_empty() {
        text::filter::wrong_end(&expected)
    } else {
        text::filter::wrong(&expected, &error.found)
    }
}

/// What there is of the past that this viewer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// When the first of it was noted, in unix seconds; `None` = there is nothing.
    pub from: Option<i64>,
    /// When the last was.
    pub to: Option<i64>,
    /// How many moments were noted.
    pub count: usize,
    /// How many bytes they take.
    pub bytes: usize,
    /// How many bytes the pasts of all viewers may take together; 0 = none is kept.
    pub bound: usize,
    /// Moments, in unix seconds, ascending: all, or evenly apart where there are more than fit on a slider.
    pub moments: Vec<i64>,
}

/// What changed between two times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Since when, in unix seconds: the moment known that is next to the one asked for.
    pub from: i64,
    /// Until when.
    pub to: i64,
    /// Nodes that were not there before.
    pub new_nodes: ChangeList,
    /// Nodes that are no longer there.
    pub gone_nodes: ChangeList,
    /// Nodes that are different.
    pub changed_nodes: ChangeList,
    /// Edges that were not there before.
    pub new_edges: ChangeList,
    /// Edges that are no longer there.
    pub gone_edges: ChangeList,
    /// Edges that are different; more bytes or sessions alone are no difference.
    pub changed_edges: ChangeList,
    /// Bytes said in between.
    pub bytes: u64,
    /// Sessions in between.
    pub sessions: u64,
}

impl Changes {
    /// Whether nothing changed but bytes and sessions.
    pub fn is_empty(&self) -> bool {
        let nodes = [&self.new_nodes, &self.gone_nodes, &self.changed_nodes];
        let edges = [&self.new_edges, &self.gone_edges, &self.changed_edges];
        nodes.into_iter().chain(edges).all(|list| list.count == 0)
    }
}

/// What came, what went, or what is different.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeList {
    /// How many there are.
    pub count: usize,
    /// Those that fit in a list.
    pub rows: Vec<ChangedRow>,
}

/// A node or an edge that came, went or is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRow {
    /// The node's key, or that of the edge's client.
    pub key: Key,
    /// The key of the edge's server.
    pub to: Option<Key>,
    /// The name of the node, or of the client.
    pub name: String,
    /// The server's name.
    pub to_name: Option<String>,
    /// What is different, in the reader's language; of what came or went what it is.
    pub what: String,
}

/// How much a user has hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenCounts {
    /// Nodes.
    pub nodes: usize,
    /// Nodes whose incoming edges are hidden.
    pub incoming: usize,
    /// Nodes whose outgoing edges are hidden.
    pub outgoing: usize,
    /// Everything that the cluster does not manage.
    pub unmanaged: bool,
}

/// What a user has hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenList {
    /// What is hidden, by name.
    pub items: Vec<HiddenItem>,
    /// Everything that the cluster does not manage is.
    pub unmanaged: bool,
}

/// Something hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenItem {
    /// What of it.
    pub part: HiddenPart,
    /// The node's key.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name, as it was when it was hidden.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// Whether there is such a node now.
    pub is_there: bool,
}

/// What of a node is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HiddenPart {
    /// All of it; of a namespace or group with what is in it.
    Node,
    /// What others say to it.
    Incoming,
    /// What it says to others.
    Outgoing,
}

/// What can be done with the list of hidden things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HiddenAct {
    /// Hides a node.
    Hide,
    /// Shows it again.
    Show,
    /// Hides what others say to a node.
    HideIncoming,
    /// Shows that again.
    ShowIncoming,
    /// Hides what a node says to others.
    HideOutgoing,
    /// Shows that again.
    ShowOutgoing,
    /// Hides everything that the cluster does not manage.
    HideUnmanaged,
    /// Shows that again.
    ShowUnmanaged,
    /// Shows everything again.
    Reset,
}

impl HiddenAct {
    /// The word that a form sends: the same as on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Show => "show",
            Self::HideIncoming => "hide-incoming",
            Self::ShowIncoming => "show-incoming",
            Self::HideOutgoing => "hide-outgoing",
            Self::ShowOutgoing => "show-outgoing",
            Self::HideUnmanaged => "hide-unmanaged",
            Self::ShowUnmanaged => "show-unmanaged",
            Self::Reset => "reset",
        }
    }
}

/// A node that was found, wherever it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundNode {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What is around it, from the outside in, and must be open for it to be seen.
    pub holders: Vec<Holder>,
}

/// What can stand in a filter's expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The whole expression with it.
    pub whole: String,
    /// It alone.
    pub label: String,
}

/// What a table lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Nodes.
    #[default]
    Nodes,
    /// Edges.
    Edges,
}

/// A page of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The nodes; empty in a table of edges.
    pub nodes: Vec<NodeItem>,
    /// The edges; empty in a table of nodes.
    pub edges: Vec<EdgeRow>,
    /// How many nodes are shown in all.
    pub node_count: usize,
    /// How many edges.
    pub edge_count: usize,
    /// The number of this page, from 1.
    pub number: usize,
}

impl Rows {
    /// How many rows there are in all.
    pub fn total(&self, what: What) -> usize {
        match what {
            What::Nodes => self.node_count,
            What::Edges => self.edge_count,
        }
    }
}

/// A node in a table, and what can be opened and closed from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeItem {
    /// The node.
    pub row: NodeRow,
    /// Whether there is something in it to open.
    pub opens: bool,
    /// What it is in that is open and can be closed.
    pub holder: Option<Holder>,
}

/// What a node is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its key.
    pub key: Key,
    /// A namespace or a group.
    pub kind: Kind,
    /// Its name.
    pub name: String,
}
