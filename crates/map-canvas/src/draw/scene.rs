//! The scene: a picture with all that is worked out from it once, so that drawing it is filling buffers.

use network_map::{
    Point, Rect,
    model::{Graph, Key, NONE},
    order,
    pick::{Picked, Picker},
    route::{Curve, Style, route},
    wire::Picture,
};

use super::{
    density::Density,
    style::{self, Scale, Width, state},
};
use crate::event::Target;

/// A picture that can be drawn and picked from.
#[derive(Debug, Default)]
pub struct Scene {
    /// The graph, and where its nodes are drawn at the moment.
    pub picture: Picture,
    /// The curves of the edges, for the nodes where they are drawn.
    pub curves: Vec<Curve>,
    /// What is where; that of the last rest while nodes move.
    pub picker: Picker,
    /// How much of the map the edges cover; that of the last rest while nodes move.
    pub density: Density,
    /// The nodes that are drawn as discs, the largest first.
    pub discs: Vec<u32>,
    /// Those that are grounds, the largest first.
    pub grounds: Vec<u32>,
    /// The edges: the harmless first, what somebody should look at last, so that it lies on top.
    pub edges: Vec<u32>,
    /// Whether an edge is bent.
    pub bent: Vec<bool>,
    /// The widths of edges in pixels.
    pub widths: Vec<f32>,
    /// What shaders take of each node: ring, fill, look, state.
    pub node_styles: Vec<[u8; 4]>,
    /// The state of each edge.
    pub edge_states: Vec<u8>,
}

/// How far a scene is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is.
    Styles,
    /// The orders are missing.
    Orders,
    /// The curves are.
    Curves,
    /// What is where is: of nodes, and of edges.
    Nodes,
    /// Of edges only.
    Edges,
    /// It is whole.
    Done,
}

impl Scene {
    /// The scene of a picture; nothing is worked out yet.
    pub fn new(picture: Picture) -> Self {
        Self { picture, ..Self::default() }
    }

    /// Works out the next part; how far it is then. No part takes longer than a frame may.
    pub fn make(&mut self, stage: Stage, width: Width) -> Stage {
        match stage {
            Stage::Styles => {
                self.make_styles(width);
                Stage::Orders
            }
            Stage::Orders => {
                self.make_orders();
                Stage::Curves
            }
            Stage::Curves => {
                self.reroute();
                Stage::Nodes
            }
            Stage::Nodes => {
                self.density = Density::of(&self.picture.graph, &self.curves, self.bounds());
                self.picker.place_nodes(&self.picture.points, &self.picture.radii);
                Stage::Edges
            }
            Stage::Edges | Stage::Done => {
                self.picker.place_edges(self.curves.clone());
                Stage::Done
            }
        }
    }

    fn make_styles(&mut self, width: Width) {
        let graph = &self.picture.graph;
        self.node_styles = (0..)
            .zip(&graph.nodes)
            .map(|(at, node)| {
                let [ring, fill, look] =
                    if graph.is_ground(at) { style::ground(node.kind) } else { style::disc(node) };
                [ring, fill, look, 0]
            })
            .collect();
        self.edge_states = graph.edges.iter().map(style::edge_state).collect();
        let outermost = outermost(graph);
        let opposite = |from: u32, to: u32| {
            graph.edges.binary_search_by_key(&(from, to), |edge| (edge.from, edge.to)).is_ok()
        };
        let bent = graph.edges.iter().map(|edge| {
            let (home, away) = (outermost[edge.from as usize], outermost[edge.to as usize]);
            edge.from == edge.to || opposite(edge.to, edge.from) || home != away
        });
        self.bent = bent.collect();
        self.rescale(width);
    }

    /// Works out the widths of edges.
    pub fn rescale(&mut self, width: Width) {
        let scale = Scale::of(&self.picture.graph, width);
        self.widths = self.picture.graph.edges.iter().map(|edge| scale.width(edge)).collect();
    }

