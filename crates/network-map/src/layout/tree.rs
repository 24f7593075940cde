//! Barnes and Hut's tree: how hard all bodies push one, where what is far away pushes as one.

use crate::geometry::{Point, Rect};

/// A square of the plane with what is in it. Cells stand in the order of a walk into depth; `next` skips the insides.
#[derive(Clone, Copy, Debug)]
struct Cell {
    middle: Point,
    mass: f32,
    /// From this distance (squared) on, the cell counts as one.
    reach: f32,
    next: u32,
    /// The bodies of a leaf; the same number twice in others.
    start: u32,
    end: u32,
}

/// How many bodies a leaf has at most, unless they are in one place.
const LEAF: usize = 8;
/// How often a side is halved at most.
const DEPTH: u32 = 16;

/// The tree over bodies, rebuilt in each round with the room of the last.
#[derive(Clone, Debug, Default)]
pub(super) struct MassTree {
    cells: Vec<Cell>,
    codes: Vec<u64>,
    /// The bodies in the order of the leaves: bodies next to each other are near each other.
    pub(super) order: Vec<u32>,
    points: Vec<Point>,
    masses: Vec<f32>,
    spread: f32,
}

impl MassTree {
    /// Builds the tree. A cell counts as one when it looks smaller than `theta` (its side by its distance).
    pub(super) fn build(&mut self, points: &[Point], masses: &[f32], theta: f32) {
        let bounds = Rect::around(points.iter().copied());
        let side = bounds.width().max(bounds.height()).max(1e-3);
        let scale = f32::from(u16::MAX) / side;
        self.spread = side / theta;
        self.codes.clear();
        self.codes.extend((0u64..).zip(points).map(|(at, point)| {
            let offset = (*point - bounds.min) * scale;
            // Rounded towards zero; never above 65535, since the offset is no larger than the side.
            (u64::from(code(offset.x as u16, offset.y as u16)) << 32) | at
        }));
        self.codes.sort_unstable();
        self.order.clear();
        self.order.extend(self.codes.iter().map(|code| (code & 0xffff_ffff) as u32));
        self.points.clear();
        self.points.extend(self.order.iter().map(|at| points[*at as usize]));
        self.masses.clear();
        self.masses.extend(self.order.iter().map(|at| masses[*at as usize]));
        self.cells.clear();
        if !points.is_empty() {
            self.grow(0, points.len(), DEPTH);
        }
    }

    /// Adds the cell of the bodies from `start` to `end`, whose codes agree above `level`; returns mass and moment.
    fn grow(&mut self, start: usize, end: usize, level: u32) -> (f32, Point) {
        let at = self.cells.len();
        let side = self.spread / (1u32 << (DEPTH - level)) as f32;
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let leaf = end - start <= LEAF || level == 0;
        let (first, last) = if leaf { (number(start), number(end)) } else { (0, 0) };
        let reach = side * side;
        self.cells.push(Cell { middle: Point::ORIGIN, mass: 0.0, reach, next: 0, start: first, end: last });
        let (mut mass, mut moment) = (0.0, Point::ORIGIN);
        if leaf {
            for at in start..end {
                mass += self.masses[at];
                moment += self.points[at] * self.masses[at];
            }
        } else {
            let shift = 32 + 2 * (level - 1);
            let mut from = start;
            for quarter in 0..4 {
                let rest = &self.codes[from..end];
                let to = from + rest.partition_point(|code| (code >> shift) & 3 <= quarter);
                if to > from {
                    let (inner, inner_moment) = self.grow(from, to, level - 1);
                    mass += inner;
                    moment += inner_moment;
                }
                from = to;
            }
        }
        let next = number(self.cells.len());
        let cell = &mut self.cells[at];
        (cell.mass, cell.middle, cell.next) = (mass, moment * (1.0 / mass.max(f32::MIN_POSITIVE)), next);
        (mass, moment)
    }

    /// The push on a body at this place: away from each other one by its mass over the distance.
    pub(super) fn push(&self, at: Point) -> Point {
        let (mut x, mut y) = (0.0f32, 0.0f32);
        let mut cell_at = 0;
        while let Some(cell) = self.cells.get(cell_at) {
            let (dx, dy) = (at.x - cell.middle.x, at.y - cell.middle.y);
            let far = dx * dx + dy * dy;
            if far > cell.reach {
                let strength = cell.mass / far;
                x += dx * strength;
                y += dy * strength;
                cell_at = cell.next as usize;
            } else if cell.start < cell.end {
                let bodies = cell.start as usize..cell.end as usize;
                for (point, mass) in self.points[bodies.clone()].iter().zip(&self.masses[bodies]) {
                    let (dx, dy) = (at.x - point.x, at.y - point.y);
                    let strength = mass / (dx * dx + dy * dy).max(1e-4);
                    x += dx * strength;
                    y += dy * strength;
                }
                cell_at = cell.next as usize;
            } else {
                cell_at += 1;
            }
        }
        Point::new(x, y)
    }
}

/// The bits of both, in turn.
fn code(x: u16, y: u16) -> u32 {
    let spread = |half: u16| {
        let mut bits = u32::from(half);
        bits = (bits | (bits << 8)) & 0x00ff_00ff;
        bits = (bits | (bits << 4)) & 0x0f0f_0f0f;
        bits = (bits | (bits << 2)) & 0x3333_3333;
        (bits | (bits << 1)) & 0x5555_5555
    };
    spread(x) | (spread(y) << 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn the_push_is_nearly_that_of_each_by_itself() {
        let mut rng = Rng::new(3);
        let points: Vec<Point> =
            (0..2000).map(|_| Point::new(rng.signed() * 500.0, rng.signed() * 200.0)).collect();
        let masses: Vec<f32> = points.iter().map(|_| 0.5 + rng.fraction()).collect();
        let mut tree = MassTree::default();
        tree.build(&points, &masses, 1.0);
        let (mut wrong, mut whole) = (0.0, 0.0);
        for at in points.iter().step_by(37) {
            let exact = points.iter().zip(&masses).fold(Point::ORIGIN, |sum, (point, mass)| {
                let way = *at - *point;
                sum + way * (mass / way.length_squared().max(1e-4))
            });
            wrong += (tree.push(*at) - exact).length();
            whole += exact.length();
        }
        assert!(wrong / whole < 0.04, "{}", wrong / whole);
    }

    #[test]
    fn many_bodies_in_one_place_are_one_leaf() {
        let mut tree = MassTree::default();
        tree.build(&[Point::new(5.0, 5.0); 100], &[1.0; 100], 1.0);
        assert_eq!(tree.push(Point::new(5.0, 5.0)), Point::ORIGIN);
        let push = tree.push(Point::new(105.0, 5.0));
        assert!((push.x - 1.0).abs() < 1e-3 && push.y.abs() < 1e-6, "{push:?}");
        tree.build(&[], &[], 1.0);
        assert_eq!(tree.push(Point::ORIGIN), Point::ORIGIN);
    }
}
