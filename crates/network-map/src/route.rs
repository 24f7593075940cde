//! Routing: the curve that an edge is drawn as, from border to border, and its arrow.

use crate::{
    geometry::{Point, Rect},
    model::{Graph, NONE},
};

/// A cubic curve: where it begins, two points that draw it, where it ends. Straight ones are curves too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Curve {
    /// At the border of the client.
    pub from: Point,
    /// Draws the beginning.
    pub first: Point,
    /// Draws the end.
    pub second: Point,
    /// At the border of the server.
    pub to: Point,
}

/// The three corners of an arrow's head.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Arrow {
    /// The tip, at the border of the server.
    pub tip: Point,
    /// One corner of the base.
    pub left: Point,
    /// The other corner of the base.
    pub right: Point,
}

/// In how many straight pieces distances to a curve are measured.
const PIECES: u16 = 16;

impl Curve {
    /// A straight line.
    pub fn straight(from: Point, to: Point) -> Self {
        Self { from, first: from.towards(to, 1.0 / 3.0), second: from.towards(to, 2.0 / 3.0), to }
    }

    /// The point at this share of the curve, from 0 to 1.
    pub fn at(&self, share: f32) -> Point {
        let rest = 1.0 - share;
        self.from * (rest * rest * rest)
            + self.first * (3.0 * rest * rest * share)
            + self.second * (3.0 * rest * share * share)
            + self.to * (share * share * share)
    }

    /// The box around it, somewhat too large: that of the four points.
    pub fn bounds(&self) -> Rect {
        Rect::around([self.from, self.first, self.second, self.to])
    }

    /// How far a point is from the curve.
    pub fn distance(&self, point: Point) -> f32 {
        let mut start = self.from;
        let mut least = f32::INFINITY;
        for piece in 1..=PIECES {
            let end = self.at(f32::from(piece) / f32::from(PIECES));
            least = least.min(distance_to_line(point, start, end));
            start = end;
        }
        least
    }

    /// Its head, of this length.
    pub fn arrow(&self, length: f32) -> Arrow {
        let back = if self.second == self.to { self.from } else { self.second };
        let direction = (self.to - back).unit();
        let base = self.to - direction * length;
        let side = direction.turned() * (length * 0.4);
        Arrow { tip: self.to, left: base + side, right: base - side }
    }
}

fn distance_to_line(point: Point, start: Point, end: Point) -> f32 {
    let way = end - start;
    let share = (point - start).dot(way) / way.length_squared().max(f32::MIN_POSITIVE);
    point.distance(start.towards(end, share.clamp(0.0, 1.0)))
}

/// How edges are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// How far edges of one pair bend from the straight line, as a share of its length.
    pub bend: f32,
    /// How much edges between namespaces run together, from 0 (not at all) to 1.
    pub bundle: f32,
}

impl Default for Style {
    fn default() -> Self {
        Self { bend: 0.12, bundle: 0.75 }
    }
}

/// The curves of all edges of a graph, for nodes at these places.
///
/// An edge whose opposite exists too bends to its left, so that both can be told apart. An edge from a node to itself
/// is a loop above it. Edges between two open namespaces, or between one and what stands outside, run together on the line
/// between their middles.
pub fn route(graph: &Graph, points: &[Point], radii: &[f32], style: &Style) -> Vec<Curve> {
    let outermost = outermost(graph);
    let pair = |from: u32, to: u32| {
        graph.edges.binary_search_by_key(&(from, to), |edge| (edge.from, edge.to)).is_ok()
    };
    let disc = |node: u32| (points[node as usize], radii[node as usize]);
    let curves = graph.edges.iter().map(|edge| {
        if edge.from == edge.to {
            return circle(disc(edge.from));
        }
        let (from, to) = (disc(edge.from), disc(edge.to));
        let (home, away) = (outermost[edge.from as usize], outermost[edge.to as usize]);
        if home != away && style.bundle > 0.0 {
            // What stands alone is a ground of its own.
            let ground = |ground, alone| if ground == NONE { alone } else { disc(ground) };
            return bundled(from, to, ground(home, from), ground(away, to), style.bundle);
        }
        let bend = if pair(edge.to, edge.from) { style.bend } else { 0.0 };
        bent(from, to, bend)
    });
    curves.collect()
}

/// The outermost node around each node that is ground for others, or [`NONE`].
fn outermost(graph: &Graph) -> Vec<u32> {
    let mut around: Vec<u32> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let top = match around.get(node.parent as usize) {
            None => NONE,
            Some(&NONE) => node.parent,
            Some(&top) => top,
        };
        around.push(top);
    }
    around
}

