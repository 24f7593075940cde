//! A part of the map that hangs together, laid out by itself: forces, then room for namespaces, then for every disc.

use super::{
    Options,
    discs::{push_apart, settle, wanted_scale},
    relax::Relaxer,
    stress::{self, Stress},
    web::Web,
};
use crate::{
    geometry::{Point, Rect},
    model::NONE,
    rng::Rng,
};

/// A part is laid out several times, and the picture with the fewest crossings is taken, as long as that many bodies
/// are laid out in all.
const TRIED: usize = 2400;
/// More tries than this find nothing better.
const TRIES: usize = 2;
/// How often discs are pushed apart before the rest is settled one by one.
const PUSHES: u32 = 40;
/// How much farther apart namespaces are than they have to be.
const AIR: f32 = 1.25;
/// How often whole namespaces are pushed apart.
const SHIFTS: u32 = 60;

#[derive(Clone, Debug)]
enum Stage {
    Relax(Box<Relaxer>),
    /// Before forces, instead of coarser webs, where a part is small and has no grounds.
    Stress(Box<Stress>),
    /// Discs get room in their namespaces.
    Inside(u32),
    /// Namespaces get room.
    Shift(u32),
    /// Every disc gets room.
    Push(u32),
    Rest,
}

impl Stage {
    /// How a part is laid out from nothing.
    fn begin(web: Web, options: Options, seed: u64) -> Self {
        if web.len() <= stress::MOST && !options.clusters {
            Self::Stress(Box::new(Stress::new(web, &options, seed)))
        } else {
            Self::Relax(Box::new(Relaxer::new(web, options, seed)))
        }
    }
}

/// One part.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its bodies, by their number in the map.
    pub(super) bodies: Vec<u32>,
    pub(super) radii: Vec<f32>,
    pub(super) points: Vec<Point>,
    /// The outermost open namespace of each, or [`NONE`].
    clusters: Vec<u32>,
    stage: Stage,
    /// How often it will have been laid out, and how often it was.
    tries: usize,
    tried: usize,
    /// The best try: how many links cross, and where the bodies are.
    best: Option<(u64, Vec<Point>)>,
    seed: u64,
    rng: Rng,
    options: Options,
}

impl Part {
    pub(super) fn new(bodies: Vec<u32>, radii: Vec<f32>, web: Web, options: Options, seed: u64) -> Self {
        let clusters = web.outer.clone();
        let stage = if bodies.len() > 1 { Stage::begin(web, options, seed) } else { Stage::Rest };
        let points = vec![Point::ORIGIN; bodies.len()];
        let tries = match stage {
            // One is as good as another there.
            Stage::Stress(_) => 1,
            _ => (TRIED / bodies.len().max(1)).clamp(1, TRIES),
        };
        let rng = Rng::new(seed ^ 0x5eed);
        Self { bodies, radii, points, clusters, stage, tries, tried: 0, best: None, seed, rng, options }
    }

    /// How much work there is in all, roughly, and how much of it is done.
    pub(super) fn work(&self) -> (u64, u64) {
        let (count, tries) = (self.bodies.len() as u64, self.tries as u64);
        match &self.stage {
            Stage::Relax(relaxer) => {
                (relaxer.total * self.tried as u64 + relaxer.done, relaxer.total * tries + count * 24)
            }
            Stage::Stress(stress) => (stress.done, stress.total + count * 24),
            _ => (count * (200 * tries + 24), count * (200 * tries + 24)),
        }
    }

    /// Works as long as there is budget; whether it is at rest.
    pub(super) fn step(&mut self, budget: &mut u32) -> bool {
        while *budget > 0 {
            let cost = u32::try_from(self.bodies.len()).unwrap_or(u32::MAX);
            match &mut self.stage {
                Stage::Relax(relaxer) => {
                    if relaxer.step(budget) {
                        self.finish_try();
                    }
                }
                Stage::Stress(stress) => {
                    if stress.step(budget) {
                        let Stage::Stress(stress) = std::mem::replace(&mut self.stage, Stage::Rest) else {
                            continue;
                        };
                        self.stage = Stage::Relax(Box::new(stress.polished(self.options, self.seed)));
                    }
                }
                Stage::Inside(round) => {
                    *budget = budget.saturating_sub(cost / 2 + 1);
                    let next = *round + 1;
                    let gap = self.options.gap * 1.5;
                    let pairs = push_apart(&mut self.points, &self.radii, gap, None, &mut self.rng);
                    let more = pairs > 0 && next < PUSHES / 2;
                    self.stage = if more { Stage::Inside(next) } else { Stage::Shift(0) };
                }
                Stage::Shift(round) => {
                    *budget = budget.saturating_sub(cost / 8 + 1);
                    let (round, next) = (*round, *round + 1);
                    let more = next < SHIFTS && self.shift_clusters(round);
                    self.stage = if more { Stage::Shift(next) } else { Stage::Push(0) };
                }
                Stage::Push(round) => {
                    *budget = budget.saturating_sub(cost / 2 + 1);
                    let next = *round + 1;
                    let gap = self.options.gap * 1.5;
                    let pairs = push_apart(&mut self.points, &self.radii, gap, None, &mut self.rng);
                    if pairs == 0 || next == PUSHES {
                        settle(&mut self.points, &self.radii, self.options.gap, None);
                        self.stage = Stage::Rest;
                    } else {
                        self.stage = Stage::Push(next);
                    }
                }
                Stage::Rest => return true,
            }
        }
        matches!(self.stage, Stage::Rest)
    }

