//! What changed between two pictures, with names and in words.

use network_map::{
    diff::{Diff, EdgeChanges, NodeChanges},
    model::Graph,
};

use crate::map::{
    say,
    shown::{ChangeList, ChangedRow, Changes},
};

/// How many of each are named at most.
const ROWS: usize = 200;

/// What was before, and what is different now.
pub struct Changed {
    /// How it was.
    pub before: Graph,
    /// What is different.
    pub diff: Diff,
}

impl Changed {
    /// What changed from one graph to the other.
    pub fn between(before: Graph, after: &Graph) -> Self {
        Self { diff: Diff::between(&before, after), before }
    }

    /// How much memory it takes, about.
    pub fn bytes(&self) -> usize {
        let Diff { new_nodes, gone_nodes, new_edges, gone_edges, changed_nodes, changed_edges, .. } =
            &self.diff;
        let places = [new_nodes, gone_nodes, new_edges, gone_edges].map(|list| size_of_val(&list[..]));
        self.before.heap_bytes()
            + places.iter().sum::<usize>()
            + size_of_val(&changed_nodes[..])
            + size_of_val(&changed_edges[..])
    }

    /// The same with names, in the reader's language. `after` is the graph that it was compared with.
    pub fn in_words(&self, after: &Graph) -> Changes {
        let Self { before, diff } = self;
        let kind = |graph: &Graph, at: u32| say::kind(graph.nodes[at as usize].kind).to_owned();
        let status = |graph: &Graph, at: u32| say::status(graph.edges[at as usize].status).to_owned();
        Changes {
            from: before.taken_at,
            to: after.taken_at,
            new_nodes: list(&diff.new_nodes, |at| node(after, *at, kind(after, *at))),
            gone_nodes: list(&diff.gone_nodes, |at| node(before, *at, kind(before, *at))),
            changed_nodes: list(&diff.changed_nodes, |changed| {
                let (was, is) =
                    (before.nodes[changed.before as usize].mode, after.nodes[changed.after as usize].mode);
                let mode = format!("{} → {}", say::mode(was), say::mode(is));
                node(after, changed.after, node_words(changed.what, mode))
            }),
            new_edges: list(&diff.new_edges, |at| edge(after, *at, status(after, *at))),
            gone_edges: list(&diff.gone_edges, |at| edge(before, *at, status(before, *at))),
            changed_edges: list(&diff.changed_edges, |changed| {
                let turned = format!("{} → {}", status(before, changed.before), status(after, changed.after));
                edge(after, changed.after, edge_words(changed.what, turned))
            }),
            bytes: diff.bytes,
            sessions: diff.sessions,
        }
    }
}

fn list<T>(all: &[T], row: impl FnMut(&T) -> ChangedRow) -> ChangeList {
    ChangeList { count: all.len(), rows: all.iter().take(ROWS).map(row).collect() }
}

fn node(graph: &Graph, at: u32, what: String) -> ChangedRow {
    let key = graph.nodes[at as usize].key;
    ChangedRow { key, to: None, name: graph.name(at).to_owned(), to_name: None, what }
}

fn edge(graph: &Graph, at: u32, what: String) -> ChangedRow {
    let edge = &graph.edges[at as usize];
    ChangedRow {
        to: Some(graph.nodes[edge.to as usize].key),
        to_name: Some(graph.name(edge.to).to_owned()),
        ..node(graph, edge.from, what)
    }
}

fn node_words(what: NodeChanges, mode: String) -> String {
    let words = [
        (NodeChanges::MODE, mode),
        (NodeChanges::QUARANTINE, text::filter::changed_quarantine().to_owned()),
        (NodeChanges::CVE, text::filter::changed_cve().to_owned()),
        (NodeChanges::NAME, text::filter::changed_name().to_owned()),
        (NodeChanges::HOME, text::filter::changed_home().to_owned()),
        (NodeChanges::MEMBERS, text::filter::changed_members().to_owned()),
    ];
    let words: Vec<String> =
        words.into_iter().filter(|(mark, _)| what.has(*mark)).map(|(_, word)| word).collect();
    words.join(", ")
}

fn edge_words(what: EdgeChanges, status: String) -> String {
    let words = [
        (EdgeChanges::STATUS, status),
        (EdgeChanges::SEVERITY, text::filter::changed_severity().to_owned()),
        (EdgeChanges::APPLICATIONS, text::filter::changed_applications().to_owned()),
        (EdgeChanges::PORTS, text::filter::changed_ports().to_owned()),
    ];
    let words: Vec<String> =
        words.into_iter().filter(|(mark, _)| what.has(*mark)).map(|(_, word)| word).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use network_map::{level::part, model::Status, sample::Sample};

    use super::*;

    #[test]
    fn what_came_went_and_changed_is_named() {
        let after = Sample::of(60).graph();
        let gone = after.edges[0].from;
        let mut before = part(&after, |at| at != gone, |_| true);
        let left =
            before.edges.iter().position(|edge| edge.status == Status::Internal).expect("there are some");
        before.edges[left].status = Status::Threat;
        let count = after.edges.len() - before.edges.len();
        let changes = Changed::between(before.clone(), &after).in_words(&after);
        let came = &changes.new_nodes;
        assert_eq!((came.count, came.rows[0].name.as_str()), (1, after.name(gone)));
        assert_eq!((came.rows[0].key, came.rows[0].to), (after.nodes[gone as usize].key, None));
        let turned = format!("{} → {}", say::status(Status::Threat), say::status(Status::Internal));
        let changed = &changes.changed_edges.rows[0];
        assert_eq!(
            (changed.what.as_str(), changed.to.is_some(), changed.to_name.is_some()),
            (turned.as_str(), true, true)
        );
        assert_eq!((changes.new_edges.count, changes.gone_edges.count), (count, 0));
        let back = Changed::between(after.clone(), &before).in_words(&before);
        assert_eq!((back.gone_nodes.count, back.gone_edges.count), (1, count));
        assert!(Changed::between(after.clone(), &after).in_words(&after).is_empty());
    }

    #[test]
    fn lists_are_short_and_counts_are_whole() {
        let after = Sample::of(900).graph();
        let changes = Changed::between(Graph::default(), &after).in_words(&after);
        assert_eq!((changes.new_nodes.rows.len(), changes.new_edges.rows.len()), (ROWS, ROWS));
        assert_eq!(
            (changes.new_nodes.count, changes.new_edges.count),
            (after.nodes.len(), after.edges.len())
        );
    }
}
