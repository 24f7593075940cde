//! Outlines: the tightest ground under the members of an open namespace or group.

use crate::{
    geometry::Point,
    model::{Graph, NONE},
};

/// In how many directions a disc's border counts.
const DIRECTIONS: [(f32, f32); 8] = [
    (1.0, 0.0),
    (0.707, 0.707),
    (0.0, 1.0),
    (-0.707, 0.707),
    (-1.0, 0.0),
    (-0.707, -0.707),
    (0.0, -1.0),
    (0.707, -0.707),
];

/// The outline of each node that is ground for others: the corners of the smallest bulging shape around the discs in it,
/// with a margin, clockwise on the screen. Nodes that are no ground have none.
pub fn outlines(graph: &Graph, points: &[Point], radii: &[f32], margin: f32) -> Vec<(u32, Vec<Point>)> {
    let mut corners: Vec<Vec<Point>> = vec![Vec::new(); graph.nodes.len()];
    for disc in graph.discs() {
        let reach = radii[disc as usize] + margin;
        let mut holder = graph.nodes[disc as usize].parent;
        while holder != NONE {
            let border = DIRECTIONS.iter().map(|(x, y)| points[disc as usize] + Point::new(*x, *y) * reach);
            corners[holder as usize].extend(border);
            holder = graph.nodes[holder as usize].parent;
        }
    }
    let grounds = (0u32..).zip(corners).filter(|(_, corners)| !corners.is_empty());
    grounds.map(|(at, corners)| (at, hull(corners))).collect()
}

/// The corners of the smallest bulging shape around points.
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|one, two| one.x.total_cmp(&two.x).then(one.y.total_cmp(&two.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut side: Vec<Point> = Vec::new();
        for point in points {
            while let [.., before, last] = side[..]
                && (last - before).cross(point - last) <= 0.0
            {
                side.pop();
            }
            side.push(point);
        }
        side.pop();
        side
    };
    let mut corners = half(&mut points.iter().copied());
    corners.extend(half(&mut points.iter().rev().copied()));
    corners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::{Layout, Options},
        sample::Sample,
    };

    #[test]
    fn a_hull_has_the_outermost_points_only() {
        let corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)].map(|(x, y)| Point::new(x, y));
        let inside = [(2.0, 2.0), (1.0, 3.0), (2.0, 0.0)].map(|(x, y)| Point::new(x, y));
        let mut found = hull(corners.into_iter().chain(inside).collect());
        assert_eq!(found.len(), 4);
        found.retain(|point| !corners.contains(point));
        assert!(found.is_empty());
        assert_eq!(hull(vec![Point::ORIGIN]), [Point::ORIGIN]);
    }

    #[test]
    fn an_outline_is_around_all_members() {
        let graph = Sample::of(120).graph();
        let mut layout = Layout::new(&graph, Options::default());
        layout.run();
        for (ground, corners) in outlines(&graph, layout.points(), layout.radii(), 4.0) {
            let inside = |point: Point| {
                let sides = corners.iter().zip(corners.iter().cycle().skip(1));
                sides.map(|(from, to)| (*to - *from).cross(point - *from)).all(|side| side >= 0.0)
            };
            let members =
                graph.discs().filter(|at| graph.namespace(*at) == ground || graph.group(*at) == ground);
            assert!(members.map(|at| layout.points()[at as usize]).all(inside));
        }
    }
}
