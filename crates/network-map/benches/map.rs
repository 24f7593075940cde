//! What the map costs: by graph size, with some three edges a pod. `cargo bench -p network-map`.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::{hint::black_box, time::Duration};

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use network_map::{
    Point, Rect, Rng,
    diff::Diff,
    filter::{Expression, Filter},
    history::History,
    layout::{Layout, Options, Progress},
    level::{Detail, Expansion, aggregate, part},
    model::Graph,
    pick::Picker,
    route::{Style, route},
    sample::Sample,
    wire::{Ids, Picture},
};

const SIZES: [usize; 2] = [1000, 10_000];

fn at_rest(graph: &Graph) -> Layout {
    let mut layout = Layout::new(graph, Options::default());
    layout.run();
    layout
}

fn layouts(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    for size in SIZES {
        let graph = Sample::of(size).graph();
        group.bench_function(BenchmarkId::new("cold", size), |b| b.iter(|| at_rest(black_box(&graph))));
        let old = at_rest(&part(&graph, |at| at % 100 != 7, |_| true)).positions();
        group.bench_function(BenchmarkId::new("refresh, 1 % new", size), |b| {
            b.iter(|| {
                let mut layout = Layout::warm(black_box(&graph), Options::default(), &old);
                layout.run();
                layout
            });
        });
        let groups = aggregate(&graph, &Expansion::down_to(&graph, Detail::Groups)).graph;
        let namespaces = aggregate(&graph, &Expansion::closed()).graph;
        let old = at_rest(&namespaces).positions();
        group.bench_function(BenchmarkId::new("all namespaces opened", size), |b| {
            b.iter(|| {
                let mut layout = Layout::warm(black_box(&groups), Options::default(), &old);
                layout.run();
                layout
            });
        });
        // The longest of all steps is what a frame would wait for.
        group.bench_function(BenchmarkId::new("longest step of 10,000", size), |b| {
            b.iter_custom(|rounds| {
                let mut sum = Duration::ZERO;
                for _ in 0..rounds {
                    let mut layout = Layout::new(&graph, Options::default());
                    let mut longest = Duration::ZERO;
                    loop {
                        let begin =
                            criterion::measurement::Measurement::start(&criterion::measurement::WallTime);
                        let progress = layout.step(10_000);
                        let took = criterion::measurement::Measurement::end(
                            &criterion::measurement::WallTime,
                            begin,
                        );
                        longest = longest.max(took);
                        if progress == Progress::AtRest {
                            break;
                        }
                    }
                    sum += longest;
                }
                sum
            });
        });
    }
}

fn graphs(c: &mut Criterion) {
    let mut group = c.benchmark_group("graph");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for size in SIZES {
        let graph = Sample::of(size).graph();
        group.bench_function(BenchmarkId::new("aggregate to namespaces", size), |b| {
            b.iter(|| aggregate(black_box(&graph), &Expansion::closed()));
        });
        let groups = Expansion::down_to(&graph, Detail::Groups);
        group.bench_function(BenchmarkId::new("aggregate to groups", size), |b| {
            b.iter(|| aggregate(black_box(&graph), &groups));
        });
        let expression: Expression =
            "ns:team-1* and (app:ssl or port:tcp/8443) and not status:allowed".parse().expect("a filter");
        let filter = Filter { expression: Some(expression), ..Filter::everything() };
        group
            .bench_function(BenchmarkId::new("filter", size), |b| b.iter(|| filter.apply(black_box(&graph))));
        let next = part(&graph, |at| at % 100 != 7, |_| true);
        group.bench_function(BenchmarkId::new("diff", size), |b| {
            b.iter(|| Diff::between(black_box(&graph), &next))
        });
        let later = Graph { taken_at: graph.taken_at + 30, ..next };
        group.bench_function(BenchmarkId::new("remember", size), |b| {
            let mut history = History::new(usize::MAX);
            history.push(&graph);
            b.iter_batched_ref(|| history.clone(), |history| history.push(&later), BatchSize::LargeInput);
        });
    }
}

fn wire(c: &mut Criterion) {
    let mut group = c.benchmark_group("wire");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for size in SIZES {
        let graph = Sample::of(size).graph();
        let layout = at_rest(&graph);
        let picture = Picture::of(graph, &layout);
        let bytes = picture.to_bytes(Ids::Leave);
        group.bench_function(BenchmarkId::new("encode", size), |b| {
            b.iter(|| black_box(&picture).to_bytes(Ids::Leave))
        });
        group.bench_function(BenchmarkId::new("decode", size), |b| {
            b.iter(|| Picture::from_bytes(black_box(&bytes)))
        });
    }
}

fn picking(c: &mut Criterion) {
    let mut group = c.benchmark_group("pick");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for size in SIZES {
        let graph = Sample::of(size).graph();
        let layout = at_rest(&graph);
        let (points, radii, bounds) = (layout.points(), layout.radii(), layout.bounds());
        group.bench_function(BenchmarkId::new("route", size), |b| {
            b.iter(|| route(black_box(&graph), points, radii, &Style::default()));
        });
        let curves = route(&graph, points, radii, &Style::default());
        group.bench_function(BenchmarkId::new("build", size), |b| {
            b.iter_batched(
                || curves.clone(),
                |curves| Picker::new(points, radii, curves),
                BatchSize::LargeInput,
            );
        });
        let picker = Picker::new(points, radii, curves);
        let mut rng = Rng::new(1);
        let mut anywhere = || {
            let (x, y) = (rng.fraction() * bounds.width(), rng.fraction() * bounds.height());
            bounds.min + Point::new(x, y)
        };
        group.bench_function(BenchmarkId::new("point", size), |b| {
            b.iter(|| picker.at(black_box(anywhere()), 3.0, |node| graph.is_ground(node)));
        });
        group.bench_function(BenchmarkId::new("a tenth of the view", size), |b| {
            b.iter(|| picker.nodes_in(Rect::disc(black_box(anywhere()), bounds.width() / 20.0)));
        });
    }
}

criterion_group!(benches, layouts, graphs, wire, picking);
criterion_main!(benches);
