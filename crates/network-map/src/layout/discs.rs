//! A grid of discs: who overlaps whom, and where there is room for one more.

use crate::{
    geometry::{Point, Rect},
    model::NONE,
    order,
    rng::Rng,
};

/// Which discs cover which cells of a grid. Discs outside of it count as being in its border cells.
#[derive(Clone, Debug)]
pub(super) struct DiscGrid {
    origin: Point,
    cell: f32,
    columns: usize,
    rows: usize,
    heads: Vec<u32>,
    /// A disc, and the next entry of its cell.
    entries: Vec<(u32, u32)>,
}

impl DiscGrid {
    /// An empty grid over these bounds, for discs of about this size.
    pub(super) fn new(bounds: Rect, cell: f32) -> Self {
        let bounds = if bounds.is_empty() { Rect::disc(Point::ORIGIN, cell) } else { bounds };
        let cell = cell.max(bounds.width().max(bounds.height()) / 1024.0).max(1e-3);
        let cells = |length: f32| (length / cell) as usize + 1;
        let (columns, rows) = (cells(bounds.width()), cells(bounds.height()));
        Self {
            origin: bounds.min,
            cell,
            columns,
            rows,
            heads: vec![NONE; columns * rows],
            entries: Vec::new(),
        }
    }

    /// A grid with all of these.
    pub(super) fn of(points: &[Point], radii: &[f32], gap: f32) -> Self {
        let typical = radii.iter().sum::<f32>() / radii.len().max(1) as f32;
        let mut grid = Self::new(Rect::around_discs(points, radii), 2.0 * typical + gap);
        for (at, (point, radius)) in (0..).zip(points.iter().zip(radii)) {
            grid.add(at, *point, *radius);
        }
        grid
    }

