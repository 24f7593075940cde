//! Small parts in which only links count: every two bodies are brought as far apart as they are links away from each
//! other, and forces go on from there. For few bodies that is quicker than a web of webs; the work grows with the square.

use super::{Options, relax::Relaxer, web::Web};
use crate::{geometry::Point, model::NONE, rng::Rng};

/// Up to how many bodies a part is laid out so.
pub(super) const MOST: usize = 160;
/// How often every pair is looked at. What was far off comes right in the first few.
const PASSES: u32 = 10;
/// How far the last pass still moves a link's ends, as a share of what they are off.
const LAST: f32 = 0.1;
/// How often forces act on all of it afterwards.
const POLISH: u32 = 32;
/// How many pairs are looked at for a unit of the budget.
const PAIRS_A_UNIT: usize = 32;

/// Two bodies, and how far apart they should be.
#[derive(Clone, Copy, Debug)]
struct Pair {
    one: u32,
    two: u32,
    apart: f32,
    /// How much it counts: what is near counts more.
    weight: f32,
}

/// Moves pairs of bodies, each by itself, by less and less (stochastic gradient descent on the stress).
#[derive(Clone, Debug)]
pub(super) struct Stress {
    web: Web,
    pairs: Vec<Pair>,
    points: Vec<Point>,
    /// From one pair to the next: in an order that favours none.
    stride: usize,
    pass: u32,
    /// What a pair's weight is multiplied with in this pass, and by what that falls from one to the next.
    rate: f32,
    fall: f32,
    pub(super) done: u64,
    pub(super) total: u64,
}

impl Stress {
    pub(super) fn new(web: Web, options: &Options, seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let spacing = options.spacing;
        let mut pairs = Vec::with_capacity(web.len() * web.len() / 2);
        let (mut away, mut rim) = (Vec::new(), Vec::new());
        let mut widest = 1.0f32;
        for one in 0..web.len() {
            hops(&web, one, &mut away, &mut rim);
            for (two, hops) in away.iter().enumerate().skip(one + 1) {
                // Everything in a part hangs together; what does not is kept at a distance.
                let hops = if *hops == NONE { 8.0 } else { *hops as f32 };
                widest = widest.max(hops);
                let number = |at: usize| u32::try_from(at).unwrap_or(NONE);
                let weight = 1.0 / (hops * hops);
                pairs.push(Pair { one: number(one), two: number(two), apart: hops * spacing, weight });
            }
        }
        let reach = spacing * (web.len() as f32).sqrt();
        let points =
            (0..web.len()).map(|_| Point::new(rng.signed(), rng.signed()) * reach).collect::<Vec<_>>();
        let rate = widest * widest;
        let fall = (LAST / rate).powf(1.0 / (PASSES - 1) as f32);
        let total = (units(pairs.len()) * PASSES).into();
        let stride = stride(pairs.len());
        Self { web, pairs, points, stride, pass: 0, rate, fall, done: 0, total }
    }

    /// Works as long as there is budget, a pass at a time; whether it is at rest.
    pub(super) fn step(&mut self, budget: &mut u32) -> bool {
        while *budget > 0 && self.pass < PASSES {
            let count = self.pairs.len();
            let mut at = self.pass as usize % count.max(1);
            for _ in 0..count {
                let pair = self.pairs[at];
                at += self.stride;
                if at >= count {
                    at -= count;
                }
                let (one, two) = (pair.one as usize, pair.two as usize);
                let way = self.points[two] - self.points[one];
                let apart = way.length().max(1e-3);
                let move_by = way * (0.5 * (pair.weight * self.rate).min(1.0) * (1.0 - pair.apart / apart));
                self.points[one] += move_by;
                self.points[two] = self.points[two] - move_by;
            }
            self.rate *= self.fall;
            self.pass += 1;
            let cost = units(self.pairs.len());
            *budget = budget.saturating_sub(cost);
            self.done += u64::from(cost);
        }
        self.pass == PASSES
    }

    /// The forces that go on from here: fewer links cross where bodies push as hard as they have links.
    pub(super) fn polished(self, options: Options, seed: u64) -> Relaxer {
        let options = Options { stretch: 0.05, gravity: 0.8, ..options };
        Relaxer::polish(self.web, self.points, options, POLISH, seed)
    }
}

/// How far to go from one thing to the next to come to each once, and far away each time.
fn stride(count: usize) -> usize {
    let golden = (count as f32 * 0.618) as usize;
    (golden..count).find(|stride| common_divisor(*stride, count) == 1).unwrap_or(1)
}

fn common_divisor(one: usize, two: usize) -> usize {
    if two == 0 { one } else { common_divisor(two, one % two) }
}

fn units(pairs: usize) -> u32 {
    u32::try_from(pairs / PAIRS_A_UNIT + 1).unwrap_or(u32::MAX)
}

/// How many links each body is away from one; [`NONE`] where there is no way.
fn hops(web: &Web, from: usize, away: &mut Vec<u32>, rim: &mut Vec<u32>) {
    away.clear();
    away.resize(web.len(), NONE);
    away[from] = 0;
    rim.clear();
    rim.extend(u32::try_from(from));
    let mut at = 0;
    while let Some(&body) = rim.get(at) {
        let next = away[body as usize] + 1;
        for &(other, _) in web.links_of(body as usize) {
            if away[other as usize] == NONE {
                away[other as usize] = next;
                rim.push(other);
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bodies in a row, each linked with the next.
    fn chain(count: u32) -> Web {
        let pairs: Vec<_> = (1..count).map(|at| (at - 1, at, 1.0)).collect();
        let none = vec![NONE; count as usize];
        Web::new(vec![1.0; count as usize], none.clone(), none, &pairs)
    }

    fn at_rest(web: &Web, budget: u32) -> Vec<Point> {
        let mut stress = Stress::new(web.clone(), &Options::default(), 5);
        while !stress.step(&mut budget.clone()) {}
        assert_eq!(stress.done, stress.total);
        stress.points
    }

    #[test]
    fn a_chain_is_a_line() {
        let spacing = Options::default().spacing;
        let points = at_rest(&chain(12), u32::MAX);
        for (at, pair) in points.windows(2).enumerate() {
            let length = pair[0].distance(pair[1]) / spacing;
            assert!((length - 1.0).abs() < 0.1, "{at}: {length}");
        }
        assert!(points[0].distance(points[11]) > 9.5 * spacing);
    }

    #[test]
    fn every_pair_has_its_turn() {
        for count in [1, 2, 3, 10, 11, 4950] {
            let mut seen = vec![false; count];
            let stride = stride(count);
            (0..count).for_each(|turn| seen[turn * stride % count] = true);
            assert!(seen.into_iter().all(|seen| seen), "{count}");
        }
    }

    #[test]
    fn it_is_the_same_in_small_steps() {
        assert_eq!(at_rest(&chain(40), u32::MAX), at_rest(&chain(40), 1));
    }
}
