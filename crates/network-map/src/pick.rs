//! Picking: what is at a point, and what is in sight. A quadtree over boxes; each cell keeps the box of all in it.

use crate::{
    geometry::{Point, Rect},
    route::Curve,
};

/// How many things a cell holds at most before it is divided.
const FULL: usize = 8;
/// How often a side is halved at most.
const DEPTH: u32 = 20;

#[derive(Clone, Debug)]
struct Cell {
    /// The box around everything in it and under it.
    bounds: Rect,
    /// The things it holds itself, in `things`.
    start: u32,
    end: u32,
    /// The cells under it follow; this is the first that does not belong to it.
    next: u32,
}

/// A quadtree over things with boxes. A thing lies in the smallest cell that its middle is in and that it is not too
/// large for.
#[derive(Clone, Debug, Default)]
pub struct Quadtree {
    cells: Vec<Cell>,
    things: Vec<u32>,
    boxes: Vec<Rect>,
}

impl Quadtree {
    /// A tree over these boxes; things are numbered by their place. Empty boxes are never found.
    pub fn new(boxes: Vec<Rect>) -> Self {
        let mut things: Vec<u32> =
            (0..).zip(&boxes).filter(|(_, thing)| !thing.is_empty()).map(|(at, _)| at).collect();
        let square = things.iter().fold(Rect::EMPTY, |all, at| all.joined(boxes[*at as usize]));
        let mut tree = Self { cells: Vec::new(), things: Vec::with_capacity(things.len()), boxes };
        if !things.is_empty() {
            let mut spare = vec![(0, 0); things.len()];
            let side = square.width().max(square.height());
            tree.grow(&mut things, &mut spare, square.middle(), side, DEPTH);
        }
        tree
    }

    /// `spare` is as long as `things`, and what stands in it means nothing.
    fn grow(
        &mut self,
        things: &mut [u32],
        spare: &mut [(u8, u32)],
        middle: Point,
        side: f32,
        depth: u32,
    ) -> Rect {
        let at = self.cells.len();
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = number(self.things.len());
        self.cells.push(Cell { bounds: Rect::EMPTY, start, end: start, next: 0 });
        // Those too large for a quarter stay here, then come the quarters.
        let ends = if things.len() <= FULL || depth == 0 {
            [things.len(); 5]
        } else {
            divide(things, spare, |thing| {
                let bounds = self.boxes[thing as usize];
                let of = bounds.middle();
                if bounds.width().max(bounds.height()) > side / 2.0 {
                    0
                } else {
                    1 + u8::from(of.x > middle.x) + 2 * u8::from(of.y > middle.y)
                }
            })
        };
        let mut bounds = Rect::EMPTY;
        for thing in &things[..ends[0]] {
            bounds = bounds.joined(self.boxes[*thing as usize]);
            self.things.push(*thing);
        }
        self.cells[at].end = number(self.things.len());
        for quarter in 1..5 {
            let within = ends[quarter - 1]..ends[quarter];
            if within.is_empty() {
                continue;
            }
            let way = |high: bool| if high { side / 4.0 } else { -side / 4.0 };
            let step = Point::new(way((quarter - 1) & 1 == 1), way(quarter > 2));
            let (inside, spare) = (&mut things[within.clone()], &mut spare[within]);
            bounds = bounds.joined(self.grow(inside, spare, middle + step, side / 2.0, depth - 1));
        }
        let next = number(self.cells.len());
        (self.cells[at].bounds, self.cells[at].next) = (bounds, next);
        bounds
    }

    /// Everything whose box touches this one, in the order of the tree.
    pub fn touching(&self, view: Rect, mut found: impl FnMut(u32)) {
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            if !cell.bounds.touches(view) {
                at = cell.next as usize;
                continue;
            }
            for thing in &self.things[cell.start as usize..cell.end as usize] {
                if self.boxes[*thing as usize].touches(view) {
                    found(*thing);
                }
            }
            at += 1;
        }
    }

    /// How many cells there are; for tests and benchmarks.
    pub fn cells(&self) -> usize {
        self.cells.len()
    }
}

/// Puts things in the order of their places, of which there are five, and those of a place in the order that they had:
/// by counting, since this is done for every cell. Where each place ends.
fn divide(things: &mut [u32], spare: &mut [(u8, u32)], place: impl Fn(u32) -> u8) -> [usize; 5] {
    let mut ends = [0; 5];
    for (thing, spare) in things.iter().zip(spare.iter_mut()) {
        *spare = (place(*thing), *thing);
        ends[usize::from(spare.0)] += 1;
    }
    for place in 1..5 {
        ends[place] += ends[place - 1];
    }
    // Each place begins where the one before it ends.
    let mut next = [0; 5];
    next[1..].copy_from_slice(&ends[..4]);
    for (place, thing) in spare {
        let next = &mut next[usize::from(*place)];
        things[*next] = *thing;
        *next += 1;
    }
    ends
}

/// What is drawn where: finds nodes and edges at a point, and those in sight.
#[derive(Clone, Debug, Default)]
pub struct Picker {
    points: Vec<Point>,
    radii: Vec<f32>,
    curves: Vec<Curve>,
    nodes: Quadtree,
    edges: Quadtree,
}

/// What is at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A node, by its index.
    Node(u32),
    /// An edge, by its index.
    Edge(u32),
}

impl Picker {
    /// A picker for nodes and edges as they are drawn: discs by middle and radius, edges as curves. What is ground
    /// under others is found where nothing else is, the innermost first.
    pub fn new(points: &[Point], radii: &[f32], curves: Vec<Curve>) -> Self {
        let mut picker = Self::default();
        picker.place_nodes(points, radii);
        picker.place_edges(curves);
        picker
    }

