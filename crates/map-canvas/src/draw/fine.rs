//! The fine drawing: discs with icons and marks, edges with width, pattern and arrow, for what is in sight.

use network_map::{Point, Rect};

use super::{
    bytes::Bytes,
    coarse,
    marks::{self, Mark},
    scene::Scene,
    sprite,
    style::{self, state},
};
use crate::palette::Ink;

/// The bytes of an edge: its curve, then ink, width in sixteenths of a pixel, pattern and state.
pub const EDGE: usize = 36;

/// Instances for what is in sight, as bytes.
#[derive(Clone, Debug, Default)]
pub struct Fine {
    /// Where it is good for.
    pub covers: Option<Rect>,
    /// Whether all that is there is in it; else it lies over the coarse drawing.
    pub whole: bool,
    /// Discs, the largest first.
    pub discs: Vec<u8>,
    /// Straight edges that are harmless.
    pub straight: Vec<u8>,
    /// Bent ones.
    pub bent: Vec<u8>,
    /// Edges that lie on top.
    pub loud: Vec<u8>,
    /// The edges that have marks.
    pub marks: Vec<Mark>,
    /// Icons and marks.
    pub sprites: Vec<u8>,
    /// How many instances that are.
    pub count: usize,
}

/// How many instances are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// While the map moves.
    pub moving: usize,
    /// At rest.
    pub rest: usize,
    /// Whether names are moved with the map. A processor would put them over the map pixel by pixel, for longer than it
    /// draws the map; there they are away until it rests.
    pub names_follow: bool,
    /// From how many discs and edges on a drawing is kept while the map is moved: copying it takes as long as drawing so many.
    pub keeps_from: usize,
    /// Grounds of fewer pixels from the middle to the border are not drawn while the map moves: each is many pixels, and what is
    /// large shows where one is.
    pub grounds_from: f32,
}

impl Limits {
    /// For what draws by itself.
    pub const HARDWARE: Self = Self {
        moving: 6000,
        rest: 24_000,
        names_follow: true,
        keeps_from: usize::MAX,
        grounds_from: coarse::GROUNDS_FROM,
    };
    /// For what a processor draws: instances are slow there.
    pub const SOFTWARE: Self =
        Self { moving: 500, rest: 5000, names_follow: false, keeps_from: 8000, grounds_from: 64.0 };
    /// For a canvas's 2D drawing.
    pub const PLAIN: Self = Self {
        moving: 1500,
        rest: 6000,
        names_follow: false,
        keeps_from: usize::MAX,
        grounds_from: coarse::GROUNDS_FROM,
    };
}

/// A box around everything.
const EVERYWHERE: Rect = Rect { min: Point::new(f32::MIN, f32::MIN), max: Point::new(f32::MAX, f32::MAX) };
/// How much more than what is in sight is prepared, as a share of it.
const MARGIN: f32 = 0.35;
/// Icons are drawn in discs of so many pixels from the middle, and more.
pub const ICONS_FROM: f32 = 6.5;

impl Fine {
    /// What is in sight in detail, or so much of it as may be drawn.
    pub fn of(scene: &Scene, sight: Rect, zoom: f32, most: usize) -> Self {
        let all = scene.discs.len() + scene.edges.len();
        let near = sight.grown(sight.width().max(sight.height()) * MARGIN);
        for (covers, all) in [(EVERYWHERE, Some(all)), (near, None), (sight, None)] {
            let count = all
                .unwrap_or_else(|| scene.picker.nodes_in(covers).len() + scene.picker.edges_in(covers).len());
            if count * 2 <= most {
                return Self::filled(scene, covers, zoom, None);
            }
        }
        Self::filled(scene, near, zoom, Some(most / 2))
    }

