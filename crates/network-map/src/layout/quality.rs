//! How good a picture is, in numbers: for tests and benchmarks, not for drawing.

use crate::{geometry::Point, order};

/// The variance of edge lengths by the square of their mean: 0 = all are as long. Independent of scale.
pub fn length_variance(points: &[Point], edges: &[(u32, u32)]) -> f64 {
    let lengths = edges.iter().filter(|(from, to)| from != to);
    let lengths: Vec<f64> =
        lengths.map(|(from, to)| f64::from(points[*from as usize].distance(points[*to as usize]))).collect();
    let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
    let square =
        lengths.iter().map(|length| (length - mean).powi(2)).sum::<f64>() / lengths.len().max(1) as f64;
    if mean > 0.0 { square / (mean * mean) } else { 0.0 }
}

/// How many pairs of straight edges cross, other than in a common end.
pub fn crossings(points: &[Point], edges: &[(u32, u32)]) -> u64 {
    let place = |at: u32| points[at as usize];
    // By their left ends, so that only those that can meet are looked at.
    let turned = |(from, to): (u32, u32)| if place(from).x > place(to).x { (to, from) } else { (from, to) };
    let edges: Vec<(u32, u32)> = edges.iter().copied().filter(|(from, to)| from != to).map(turned).collect();
    let order = order::rising(edges.iter().map(|edge| order::rank(place(edge.0).x)).zip(0..));
    let order: Vec<(u32, u32)> = order.into_iter().map(|at| edges[at as usize]).collect();
    let mut count = 0;
    for (at, one) in order.iter().enumerate() {
        let (a, b) = (place(one.0), place(one.1));
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        for two in order[at + 1..].iter().take_while(|two| place(two.0).x <= b.x) {
            let (c, d) = (place(two.0), place(two.1));
            if c.y.min(d.y) > bottom || c.y.max(d.y) < top {
                continue;
            }
            let apart = one.0 != two.0 && one.0 != two.1 && one.1 != two.0 && one.1 != two.1;
            let side = |from: Point, to: Point, point: Point| (to - from).cross(point - from);
            let split = side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0;
            count += u64::from(apart && split);
        }
    }
    count
}

/// How many pairs of discs overlap.
pub fn overlaps(points: &[Point], radii: &[f32]) -> u64 {
    let discs = points.iter().zip(radii).zip(0..).filter(|((_, radius), _)| **radius > 0.0);
    let order = order::rising(discs.map(|((point, _), at)| (order::rank(point.x), at)));
    let order: Vec<usize> = order.into_iter().map(|at| at as usize).collect();
    let widest = radii.iter().copied().fold(0.0, f32::max);
    let mut count = 0;
    for (place, one) in order.iter().enumerate() {
        let reach = points[*one].x + radii[*one] + widest;
        for two in order[place + 1..].iter().take_while(|two| points[**two].x <= reach) {
            count += u64::from(points[*one].distance(points[*two]) < radii[*one] + radii[*two]);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cross_crosses_once_and_a_square_never() {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(crossings(&corners, &[(0, 2), (3, 1)]), 1);
        let square = [(0, 1), (1, 2), (2, 3), (3, 0)];
        assert_eq!(crossings(&corners, &square), 0);
        assert!(length_variance(&corners, &square) < 1e-9);
        assert!(length_variance(&corners, &[(0, 1), (0, 2)]) > 0.0);
    }

    #[test]
    fn only_discs_that_share_ground_overlap() {
        let points = [0.0, 3.0, 10.0].map(|x| Point::new(x, 0.0));
        assert_eq!(overlaps(&points, &[2.0, 2.0, 1.0]), 1);
        assert_eq!(overlaps(&points, &[1.0, 2.0, 1.0]), 0);
        assert_eq!(overlaps(&points, &[0.0, 2.0, 1.0]), 0, "a ground is no disc");
    }
}
