//! How large things are drawn, in the map's units.

use crate::model::{Graph, Kind, Node, NodeMarks};

/// The radius of a pod's disc.
pub const POD: f32 = 6.0;
/// The least gap between two discs at rest.
pub const GAP: f32 = 3.0;

/// The radius of a node's disc. What is closed grows with what is in it: its area follows the number of members,
/// within bounds that keep labels apart and the largest in sight.
pub fn radius(node: &Node) -> f32 {
    let grown = |least: f32, most: f32| {
        let members = f32::from(u16::try_from(node.members).unwrap_or(u16::MAX));
        (least + 2.0 * members.sqrt()).min(most)
    };
    match node.kind {
        Kind::Namespace => grown(14.0, 60.0),
        Kind::Group => grown(9.0, 40.0),
        Kind::External => 14.0,
        Kind::Node => 9.0,
        Kind::Service | Kind::Unmanaged => 7.0,
        Kind::Pod | Kind::Sidecar | Kind::Address => POD,
    }
}

/// The radii of all nodes; 0 for those that are the ground under others.
pub fn radii(graph: &Graph) -> Vec<f32> {
    let ground = |node: &Node| node.marks.has(NodeMarks::OPEN);
    graph.nodes.iter().map(|node| if ground(node) { 0.0 } else { radius(node) }).collect()
}
