//! What layouts of made-up clusters cost natively, as JSON, with what a browser needs to do the same: for
//! `cargo xtask bench map`. Arguments: the folder for pictures and graphs, then the numbers of pods.

use std::{error::Error, fs, path::Path, time::Instant};

use network_map::{
    layout::{Layout, Options, quality},
    level::flat,
    model::Graph,
    sample::Sample,
    wire::{Ids, Picture},
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let sizes = arguments.map(|pods| measure(pods.parse()?, Path::new(&folder)));
    let sizes: Vec<Value> = sizes.collect::<Result<_, Box<dyn Error>>>()?;
    println!("{}", json!(sizes));
    Ok(())
}

fn measure(pods: usize, folder: &Path) -> Result<Value, Box<dyn Error>> {
    let graph = Sample::of(pods).graph();
    let (plain, _) = laid_out(&flat(&graph));
    let (grounds, layout) = laid_out(&graph);
    // What others lay out: the ends of each edge.
    let ends = graph.edges.iter().flat_map(|edge| [edge.from, edge.to]);
    fs::write(folder.join(format!("graph-{pods}.bin")), ends.flat_map(u32::to_le_bytes).collect::<Vec<_>>())?;
    let (nodes, edges, heap) = (graph.nodes.len(), graph.edges.len(), graph.heap_bytes());
    let picture = Picture::of(graph, &layout);
    fs::write(folder.join(format!("picture-{pods}.bin")), picture.to_bytes(Ids::Leave))?;
    let places = size_of_val(&*picture.points) + size_of_val(&*picture.radii);
    Ok(json!({
        "pods": pods,
        "nodes": nodes,
        "edges": edges,
        "plain": plain,
        "grounds": grounds,
        "heap": heap + places,
    }))
}

/// The layout, how many milliseconds it took, and how good it is.
fn laid_out(graph: &Graph) -> (Value, Layout) {
    let edges: Vec<(u32, u32)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let options = Options::of(graph);
    let mut times: Vec<f64> = Vec::new();
    let mut layout = Layout::new(graph, options);
    // The middle one of five, or of as many as fit into two seconds.
    while times.is_empty() || times.len() < 5 && times.iter().sum::<f64>() < 2000.0 {
        let begin = now();
        layout = Layout::new(graph, options);
        layout.run();
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let said = json!({
        "ms": times[times.len() / 2],
        "variance": quality::length_variance(layout.points(), &edges),
        "crossings": quality::crossings(layout.points(), &edges) as f64 / edges.len() as f64,
    });
    (said, layout)
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn now() -> Instant {
    Instant::now()
}
