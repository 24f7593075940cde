//! The layout: where nodes are drawn. Works in budgeted steps, is the same for the same graph and seed, and goes on
//! from where nodes were.
//!
//! From nothing: the discs that hang together (by edges or by namespace) are laid out part by part with forces, from
//! a coarse web to the whole; namespaces get room of their own, then every disc; parts are packed side by side.
//! From old positions: what was there stays. What is opened gets room by pushing the others outwards, what is closed
//! gives it back, and what is new is put in the free place next to its own.

mod bodies;
mod discs;
mod pack;
mod part;
mod positions;
mod push;
pub mod quality;
mod relax;
mod stress;
mod tree;
mod warm;
mod web;

use bodies::Bodies;
use part::Part;
pub use positions::{Place, Positions};
use warm::Warm;

use crate::{
    geometry::{Point, Rect},
    model::{Graph, Key, NONE},
    size,
};

/// How a layout is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// What breaks ties; the same seed gives the same layout of the same graph.
    pub seed: u64,
    /// The least gap between discs at rest.
    pub gap: f32,
    /// How far linked discs are from each other, before room is made for all.
    pub spacing: f32,
    /// Whether groups and namespaces keep together, each on ground of its own. Without, only edges count: edges are
    /// more alike in length, and what belongs together is harder to see.
    pub clusters: bool,
    /// How much more room than they need discs get: the more, the less they are pushed about, and the longer edges are.
    pub room: f32,
    /// How strongly a group draws its members together.
    pub group_pull: f32,
    /// How strongly a namespace draws its members together.
    pub namespace_pull: f32,
    /// How much harder a link pulls that is as long as the whole is wide, about: the more, the more alike links are in
    /// length, and the more of them cross.
    pub stretch: f32,
    /// How strongly everything is drawn to the middle.
    pub gravity: f32,
    /// How often forces act on the whole; what is coarser gets more of it.
    pub rounds: u32,
    /// How coarsely far bodies are seen: 0.5 is exact and slow, 1.5 rough and fast.
    pub theta: f32,
}

/// Among so many discs, each gets as much room again as it needs; among more, less.
const AIR_FOR: f32 = 12.0;

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            gap: size::GAP,
            spacing: 30.0,
            clusters: true,
            room: 1.0,
            group_pull: 3.0,
            namespace_pull: 1.0,
            stretch: 0.07,
            gravity: 0.05,
            rounds: 40,
            theta: 1.2,
        }
    }
}

impl Options {
    /// What a graph is laid out with: its grounds apart where it has some, by its edges alone where it has none.
    pub fn of(graph: &Graph) -> Self {
        let has_grounds = graph.nodes.iter().any(|node| node.parent != NONE);
        if has_grounds {
            return Self::default();
        }
        // Few things have all of the screen: what is said between them is seen better when they are not next to each other.
        let air = AIR_FOR / graph.discs().count().max(1) as f32;
        Self { room: Self::plain().room + air.min(1.2), ..Self::plain() }
    }

    /// Without grounds: only edges count, and get what they need to be alike in length and to cross seldom.
    pub fn plain() -> Self {
        Self { clusters: false, room: 1.2, stretch: 0.14, gravity: 0.3, rounds: 80, ..Self::default() }
    }
}

/// How far a layout is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// There is more to do; the share that is done, from 0 to 1, roughly.
    Working(f32),
    /// Nothing moves any more, and nothing overlaps.
    AtRest,
}

#[derive(Clone, Debug)]
enum Stage {
    /// The part in work.
    Parts(usize),
    /// All parts are laid out; they are put together.
    Join,
    /// Old and new are brought together.
    Warm,
    Rest,
}

/// A layout in work or at rest.
#[derive(Clone, Debug)]
pub struct Layout {
    bodies: Bodies,
    keys: Vec<Key>,
    parents: Vec<u32>,
    parts: Vec<Part>,
    warm: Option<Box<Warm>>,
    stage: Stage,
    options: Options,
    /// By body.
    places: Vec<Point>,
    /// By node, grounds included.
    points: Vec<Point>,
    radii: Vec<f32>,
}

impl Layout {
    /// A layout from nothing.
    pub fn new(graph: &Graph, options: Options) -> Self {
        let bodies = Bodies::new(graph, &options);
        let groups = bodies.parts();
        Self::begin(graph, bodies, groups, None, options)
    }

    /// A layout that goes on from old positions; from nothing when too few of them are of this graph.
    pub fn warm(graph: &Graph, options: Options, old: &Positions) -> Self {
        let bodies = Bodies::new(graph, &options);
        match Warm::new(graph, &bodies, old) {
            Some(warm) => {
                let opened = warm.opened();
                Self::begin(graph, bodies, opened, Some(Box::new(warm)), options)
            }
            None => {
                let groups = bodies.parts();
                Self::begin(graph, bodies, groups, None, options)
            }
        }
    }

    fn begin(
        graph: &Graph,
        bodies: Bodies,
        groups: Vec<Vec<u32>>,
        warm: Option<Box<Warm>>,
        options: Options,
    ) -> Self {
        let webs = bodies.webs(&groups, &options);
        let parts = (0u64..).zip(groups.into_iter().zip(webs)).map(|(number, (part, web))| {
            let radii = part.iter().map(|body| bodies.radii[*body as usize]).collect();
            Part::new(part, radii, web, options, options.seed.wrapping_add(number))
        });
        let parts = parts.collect();
        let places = match &warm {
            Some(warm) => warm.places.clone(),
            None => vec![Point::ORIGIN; bodies.nodes.len()],
        };
        let mut layout = Self {
            keys: graph.nodes.iter().map(|node| node.key).collect(),
            parents: graph.nodes.iter().map(|node| node.parent).collect(),
            parts,
            warm,
            stage: Stage::Parts(0),
            options,
            places,
            points: vec![Point::ORIGIN; graph.nodes.len()],
            radii: size::radii(graph),
            bodies,
        };
        layout.publish();
        layout
    }

