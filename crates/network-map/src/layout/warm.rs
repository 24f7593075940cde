//! Going on from old positions: what the eye knows stays where it was.

use super::{
    Options, Positions,
    bodies::Bodies,
    discs::{push_apart, settle},
    part::Part,
};
use crate::{
    geometry::{Point, Rect},
    model::{Graph, NONE, NodeMarks},
    rng::Rng,
    size,
};

/// How often discs are pushed apart after room was made.
const PUSHES: u32 = 30;

/// A namespace or group that was closed and is open now: its insides are new, its place is known.
#[derive(Clone, Debug)]
struct Opened {
    at: Point,
    radius: f32,
    bodies: Vec<u32>,
}

/// One that was open and is closed now: its insides are gone.
#[derive(Clone, Copy, Debug)]
struct Closed {
    body: u32,
    /// How far its ground reached.
    ground: f32,
}

/// What a warm layout knows of the old one.
#[derive(Clone, Debug)]
pub(super) struct Warm {
    /// By body; of no meaning where a body is new.
    pub(super) places: Vec<Point>,
    known: Vec<bool>,
    opened: Vec<Opened>,
    closed: Vec<Closed>,
    round: u32,
    rng: Rng,
}

impl Warm {
    /// What is known of the graph's bodies; `None` when it is too little to go on from.
    pub(super) fn new(graph: &Graph, bodies: &Bodies, old: &Positions) -> Option<Self> {
        let mut warm = Self {
            places: vec![Point::ORIGIN; bodies.nodes.len()],
            known: vec![false; bodies.nodes.len()],
            opened: Vec::new(),
            closed: Vec::new(),
            round: 0,
            rng: Rng::new(0x0a11),
        };
        let place_of =
            |node: u32| old.get(graph.nodes[node as usize].key).filter(|place| place.at.is_finite());
        for (body, node) in bodies.nodes.iter().enumerate() {
            if let Some(place) = place_of(*node) {
                (warm.places[body], warm.known[body]) = (place.at, true);
                if place.ground {
                    let body = u32::try_from(body).unwrap_or(NONE);
                    warm.closed.push(Closed { body, ground: place.radius });
                }
            }
        }
        // What was a disc and is ground now has been opened; with it everything inside.
        let mut opened_at = vec![NONE; graph.nodes.len()];
        for (at, node) in (0u32..).zip(&graph.nodes) {
            let around = opened_at.get(node.parent as usize).copied().unwrap_or(NONE);
            let place = place_of(at).filter(|place| !place.ground && node.marks.has(NodeMarks::OPEN));
            opened_at[at as usize] = match place {
                _ if around != NONE => around,
                Some(place) => {
                    let radius = place.radius;
                    warm.opened.push(Opened { at: place.at, radius, bodies: Vec::new() });
                    u32::try_from(warm.opened.len() - 1).unwrap_or(NONE)
                }
                None => NONE,
            };
        }
        let mut at_home = 0;
        for (body, node) in (0u32..).zip(&bodies.nodes) {
            if let Some(opened) = warm.opened.get_mut(opened_at[*node as usize] as usize) {
                opened.bodies.push(body);
                warm.known[body as usize] = false;
                at_home += 1;
            } else {
                at_home += usize::from(warm.known[body as usize]);
            }
        }
        warm.opened.retain(|opened| !opened.bodies.is_empty());
        (at_home > 0 && at_home * 3 >= bodies.nodes.len()).then_some(warm)
    }

    /// The bodies of each opened node; they are laid out by themselves.
    pub(super) fn opened(&self) -> Vec<Vec<u32>> {
        self.opened.iter().map(|opened| opened.bodies.clone()).collect()
    }

    /// Takes back the room of what was closed, and makes room for what was opened and is laid out now.
    pub(super) fn make_room(
        &mut self,
        places: &mut [Point],
        parts: &[Part],
        bodies: &Bodies,
        options: &Options,
    ) {
        let mut rest: Vec<Point> = self.opened.iter().map(|opened| opened.at).collect();
        for closed in self.closed.clone() {
            let body = closed.body as usize;
            let radius = bodies.radii[body];
            let area = radius * radius - closed.ground * closed.ground;
            let least = radius + options.gap;
            self.shift(places, places[body], area, least);
            shift(rest.iter_mut(), places[body], area, least);
        }
        for at in 0..self.opened.len() {
            let (middle, part) = (rest[at], &parts[at]);
            let (part_middle, reach) = part.disc();
            let (old, new) = (self.opened[at].radius, reach + options.gap);
            let area = new * new - old * old;
            self.shift(places, middle, area, new);
            shift(rest.iter_mut(), middle, area, 0.0);
            rest[at] = middle;
            for (body, point) in part.bodies.iter().zip(&part.points) {
                places[*body as usize] = *point - part_middle + middle;
                self.known[*body as usize] = true;
            }
        }
        self.place_new(places, bodies);
    }