    /// Nodes are here now. Whoever has little time at once places the edges later: they are found where they were.
    pub fn place_nodes(&mut self, points: &[Point], radii: &[f32]) {
        let discs = points.iter().zip(radii).map(|(point, radius)| Rect::disc(*point, *radius));
        self.nodes = Quadtree::new(discs.collect());
        (self.points, self.radii) = (points.to_vec(), radii.to_vec());
    }

    /// Edges are here now.
    pub fn place_edges(&mut self, curves: Vec<Curve>) {
        self.edges = Quadtree::new(curves.iter().map(Curve::bounds).collect());
        self.curves = curves;
    }

    /// The smallest node whose disc holds the point, or comes as near to it as `slack`.
    pub fn node_at(&self, point: Point, slack: f32) -> Option<u32> {
        let mut best: Option<(bool, f32, u32)> = None;
        self.nodes.touching(Rect::disc(point, slack), |node| {
            let at = node as usize;
            let beyond = self.points[at].distance(point) - self.radii[at];
            // Those that hold the point before those that are near, small before large, near before far.
            let rank = (beyond > 0.0, if beyond > 0.0 { beyond } else { self.radii[at] }, node);
            let better = best.is_none_or(|best| {
                rank.0.cmp(&best.0).then(rank.1.total_cmp(&best.1)).then(rank.2.cmp(&best.2)).is_lt()
            });
            if beyond <= slack && better {
                best = Some(rank);
            }
        });
        best.map(|(_, _, node)| node)
    }

    /// The edge that comes nearest to the point, within `slack`.
    pub fn edge_at(&self, point: Point, slack: f32) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        self.edges.touching(Rect::disc(point, slack), |edge| {
            let far = self.curves[edge as usize].distance(point);
            let better = best.is_none_or(|best| far.total_cmp(&best.0).then(edge.cmp(&best.1)).is_lt());
            if far <= slack && better {
                best = Some((far, edge));
            }
        });
        best.map(|(_, edge)| edge)
    }

    /// What somebody who points here means: a disc, else an edge, else the ground. `is_ground` says which nodes are
    /// ground.
    pub fn at(&self, point: Point, slack: f32, is_ground: impl Fn(u32) -> bool) -> Option<Picked> {
        let node = self.node_at(point, slack);
        match node.filter(|node| !is_ground(*node)) {
            Some(disc) => Some(Picked::Node(disc)),
            None => self.edge_at(point, slack).map(Picked::Edge).or(node.map(Picked::Node)),
        }
    }

    /// The nodes in sight, ascending.
    pub fn nodes_in(&self, view: Rect) -> Vec<u32> {
        ascending(&self.nodes, view)
    }

    /// The edges in sight, by the boxes around them; ascending.
    pub fn edges_in(&self, view: Rect) -> Vec<u32> {
        ascending(&self.edges, view)
    }
}

fn ascending(tree: &Quadtree, view: Rect) -> Vec<u32> {
    let mut found = Vec::new();
    tree.touching(view, |thing| found.push(thing));
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn boxes(seed: u64, count: usize) -> Vec<Rect> {
        let mut rng = Rng::new(seed);
        let mut one = || {
            let middle = Point::new(rng.signed() * 500.0, rng.signed() * 300.0);
            Rect::disc(middle, 1.0 + 200.0 * rng.fraction().powi(8))
        };
        (0..count).map(|_| one()).collect()
    }

    #[test]
    fn the_tree_finds_what_looking_at_each_finds() {
        for seed in 0..4 {
            let boxes = boxes(seed, 700);
            let tree = Quadtree::new(boxes.clone());
            for view in self::boxes(seed + 50, 60) {
                let all = (0u32..).zip(&boxes).filter(|(_, thing)| thing.touches(view)).map(|(at, _)| at);
                assert_eq!(ascending(&tree, view), all.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_look_at_a_point_visits_few_cells() {
        let tree = Quadtree::new(boxes(1, 10_000));
        let mut found = 0;
        tree.touching(Rect::disc(Point::new(10.0, 10.0), 1.0), |_| found += 1);
        assert!(found < 200 && tree.cells() > 1000, "{found} {}", tree.cells());
    }

    #[test]
    fn things_in_one_place_and_nothing_at_all_are_no_trouble() {
        let same = Quadtree::new(vec![Rect::disc(Point::new(1.0, 1.0), 0.0); 500]);
        assert_eq!(ascending(&same, Rect::disc(Point::new(1.0, 1.0), 0.5)).len(), 500);
        assert_eq!(ascending(&Quadtree::new(vec![Rect::EMPTY]), Rect::disc(Point::ORIGIN, 9.0)), [0u32; 0]);
    }

    #[test]
    fn a_disc_goes_before_an_edge_and_an_edge_before_the_ground() {
        let points = [Point::new(0.0, 0.0), Point::new(40.0, 0.0), Point::new(20.0, 0.0)];
        let line = Curve::straight(Point::new(6.0, 0.0), Point::new(34.0, 0.0));
        let picker = Picker::new(&points, &[6.0, 6.0, 60.0], vec![line]);
        let cases = [
            (Point::new(3.0, 2.0), Some(Picked::Node(0))),
            (Point::new(20.0, 1.0), Some(Picked::Edge(0))),
            (Point::new(20.0, 30.0), Some(Picked::Node(2))),
            (Point::new(200.0, 0.0), None),
        ];
        for (point, expected) in cases {
            assert_eq!(picker.at(point, 2.0, |node| node == 2), expected, "{point:?}");
        }
        assert_eq!(picker.nodes_in(Rect::disc(Point::new(-45.0, 0.0), 6.0)), [2]);
        assert_eq!(picker.edges_in(Rect::disc(Point::new(20.0, 0.0), 1.0)), [0]);
    }
}