    fn make_orders(&mut self) {
        let Picture { graph, radii, .. } = &self.picture;
        let is_ground = |at: &u32| graph.is_ground(*at);
        let by_size = |at: u32| (order::rank(radii[at as usize]), at);
        let nodes = || 0..u32::try_from(graph.nodes.len()).unwrap_or(NONE);
        let grounds = order::falling(nodes().filter(is_ground).map(by_size));
        let discs = order::falling(nodes().filter(|at| !is_ground(at)).map(by_size));
        let all = (0u32..).zip(&graph.edges);
        // The harmless first, so the gravest have the least rank.
        let edges = order::falling(all.map(|(at, edge)| (u64::from(u8::MAX - edge.status as u8), at)));
        (self.grounds, self.discs, self.edges) = (grounds, discs, edges);
    }

    /// Works out the curves for the places that nodes are at.
    pub fn reroute(&mut self) {
        let Picture { graph, points, radii } = &self.picture;
        self.curves = route(graph, points, radii, &Style::default());
    }

    /// Moves a node to a place; whether it is there. Whatever index it has in this picture.
    pub fn carry(&mut self, key: Key, to: Point) -> bool {
        let point = self.node(key).and_then(|node| self.picture.points.get_mut(node as usize));
        point.map(|point| *point = to).is_some()
    }

    /// The box around everything.
    pub fn bounds(&self) -> Rect {
        Rect::around_discs(&self.picture.points, &self.picture.radii)
    }

    /// What is at a place of the map, or as near to it as `slack`.
    pub fn at(&self, at: Point, slack: f32) -> Option<Picked> {
        self.picker.at(at, slack, |node| self.picture.graph.is_ground(node))
    }

    /// What it is by keys.
    pub fn target(&self, picked: Picked) -> Option<Target> {
        let graph = &self.picture.graph;
        let key = |node: u32| graph.nodes.get(node as usize).map(|node| node.key);
        match picked {
            Picked::Node(node) => key(node).map(Target::Node),
            Picked::Edge(edge) => {
                let edge = graph.edges.get(edge as usize)?;
                Some(Target::Edge(key(edge.from)?, key(edge.to)?))
            }
        }
    }

    /// The index of the node with this key.
    pub fn node(&self, key: Key) -> Option<u32> {
        self.picture.graph.find(key)
    }

    /// The index of the edge between these.
    pub fn edge(&self, from: Key, to: Key) -> Option<u32> {
        let ends = (self.node(from)?, self.node(to)?);
        let edges = &self.picture.graph.edges;
        let at = edges.binary_search_by_key(&ends, |edge| (edge.from, edge.to)).ok()?;
        u32::try_from(at).ok()
    }

    /// The edges that belong to something that is pointed at: those of a disc, or that one. A ground has none: the
    /// pointer is over one nearly always.
    pub fn edges_of(&self, target: Target) -> Vec<u32> {
        match target {
            Target::Edge(from, to) => self.edge(from, to).into_iter().collect(),
            Target::Node(key) => {
                let Some(node) = self.node(key).filter(|node| !self.picture.graph.is_ground(*node)) else {
                    return Vec::new();
                };
                let edges = (0u32..).zip(&self.picture.graph.edges);
                edges.filter(|(_, edge)| edge.from == node || edge.to == node).map(|(at, _)| at).collect()
            }
        }
    }

    /// Whether an edge lies on top of others: it matters now, or always.
    pub fn is_loud(&self, edge: u32) -> bool {
        self.edge_states[edge as usize] & (state::TROUBLE | state::LIT) != 0
    }

    /// What it holds on to, in bytes.
    pub fn heap_bytes(&self) -> usize {
        let nodes = self.picture.graph.nodes.len();
        let edges = self.picture.graph.edges.len();
        // Places twice (the picker's too), orders and styles; curves twice, states, boxes of the tree.
        self.picture.graph.heap_bytes()
            + nodes * (12 * 2 + 4 + 4 + 20)
            + edges * (32 * 2 + 4 + 1 + 1 + 4 + 20)
    }
}

/// The outermost node around each node that is ground for others, or [`NONE`].
fn outermost(graph: &Graph) -> Vec<u32> {
    let mut around: Vec<u32> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let top = match around.get(node.parent as usize) {
            None => NONE,
            Some(&NONE) => node.parent,
            Some(&top) => top,
        };
        around.push(top);
    }
    around
}

#[cfg(test)]
pub(crate) mod tests {
    use network_map::{
        layout::{Layout, Options},
        level::{Detail, Expansion, aggregate},
        sample::Sample,
    };

    use super::*;

