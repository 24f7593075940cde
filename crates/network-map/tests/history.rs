//! Differences and the history: what changed is said, the past reads back, and memory is bounded.

use network_map::{
    diff::{Diff, EdgeChanges, NodeChanges, mark_new},
    export::{EdgeRow, NodeRow, edge_rows, node_rows},
    filter::Filter,
    history::{History, Kept},
    level::part,
    model::{Builder, EdgeInput, EdgeMarks, Graph, Kind, Mode, NodeInput, NodeMarks, Severity, Status},
    sample::Sample,
};

/// A graph that goes on: some nodes come and go, some change, some edges grow.
fn later(graph: &Graph, step: u32) -> Graph {
    let hidden =
        |at: u32| at.wrapping_mul(2_654_435_761).wrapping_add(step.wrapping_mul(40_503)).is_multiple_of(200);
    let mut next = part(graph, |at| graph.is_ground(at) || !hidden(at), |edge| !hidden(edge.wrapping_add(7)));
    next.taken_at = graph.taken_at + i64::from(step) * 30;
    for (at, node) in (0u32..).zip(&mut next.nodes) {
        if at % 97 == step % 97 {
            node.mode = if node.mode == Mode::Protect { Mode::Monitor } else { Mode::Protect };
            node.cve = Severity::Low;
        }
    }
    for (at, edge) in (0u32..).zip(&mut next.edges) {
        if at % 3 == step % 3 {
            (edge.bytes, edge.sessions) = (edge.bytes + u64::from(step) * 1000, edge.sessions + 1);
            edge.last_seen = next.taken_at;
        }
        if at % 89 == step % 89 {
            edge.status = Status::Blocked;
        }
    }
    next
}

/// All that a graph says, whatever the places.
fn content(graph: &Graph) -> (Vec<NodeRow>, Vec<EdgeRow>, i64) {
    let (mut nodes, mut edges) = (node_rows(graph), edge_rows(graph));
    nodes.sort_by_key(|row| row.key);
    edges.sort_by_key(|row| (row.from_key, row.to_key));
    (nodes, edges, graph.taken_at)
}

#[test]
fn the_past_reads_back() {
    let graph = Sample::of(250).graph();
    let mut history = History::new(usize::MAX);
    let snapshots: Vec<Graph> = (0..40).map(|step| later(&graph, step)).collect();
    for snapshot in &snapshots {
        assert_eq!(history.push(snapshot), Kept::Yes);
    }
    assert_eq!((history.len(), history.times().next()), (40, Some(graph.taken_at)));
    for snapshot in &snapshots {
        for time in [snapshot.taken_at, snapshot.taken_at + 29] {
            let past = history.at(time).expect("it is kept");
            assert_eq!(content(&past), content(snapshot));
        }
    }
    assert!(history.at(graph.taken_at - 1).is_none());
    assert_eq!(history.push(&snapshots[3]), Kept::NotLater);
}

#[test]
fn changes_take_less_than_wholes_and_memory_is_bounded() {
    let graph = Sample::of(400).graph();
    let alone = |bound| {
        let mut history = History::new(bound);
        (history.push(&graph), history.bytes())
    };
    let (_, one) = alone(usize::MAX);
    let bound = one * 2;
    let mut history = History::new(bound);
    for step in 0..120 {
        assert_eq!(history.push(&later(&graph, step)), Kept::Yes);
        assert!(history.bytes() <= bound, "{} {bound}", history.bytes());
        let newest = history.times().next_back().expect("the newest is kept");
        assert_eq!(content(&history.at(newest).expect("it reads")), content(&later(&graph, step)));
    }
    assert!(history.len() > 8, "{} snapshots in twice the room of one", history.len());
    assert!(history.len() < 120);
    assert_eq!(alone(1000), (Kept::TooLarge, History::new(1000).bytes()));
}

#[test]
fn nothing_changed_costs_next_to_nothing() {
    let graph = Sample::of(400).graph();
    let mut history = History::new(usize::MAX);
    history.push(&graph);
    let before = history.bytes();
    for step in 1..10 {
        history.push(&Graph { taken_at: graph.taken_at + step, ..graph.clone() });
    }
    assert!(history.bytes() < before + 2000, "{} {before}", history.bytes());
}