    fn cells(&self, middle: Point, radius: f32) -> impl Iterator<Item = usize> + use<> {
        let place = |value: f32, count: usize| ((value / self.cell).max(0.0) as usize).min(count - 1);
        let (min, max) =
            (Rect::disc(middle - self.origin, radius).min, Rect::disc(middle - self.origin, radius).max);
        let columns = place(min.x, self.columns)..=place(max.x, self.columns);
        let rows = place(min.y, self.rows)..=place(max.y, self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }

    /// Adds a disc.
    pub(super) fn add(&mut self, disc: u32, middle: Point, radius: f32) {
        for cell in self.cells(middle, radius) {
            let entry = u32::try_from(self.entries.len()).unwrap_or(NONE);
            self.entries.push((disc, self.heads[cell]));
            self.heads[cell] = entry;
        }
    }

    /// The discs that may touch this one; some come more than once.
    pub(super) fn near(&self, middle: Point, radius: f32) -> impl Iterator<Item = u32> {
        self.cells(middle, radius).flat_map(move |cell| {
            let mut at = self.heads[cell];
            std::iter::from_fn(move || {
                let (disc, next) = *self.entries.get(at as usize)?;
                at = next;
                Some(disc)
            })
        })
    }
}

/// Pushes discs apart that are nearer to each other than the gap, once each; how many pairs there were. Those that
/// are `fixed` stay; with `None` none is.
pub(super) fn push_apart(
    points: &mut [Point],
    radii: &[f32],
    gap: f32,
    fixed: Option<&[bool]>,
    rng: &mut Rng,
) -> usize {
    let grid = DiscGrid::of(points, radii, gap);
    let is_fixed = |at: usize| fixed.is_some_and(|fixed| fixed[at]);
    let mut pairs = 0;
    for one in 0..points.len() {
        for two in grid.near(points[one], radii[one] + gap) {
            let two = two as usize;
            if two <= one || is_fixed(one) && is_fixed(two) {
                continue;
            }
            let needed = radii[one] + radii[two] + gap;
            let way = points[two] - points[one];
            let apart = way.length_squared();
            if apart >= needed * needed {
                continue;
            }
            pairs += 1;
            let apart = apart.sqrt();
            let direction = if apart > 1e-3 {
                way * (1.0 / apart)
            } else {
                Point::new(rng.signed(), rng.signed()).unit()
            };
            // A little more than needed, so that it does not take for ever; the lighter one goes farther.
            let push = (needed - apart) * 1.02 + 0.01;
            let (weight_one, weight_two) = (radii[one] * radii[one], radii[two] * radii[two]);
            let share = match (is_fixed(one), is_fixed(two)) {
                (true, _) => 0.0,
                (_, true) => 1.0,
                _ => weight_two / (weight_one + weight_two).max(f32::MIN_POSITIVE),
            };
            points[one] += direction * (-push * share);
            points[two] += direction * (push * (1.0 - share));
        }
    }
    pairs
}

/// Puts those that still are too near to an earlier one in the free place next to where they are. Earlier means:
/// fixed, or larger, or before it. Returns how many were moved. Afterwards nothing overlaps, but for fixed ones.
pub(super) fn settle(points: &mut [Point], radii: &[f32], gap: f32, fixed: Option<&[bool]>) -> usize {
    let is_fixed = |at: u32| fixed.is_some_and(|fixed| fixed[at as usize]);
    let rank = |(radius, at): (&f32, u32)| (u64::from(is_fixed(at)) << 32 | order::rank(*radius), at);
    let order = order::falling(radii.iter().zip(0..).map(rank));
    let typical = radii.iter().sum::<f32>() / radii.len().max(1) as f32;
    let mut grid = DiscGrid::new(Rect::around_discs(points, radii), 2.0 * typical + gap);
    let mut moved = 0;
    for at in order {
        let (mut place, radius) = (points[at as usize], radii[at as usize]);
        let free = |place: Point, points: &[Point]| {
            grid.near(place, radius + gap).all(|other| {
                let needed = radius + radii[other as usize] + gap;
                (points[other as usize] - place).length_squared() >= needed * needed
            })
        };
        if !is_fixed(at) && !free(place, points) {
            // A spiral around the wished place; far enough out there is always room.
            let (start, step) = (place, 0.5 * (radius + gap));
            let mut turn = Point::new(1.0, 0.0);
            let mut ring = 1.0f32;
            while !free(place, points) {
                turn = Point::new(
                    turn.x * -0.737_368_9 - turn.y * 0.675_490_3,
                    turn.x * 0.675_490_3 - turn.y * 0.737_368_9,
                );
                place = start + turn * (step * ring.sqrt());
                ring += 1.0;
            }
            points[at as usize] = place;
            moved += 1;
        }
        grid.add(at, place, radius);
    }
    moved
}

/// By how much all must be spread so that no more than half of the discs are too near to another one.
pub(super) fn wanted_scale(points: &[Point], radii: &[f32], gap: f32) -> f32 {
    let Some(bounds) = Some(Rect::around(points.iter().copied())).filter(|_| points.len() > 1) else {
        return 1.0;
    };
    // How much each is short of room, by its nearest neighbour (by need) among those in its cells.
    let side = (bounds.width() * bounds.height() / points.len() as f32).sqrt().max(1e-3);
    let grid = {
        let mut grid = DiscGrid::new(bounds, side);
        for (at, point) in (0..).zip(points) {
            grid.add(at, *point, 0.0);
        }
        grid
    };
    let mut short: Vec<f32> = (0u32..)
        .zip(points)
        .map(|(at, point)| {
            let needs = grid.near(*point, side).filter(|other| *other != at).map(|other| {
                let needed = radii[at as usize] + radii[other as usize] + gap;
                needed / point.distance(points[other as usize]).max(1e-3)
            });
            needs.fold(0.0, f32::max)
        })
        .collect();
    let half = short.len() / 2;
    let (_, scale, _) = short.select_nth_unstable_by(half, f32::total_cmp);
    scale.clamp(0.1, 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlaps(points: &[Point], radii: &[f32]) -> usize {
        let pairs = (0..points.len()).flat_map(|one| (0..one).map(move |two| (one, two)));
        pairs.filter(|(one, two)| points[*one].distance(points[*two]) < radii[*one] + radii[*two]).count()
    }

    fn crowd(seed: u64, count: usize) -> (Vec<Point>, Vec<f32>) {
        let mut rng = Rng::new(seed);
        let points = (0..count).map(|_| Point::new(rng.signed() * 90.0, rng.signed() * 90.0)).collect();
        let radii = (0..count).map(|_| 3.0 + 20.0 * rng.fraction().powi(4)).collect();
        (points, radii)
    }

    #[test]
    fn settled_discs_never_overlap() {
        for seed in 0..8 {
            let (mut points, radii) = crowd(seed, 300);
            assert!(overlaps(&points, &radii) > 0);
            settle(&mut points, &radii, 1.0, None);
            assert_eq!(overlaps(&points, &radii), 0, "seed {seed}");
        }
        let mut same = [Point::new(3.0, 3.0); 50];
        settle(&mut same, &[5.0; 50], 1.0, None);
        assert_eq!(overlaps(&same, &[5.0; 50]), 0);
    }

    #[test]
    fn what_is_fixed_stays() {
        let (mut points, radii) = crowd(5, 100);
        let fixed: Vec<bool> = (0..100).map(|at| at == 7 || at == 70).collect();
        let before = (points[7], points[70]);
        for _ in 0..10 {
            push_apart(&mut points, &radii, 1.0, Some(&fixed), &mut Rng::new(1));
        }
        settle(&mut points, &radii, 1.0, Some(&fixed));
        assert_eq!((points[7], points[70]), before);
        assert_eq!(
            overlaps(&points, &radii),
            usize::from(before.0.distance(before.1) < radii[7] + radii[70])
        );
    }

    #[test]
    fn pushing_finds_less_and_less_to_push() {
        let (mut points, radii) = crowd(2, 200);
        let scale = wanted_scale(&points, &radii, 2.0);
        points.iter_mut().for_each(|point| *point = *point * scale);
        let mut rng = Rng::new(1);
        let first = push_apart(&mut points, &radii, 2.0, None, &mut rng);
        let rounds =
            (0..60).map(|_| push_apart(&mut points, &radii, 2.0, None, &mut rng)).collect::<Vec<_>>();
        assert!(rounds[59] * 10 <= first, "{first} {rounds:?}");
    }
}
