//! The layout: at rest nothing overlaps, the same seed gives the same, and what the eye knows stays.

use network_map::{
    Point, Rng,
    layout::{Layout, Options, Place, Positions, Progress, quality},
    level::{Detail, Expansion, aggregate, flat, part},
    model::{Builder, Graph, Kind, NONE, NodeInput},
    sample::Sample,
};

/// The radii of discs; 0 for grounds.
fn discs(graph: &Graph, layout: &Layout) -> Vec<f32> {
    let radii = (0..).zip(layout.radii()).map(|(at, radius)| if graph.is_ground(at) { 0.0 } else { *radius });
    radii.collect()
}

fn at_rest(graph: &Graph) -> Layout {
    let mut layout = Layout::new(graph, Options::of(graph));
    layout.run();
    layout
}

fn assert_sound(graph: &Graph, layout: &Layout) {
    assert!(layout.is_at_rest());
    assert!(layout.points().iter().all(|point| point.is_finite()));
    assert_eq!(quality::overlaps(layout.points(), &discs(graph, layout)), 0);
}

#[test]
fn nothing_overlaps_at_rest() {
    for seed in 0..3 {
        for pods in [1, 2, 17, 150, 700] {
            let graph = Sample { seed, ..Sample::of(pods) }.graph();
            for detail in [Detail::Namespaces, Detail::Groups, Detail::Pods] {
                let graph = aggregate(&graph, &Expansion::down_to(&graph, detail)).graph;
                let flat = flat(&graph);
                assert_sound(&graph, &at_rest(&graph));
                assert_sound(&flat, &at_rest(&flat));
            }
        }
    }
}

#[test]
fn graphs_of_strange_shapes_come_to_rest() {
    let star = |leaves: usize| {
        let mut builder = Builder::new();
        builder.node(&NodeInput::new(Kind::External, "hub", "hub"));
        for leaf in 0..leaves {
            let id = format!("leaf-{leaf}");
            builder.node(&NodeInput::new(Kind::Pod, &id, &id));
            builder.edge(&network_map::model::EdgeInput::new(&id, "hub"));
        }
        builder.finish(0)
    };
    let lonely = |count: usize| {
        let mut builder = Builder::new();
        for at in 0..count {
            let id = format!("lonely-{at}");
            builder.node(&NodeInput::new(Kind::Pod, &id, &id));
        }
        builder.finish(0)
    };
    for graph in [Graph::default(), star(1), star(900), lonely(1), lonely(500)] {
        let layout = at_rest(&graph);
        assert_sound(&graph, &layout);
        assert!(graph.nodes.is_empty() || layout.bounds().width() > 0.0);
    }
}

#[test]
fn steps_of_whatever_budget_lead_to_the_same() {
    for graph in [Sample::of(300).graph(), flat(&Sample::of(120).graph())] {
        let options = Options::of(&graph);
        let whole = at_rest(&graph);
        for budget in [1, 333, 20_000] {
            let mut layout = Layout::new(&graph, options);
            let mut last = 0.0;
            while let Progress::Working(share) = layout.step(budget) {
                assert!((0.0..=1.0).contains(&share));
                last = share;
            }
            assert!(last > 0.5 || budget > 300, "{last}");
            assert_eq!(layout.points(), whole.points(), "budget {budget}");
        }
        let mut other = Layout::new(&graph, Options { seed: 2, ..options });
        other.run();
        assert_ne!(other.points(), whole.points());
    }
}

#[test]
fn without_grounds_connections_are_more_alike_and_few_things_have_room() {
    for pods in [60, 140, 500] {
        let graph = Sample::of(pods).graph();
        let flat = flat(&graph);
        let variance = |graph: &Graph| {
            let edges: Vec<(u32, u32)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
            quality::length_variance(at_rest(graph).points(), &edges)
        };
        let (grounds, without) = (variance(&graph), variance(&flat));
        assert!(without < grounds * 0.6, "{pods}: {without} beside {grounds}");
    }
    let namespaces = aggregate(&Sample::of(500).graph(), &Expansion::closed()).graph;
    let layout = at_rest(&namespaces);
    let (points, radii) = (layout.points(), layout.radii());
    let between = namespaces.edges.iter().filter(|edge| edge.from != edge.to).map(|edge| {
        let (from, to) = (edge.from as usize, edge.to as usize);
        (points[from].distance(points[to]) - radii[from] - radii[to]) / radii[to]
    });
    let mut between: Vec<f32> = between.collect();
    between.sort_by(f32::total_cmp);
    let middle = between[between.len() / 2];
    assert!(middle > 1.0, "between two there is as much room as one takes: {middle}");
}

#[test]
fn members_of_a_namespace_are_nearer_to_each_other_than_to_others() {
    let graph = Sample::of(600).graph();
    let layout = at_rest(&graph);
    let mut rng = Rng::new(1);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for _ in 0..20_000 {
        let (one, two) = (rng.below(graph.nodes.len()) as u32, rng.below(graph.nodes.len()) as u32);
        let homes = (graph.namespace(one), graph.namespace(two));
        if homes.0 == NONE || homes.1 == NONE || graph.is_ground(one) || graph.is_ground(two) {
            continue;
        }
        let far = layout.points()[one as usize].distance(layout.points()[two as usize]);
        if homes.0 == homes.1 { inside.push(far) } else { outside.push(far) }
    }
    let mean = |list: &[f32]| list.iter().sum::<f32>() / list.len() as f32;
    assert!(mean(&inside) * 3.0 < mean(&outside), "{} {}", mean(&inside), mean(&outside));
}

