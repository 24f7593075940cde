//! The forces: bodies push each other, links and clusters pull, from the coarsest web to the finest.

use super::{Options, push::Pushes, quality::crossings, web::Web};
use crate::{geometry::Point, model::NONE, rng::Rng};

/// Webs are made coarser until they have no more bodies than this.
const COARSEST: usize = 16;
/// How far from its place a round may move a body at last, as a share of the space it has.
const COLDEST: f32 = 0.04;
/// And at first.
const HOTTEST: f32 = 3.0;
/// And at first where bodies are nearly in their places.
const COOL: f32 = 1.0;
/// The golden angle's cosine and sine: turned by it again and again, points spread evenly.
const GOLDEN: (f32, f32) = (-0.737_368_9, 0.675_490_3);

/// Moves the bodies of one web to where the forces on each are in balance.
#[derive(Clone, Debug)]
pub(super) struct Relaxer {
    /// The webs, finest first.
    webs: Vec<Web>,
    /// For each web but the coarsest: what its bodies became part of in the next.
    became: Vec<Vec<u32>>,
    coarse_enough: bool,
    /// The web in work; all that are coarser are done.
    at: usize,
    pub(super) points: Vec<Point>,
    forces: Vec<Point>,
    pushes: Pushes,
    inner: Centres,
    outer: Centres,
    round: u32,
    rounds: u32,
    hottest: f32,
    /// How far the round is, in the order in which bodies have their turn.
    cursor: usize,
    /// What a link of the web in work pulls harder for each unit of its length.
    stretch: f32,
    rng: Rng,
    options: Options,
    /// Work done and work to do in all, as far as it is known.
    pub(super) done: u64,
    pub(super) total: u64,
}

impl Relaxer {
    pub(super) fn new(web: Web, options: Options, seed: u64) -> Self {
        let total = web.len() as u64 * 200;
        Self {
            webs: vec![web],
            became: Vec::new(),
            coarse_enough: false,
            at: 0,
            points: Vec::new(),
            forces: Vec::new(),
            pushes: Pushes::default(),
            inner: Centres::default(),
            outer: Centres::default(),
            round: 0,
            rounds: 0,
            hottest: HOTTEST,
            cursor: 0,
            stretch: 0.0,
            rng: Rng::new(seed),
            options,
            done: 0,
            total,
        }
    }

    /// One that moves bodies on from where they are, so many rounds, without coarser webs before.
    pub(super) fn polish(web: Web, points: Vec<Point>, options: Options, rounds: u32, seed: u64) -> Self {
        let total = web.len() as u64 * u64::from(rounds) * 5 / 4;
        let mut relaxer = Self { points, coarse_enough: true, total, ..Self::new(web, options, seed) };
        relaxer.begin();
        relaxer.rounds = rounds;
        relaxer.hottest = COOL;
        relaxer
    }

    /// Works as long as there is budget; whether it is at rest.
    pub(super) fn step(&mut self, budget: &mut u32) -> bool {
        while *budget > 0 {
            if !self.coarse_enough {
                self.coarsen(budget);
            } else if self.round == self.rounds {
                if self.at == 0 {
                    return true;
                }
                self.refine();
            } else {
                self.work(budget);
            }
        }
        self.coarse_enough && self.at == 0 && self.round == self.rounds
    }

    /// The web that is at rest, and how many pairs of its links cross.
    pub(super) fn finish(mut self) -> (Web, u64) {
        let web = self.webs.swap_remove(0);
        let bodies = (0u32..).zip(web.starts.windows(2));
        let links = bodies.flat_map(|(one, range)| {
            let links = &web.links[range[0] as usize..range[1] as usize];
            links.iter().filter(move |(two, _)| one < *two).map(move |(two, _)| (one, *two))
        });
        let crossings = crossings(&self.points, &links.collect::<Vec<_>>());
        (web, crossings)
    }

    fn spend(&mut self, budget: &mut u32, cost: usize) {
        let cost = u32::try_from(cost).unwrap_or(u32::MAX);
        *budget = budget.saturating_sub(cost);
        self.done += u64::from(cost);
    }

    /// One web more, or the first places when there are enough.
    fn coarsen(&mut self, budget: &mut u32) {
        let last = self.webs.last().expect("there is always one web");
        let count = last.len();
        self.spend(budget, count);
        let last = self.webs.last().expect("there is always one web");
        if count > COARSEST {
            let (mut web, mut became) = last.coarser(false, &mut self.rng);
            if web.len() * 10 > count * 9 {
                (web, became) = last.coarser(true, &mut self.rng);
            }
            if web.len() * 20 <= count * 19 {
                self.webs.push(web);
                self.became.push(became);
                return;
            }
        }
        self.coarse_enough = true;
        self.at = self.webs.len() - 1;
        let web = &self.webs[self.at];
        let space = self.space();
        let mut turn = Point::new(1.0, 0.0);
        self.points = (0..web.len())
            .map(|at| {
                let place = turn * (space * (at as f32 + 0.5).sqrt() * 0.6);
                turn =
                    Point::new(turn.x * GOLDEN.0 - turn.y * GOLDEN.1, turn.x * GOLDEN.1 + turn.y * GOLDEN.0);
                place
            })
            .collect();
        self.begin();
        let work = |at: usize, web: &Web| {
            u64::from(rounds(at, self.webs.len(), self.options.rounds)) * web.len() as u64 * 5 / 4
        };
        self.total = self.done + self.webs.iter().enumerate().map(|(at, web)| work(at, web)).sum::<u64>();
    }

