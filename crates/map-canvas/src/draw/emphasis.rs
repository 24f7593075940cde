//! Emphasis: what matters at the moment, and what steps back.

use network_map::model::Edge;

use super::{scene::Scene, style::state};
use crate::event::Target;

/// What somebody looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Emphasis {
    /// What is selected: it and what is next to it stay, everything else steps back.
    pub selected: Option<Target>,
}

impl Emphasis {
    /// Notes it in the states of nodes and edges. Nothing steps back where the selected is not in the scene.
    pub fn apply(&self, scene: &mut Scene) {
        let lit = self.lit(scene);
        let change = |bits: &mut u8, lit: Option<bool>| {
            *bits &= !(state::DIM | state::LIT);
            *bits |= match lit {
                Some(true) => state::LIT,
                Some(false) => state::DIM,
                None => 0,
            };
        };
        let (nodes, edges) = lit.unzip();
        let is_lit = |lit: &Option<Vec<bool>>, at: usize| lit.as_ref().map(|lit| lit[at]);
        for (at, style) in scene.node_styles.iter_mut().enumerate() {
            change(&mut style[3], is_lit(&nodes, at));
        }
        for (at, bits) in scene.edge_states.iter_mut().enumerate() {
            change(bits, is_lit(&edges, at));
        }
    }

    /// Whether each node and each edge matters now; `None` where none does more than others.
    fn lit(&self, scene: &Scene) -> Option<(Vec<bool>, Vec<bool>)> {
        let graph = &scene.picture.graph;
        let (mut nodes, mut edges) = (vec![false; graph.nodes.len()], vec![false; graph.edges.len()]);
        match self.selected? {
            Target::Node(key) => {
                nodes[scene.node(key)? as usize] = true;
                // With a ground all that stands on it: what holds comes before what is held.
                for at in 0..nodes.len() {
                    let held = nodes.get(graph.nodes[at].parent as usize).is_some_and(|holder| *holder);
                    nodes[at] |= held;
                }
                let ends = |edge: &Edge| [edge.from as usize, edge.to as usize];
                for (lit, edge) in edges.iter_mut().zip(&graph.edges) {
                    *lit = ends(edge).iter().any(|end| nodes[*end]);
                }
                for (_, edge) in edges.iter().zip(&graph.edges).filter(|(lit, _)| **lit) {
                    ends(edge).iter().for_each(|end| nodes[*end] = true);
                }
            }
            Target::Edge(from, to) => {
                edges[scene.edge(from, to)? as usize] = true;
                if let Some(back) = scene.edge(to, from) {
                    edges[back as usize] = true;
                }
                for key in [from, to] {
                    nodes[scene.node(key)? as usize] = true;
                }
            }
        }
        // The grounds that they stand on.
        for at in (0..nodes.len()).rev() {
            let holder = graph.nodes[at].parent as usize;
            if nodes[at] && holder < nodes.len() {
                nodes[holder] = true;
            }
        }
        Some((nodes, edges))
    }
}

#[cfg(test)]
mod tests {
    use network_map::{level::Detail, model::Key};

    use super::*;
    use crate::draw::scene::tests::sample;

    #[test]
    fn the_neighbourhood_stays_and_the_rest_steps_back() {
        let mut scene = sample(200, Detail::Pods);
        let edge = scene.picture.graph.edges[5];
        let key = |scene: &Scene, node: u32| scene.picture.graph.nodes[node as usize].key;
        let selected = Some(Target::Node(key(&scene, edge.from)));
        Emphasis { selected }.apply(&mut scene);
        let bits = |scene: &Scene, node: u32| scene.node_styles[node as usize][3];
        assert_eq!(bits(&scene, edge.from), state::LIT);
        assert_eq!(bits(&scene, edge.to), state::LIT);
        assert_eq!(scene.edge_states[5] & (state::LIT | state::DIM), state::LIT);
        assert!(scene.node_styles.iter().filter(|style| style[3] == state::DIM).count() > 100);
        Emphasis::default().apply(&mut scene);
        assert!(scene.node_styles.iter().all(|style| style[3] == 0));
        assert!(scene.edge_states.iter().all(|bits| bits & (state::LIT | state::DIM) == 0));
    }

    #[test]
    fn a_selected_edge_keeps_its_ends() {
        let mut scene = sample(200, Detail::Pods);
        let Some(target) = scene.target(network_map::pick::Picked::Edge(3)) else { panic!("an edge") };
        Emphasis { selected: Some(target) }.apply(&mut scene);
        let lit = scene.edge_states.iter().filter(|bits| **bits & state::LIT != 0).count();
        assert!((1..=2).contains(&lit));
    }

    #[test]
    fn what_is_not_there_dims_nothing() {
        let mut scene = sample(50, Detail::Pods);
        let nowhere = Some(Target::Node(Key::from_number(12)));
        Emphasis { selected: nowhere }.apply(&mut scene);
        assert!(scene.node_styles.iter().all(|style| style[3] == 0));
    }
}
