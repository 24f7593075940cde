//! The map as rows: sorted, and a page of them at a time.

use std::cmp::Ordering;

use network_map::{
    export::{EdgeRow, NodeRow, edge_rows, node_rows},
    model::{Graph, NONE},
};

use crate::map::shown::{Holder, NodeItem};
use crate::map::table::sort::{EdgeSort, NodeSort, PER_PAGE};

/// A page of rows.
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: usize,
    /// The number of this page, from 1.
    pub number: usize,
}

/// A page of the nodes that are shown.
pub fn nodes(graph: &Graph, sort: NodeSort, desc: bool, number: usize) -> Page<NodeItem> {
    let mut rows: Vec<(NodeRow, u32)> = node_rows(graph).into_iter().zip(graph.discs()).collect();
    let name = |row: &NodeRow| (row.namespace.clone(), row.name.clone(), row.key);
    rows.sort_by_cached_key(|(row, _)| name(row));
    rows.sort_by(|(one, _), (two, _)| turned(compare_nodes(one, two, sort), desc));
    let page = page(rows, number);
    let item = |(row, at): (NodeRow, u32)| NodeItem {
        holder: holder(graph, at),
        opens: row.kind.holds_others(),
        row,
    };
    Page { rows: page.rows.into_iter().map(item).collect(), total: page.total, number: page.number }
}

/// What a node is in that is open and could be closed: the innermost of it.
fn holder(graph: &Graph, at: u32) -> Option<Holder> {
    let parent = graph.nodes[at as usize].parent;
    let holder = (parent != NONE).then(|| graph.nodes[parent as usize])?;
    Some(Holder { key: holder.key, kind: holder.kind, name: graph.text(holder.name).to_owned() })
}

fn compare_nodes(one: &NodeRow, two: &NodeRow, sort: NodeSort) -> Ordering {
    match sort {
        NodeSort::Name => one.name.cmp(&two.name),
        NodeSort::Namespace => one.namespace.cmp(&two.namespace),
        NodeSort::Kind => one.kind.cmp(&two.kind),
        NodeSort::Mode => one.mode.cmp(&two.mode),
        NodeSort::Cve => one.cve.cmp(&two.cve),
        NodeSort::Members => one.members.cmp(&two.members),
        NodeSort::Incoming => one.incoming.cmp(&two.incoming),
        NodeSort::Outgoing => one.outgoing.cmp(&two.outgoing),
        NodeSort::Bytes => one.bytes.cmp(&two.bytes),
        NodeSort::Worst => one.worst.cmp(&two.worst),
    }
}

/// A page of the edges that are shown.
pub fn edges(graph: &Graph, sort: EdgeSort, desc: bool, number: usize) -> Page<EdgeRow> {
    let mut rows = edge_rows(graph);
    let name = |row: &EdgeRow| (row.from.clone(), row.to.clone(), row.from_key, row.to_key);
    rows.sort_by_cached_key(name);
    rows.sort_by(|one, two| turned(compare_edges(one, two, sort), desc));
    page(rows, number)
}

fn compare_edges(one: &EdgeRow, two: &EdgeRow, sort: EdgeSort) -> Ordering {
    match sort {
        EdgeSort::From => one.from.cmp(&two.from),
        EdgeSort::To => one.to.cmp(&two.to),
        EdgeSort::Status => one.status.cmp(&two.status),
        EdgeSort::Severity => one.severity.cmp(&two.severity),
        EdgeSort::Applications => one.applications.cmp(&two.applications),
        EdgeSort::Bytes => one.bytes.cmp(&two.bytes),
        EdgeSort::Sessions => one.sessions.cmp(&two.sessions),
        EdgeSort::Seen => one.last_seen.cmp(&two.last_seen),
    }
}

const fn turned(ordering: Ordering, desc: bool) -> Ordering {
    if desc { ordering.reverse() } else { ordering }
}

/// A page of these; one past the end is the last.
fn page<T>(rows: Vec<T>, number: usize) -> Page<T> {
    let total = rows.len();
    let number = number.clamp(1, total.div_ceil(PER_PAGE).max(1));
    let rows = rows.into_iter().skip((number - 1) * PER_PAGE).take(PER_PAGE).collect();
    Page { rows, total, number }
}

#[cfg(test)]
mod tests {
    use network_map::{
        level::{Detail, Expansion, aggregate},
        sample::Sample,
    };

    use super::*;

    #[test]
    fn every_column_sorts_both_ways_and_nothing_is_lost() {
        let graph = Sample::of(300).graph();
        let count = graph.discs().count();
        for sort in NodeSort::ALL.iter().copied() {
            for desc in [false, true] {
                let pages = 1..=count.div_ceil(PER_PAGE);
                let rows: Vec<NodeItem> =
                    pages.flat_map(|number| nodes(&graph, sort, desc, number).rows).collect();
                let keys: std::collections::BTreeSet<_> = rows.iter().map(|item| item.row.key).collect();
                assert_eq!((rows.len(), keys.len()), (count, count), "{sort:?}");
                let in_order = |pair: &[NodeItem]| {
                    turned(compare_nodes(&pair[0].row, &pair[1].row, sort), desc) != Ordering::Greater
                };
                assert!(rows.windows(2).all(in_order), "{sort:?} {desc}");
            }
        }
        for sort in EdgeSort::ALL.iter().copied() {
            for desc in [false, true] {
                let rows = edges(&graph, sort, desc, 1).rows;
                let in_order = |pair: &[EdgeRow]| {
                    turned(compare_edges(&pair[0], &pair[1], sort), desc) != Ordering::Greater
                };
                assert!(rows.len() == PER_PAGE && rows.windows(2).all(in_order), "{sort:?} {desc}");
            }
        }
    }

    #[test]
    fn a_page_past_the_end_is_the_last() {
        let graph = Sample::of(130).graph();
        let page = nodes(&graph, NodeSort::Name, false, 99);
        let count = graph.discs().count();
        assert_eq!((page.total, page.number), (count, count.div_ceil(PER_PAGE)));
        assert_eq!(nodes(&Graph::default(), NodeSort::Name, false, 7).number, 1);
    }

    #[test]
    fn a_row_says_what_can_be_opened_and_closed() {
        let fine = Sample::of(80).graph();
        let graph = aggregate(&fine, &Expansion::down_to(&fine, Detail::Groups)).graph;
        let page = nodes(&graph, NodeSort::Kind, true, 1);
        let group = page.rows.iter().find(|item| item.opens).expect("a closed group");
        let holder = group.holder.as_ref().expect("it is in an open namespace");
        assert_eq!(holder.name, group.row.namespace);
        let outside = nodes(&graph, NodeSort::Kind, false, 1).rows.remove(0);
        assert_eq!((outside.opens, outside.holder), (false, None), "{:?}", outside.row.kind);
    }
}
