//! Places: where a text may stand beside what it is of, what is best first.

use crate::{geometry::Point, model::Edge};

/// At which shares of an edge's way its text may stand.
pub const ALONG: [f32; 3] = [0.5, 0.36, 0.64];

/// Which edges are written at first: by how they stand, then by how much went over them; that in steps of 256 is enough.
pub fn gravity(edge: &Edge) -> u64 {
    u64::from(edge.status as u8) << 56 | edge.bytes >> 8
}

/// Where the middle of a ground's name may be, `half` of whose size is this: over it, more and more aside; under it; in it, where its top is out of sight.
pub fn above(middle: Point, radius: f32, half: Point) -> Vec<Point> {
    let top = middle.y - radius - half.y;
    if top < half.y {
        // In sight as long as the ground is.
        let stuck = (half.y + 2.0).min(middle.y + radius * 0.7);
        let aside = |share: f32| Point::new(middle.x + radius * share, stuck);
        return [0.0, -0.3, 0.3, -0.6, 0.6].map(aside).to_vec();
    }
    let around = |angle: f32| {
        let (sin, cos) = angle.to_radians().sin_cos();
        middle + Point::new(sin * (radius + half.x), -cos * (radius + half.y))
    };
    [0.0, 24.0, -24.0, 48.0, -48.0, 180.0, 156.0, -156.0].map(around).to_vec()
}

/// Where the middle of a disc's name may be, which begins so far `away` from the disc's middle: under it, or at another side.
pub fn beside(middle: Point, away: f32, half: Point) -> Vec<Point> {
    let (across, down) = (away + half.x, away + half.y);
    let (aside, lower) = (across * 0.72, down * 0.8);
    [
        (0.0, down),
        (across, 0.0),
        (0.0, -down),
        (-across, 0.0),
        (aside, lower),
        (-aside, lower),
        (aside, -lower),
        (-aside, -lower),
    ]
    .map(|(x, y)| middle + Point::new(x, y))
    .to_vec()
}