#[test]
fn a_diff_says_what_is_new_gone_and_changed() {
    let before = Sample::of(150).graph();
    assert!(Diff::between(&before, &before).is_empty());
    let after = later(&before, 9);
    let diff = Diff::between(&before, &after);
    let back = Diff::between(&after, &before);
    assert_eq!((diff.new_nodes.len(), diff.gone_nodes.len()), (back.gone_nodes.len(), back.new_nodes.len()));
    assert_eq!(diff.new_edges.len(), back.gone_edges.len());
    assert_eq!(
        after.nodes.len() + diff.gone_nodes.len(),
        before.nodes.len() + diff.new_nodes.len(),
        "every node is accounted for"
    );
    assert!(diff.changed_nodes.iter().any(|node| node.what.has(NodeChanges::MODE)));
    assert!(diff.changed_edges.iter().all(|edge| edge.what == EdgeChanges::STATUS));
    assert!(!diff.changed_edges.is_empty() && diff.bytes > 0 && diff.sessions > 0);
    for edge in &diff.changed_edges {
        let (old, new) = (&before.edges[edge.before as usize], &after.edges[edge.after as usize]);
        assert_ne!(old.status, new.status);
        assert_eq!(before.name(old.from), after.name(new.from));
    }
}

#[test]
fn what_was_not_there_at_the_last_look_is_new() {
    let mut now = Sample::of(100).graph();
    let last = part(&now, |at| at % 10 != 0 || now.is_ground(at), |edge| edge % 7 != 0);
    mark_new(&mut now, &last);
    let new: Vec<bool> = now.nodes.iter().map(|node| node.marks.has(NodeMarks::NEW)).collect();
    assert_eq!(new.iter().filter(|new| **new).count(), Diff::between(&last, &now).new_nodes.len());
    let edges = now.edges.iter().filter(|edge| edge.marks.has(EdgeMarks::NEW)).count();
    assert_eq!(edges, Diff::between(&last, &now).new_edges.len());
    mark_new(&mut now, &Builder::new().finish(0));
    assert!(now.nodes.iter().all(|node| node.marks.has(NodeMarks::NEW)));
}

#[test]
fn two_times_are_compared() {
    let graph = Sample::of(120).graph();
    let mut history = History::new(usize::MAX);
    (0..20).for_each(|step| assert_eq!(history.push(&later(&graph, step)), Kept::Yes));
    let (from, to) = (graph.taken_at + 60, graph.taken_at + 510);
    let [before, after] = [from, to].map(|time| history.at(time).expect("both are kept"));
    assert_eq!((before.taken_at, after.taken_at), (from, to));
    assert!(!Diff::between(&before, &after).is_empty());
}

#[test]
fn a_group_is_known_by_its_full_name_in_the_past_too() {
    let at = |time: i64, groups: &[&str]| {
        let mut builder = Builder::new();
        for group in groups {
            let (id, namespace) = (format!("nv.{group}.shop"), "shop");
            builder.node(&NodeInput { namespace, ..NodeInput::new(Kind::Group, &id, group) });
            builder.node(&NodeInput { namespace, group: &id, ..NodeInput::new(Kind::Pod, group, group) });
        }
        builder.edge(&EdgeInput { bytes: 1, ..EdgeInput::new("web", "db") });
        builder.finish(time)
    };
    let (first, second) = (at(10, &["web", "db"]), at(20, &["web", "db", "cart"]));
    let mut history = History::new(usize::MAX);
    [&first, &second].into_iter().for_each(|graph| assert_eq!(history.push(graph), Kept::Yes));
    for (time, group, now) in [(10, "web", &first), (20, "web", &second), (20, "cart", &second)] {
        let filter = Filter { groups: vec![format!("nv.{group}.shop")], ..Filter::default() };
        let past = history.at(time).expect("it is kept");
        assert_eq!(content(&filter.apply(&past)), content(&filter.apply(now)), "{group} at {time}");
        assert!(!filter.apply(&past).nodes.is_empty());
        assert!(past.nodes.iter().filter(|node| node.kind == Kind::Pod).all(|node| node.id == node.name));
    }
}