/// From border to border, in the direction of what draws the ends.
fn trimmed(from: (Point, f32), first: Point, second: Point, to: (Point, f32)) -> Curve {
    let start = from.0 + (first - from.0).unit() * from.1;
    let end = to.0 + (second - to.0).unit() * to.1;
    Curve { from: start, first, second, to: end }
}

fn bent(from: (Point, f32), to: (Point, f32), bend: f32) -> Curve {
    let way = to.0 - from.0;
    if bend == 0.0 {
        let direction = way.unit();
        return Curve::straight(from.0 + direction * from.1, to.0 - direction * to.1);
    }
    let side = way.turned() * bend;
    trimmed(from, from.0.towards(to.0, 1.0 / 3.0) + side, from.0.towards(to.0, 2.0 / 3.0) + side, to)
}

/// A loop above a disc, somewhat more than half as high as the disc.
fn circle((middle, radius): (Point, f32)) -> Curve {
    let high = radius * 2.2;
    let first = middle + Point::new(-high * 0.7, -high);
    let second = middle + Point::new(high * 0.7, -high);
    trimmed((middle, radius), first, second, (middle, radius))
}

/// Drawn towards the line between two grounds.
fn bundled(
    from: (Point, f32),
    to: (Point, f32),
    home: (Point, f32),
    away: (Point, f32),
    bundle: f32,
) -> Curve {
    let direction = (away.0 - home.0).unit();
    let (gate, far_gate) = (home.0 + direction * home.1, away.0 - direction * away.1);
    let first = from.0.towards(to.0, 1.0 / 3.0).towards(gate, bundle);
    let second = from.0.towards(to.0, 2.0 / 3.0).towards(far_gate, bundle);
    trimmed(from, first, second, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Builder, EdgeInput, Kind, NodeInput};

    fn graph(edges: &[(&str, &str)]) -> Graph {
        let mut builder = Builder::new();
        for id in ["a", "b", "c"] {
            builder.node(&NodeInput::new(Kind::Pod, id, id));
        }
        edges.iter().for_each(|(from, to)| builder.edge(&EdgeInput::new(from, to)));
        builder.finish(0)
    }

    const PLACES: [Point; 3] = [Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(0.0, 100.0)];

    #[test]
    fn edges_begin_and_end_at_borders() {
        let graph = graph(&[("a", "b"), ("b", "a"), ("a", "c"), ("c", "c")]);
        let radii = [6.0, 10.0, 4.0];
        for (edge, curve) in graph.edges.iter().zip(route(&graph, &PLACES, &radii, &Style::default())) {
            for (node, end) in [(edge.from, curve.from), (edge.to, curve.to)] {
                let far = PLACES[node as usize].distance(end);
                assert!((far - radii[node as usize]).abs() < 1e-3, "{edge:?} {far}");
            }
            let arrow = curve.arrow(5.0);
            assert_eq!(arrow.tip, curve.to);
            assert!(arrow.left.distance(PLACES[edge.to as usize]) > radii[edge.to as usize]);
        }
    }

    #[test]
    fn there_and_back_are_two_lines_and_a_lone_edge_is_straight() {
        let graph = graph(&[("a", "b"), ("b", "a"), ("a", "c")]);
        let curves = route(&graph, &PLACES, &[6.0; 3], &Style::default());
        let (there, lone, back) = (curves[0], curves[1], curves[2]);
        assert!(there.at(0.5).distance(back.at(0.5)) > 10.0);
        assert!(lone.at(0.5).distance(Point::new(0.0, 50.0)) < 1e-3);
        assert!(lone.distance(Point::new(7.0, 50.0)) - 7.0 < 1e-3);
    }

    #[test]
    fn edges_between_namespaces_run_together() {
        let mut builder = Builder::new();
        for (id, namespace) in [("a", "one"), ("b", "one"), ("c", "two"), ("d", "two")] {
            builder.node(&NodeInput { namespace, ..NodeInput::new(Kind::Pod, id, id) });
        }
        builder.edge(&EdgeInput::new("a", "c"));
        builder.edge(&EdgeInput::new("b", "d"));
        let graph = builder.finish(0);
        // one, a, b, two, c, d.
        let places = [(0.0, 0.0), (0.0, -40.0), (0.0, 40.0), (400.0, 0.0), (400.0, -40.0), (400.0, 40.0)];
        let places = places.map(|(x, y)| Point::new(x, y));
        let radii = [50.0, 6.0, 6.0, 50.0, 6.0, 6.0];
        let apart = |bundle| {
            let curves = route(&graph, &places, &radii, &Style { bundle, ..Style::default() });
            curves[0].at(0.5).distance(curves[1].at(0.5))
        };
        assert!(apart(0.0) > 79.0 && apart(0.6) < 50.0, "{} {}", apart(0.0), apart(0.6));
    }
}