    fn filled(scene: &Scene, covers: Rect, zoom: f32, most: Option<usize>) -> Self {
        let everywhere = covers == EVERYWHERE;
        let is_near = |node: &u32| {
            let at = *node as usize;
            everywhere || Rect::disc(scene.picture.points[at], scene.picture.radii[at]).touches(covers)
        };
        let mut fine = Self { covers: Some(covers), whole: most.is_none(), ..Self::default() };
        // Of too much, what matters: large discs, edges that somebody should look at.
        let left = most.unwrap_or(usize::MAX);
        let large = |node: &&u32| most.is_none() || scene.picture.radii[**node as usize] * zoom >= ICONS_FROM;
        let discs: Vec<u32> = scene.discs.iter().filter(large).copied().filter(is_near).take(left).collect();
        fine.discs = coarse::nodes(scene, discs.iter());
        fine.edges(scene, covers, everywhere, most, zoom);
        fine.icons(scene, &discs, zoom, everywhere && most.is_none());
        let instances = [(&fine.discs, coarse::DISC), (&fine.sprites, sprite::SPRITE)];
        fine.count = instances.iter().map(|(bytes, each)| bytes.len() / each).sum::<usize>()
            + 2 * (fine.straight.len() + fine.bent.len() + fine.loud.len()) / EDGE;
        fine
    }

    fn edges(&mut self, scene: &Scene, covers: Rect, everywhere: bool, most: Option<usize>, zoom: f32) {
        // Where too much is loud, it is a line like all others.
        let clear = scene.density.loud(zoom) >= marks::CLEAR;
        let wanted = |edge: &u32| {
            let bits = scene.edge_states[*edge as usize];
            let troubled = bits & (state::TROUBLE | state::DIM) == state::TROUBLE;
            most.is_none() || bits & state::LIT != 0 || clear && troubled
        };
        let (mut straight, mut bent, mut loud) = (Bytes::default(), Bytes::default(), Bytes::default());
        let left = most.unwrap_or(usize::MAX);
        let near = |edge: &&u32| everywhere || scene.curves[**edge as usize].bounds().touches(covers);
        for edge in scene.edges.iter().rev().filter(near).copied().filter(wanted).take(left) {
            let at = edge as usize;
            let out = match (scene.is_loud(edge), scene.bent[at]) {
                (true, _) => &mut loud,
                (false, true) => &mut bent,
                (false, false) => &mut straight,
            };
            push_edge(out, scene, edge, scene.edge_states[at]);
        }
        // The gravest is drawn on top.
        reverse(&mut loud.0, EDGE);
        (self.straight, self.bent, self.loud) = (straight.0, bent.0, loud.0);
        self.marks = marks::marks(scene, covers, zoom);
        let mut out = Bytes::default();
        for (edge, share) in &self.marks {
            let at = *edge as usize;
            if let Some(mark) = sprite::of_edge(&scene.picture.graph.edges[at]) {
                sprite::sprite(&mut out, scene.curves[at].at(*share), 0.0, mark, scene.edge_states[at]);
            }
        }
        self.sprites = out.0;
    }

    fn icons(&mut self, scene: &Scene, discs: &[u32], zoom: f32, all: bool) {
        let mut out = Bytes(std::mem::take(&mut self.sprites));
        for disc in discs {
            let at = *disc as usize;
            let radius = scene.picture.radii[at];
            if !all && radius * zoom < ICONS_FROM {
                // The largest come first.
                break;
            }
            for sprite in sprite::of_node(&scene.picture.graph.nodes[at]) {
                sprite::sprite(&mut out, scene.picture.points[at], radius, sprite, scene.node_styles[at][3]);
            }
        }
        self.sprites = out.0;
    }

    /// Whether it is good for this part of the map.
    pub fn is_good_for(&self, sight: Rect) -> bool {
        self.covers.is_some_and(|covers| covers.contains(sight.min) && covers.contains(sight.max))
    }
}

/// Edges by themselves, as what matters now.
pub fn lit(scene: &Scene, edges: &[u32]) -> Vec<u8> {
    let mut out = Bytes::with_room(edges.len(), EDGE);
    edges.iter().for_each(|edge| push_edge(&mut out, scene, *edge, state::LIT));
    out.0
}