    fn shift(&self, places: &mut [Point], middle: Point, area: f32, least: f32) {
        let known = places.iter_mut().zip(&self.known).filter(|(_, known)| **known);
        shift(known.map(|(place, _)| place), middle, area, least);
    }

    /// Puts what is new in the middle of those it belongs to: its neighbours at home, else its group or namespace.
    fn place_new(&self, places: &mut [Point], bodies: &Bodies) {
        let count = places.len();
        let mut sums = vec![(Point::ORIGIN, 0.0f32); count];
        for &(one, two, strength) in &bodies.pairs {
            for (new, other) in [(one as usize, two as usize), (two as usize, one as usize)] {
                let home = bodies.outer[new];
                let at_home = home == NONE || home == bodies.outer[other];
                if !self.known[new] && self.known[other] && at_home {
                    sums[new] = (sums[new].0 + places[other] * strength, sums[new].1 + strength);
                }
            }
        }
        let mut holders = vec![(Point::ORIGIN, 0.0f32); bodies.of_node.len()];
        for body in (0..count).filter(|body| self.known[*body]) {
            let around = [bodies.inner[body], bodies.outer[body]];
            let distinct = if around[0] == around[1] { 1 } else { 2 };
            for holder in &around[..distinct] {
                if let Some(sum) = holders.get_mut(*holder as usize) {
                    *sum = (sum.0 + places[body], sum.1 + 1.0);
                }
            }
        }
        let known = places.iter().zip(&self.known).filter(|(_, known)| **known).map(|(place, _)| *place);
        let bounds = Rect::around(known);
        let outside = Point::new(bounds.middle().x, bounds.max.y + 4.0 * size::POD);
        let middle =
            |sum: Option<&(Point, f32)>| sum.filter(|sum| sum.1 > 0.0).map(|sum| sum.0 * (1.0 / sum.1));
        for body in (0..count).filter(|body| !self.known[*body]) {
            let group = middle(holders.get(bodies.inner[body] as usize));
            let neighbours = middle(sums.get(body));
            let namespace = middle(holders.get(bodies.outer[body] as usize));
            places[body] = match (group, neighbours) {
                (Some(group), Some(neighbours)) => group.towards(neighbours, 0.3),
                (group, neighbours) => group.or(neighbours).or(namespace).unwrap_or(outside),
            };
        }
    }

    /// One round; whether it was the last.
    pub(super) fn step(&mut self, places: &mut [Point], bodies: &Bodies, options: &Options) -> bool {
        let known: Vec<usize> = (0..places.len()).filter(|body| self.known[*body]).collect();
        let mut points: Vec<Point> = known.iter().map(|body| places[*body]).collect();
        let radii: Vec<f32> = known.iter().map(|body| bodies.radii[*body]).collect();
        // A hair less than the gap, so that rounding moves nobody.
        let gap = options.gap * 0.99;
        let pairs = push_apart(&mut points, &radii, gap, None, &mut self.rng);
        self.round += 1;
        let last = pairs == 0 || self.round == PUSHES;
        if last {
            settle(&mut points, &radii, gap * 0.9, None);
        }
        for (body, point) in known.iter().zip(points) {
            places[*body] = point;
        }
        if last {
            settle(places, &bodies.radii, gap * 0.8, Some(&self.known));
        }
        last
    }
}

/// Moves places outwards from a middle so that a disc of so much more area (by π) fits in, or inwards where it is
/// less: areas stay as they were, and so do directions. Doing it with less undoes doing it with more.
fn shift<'a>(places: impl Iterator<Item = &'a mut Point>, middle: Point, area: f32, least: f32) {
    for place in places {
        let way = *place - middle;
        let far = way.length_squared();
        if far > 1e-6 {
            let target = (far + area).max(least * least).max(1e-3);
            *place = middle + way * (target / far).sqrt();
        }
    }
}
