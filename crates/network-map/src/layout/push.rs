//! How hard bodies push each other: away from each other one by its mass over the distance.

use super::tree::MassTree;
use crate::geometry::Point;

/// Up to so many bodies it is quicker to look at each two than to build a tree.
const FEW: usize = 160;

/// The pushes on all bodies, worked out anew in each round with the room of the last.
#[derive(Clone, Debug)]
pub(super) enum Pushes {
    /// Of few, exactly.
    Exact(Vec<Point>),
    /// Of many: what is far away pushes as one.
    About(MassTree),
}

impl Default for Pushes {
    fn default() -> Self {
        Self::Exact(Vec::new())
    }
}

impl Pushes {
    /// Works them out, with `theta` as [`MassTree::build`] takes it.
    pub(super) fn work_out(&mut self, points: &[Point], masses: &[f32], theta: f32) {
        match self {
            Self::Exact(pushes) if points.len() <= FEW => push_each_other(points, masses, pushes),
            Self::About(tree) if points.len() > FEW => tree.build(points, masses, theta),
            // They have become many, or few.
            Self::Exact(_) => {
                let mut tree = MassTree::default();
                tree.build(points, masses, theta);
                *self = Self::About(tree);
            }
            Self::About(_) => {
                let mut pushes = Vec::new();
                push_each_other(points, masses, &mut pushes);
                *self = Self::Exact(pushes);
            }
        }
    }

    /// Whose turn it is at this place: bodies that are near each other have theirs one after the other.
    pub(super) fn body(&self, turn: usize) -> usize {
        match self {
            Self::Exact(_) => turn,
            Self::About(tree) => tree.order[turn] as usize,
        }
    }

    /// The push on a body, which is at this place.
    pub(super) fn on(&self, body: usize, at: Point) -> Point {
        match self {
            Self::Exact(pushes) => pushes[body],
            Self::About(tree) => tree.push(at),
        }
    }
}

/// The push on each by each other.
fn push_each_other(points: &[Point], masses: &[f32], pushes: &mut Vec<Point>) {
    pushes.clear();
    pushes.resize(points.len(), Point::ORIGIN);
    for one in 0..points.len() {
        let (place, mass) = (points[one], masses[one]);
        let (mut x, mut y) = (0.0f32, 0.0f32);
        let others = points[one + 1..].iter().zip(&masses[one + 1..]).zip(&mut pushes[one + 1..]);
        for ((point, other), push) in others {
            let (dx, dy) = (place.x - point.x, place.y - point.y);
            let near = 1.0 / (dx * dx + dy * dy).max(1e-4);
            (x, y) = (x + dx * near * other, y + dy * near * other);
            (push.x, push.y) = (push.x - dx * near * mass, push.y - dy * near * mass);
        }
        pushes[one] += Point::new(x, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn few_are_pushed_as_many_would_be() {
        let mut rng = Rng::new(7);
        let points: Vec<Point> = (0..FEW).map(|_| Point::new(rng.signed(), rng.signed()) * 100.0).collect();
        let masses: Vec<f32> = (0u16..).map(|at| f32::from(at % 3 + 1)).take(FEW).collect();
        let mut pushes = Pushes::default();
        pushes.work_out(&points, &masses, 0.8);
        assert!(matches!(pushes, Pushes::Exact(_)));
        let mut tree = MassTree::default();
        // Nothing counts as one.
        tree.build(&points, &masses, 1e-4);
        for (at, point) in points.iter().enumerate() {
            assert_eq!(pushes.body(at), at);
            let (one, other) = (pushes.on(at, *point), tree.push(*point));
            assert!((one - other).length() < 1e-3 * other.length().max(1.0), "{one:?} {other:?}");
        }
    }

    #[test]
    fn more_are_worked_out_otherwise() {
        let points: Vec<Point> = (0u16..300).map(|at| Point::new(f32::from(at), 0.0)).collect();
        let masses = vec![1.0; points.len()];
        let mut pushes = Pushes::default();
        for (count, many) in [(10, false), (300, true), (FEW + 1, true), (FEW, false), (0, false)] {
            pushes.work_out(&points[..count], &masses[..count], 0.8);
            assert_eq!(matches!(pushes, Pushes::About(_)), many, "{count}");
            let mut turns: Vec<usize> = (0..count).map(|turn| pushes.body(turn)).collect();
            turns.sort_unstable();
            assert!(turns.into_iter().eq(0..count), "each has its turn");
        }
    }
}
