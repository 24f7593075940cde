//! Levels: nothing is lost when things are closed, and keys stay.

use network_map::{
    export::{edge_rows, node_rows},
    level::{Detail, Expansion, Summary, aggregate, flat, neighbourhood, part},
    model::{Graph, Kind, NONE, NodeMarks, Status},
    sample::Sample,
};

fn expansions(graph: &Graph) -> Vec<Expansion> {
    let every_third =
        graph.nodes.iter().filter(|node| node.kind.holds_others()).step_by(3).map(|node| node.key);
    vec![
        Expansion::closed(),
        Expansion::down_to(graph, Detail::Groups),
        every_third.collect(),
        Expansion::down_to(graph, Detail::Pods),
    ]
}

#[test]
fn bytes_sessions_conversations_and_members_are_conserved() {
    for seed in 0..4 {
        let graph = Sample { seed, ..Sample::of(400) }.graph();
        let whole = Summary::of(&graph);
        for expansion in expansions(&graph) {
            let level = aggregate(&graph, &expansion);
            let sum = Summary::of(&level.graph);
            assert_eq!(
                (sum.bytes, sum.sessions, sum.conversations, sum.members),
                (whole.bytes, whole.sessions, whole.conversations, whole.members)
            );
            let worst = |graph: &Graph| graph.edges.iter().map(|edge| edge.status).max();
            assert_eq!(worst(&level.graph), worst(&graph));
            assert!(level.graph.edges.len() <= graph.edges.len());
        }
    }
}

#[test]
fn keys_stay_and_every_node_is_shown_by_something() {
    let graph = Sample::of(300).graph();
    for expansion in expansions(&graph) {
        let level = aggregate(&graph, &expansion);
        for (node, shown) in graph.nodes.iter().zip(&level.shown_as) {
            let shown = level.graph.nodes[*shown as usize];
            let original = graph.nodes[graph.find(shown.key).expect("no new keys") as usize];
            assert_eq!(
                (original.kind, original.name, original.members),
                (shown.kind, shown.name, shown.members)
            );
            if shown.marks.has(NodeMarks::OPEN) {
                assert_eq!(shown.key, node.key, "what is open shows nothing but itself");
            }
        }
        // Closing an open level is the same as closing the whole.
        let closed = |graph: &Graph| {
            let graph = aggregate(graph, &Expansion::closed()).graph;
            (node_rows(&graph), edge_rows(&graph))
        };
        assert_eq!(closed(&level.graph), closed(&graph));
    }
}

#[test]
fn the_finest_level_is_the_graph_itself() {
    let graph = Sample::of(200).graph();
    let level = aggregate(&graph, &Expansion::down_to(&graph, Detail::Pods));
    assert_eq!((&level.graph.nodes, &level.graph.edges), (&graph.nodes, &graph.edges));
}

#[test]
fn opening_and_closing_comes_back_to_the_same() {
    let graph = Sample::of(200).graph();
    let mut expansion = Expansion::down_to(&graph, Detail::Groups);
    let before = aggregate(&graph, &expansion);
    let group = graph.nodes.iter().find(|node| node.kind == Kind::Group).expect("there are groups").key;
    expansion.open(group);
    let opened = aggregate(&graph, &expansion);
    assert!(opened.graph.nodes.len() > before.graph.nodes.len() && expansion.is_open(group));
    expansion.close(group);
    assert_eq!(aggregate(&graph, &expansion), before);
}

#[test]
fn the_detail_fits_what_can_be_drawn() {
    let graph = Sample::of(600).graph();
    for (most, kind) in [(10_000, Kind::Pod), (300, Kind::Group), (10, Kind::Namespace)] {
        let level = aggregate(&graph, &Expansion::fitting(&graph, most)).graph;
        let discs: Vec<Kind> = level.discs().map(|at| level.nodes[at as usize].kind).collect();
        assert!(
            discs.contains(&kind) && (discs.len() <= most || kind == Kind::Namespace),
            "{most}: {}",
            discs.len()
        );
    }
}

#[test]
fn neighbours_are_as_many_hops_away_as_there_are_edges() {
    let graph = Sample::of(300).graph();
    let start = graph.edges[0].from;
    let away = neighbourhood(&graph, start, 2);
    assert_eq!(away[start as usize], 0);
    for edge in &graph.edges {
        let (from, to) = (away[edge.from as usize], away[edge.to as usize]);
        if from < 2 {
            assert!(to <= from + 1);
        }
        assert!(to == NONE || from == NONE || from.abs_diff(to) <= 1);
    }
    assert_eq!(neighbourhood(&graph, NONE, 3), vec![NONE; graph.nodes.len()]);
}

#[test]
fn a_part_keeps_what_holds_it_and_counts_anew() {
    let graph = Sample::of(200).graph();
    let trouble = part(
        &graph,
        |at| !graph.is_ground(at) && at % 3 == 0,
        |edge| graph.edges[edge as usize].status != Status::Allowed,
    );
    for node in &trouble.nodes {
        let inside = trouble.nodes.iter().filter(|other| {
            !other.kind.holds_others()
                && trouble.nodes.get(other.parent as usize).is_some_and(|at| at.key == node.key)
        });
        if node.kind == Kind::Group {
            assert_eq!(node.members as usize, inside.count());
        }
    }
    assert!(trouble.edges.iter().all(|edge| edge.status != Status::Allowed));
    assert!(part(&graph, |_| false, |_| true).nodes.is_empty());
}

#[test]
fn a_flat_graph_has_no_grounds_and_loses_nothing() {
    let graph = Sample::of(300).graph();
    for expansion in expansions(&graph) {
        let level = aggregate(&graph, &expansion).graph;
        let flat = flat(&level);
        assert!(flat.nodes.iter().all(|node| node.parent == NONE));
        assert_eq!(Summary::of(&flat), Summary::of(&level));
        let keys = |graph: &Graph| graph.discs().map(|at| graph.nodes[at as usize].key).collect::<Vec<_>>();
        assert_eq!(keys(&flat), keys(&level));
        for (at, node) in (0..).zip(&flat.nodes).filter(|(_, node)| node.kind == Kind::Group) {
            let before = level.find(node.key).expect("it was there");
            let namespace = level.namespace(before);
            let expected = format!("{}.{}", level.name(before), level.name(namespace));
            assert_eq!(flat.name(at), expected, "groups of one name in two namespaces are told apart");
        }
        assert!(flat.edges.is_sorted_by_key(|edge| (edge.from, edge.to)));
    }
}
