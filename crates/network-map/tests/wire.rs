//! The wire: what was sent is what is read, it is small, and damaged bytes are an error and nothing else.

use network_map::{
    Rng,
    export::{edge_rows, node_rows},
    layout::{Layout, Options},
    level::{Detail, Expansion, aggregate},
    model::{Graph, Kind, NodeMarks},
    sample::Sample,
    wire::{Ids, Picture, WireError},
};

fn ids(graph: &Graph) -> Vec<&str> {
    graph.nodes.iter().map(|node| graph.text(node.id)).collect()
}

fn assert_same(one: &Graph, two: &Graph) {
    assert_eq!((node_rows(one), edge_rows(one)), (node_rows(two), edge_rows(two)));
    assert_eq!(one.taken_at, two.taken_at);
    let plain = |graph: &Graph| {
        graph.nodes.iter().map(|node| (node.parent, node.marks, node.key)).collect::<Vec<_>>()
    };
    assert_eq!(plain(one), plain(two));
}

#[test]
fn what_was_written_is_read() {
    for seed in 0..3 {
        let graph = Sample { seed, ..Sample::of(300) }.graph();
        for detail in [Detail::Namespaces, Detail::Groups, Detail::Pods] {
            let level = aggregate(&graph, &Expansion::down_to(&graph, detail)).graph;
            let read = Graph::from_bytes(&level.to_bytes(Ids::Keep)).expect("its own bytes");
            assert_same(&read, &level);
            assert_eq!(ids(&read), ids(&level));
            let without = Graph::from_bytes(&level.to_bytes(Ids::Leave)).expect("its own bytes");
            assert_same(&without, &level);
            for (node, id) in without.nodes.iter().zip(ids(&without)) {
                assert_eq!(id.is_empty(), node.kind == Kind::Pod, "{id}");
            }
        }
    }
    assert_eq!(Graph::from_bytes(&Graph::default().to_bytes(Ids::Keep)), Ok(Graph::default()));
}

#[test]
fn a_picture_brings_places_along() {
    let graph = Sample::of(200).graph();
    let mut layout = Layout::new(&graph, Options::default());
    layout.run();
    let picture = Picture::of(graph, &layout);
    let read = Picture::from_bytes(&picture.to_bytes(Ids::Leave)).expect("its own bytes");
    assert_same(&read.graph, &picture.graph);
    let size = layout.bounds().width().max(layout.bounds().height());
    for (one, two) in picture.points.iter().zip(&read.points) {
        assert!(one.distance(*two) < size / 60_000.0, "{one:?} {two:?}");
    }
    for (one, two) in picture.radii.iter().zip(&read.radii) {
        assert!((one - two).abs() < 0.1);
    }
    // Going on from what came over the wire moves nobody.
    let mut warm = Layout::warm(&read.graph, Options::default(), &read.positions());
    warm.run();
    let moved = |(point, node): (&network_map::Point, usize)| warm.points()[node].distance(*point) > 1e-3;
    let discs = |at: &usize| !read.graph.nodes[*at].marks.has(NodeMarks::OPEN);
    let count = (0..read.points.len()).filter(discs).filter(|at| moved((&read.points[*at], *at))).count();
    assert_eq!(count, 0);
}

#[test]
fn damaged_bytes_are_an_error_and_never_a_panic() {
    let graph = Sample::of(25).graph();
    let whole = graph.to_bytes(Ids::Keep);
    for length in 0..whole.len() {
        assert!(Graph::from_bytes(&whole[..length]).is_err(), "cut at {length}");
    }
    let mut rng = Rng::new(5);
    for _ in 0..3000 {
        let mut bytes = whole.clone();
        for _ in 0..=rng.below(3) {
            let at = rng.below(bytes.len());
            bytes[at] = rng.number() as u8;
        }
        // Some damage makes another graph; it must be one that can be walked.
        if let Ok(graph) = Graph::from_bytes(&bytes) {
            let _ = (node_rows(&graph), edge_rows(&graph));
        }
        let _ = Picture::from_bytes(&bytes);
    }
    assert_eq!(Graph::from_bytes(b""), Err(WireError::Foreign));
    assert_eq!(Graph::from_bytes(b"nm9"), Err(WireError::Foreign));
    let longer = [whole.as_slice(), b"x"].concat();
    assert_eq!(Graph::from_bytes(&longer), Err(WireError::Unsound));
}

/// What a graph takes over the wire: bytes a node and bytes an edge, before the server compresses them.
#[test]
fn nodes_and_edges_take_few_bytes() {
    for pods in [1000, 10_000] {
        let graph = Sample::of(pods).graph();
        let size = |graph: &Graph, ids| graph.to_bytes(ids).len() as f64;
        let alone = Graph { edges: Vec::new(), ..graph.clone() };
        let (nodes, edges) = (graph.nodes.len() as f64, graph.edges.len() as f64);
        let a_node = size(&alone, Ids::Leave) / nodes;
        let with_id = size(&alone, Ids::Keep) / nodes;
        let an_edge = (size(&graph, Ids::Leave) - size(&alone, Ids::Leave)) / edges;
        let closed = aggregate(&graph, &Expansion::closed()).graph;
        println!(
            "{pods} pods: {a_node:.1} bytes a node ({with_id:.1} with ids), {an_edge:.1} an edge; \
             {} KB in all, {} KB as namespaces",
            size(&graph, Ids::Leave) as u64 / 1000,
            size(&closed, Ids::Leave) as u64 / 1000,
        );
        assert!(a_node < 30.0, "{a_node}");
        assert!(with_id < 56.0, "{with_id}");
        assert!(an_edge < 19.0, "{an_edge}");
    }
}
