//! Packing: parts that do not hang together lie side by side, the largest in the first row.

use crate::{
    geometry::{Point, Rect},
    order,
};

/// How wide the whole is by its height, about.
const ASPECT: f32 = 1.5;

/// For each box the way it has to go so that none touches another one; boxes come largest first.
pub(super) fn pack(boxes: &[Rect], gap: f32) -> Vec<Point> {
    let area: f32 = boxes.iter().map(|part| (part.width() + gap) * (part.height() + gap)).sum();
    let widest = boxes.iter().map(|part| part.width()).fold(0.0, f32::max);
    let limit = widest.max((area * ASPECT).sqrt());
    let mut ways = vec![Point::ORIGIN; boxes.len()];
    let order = order::falling(boxes.iter().map(|part| order::rank(part.height())).zip(0..));
    let (mut x, mut y, mut row) = (0.0f32, 0.0f32, 0.0f32);
    for at in order.into_iter().map(|at| at as usize) {
        let (width, height) = (boxes[at].width(), boxes[at].height());
        if x > 0.0 && x + width > limit {
            (x, y, row) = (0.0, y + row + gap, 0.0);
        }
        ways[at] = Point::new(x, y) - boxes[at].min;
        x += width + gap;
        row = row.max(height);
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    #[test]
    fn packed_boxes_do_not_touch() {
        let mut rng = Rng::new(9);
        let boxes: Vec<Rect> = (0..60)
            .map(|_| {
                let min = Point::new(rng.signed() * 100.0, rng.signed() * 100.0);
                Rect { min, max: min + Point::new(1.0 + rng.fraction() * 80.0, 1.0 + rng.fraction() * 80.0) }
            })
            .collect();
        let ways = pack(&boxes, 2.0);
        let moved: Vec<Rect> = boxes
            .iter()
            .zip(&ways)
            .map(|(part, way)| Rect { min: part.min + *way, max: part.max + *way })
            .collect();
        for one in 0..moved.len() {
            for two in 0..one {
                assert!(!moved[one].touches(moved[two]), "{one} {two}");
            }
        }
        let all = moved.iter().fold(Rect::EMPTY, |all, part| all.joined(*part));
        let shape = all.width() / all.height();
        assert!((0.8..3.0).contains(&shape), "{shape}");
    }
}
