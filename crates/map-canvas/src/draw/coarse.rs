//! The coarse drawing: points and thin lines for everything, one draw each. What is shown while a large map moves, and
//! always of what is too much to be seen in detail.

use super::{bytes::Bytes, scene::Scene};
use network_map::{Point, model::Edge};

/// The bytes of a disc: place and radius, then ring, fill, look and state.
pub const DISC: usize = 16;
/// The bytes of a line's end: place, then ink and state.
pub const END: usize = 12;
/// In how many pieces a bent edge is drawn, and one to where it began.
const PIECES: u8 = 4;
const LOOP: u8 = 12;

/// One disc's bytes.
pub fn disc(out: &mut Bytes, at: Point, radius: f32, style: [u8; 4]) {
    out.point(at);
    out.float(radius);
    out.four(style);
}

/// All discs, the largest first.
pub fn discs(scene: &Scene) -> Vec<u8> {
    nodes(scene, scene.discs.iter())
}

/// These nodes' discs.
pub fn nodes<'a>(scene: &Scene, nodes: impl Iterator<Item = &'a u32>) -> Vec<u8> {
    let mut out = Bytes::with_room(nodes.size_hint().0, DISC);
    for node in nodes {
        let at = *node as usize;
        disc(&mut out, scene.picture.points[at], scene.picture.radii[at], scene.node_styles[at]);
    }
    out.0
}

/// All edges as lines, the harmless first.
pub fn lines(scene: &Scene) -> Vec<u8> {
    let mut out = Bytes::with_room(scene.edges.len() * 4, END);
    for edge in &scene.edges {
        let at = *edge as usize;
        let status = scene.picture.graph.edges[at].status;
        let style = [crate::palette::Ink::of_status(status) as u8, scene.edge_states[at], 0, 0];
        let curve = &scene.curves[at];
        let mut end = |at: Point| {
            out.point(at);
            out.four(style);
        };
        end(curve.from);
        if scene.bent[at] {
            let pieces = pieces(&scene.picture.graph.edges[at]);
            for piece in 1..pieces {
                let between = curve.at(f32::from(piece) / f32::from(pieces));
                end(between);
                end(between);
            }
        }
        end(curve.to);
    }
    out.0
}

fn pieces(edge: &Edge) -> u8 {
    if edge.from == edge.to { LOOP } else { PIECES }
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::draw::scene::tests::sample;

    #[test]
    fn every_disc_and_every_edge_has_its_bytes() {
        let scene = sample(300, Detail::Pods);
        assert_eq!(discs(&scene).len(), scene.discs.len() * DISC);
        let edges = scene.picture.graph.edges.iter().zip(&scene.bent);
        let pieces: usize = edges.map(|(edge, bent)| if *bent { usize::from(pieces(edge)) } else { 1 }).sum();
        assert_eq!(lines(&scene).len(), pieces * 2 * END);
    }

    #[test]
    fn a_disc_is_where_its_node_is() {
        let scene = sample(50, Detail::Groups);
        let bytes = discs(&scene);
        let float = |at: usize| f32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let first = scene.discs[0] as usize;
        assert_eq!(Point::new(float(0), float(4)), scene.picture.points[first]);
        assert_eq!(float(8), scene.picture.radii[first]);
        assert_eq!(bytes[12..16], scene.node_styles[first]);
    }
}
