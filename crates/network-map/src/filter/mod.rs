//! Filters: what of a graph is shown. Chips for what is wanted often, and a small language for everything else.
//!
//! ```
//! use network_map::filter::Expression;
//!
//! let wanted: Expression = "ns:payments (app:ssl or port:tcp/443) and bytes>1.5m".parse()?;
//! assert_eq!(wanted.to_string(), "ns:payments and (app:ssl or port:tcp/443) and bytes>1500k");
//! let wrong = "ns:payments status:fine".parse::<Expression>().unwrap_err();
//! assert_eq!((wrong.column, wrong.found.as_str()), (20, "fine"));
//! # Ok::<(), network_map::filter::ParseError>(())
//! ```
//!
//! An edge is shown when the expression holds for it: what it says of nodes (`ns:payments`) holds when it holds for
//! either end, for one of them with `from.` or `to.` in front. A node is shown when an edge of it is, or when the
//! expression says nothing of edges and holds for the node: the neighbours of what matches stay visible.

mod complete;
mod error;
mod evaluate;
mod expression;
mod lexer;
mod parser;
mod term;

use std::collections::BTreeSet;

pub use complete::{Candidate, Completion, Sort, Vocabulary, complete};
pub use error::{Expected, ParseError};
pub(crate) use evaluate::contains;
use evaluate::{Subject, holds};
pub use expression::Expression;
use serde::{Deserialize, Serialize};
pub use term::{Field, Mark, Operator, Side, Term, Value};

use crate::{
    level::part,
    model::{EdgeMarks, Graph, Key, Mode, NodeMarks, Port, Protocol, Severity, Status},
};

/// What somebody does not want to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hidden {
    /// Nodes; a namespace or group with all that is in it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub nodes: BTreeSet<Key>,
    /// Nodes of which edges from elsewhere are hidden.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub incoming: BTreeSet<Key>,
    /// Nodes of which edges to elsewhere are hidden.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub outgoing: BTreeSet<Key>,
    /// Everything that the cluster does not manage.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unmanaged: bool,
}

/// What of a graph is shown. Lists that are empty ask for nothing; all that is asked for must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A part of a node's name; `""` = any.
    pub name: String,
    /// Namespaces, of which either end of an edge is in one.
    pub namespaces: Vec<String>,
    /// Groups, likewise.
    pub groups: Vec<String>,
    /// Policy modes, of which either end has one.
    pub modes: Vec<Mode>,
    /// Protocols.
    pub protocols: Vec<Protocol>,
    /// Ports.
    pub ports: Vec<Port>,
    /// Applications.
    pub applications: Vec<String>,
    /// How edges stand.
    pub statuses: Vec<Status>,
    /// The least severity of a threat.
    pub severity: Option<Severity>,
    /// The least severity of a vulnerability in either end.
    pub cve: Option<Severity>,
    /// Only what somebody should look at: warnings, violations, blocked, threats.
    pub trouble: bool,
    /// Shows what belongs to the system.
    pub system: bool,
    /// Shows name service, address assignment and time.
    pub system_traffic: bool,
    /// Anything else.
    pub expression: Option<Expression>,
    /// What is not shown in any case.
    pub hidden: Hidden,
}

impl Filter {
    /// One that lets everything through, the system too.
    pub fn everything() -> Self {
        Self { system: true, system_traffic: true, ..Self::default() }
    }

    /// All that is asked for in one expression; `None` when nothing is. What is hidden and what belongs to the system
    /// is not part of it.
    pub fn whole(&self) -> Option<Expression> {
        let term =
            |field, operator, value| Expression::Term(Term { side: Side::Either, field, operator, value });
        let same = |field, value| term(field, Operator::Matches, value);
        let texts = |field, texts: &[String]| {
            Expression::any(texts.iter().map(|text| same(field, Value::Text(text.clone()))).collect())
        };
        let name = Some(&self.name).filter(|name| !name.is_empty());
        let parts = [
            name.map(|name| same(Field::Name, Value::Text(name.clone()))),
            texts(Field::Namespace, &self.namespaces),
            texts(Field::Group, &self.groups),
            Expression::any(self.modes.iter().map(|mode| same(Field::Mode, Value::Mode(*mode))).collect()),
            Expression::any(
                self.protocols.iter().map(|one| same(Field::Protocol, Value::Protocol(*one))).collect(),
            ),
            Expression::any(self.ports.iter().map(|port| same(Field::Port, Value::Port(*port))).collect()),
            texts(Field::Application, &self.applications),
            Expression::any(
                self.statuses.iter().map(|one| same(Field::Status, Value::Status(*one))).collect(),
            ),
            self.severity.map(|least| term(Field::Severity, Operator::AtLeast, Value::Severity(least))),
            self.cve.map(|least| term(Field::Cve, Operator::AtLeast, Value::Severity(least))),
            self.trouble.then(|| same(Field::Is, Value::Mark(Mark::Trouble))),
            self.expression.clone(),
        ];
        Expression::all(parts.into_iter().flatten().collect())
    }

    /// What is left of a graph. Made for the finest level: filter first, then aggregate.
    pub fn apply(&self, graph: &Graph) -> Graph {
        let hidden = self.hidden_nodes(graph);
        let with = |at: u32, keys: &BTreeSet<Key>| {
            !keys.is_empty() && around(graph, at).any(|node| keys.contains(&graph.nodes[node as usize].key))
        };
        let whole = self.whole();
        let mut kept_edges = vec![false; graph.edges.len()];
        let mut kept: Vec<bool> = vec![false; graph.nodes.len()];
        for (edge, kept_edge) in graph.edges.iter().zip(&mut kept_edges) {
            let (from, to) = (edge.from as usize, edge.to as usize);
            let shown = !hidden[from]
                && !hidden[to]
                && (self.system_traffic || !edge.marks.has(EdgeMarks::SYSTEM) || edge.status.is_trouble())
                && !with(edge.from, &self.hidden.outgoing)
                && !with(edge.to, &self.hidden.incoming)
                && whole.as_ref().is_none_or(|whole| holds(graph, whole, Subject::Edge(edge)));
            if shown {
                (*kept_edge, kept[from], kept[to]) = (true, true, true);
            }
        }
        let lonely = whole.as_ref().is_none_or(|whole| !whole.is_about_edges());
        for (at, node) in (0u32..).zip(&graph.nodes).filter(|(at, _)| lonely && !hidden[*at as usize]) {
            // What holds others is there when one of them is.
            let own = !node.marks.has(NodeMarks::OPEN);
            let matches = || whole.as_ref().is_none_or(|whole| holds(graph, whole, Subject::Node(at)));
            kept[at as usize] |= own && matches();
        }
        part(graph, |at| kept[at as usize], |at| kept_edges[at as usize])
    }

    fn hidden_nodes(&self, graph: &Graph) -> Vec<bool> {
        let mut hidden: Vec<bool> = Vec::with_capacity(graph.nodes.len());
        for node in &graph.nodes {
            let holder = hidden.get(node.parent as usize).copied().unwrap_or(false);
            let own = self.hidden.nodes.contains(&node.key)
                || self.hidden.unmanaged && node.kind.is_unmanaged()
                || !self.system && node.marks.has(NodeMarks::SYSTEM) && !node.kind.holds_others();
            hidden.push(holder || own);
        }
        hidden
    }
}

/// A node and all that it is in.
fn around(graph: &Graph, node: u32) -> impl Iterator<Item = u32> {
    let exists = |at: u32| Some(at).filter(|at| (*at as usize) < graph.nodes.len());
    std::iter::successors(exists(node), move |at| exists(graph.nodes[*at as usize].parent))
}