    /// Works for about `budget` units and says how far it is. A unit is the force on one body: about a third of a
    /// microsecond natively, more in browsers: whoever has 8 ms begins with some thousands and adapts.
    /// Single passes over all discs are not divided further.
    pub fn step(&mut self, budget: u32) -> Progress {
        let mut left = budget.max(1);
        while left > 0 {
            match self.stage {
                Stage::Parts(at) => match self.parts.get_mut(at) {
                    Some(part) if part.bodies.len() == 1 => {
                        left = left.saturating_sub(1);
                        self.stage = Stage::Parts(at + 1);
                    }
                    Some(part) => {
                        if part.step(&mut left) {
                            self.stage = Stage::Parts(at + 1);
                        }
                    }
                    None => self.stage = Stage::Join,
                },
                Stage::Join => {
                    left = left.saturating_sub(self.cost());
                    self.join();
                    self.stage = if self.warm.is_some() { Stage::Warm } else { Stage::Rest };
                    self.publish();
                }
                Stage::Warm => {
                    left = left.saturating_sub(self.cost());
                    let warm = self.warm.as_mut().expect("this stage is one of a warm layout");
                    if warm.step(&mut self.places, &self.bodies, &self.options) {
                        self.stage = Stage::Rest;
                        self.warm = None;
                    }
                    self.publish();
                }
                Stage::Rest => return Progress::AtRest,
            }
        }
        if matches!(self.stage, Stage::Rest) { Progress::AtRest } else { Progress::Working(self.share()) }
    }

    /// Works until everything is at rest.
    pub fn run(&mut self) {
        while self.step(u32::MAX) != Progress::AtRest {}
    }

    /// Whether everything is at rest.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.stage, Stage::Rest)
    }

    /// Where each node of the graph is: the middle of its disc, or of the ground under those in it. In a layout from
    /// nothing all are at the origin until it is at rest.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How far each node reaches: the radius of its disc, or of its ground.
    pub fn radii(&self) -> &[f32] {
        &self.radii
    }

    /// The box around everything.
    pub fn bounds(&self) -> Rect {
        Rect::around_discs(&self.points, &self.radii)
    }

    /// Where everything is, for the next layout to go on from.
    pub fn positions(&self) -> Positions {
        positions(&self.keys, &self.points, &self.radii, |node| self.bodies.of_node[node] == NONE)
    }

    fn cost(&self) -> u32 {
        u32::try_from(self.bodies.nodes.len()).unwrap_or(u32::MAX)
    }

    fn share(&self) -> f32 {
        let sum =
            self.parts.iter().map(Part::work).fold((0, 0), |sum, work| (sum.0 + work.0, sum.1 + work.1));
        if sum.1 == 0 { 0.0 } else { (sum.0 as f32 / sum.1 as f32).min(1.0) }
    }

    /// Puts the parts in their places among each other.
    fn join(&mut self) {
        if let Some(warm) = &mut self.warm {
            warm.make_room(&mut self.places, &self.parts, &self.bodies, &self.options);
            return;
        }
        let boxes: Vec<Rect> = self.parts.iter().map(Part::bounds).collect();
        // Names stand between them where there is room for names.
        let ways = pack::pack(&boxes, self.options.gap * 4.0 * self.options.room * self.options.room);
        let all = boxes.iter().zip(&ways).fold(Rect::EMPTY, |all, (part, way)| {
            all.joined(Rect { min: part.min + *way, max: part.max + *way })
        });
        for (part, way) in self.parts.iter().zip(ways) {
            for (body, point) in part.bodies.iter().zip(&part.points) {
                self.places[*body as usize] = *point + way - all.middle();
            }
        }
    }

    /// Writes the places of bodies to their nodes, and grounds around them.
    fn publish(&mut self) {
        let mut grounds = vec![Rect::EMPTY; self.points.len()];
        for (body, node) in self.bodies.nodes.iter().enumerate() {
            let at = *node as usize;
            self.points[at] = self.places[body];
            let mut holder = self.parents[at];
            while let Some(ground) = grounds.get_mut(holder as usize) {
                *ground = ground.joined(Rect::disc(self.places[body], self.radii[at]));
                holder = self.parents[holder as usize];
            }
        }
        for (at, ground) in grounds.iter().enumerate().filter(|(_, ground)| !ground.is_empty()) {
            self.points[at] = ground.middle();
            self.radii[at] = 0.0;
        }
        for (body, node) in self.bodies.nodes.iter().enumerate() {
            let mut holder = self.parents[*node as usize];
            while holder != NONE {
                let at = holder as usize;
                let reach = self.points[at].distance(self.places[body]) + self.bodies.radii[body];
                self.radii[at] = self.radii[at].max(reach);
                holder = self.parents[at];
            }
        }
    }
}

/// Positions of nodes by their keys.
pub(crate) fn positions(
    keys: &[Key],
    points: &[Point],
    radii: &[f32],
    is_ground: impl Fn(usize) -> bool,
) -> Positions {
    let places = keys.iter().zip(points.iter().zip(radii)).enumerate();
    places
        .map(|(at, (key, (point, radius)))| {
            (*key, Place { at: *point, radius: *radius, ground: is_ground(at) })
        })
        .collect()
}
