//! Fingerprints: whether two graphs or pictures say the same, in eight bytes.

use std::hash::{DefaultHasher, Hash, Hasher};

use network_map::{Point, model::Graph};

/// Of all that a graph says but when it was read.
pub fn of(graph: &Graph) -> u64 {
    let mut hasher = DefaultHasher::new();
    shape(graph, &mut hasher);
    for edge in &graph.edges {
        (edge.bytes, edge.sessions, edge.last_seen).hash(&mut hasher);
    }
    hasher.finish()
}

/// Of a graph without its counters, which go on whenever anything is said.
pub fn of_shape(graph: &Graph) -> u64 {
    let mut hasher = DefaultHasher::new();
    shape(graph, &mut hasher);
    hasher.finish()
}

/// Of a graph and where its nodes are drawn.
pub fn of_picture(graph: &Graph, points: &[Point], radii: &[f32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    of(graph).hash(&mut hasher);
    for (point, radius) in points.iter().zip(radii) {
        (point.x.to_bits(), point.y.to_bits(), radius.to_bits()).hash(&mut hasher);
    }
    hasher.finish()
}

fn shape(graph: &Graph, hasher: &mut DefaultHasher) {
    graph.nodes.len().hash(hasher);
    for node in &graph.nodes {
        (node.key, node.kind, node.parent, node.mode, node.cve, node.marks, node.members).hash(hasher);
        (graph.text(node.name), graph.text(node.host)).hash(hasher);
    }
    for edge in &graph.edges {
        (edge.from, edge.to, edge.status, edge.severity, edge.protocols, edge.marks, edge.merged)
            .hash(hasher);
        for name in graph.application_names(edge) {
            name.hash(hasher);
        }
        for port in graph.ports(edge) {
            port.packed().hash(hasher);
        }
    }
}

#[cfg(test)]
mod tests {
    use network_map::{model::Status, sample::Sample};

    use super::*;

    #[test]
    fn counters_are_no_part_of_a_shape() {
        let graph = Sample::of(30).graph();
        let (mut busier, mut worse) = (graph.clone(), graph.clone());
        busier.edges[0].bytes += 1;
        busier.taken_at += 1;
        assert_eq!(of_shape(&graph), of_shape(&busier));
        assert_ne!(of(&graph), of(&busier));
        worse.edges[0].status = Status::Threat;
        assert_ne!(of_shape(&graph), of_shape(&worse));
        let later = Graph { taken_at: graph.taken_at + 1, ..graph.clone() };
        assert_eq!(of(&graph), of(&later), "the same that is read again is the same");
    }

    #[test]
    fn a_picture_is_another_when_something_moved() {
        let graph = Sample::of(2).graph();
        let points = vec![Point::ORIGIN; graph.nodes.len()];
        let radii = vec![1.0; graph.nodes.len()];
        let mut moved = points.clone();
        moved[0].x = 1.0;
        assert_ne!(of_picture(&graph, &points, &radii), of_picture(&graph, &moved, &radii));
    }
}
