//! Density: how much of a map its edges cover, and how strong they may be drawn for that.

use network_map::{Rect, model::Graph, route::Curve};

/// How many pixels of line there are to a pixel of map, at a zoom of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Density {
    calm: f32,
    loud: f32,
}

/// Opacities of the harmless where there are few, and where there are too many to be told apart.
const CALM: (f32, f32) = (0.62, 0.035);
/// Likewise of those that somebody should look at.
const LOUD: (f32, f32) = (1.0, 0.22);
/// Up to this share of the map covered, edges are as strong as they can be.
const SPARSE: (f32, f32) = (0.035, 0.015);

impl Density {
    /// The density of a graph whose edges are drawn so, within these bounds.
    pub fn of(graph: &Graph, curves: &[Curve], bounds: Rect) -> Self {
        let mut density = Self::default();
        for (edge, curve) in graph.edges.iter().zip(curves) {
            let length = curve.from.distance(curve.to);
            if edge.status.is_trouble() {
                density.loud += length;
            } else {
                density.calm += length;
            }
        }
        let area = (bounds.width() * bounds.height()).max(1.0);
        Self { calm: density.calm / area, loud: density.loud / area }
    }

    /// The opacity of harmless edges. Closer looks have less to a pixel.
    pub fn calm(self, zoom: f32) -> f32 {
        strength(self.calm / zoom, SPARSE.0, CALM)
    }

    /// The opacity of edges that somebody should look at.
    pub fn loud(self, zoom: f32) -> f32 {
        strength(self.loud / zoom, SPARSE.1, LOUD)
    }
}

fn strength(covered: f32, sparse: f32, (most, least): (f32, f32)) -> f32 {
    let share = (sparse / covered.max(1e-6)).min(1.0);
    (most * share.powf(0.75)).max(least)
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::{View, draw::scene::tests::sample};

    fn strengths(pods: usize, detail: Detail, closer: f32) -> (f32, f32) {
        let scene = sample(pods, detail);
        let size = network_map::Point::new(1440.0, 900.0);
        let zoom = View::fit(scene.bounds(), size, 48.0).zoom * closer;
        (scene.density.calm(zoom), scene.density.loud(zoom))
    }

    #[test]
    fn few_edges_are_strong_and_many_step_back() {
        let (few, middling, many) = (
            strengths(30, Detail::Groups, 1.0),
            strengths(300, Detail::Groups, 1.0),
            strengths(3000, Detail::Pods, 1.0),
        );
        println!(
            "{few:?} {middling:?} {many:?} {:?} {:?}",
            strengths(6000, Detail::Namespaces, 1.0),
            strengths(6000, Detail::Pods, 1.0)
        );
        assert!(few.0 > middling.0 && middling.0 > many.0, "{few:?} {middling:?} {many:?}");
        assert!((0.2..0.5).contains(&middling.0), "{middling:?}");
        assert!(many.0 < 0.1, "no ball of hair: {many:?}");
        assert!(middling.1 > 0.95 && few.1 > 0.95 && many.1 < 0.5, "{middling:?} {many:?}");
    }

    #[test]
    fn a_closer_look_shows_more() {
        let (far, close) = (strengths(3000, Detail::Pods, 1.0), strengths(3000, Detail::Pods, 8.0));
        assert!(close.0 > 2.0 * far.0 && close.1 > far.1, "{far:?} {close:?}");
    }

    #[test]
    fn nothing_has_a_strength_too() {
        assert_eq!((Density::default().calm(1.0), Density::default().loud(1.0)), (CALM.0, LOUD.0));
    }
}