#[test]
fn linked_nodes_are_nearer_than_chance() {
    let graph = Sample::of(600).graph();
    let layout = at_rest(&graph);
    let mut rng = Rng::new(4);
    let place = |at: u32| layout.points()[at as usize];
    let linked: f32 = graph.edges.iter().map(|edge| place(edge.from).distance(place(edge.to))).sum();
    let count = graph.nodes.len();
    let chance: f32 =
        graph.edges.iter().map(|edge| place(edge.from).distance(place(rng.below(count) as u32))).sum();
    assert!(linked * 2.5 < chance, "{linked} {chance}");
}

/// The mean and the largest way that nodes of both layouts went.
fn moved(before: &Positions, graph: &Graph, after: &Layout) -> (f32, f32) {
    let ways: Vec<f32> = graph
        .discs()
        .filter_map(|at| {
            let old = before.get(graph.nodes[at as usize].key)?;
            Some(old.at.distance(after.points()[at as usize]))
        })
        .collect();
    (ways.iter().sum::<f32>() / ways.len().max(1) as f32, ways.iter().copied().fold(0.0, f32::max))
}

#[test]
fn a_refresh_does_not_move_what_was_there() {
    let whole = Sample::of(1000).graph();
    // One of a hundred is new; others are gone.
    let before = part(&whole, |at| at % 100 != 7, |_| true);
    let after = part(&whole, |at| at % 100 != 50, |_| true);
    let old = at_rest(&before).positions();
    let mut layout = Layout::warm(&after, Options::default(), &old);
    layout.run();
    assert_sound(&after, &layout);
    let (mean, most) = moved(&old, &after, &layout);
    assert!(mean < 0.01 && most < 1.0, "{mean} {most}");
    // What is new stands by its own.
    let new = after.discs().filter(|at| old.get(after.nodes[*at as usize].key).is_none());
    let new: Vec<u32> = new.filter(|at| after.group(*at) != NONE).collect();
    assert!(!new.is_empty());
    let mut near = 0;
    for at in &new {
        let home = layout.points()[after.namespace(*at) as usize];
        let reach = layout.radii()[after.namespace(*at) as usize];
        near += usize::from(layout.points()[*at as usize].distance(home) <= reach);
    }
    assert_eq!(near, new.len());
}

#[test]
fn the_same_graph_again_does_not_move_at_all() {
    let graph = Sample::of(500).graph();
    let old = at_rest(&graph).positions();
    let mut layout = Layout::warm(&graph, Options::default(), &old);
    layout.run();
    assert_eq!(moved(&old, &graph, &layout), (0.0, 0.0));
}

#[test]
fn opening_makes_room_and_closing_gives_it_back() {
    let whole = Sample::of(600).graph();
    let groups = Expansion::down_to(&whole, Detail::Groups);
    let mut one = groups.clone();
    let largest = whole.nodes.iter().filter(|node| node.kind == Kind::Group).max_by_key(|node| node.members);
    let largest = largest.expect("there are groups").key;
    one.open(largest);
    let (closed, opened) = (aggregate(&whole, &groups).graph, aggregate(&whole, &one).graph);
    let before = at_rest(&closed).positions();
    let mut layout = Layout::warm(&opened, Options::default(), &before);
    layout.run();
    assert_sound(&opened, &layout);
    let ground = opened.find(largest).expect("the group is there") as usize;
    let old = before.get(largest).expect("the group was there");
    assert!(layout.points()[ground].distance(old.at) < layout.radii()[ground], "it opens where it was");
    let members = opened.discs().filter(|at| opened.nodes[*at as usize].parent as usize == ground);
    assert!(members.count() > 1);
    // Directions from what was opened stay: others went straight outwards.
    let mut kept = 0;
    let others: Vec<u32> =
        opened.discs().filter(|at| opened.nodes[*at as usize].parent as usize != ground).collect();
    for at in &others {
        let was = before.get(opened.nodes[*at as usize].key).expect("others were there").at - old.at;
        let is = layout.points()[*at as usize] - old.at;
        kept += usize::from(was.unit().dot(is.unit()) > 0.97);
    }
    assert!(kept * 10 >= others.len() * 9, "{kept} of {}", others.len());
    // And back.
    let mut again = Layout::warm(&closed, Options::default(), &layout.positions());
    again.run();
    assert_sound(&closed, &again);
    let (mean, _) = moved(&before, &closed, &again);
    let size = again.bounds().width();
    assert!(mean < size * 0.01, "{mean} of {size}");
}

#[test]
fn old_positions_of_other_things_are_not_gone_on_from() {
    let graph = Sample::of(200).graph();
    let strange: Positions = Sample { seed: 99, ..Sample::of(50) }
        .graph()
        .nodes
        .iter()
        .map(|node| (node.key, Place { at: Point::new(f32::NAN, 1.0), radius: 6.0, ground: false }))
        .collect();
    let mut layout = Layout::warm(&graph, Options::default(), &strange);
    layout.run();
    assert_eq!(layout.points(), at_rest(&graph).points());
}