fn push_edge(out: &mut Bytes, scene: &Scene, edge: u32, bits: u8) {
    let at = edge as usize;
    let (curve, status) = (&scene.curves[at], scene.picture.graph.edges[at].status);
    for point in [curve.from, curve.first, curve.second, curve.to] {
        out.point(point);
    }
    let width = (scene.widths[at] * 16.0) as u8;
    out.four([Ink::of_status(status) as u8, width, style::pattern(status) as u8, bits]);
}

/// Turns the order of things of so many bytes round.
fn reverse(bytes: &mut [u8], each: usize) {
    bytes.reverse();
    bytes.chunks_exact_mut(each).for_each(<[u8]>::reverse);
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::draw::scene::tests::sample;

    #[test]
    fn a_small_map_is_in_it_as_a_whole() {
        let scene = sample(60, Detail::Pods);
        let fine = Fine::of(&scene, Rect::disc(Point::ORIGIN, 10.0), 1.0, 2500);
        assert!(fine.whole && fine.is_good_for(scene.bounds()));
        assert_eq!(fine.discs.len() / coarse::DISC, scene.discs.len());
        assert_eq!((fine.straight.len() + fine.bent.len() + fine.loud.len()) / EDGE, scene.edges.len());
        assert!(fine.sprites.len() / sprite::SPRITE >= scene.discs.len());
    }

    #[test]
    fn of_a_large_one_what_is_in_sight() {
        let scene = sample(2000, Detail::Pods);
        let bounds = scene.bounds();
        let sight = Rect::disc(bounds.middle(), bounds.width() / 20.0);
        let fine = Fine::of(&scene, sight, 2.0, 2500);
        assert!(fine.whole && fine.is_good_for(sight) && !fine.is_good_for(bounds));
        assert!(fine.discs.len() / coarse::DISC < 500);
    }

    #[test]
    fn of_too_much_what_matters() {
        let mut scene = sample(2000, Detail::Pods);
        let fine = Fine::of(&scene, scene.bounds(), 0.2, 600);
        assert!(!fine.whole && fine.count <= 1500, "{}", fine.count);
        assert!(fine.straight.is_empty() && fine.bent.is_empty() && fine.loud.is_empty(), "all are loud");
        let edge = scene.picture.graph.edges[5];
        let [from, to] = [edge.from, edge.to].map(|node| scene.picture.graph.nodes[node as usize].key);
        let selected = Some(crate::Target::Edge(from, to));
        crate::draw::emphasis::Emphasis { selected }.apply(&mut scene);
        let fine = Fine::of(&scene, scene.bounds(), 0.2, 600);
        let states: Vec<u8> = fine.loud.chunks_exact(EDGE).map(|edge| edge[35]).collect();
        assert!(!states.is_empty() && states.iter().all(|bits| bits & state::LIT != 0));
    }

    #[test]
    fn harmless_edges_lie_under_those_that_somebody_should_look_at() {
        let scene = sample(300, Detail::Groups);
        let fine = Fine::of(&scene, scene.bounds(), 1.0, 9000);
        let states = |bytes: &[u8]| bytes.chunks_exact(EDGE).map(|edge| edge[35]).collect::<Vec<_>>();
        assert!([&fine.straight, &fine.bent].iter().all(|edges| states(edges).iter().all(|bits| *bits == 0)));
        assert!(!fine.loud.is_empty());
        let inks: Vec<u8> = fine.loud.chunks_exact(EDGE).map(|edge| edge[32]).collect();
        assert!(inks.is_sorted(), "the gravest last: {inks:?}");
        assert_eq!(states(&lit(&scene, &[3, 4])), [state::LIT; 2]);
    }

    #[test]
    fn reversing_keeps_each_thing_as_it_is() {
        let mut bytes = [1, 2, 3, 4, 5, 6];
        reverse(&mut bytes, 2);
        assert_eq!(bytes, [5, 6, 3, 4, 1, 2]);
    }
}
