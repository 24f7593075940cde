//! The coarse drawing: points and thin lines for everything, one draw each. What is shown while a large map moves, and
//! always of what is too much to be seen in detail.

use super::{bytes::Bytes, scene::Scene};
use network_map::{Point, model::NONE, route::Curve};

/// The bytes of a disc: place and radius, then ring, fill, look and state.
pub const DISC: usize = 16;
/// The bytes of a line's end: place, then ink and state.
pub const END: usize = 12;
/// Grounds of fewer pixels from the middle to the border are not drawn: nobody sees what stands on them.
pub const GROUNDS_FROM: f32 = 6.0;
/// The corners of a hexagon's four triangles.
pub const CORNERS: usize = 12;
/// Edges that are bent by less than this share of their length are drawn straight.
const STRAIGHT: f32 = 0.1;
/// How much a piece may be bent before it is two, likewise.
const FLAT: f32 = 0.12;
/// More pieces than this are too many while everything moves.
const MOST_PIECES: f32 = 12.0;

/// One disc's bytes.
pub fn disc(out: &mut Bytes, at: Point, radius: f32, style: [u8; 4]) {
    out.point(at);
    out.float(radius);
    out.four(style);
}

/// The discs that are no more than a fill and a ring, and the others, which have something around them; the largest first.
pub fn simple_and_others(scene: &Scene) -> (Vec<u32>, Vec<u32>) {
    scene.discs.iter().partition(|disc| scene.node_styles[**disc as usize][2] == 0)
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

/// All grounds, the largest first: each as often as the triangles of a hexagon around it have corners. A processor that
/// draws is slow with instances, and with what a square has more.
pub fn grounds(scene: &Scene) -> Vec<u8> {
    nodes(scene, scene.grounds.iter().flat_map(|ground| [ground; CORNERS]))
}

/// The grounds that stand on no other, and those that do; the largest first.
pub fn outer_and_inner(scene: &Scene) -> (Vec<u32>, Vec<u32>) {
    let graph = &scene.picture.graph;
    let is_outer = |ground: &u32| {
        let parent = graph.nodes[*ground as usize].parent;
        parent == NONE || !graph.is_ground(parent)
    };
    scene.grounds.iter().copied().partition(is_outer)
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
        let pieces = pieces(curve);
        for piece in 1..pieces {
            let between = curve.at(f32::from(piece) / f32::from(pieces));
            end(between);
            end(between);
        }
        end(curve.to);
    }
    out.0
}

/// In how many pieces a curve looks bent: the farther what draws it is from the straight line, the more.
fn pieces(curve: &Curve) -> u8 {
    let straight = Curve::straight(curve.from, curve.to);
    let away = curve.first.distance(straight.first).max(curve.second.distance(straight.second));
    let length = curve.from.distance(curve.to);
    if away <= STRAIGHT * length {
        return 1;
    }
    // The error of a piece falls with the square of their number.
    (away / (FLAT * length.max(f32::MIN_POSITIVE))).sqrt().ceil().clamp(2.0, MOST_PIECES) as u8
}

#[cfg(test)]
mod tests {
    use network_map::{level::Detail, model::Kind};

    use super::*;
    use crate::draw::scene::tests::sample;

    #[test]
    fn every_disc_has_its_bytes_once() {
        let scene = sample(300, Detail::Groups);
        let (simple, others) = simple_and_others(&scene);
        assert!(!others.is_empty());
        assert!(simple.iter().all(|disc| scene.node_styles[*disc as usize][2] == 0));
        let mut all = [simple, others].concat();
        assert_eq!(nodes(&scene, all.iter()).len(), scene.discs.len() * DISC);
        let mut discs = scene.discs.clone();
        all.sort_unstable();
        discs.sort_unstable();
        assert_eq!(all, discs);
        assert_eq!(grounds(&scene).len(), scene.grounds.len() * CORNERS * DISC);
        let scene = sample(300, Detail::Pods);
        let (outer, inner) = outer_and_inner(&scene);
        assert_eq!(outer.len() + inner.len(), scene.grounds.len());
        let kind = |ground: &u32| scene.picture.graph.nodes[*ground as usize].kind;
        assert!(outer.iter().all(|ground| kind(ground) == Kind::Namespace) && !outer.is_empty());
        assert!(inner.iter().all(|ground| kind(ground) == Kind::Group) && !inner.is_empty());
    }

    #[test]
    fn a_disc_is_where_its_node_is() {
        let scene = sample(50, Detail::Groups);
        let bytes = nodes(&scene, scene.discs.iter());
        let float = |at: usize| f32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let first = scene.discs[0] as usize;
        assert_eq!(Point::new(float(0), float(4)), scene.picture.points[first]);
        assert_eq!(float(8), scene.picture.radii[first]);
        assert_eq!(bytes[12..16], scene.node_styles[first]);
    }

    #[test]
    fn lines_are_as_fine_as_their_edges_are_bent() {
        let scene = sample(300, Detail::Pods);
        let all: usize = scene.curves.iter().map(|curve| usize::from(pieces(curve))).sum();
        assert_eq!(lines(&scene).len(), all * 2 * END);
        assert!(all > scene.curves.len() && all < 2 * scene.curves.len(), "{all}");
        for curve in scene.curves.iter().filter(|curve| f32::from(pieces(curve)) < MOST_PIECES) {
            let pieces = pieces(curve);
            let at = |piece: f32| curve.at(piece / f32::from(pieces));
            for piece in (0..pieces).map(f32::from) {
                let off = at(piece).towards(at(piece + 1.0), 0.5).distance(at(piece + 0.5));
                let length = curve.from.distance(curve.to);
                assert!(off < 0.1 * length, "{off} of {length} in {pieces}");
            }
        }
    }
}