    pub(crate) fn sample(pods: usize, detail: Detail) -> Scene {
        let whole = Sample::of(pods).graph();
        let graph = aggregate(&whole, &Expansion::down_to(&whole, detail)).graph;
        let mut layout = Layout::new(&graph, Options::of(&graph));
        layout.run();
        let mut scene = Scene::new(Picture::of(graph, &layout));
        let mut stage = Stage::Styles;
        while stage != Stage::Done {
            stage = scene.make(stage, Width::Bytes);
        }
        scene
    }

    #[test]
    fn a_scene_has_everything_once() {
        let scene = sample(300, Detail::Pods);
        let graph = &scene.picture.graph;
        assert_eq!(scene.discs.len() + scene.grounds.len(), graph.nodes.len());
        assert!(!scene.grounds.is_empty());
        for lengths in [scene.edges.len(), scene.curves.len(), scene.bent.len(), scene.widths.len()] {
            assert_eq!(lengths, graph.edges.len());
        }
        assert!(scene.discs.is_sorted_by_key(|disc| -scene.picture.radii[*disc as usize]));
        assert!(scene.edges.is_sorted_by_key(|edge| graph.edges[*edge as usize].status));
    }

    #[test]
    fn what_is_said_to_be_straight_is() {
        let scene = sample(300, Detail::Pods);
        let bent = scene.bent.iter().filter(|bent| **bent).count();
        assert!(bent > 0 && bent < scene.bent.len());
        for (curve, _) in scene.curves.iter().zip(&scene.bent).filter(|(_, bent)| !**bent) {
            let middle = curve.from.towards(curve.to, 0.5);
            assert!(curve.at(0.5).distance(middle) < 0.05, "{curve:?}");
        }
    }

    #[test]
    fn what_is_picked_is_known_by_keys_and_found_by_them() {
        let scene = sample(100, Detail::Groups);
        let disc = scene.discs[0];
        let at = scene.picture.points[disc as usize];
        let picked = scene.at(at, 1.0).unwrap();
        assert_eq!(picked, Picked::Node(disc));
        let Some(Target::Node(key)) = scene.target(picked) else { panic!("a node") };
        assert_eq!(scene.node(key), Some(disc));
        let Some(Target::Edge(from, to)) = scene.target(Picked::Edge(7)) else { panic!("an edge") };
        assert_eq!(scene.edge(from, to), Some(7));
    }

    #[test]
    fn what_is_carried_is_the_same_node_in_another_picture() {
        let (before, mut scene) = (sample(100, Detail::Groups), sample(100, Detail::Pods));
        let to = Point::new(12_345.0, -6.0);
        let is_elsewhere = |disc: &&u32| {
            let now = scene.node(before.picture.graph.nodes[**disc as usize].key);
            now.is_some_and(|now| now != **disc)
        };
        let disc = *before.discs.iter().find(is_elsewhere).expect("its index is another one there");
        let (key, places) = (before.picture.graph.nodes[disc as usize].key, scene.picture.points.clone());
        assert!(scene.carry(key, to));
        let moved: Vec<usize> =
            (0..places.len()).filter(|at| places[*at] != scene.picture.points[*at]).collect();
        let [moved] = moved[..] else { panic!("one node: {moved:?}") };
        assert_eq!((scene.picture.graph.nodes[moved].key, scene.picture.points[moved]), (key, to));
        // In a picture with fewer nodes it may be gone.
        let mut few = Scene::new(Picture::default());
        assert!(!few.carry(key, to));
    }

    #[test]
    fn a_disc_has_its_edges_and_a_ground_none() {
        let scene = sample(100, Detail::Groups);
        let graph = &scene.picture.graph;
        let edge = graph.edges[7];
        let [from, to] = [edge.from, edge.to].map(|node| graph.nodes[node as usize].key);
        assert_eq!(scene.edges_of(Target::Edge(from, to)), [7]);
        let edges = scene.edges_of(Target::Node(from));
        assert!(edges.contains(&7));
        assert!(
            edges
                .iter()
                .map(|edge| graph.edges[*edge as usize])
                .all(|edge| { [edge.from, edge.to].contains(&graph.find(from).unwrap()) })
        );
        let ground = graph.nodes[scene.grounds[0] as usize].key;
        assert!(scene.edges_of(Target::Node(ground)).is_empty());
    }
}