    /// Takes the places that were found when they are the best, and tries again or goes on with the best.
    fn finish_try(&mut self) {
        let Stage::Relax(relaxer) = std::mem::replace(&mut self.stage, Stage::Rest) else { return };
        self.tried += 1;
        if self.tries == 1 {
            self.points = relaxer.points;
        } else {
            let points = relaxer.points.clone();
            let (web, crossings) = relaxer.finish();
            if self.best.as_ref().is_none_or(|best| crossings < best.0) {
                self.best = Some((crossings, points));
            }
            if self.tried < self.tries {
                let seed = self.seed.wrapping_add(0x7e57 * self.tried as u64);
                self.stage = Stage::Relax(Box::new(Relaxer::new(web, self.options, seed)));
                return;
            }
            self.points = self.best.take().map_or_else(Vec::new, |best| best.1);
        }
        let scale = wanted_scale(&self.points, &self.radii, self.options.gap) * self.options.room;
        self.points.iter_mut().for_each(|point| *point = *point * scale);
        self.gather_stragglers();
        self.stage = Stage::Inside(0);
    }

    /// The box around its discs.
    pub(super) fn bounds(&self) -> Rect {
        Rect::around_discs(&self.points, &self.radii)
    }

    /// The disc around all of it: its middle and how far it reaches.
    pub(super) fn disc(&self) -> (Point, f32) {
        let middle = self.bounds().middle();
        let reach = |(point, radius): (&Point, &f32)| middle.distance(*point) + radius;
        (middle, self.points.iter().zip(&self.radii).map(reach).fold(0.0, f32::max))
    }

    /// Draws stragglers in: what is farther out than five of six of its namespace comes nearer, in the same direction.
    fn gather_stragglers(&mut self) {
        let count = self.cluster_count();
        let mut sums = vec![(Point::ORIGIN, 0.0f32); count];
        for (point, cluster) in self.points.iter().zip(&self.clusters).filter(|(_, at)| **at != NONE) {
            let sum = &mut sums[*cluster as usize];
            *sum = (sum.0 + *point, sum.1 + 1.0);
        }
        let middles: Vec<Point> = sums.iter().map(|(sum, count)| *sum * (1.0 / count.max(1.0))).collect();
        let mut reaches: Vec<Vec<f32>> = vec![Vec::new(); count];
        for (point, cluster) in self.points.iter().zip(&self.clusters).filter(|(_, at)| **at != NONE) {
            reaches[*cluster as usize].push(middles[*cluster as usize].distance(*point));
        }
        let usual: Vec<f32> = reaches
            .iter_mut()
            .map(|reach| match reach.len().saturating_sub(1 + reach.len() / 6) {
                _ if reach.is_empty() => 0.0,
                most => *reach.select_nth_unstable_by(most, f32::total_cmp).1,
            })
            .collect();
        for (point, cluster) in self.points.iter_mut().zip(&self.clusters).filter(|(_, at)| **at != NONE) {
            let (middle, usual) = (middles[*cluster as usize], usual[*cluster as usize]);
            let far = middle.distance(*point);
            if far > usual {
                *point = middle + (*point - middle) * ((usual + (far - usual) * 0.3) / far);
            }
        }
    }

    fn cluster_count(&self) -> usize {
        self.clusters.iter().filter(|at| **at != NONE).max().map_or(0, |most| *most as usize + 1)
    }

    /// Moves the grounds of namespaces apart, and off what is in none; whether any was moved.
    fn shift_clusters(&mut self, round: u32) -> bool {
        let count = self.cluster_count();
        if count == 0 {
            return false;
        }
        let mut boxes = vec![Rect::EMPTY; count];
        for ((point, radius), cluster) in self.points.iter().zip(&self.radii).zip(&self.clusters) {
            if let Some(all) = boxes.get_mut(*cluster as usize) {
                *all = all.joined(Rect::disc(*point, *radius));
            }
        }
        // Namespaces first, then everything that is in none.
        let mut middles: Vec<Point> = boxes.iter().map(|all| all.middle()).collect();
        let mut reaches = vec![0.0f32; count];
        let mut place = self.clusters.clone();
        for ((point, radius), place) in self.points.iter().zip(&self.radii).zip(&mut place) {
            if *place == NONE {
                *place = u32::try_from(middles.len()).unwrap_or(NONE);
                middles.push(*point);
                reaches.push(*radius);
            } else {
                let reach = &mut reaches[*place as usize];
                *reach = reach.max(middles[*place as usize].distance(*point) + radius);
            }
        }
        let before = middles.clone();
        let gap = self.options.gap * 3.0;
        if round == 0 {
            // No farther apart than needed, with some air for the edges between them.
            let scale = (wanted_scale(&middles, &reaches, gap) * AIR).min(1.0);
            middles.iter_mut().for_each(|middle| *middle = *middle * scale);
        }
        if push_apart(&mut middles, &reaches, gap, None, &mut self.rng) == 0 && round > 0 {
            return false;
        }
        for (point, place) in self.points.iter_mut().zip(&place) {
            *point += middles[*place as usize] - before[*place as usize];
        }
        true
    }
}