    /// The space that a body of the web in work has: a side.
    fn space(&self) -> f32 {
        let web = &self.webs[self.at];
        let mass: f32 = web.masses.iter().sum();
        self.options.spacing * (mass / web.len().max(1) as f32).sqrt()
    }

    fn begin(&mut self) {
        self.round = 0;
        self.cursor = 0;
        let width = self.space() * (self.webs[self.at].len() as f32).sqrt();
        self.stretch = self.options.stretch / width;
        self.rounds = if self.webs[self.at].len() < 2 {
            0
        } else {
            rounds(self.at, self.webs.len(), self.options.rounds)
        };
    }

    /// On to the next finer web: its bodies begin where what they were part of is.
    fn refine(&mut self) {
        self.at -= 1;
        let jitter = 0.25 * self.space();
        let became = &self.became[self.at];
        let places = became.iter().map(|coarse| self.points[*coarse as usize]);
        self.points =
            places.map(|place| place + Point::new(self.rng.signed(), self.rng.signed()) * jitter).collect();
        self.begin();
    }

    /// A part of a round, or all of it.
    fn work(&mut self, budget: &mut u32) {
        let count = self.webs[self.at].len();
        if self.cursor == 0 {
            let web = &self.webs[self.at];
            self.pushes.work_out(&self.points, &web.masses, self.options.theta);
            self.inner.gather(&web.inner, &self.points, &web.masses);
            self.outer.gather(&web.outer, &self.points, &web.masses);
            self.forces.resize(count, Point::ORIGIN);
            self.spend(budget, count / 4);
        }
        let share = usize::try_from(*budget).unwrap_or(usize::MAX).max(1);
        let end = count.min(self.cursor.saturating_add(share));
        for place in self.cursor..end {
            let body = self.pushes.body(place);
            self.forces[body] = self.move_of(body);
        }
        self.spend(budget, end - self.cursor);
        self.cursor = end;
        if end == count {
            let space = self.space();
            let left = 1.0 - self.round as f32 / self.rounds as f32;
            let limit = space * (COLDEST + (self.hottest - COLDEST) * left * left);
            for (point, force) in self.points.iter_mut().zip(&self.forces) {
                let length = force.length();
                *point += if length > limit { *force * (limit / length) } else { *force };
            }
            self.round += 1;
            self.cursor = 0;
        }
    }

    /// Where the forces on a body would move it: the force by how stiffly the body is held.
    fn move_of(&self, body: usize) -> Point {
        let (web, options) = (&self.webs[self.at], &self.options);
        let (place, mass) = (self.points[body], web.masses[body]);
        let spacing = options.spacing;
        let mut force = self.pushes.on(body, place) * (spacing * spacing);
        let mut stiffness = 1.0;
        for &(other, strength) in web.links_of(body) {
            let way = self.points[other as usize] - place;
            let pull = strength / mass * (1.0 + self.stretch * way.length());
            force += way * pull;
            stiffness += pull;
        }
        for (centres, clusters, strength) in
            [(&self.inner, &web.inner, options.group_pull), (&self.outer, &web.outer, options.namespace_pull)]
        {
            if let Some(centre) = centres.of(clusters[body]) {
                force += (centre - place) * strength;
                stiffness += strength;
            }
        }
        force += (self.outer.all - place) * options.gravity;
        force * (0.8 / stiffness)
    }
}

/// How many rounds a web gets: the coarser, the more, since they cost little and decide much.
fn rounds(at: usize, webs: usize, least: u32) -> u32 {
    if at + 1 == webs {
        return 150;
    }
    let coarseness = u32::try_from(at).unwrap_or(8).min(8);
    least + 10 * coarseness
}

/// The middles of clusters.
#[derive(Clone, Debug, Default)]
struct Centres {
    sums: Vec<(Point, f32)>,
    all: Point,
}

impl Centres {
    fn gather(&mut self, clusters: &[u32], points: &[Point], masses: &[f32]) {
        self.sums.clear();
        let (mut all, mut whole) = (Point::ORIGIN, f32::MIN_POSITIVE);
        for ((cluster, point), mass) in clusters.iter().zip(points).zip(masses) {
            all += *point * *mass;
            whole += mass;
            if *cluster == NONE {
                continue;
            }
            let at = *cluster as usize;
            if at >= self.sums.len() {
                self.sums.resize(at + 1, (Point::ORIGIN, 0.0));
            }
            self.sums[at].0 += *point * *mass;
            self.sums[at].1 += mass;
        }
        self.all = all * (1.0 / whole);
        for (sum, mass) in &mut self.sums {
            *sum = *sum * (1.0 / mass.max(f32::MIN_POSITIVE));
        }
    }

    fn of(&self, cluster: u32) -> Option<Point> {
        self.sums.get(cluster as usize).map(|(middle, _)| *middle)
    }
}
