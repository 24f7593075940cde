//! What is written at edges: their applications, at few of them until somebody looks closer or points at something.

use network_map::{
    Point, Rect,
    label::{ALONG, Grid, applications, gravity},
    order,
};

use super::{
    Font, Label,
    choose::{AIR, Look},
};
use crate::{
    draw::{marks::CLEAR, style::state},
    palette::Ink,
};

/// How many are written at rest, close by, and where something is looked at.
const MOST: (usize, usize, usize) = (12, 40, 60);
/// From this zoom on it is close by.
const CLOSE: f32 = 2.6;
/// Harmless edges that are fainter than this are written at only where something is looked at.
const FAINT: f32 = 0.3;

/// Adds what is written at edges to what is written already.
pub fn write(
    look: Look<'_>,
    grid: &mut Grid,
    labels: &mut Vec<Label>,
    width: &mut dyn FnMut(&str, Font) -> f32,
) {
    let Look { scene, view, size, .. } = look;
    let (edges, most) = wanted(look);
    let mut written = 0;
    for edge in edges {
        if written >= most {
            break;
        }
        let at = edge as usize;
        let known = &scene.picture.graph.edges[at];
        let curve = &scene.curves[at];
        let long = curve.from.distance(curve.to) * view.zoom;
        let text = applications(&scene.picture.graph.application_names(known));
        let wide = width(&text, Font::Small);
        if text.is_empty() || known.from != known.to && long < wide + 30.0 {
            continue;
        }
        let half = Point::new(wide / 2.0 + AIR, Font::Small.size() / 2.0 + AIR);
        // Under the mark, where there is one.
        let mark = look.marks.iter().find(|mark| mark.0 == edge).map(|mark| (mark.1, 14.0));
        let mut places = mark.into_iter().chain(ALONG.map(|share| (share, 0.0)));
        let found = places.find_map(|(share, below)| {
            let at = view.to_screen(size, curve.at(share)) + Point::new(0.0, below);
            let boxed = Rect { min: at - half, max: at + half };
            let inside =
                boxed.min.x > 0.0 && boxed.min.y > 0.0 && boxed.max.x < size.x && boxed.max.y < size.y;
            (inside && grid.is_free(boxed)).then_some((at, boxed))
        });
        if let Some((at, boxed)) = found {
            grid.take(boxed);
            written += 1;
            let ink = if known.status.is_trouble() { Ink::of_status(known.status) } else { Ink::Muted };
            labels.push(Label { text, at, width: wide, font: Font::Small, ink, halo: true });
        }
    }
}

/// The edges that may be written at, what matters most first, and how many of them.
fn wanted(look: Look<'_>) -> (Vec<u32>, usize) {
    let Look { scene, view, size, .. } = look;
    let graph = &scene.picture.graph;
    let lit = |edge: &u32| scene.edge_states[*edge as usize] & state::LIT != 0;
    let pointed = look.hover.map(|hover| scene.edges_of(hover)).unwrap_or_default();
    let (edges, most) = if !pointed.is_empty() {
        (pointed, MOST.2)
    } else if scene.edges.iter().any(lit) {
        (scene.edges.iter().copied().filter(lit).collect(), MOST.2)
    } else {
        let clear = (scene.density.calm(view.zoom) >= FAINT, scene.density.loud(view.zoom) >= CLEAR);
        let mut edges = scene.picker.edges_in(view.sight(size));
        edges.retain(|edge| if scene.is_loud(*edge) { clear.1 } else { clear.0 });
        (edges, if view.zoom >= CLOSE { MOST.1 } else { MOST.0 })
    };
    let rank = |edge: u32| (gravity(&graph.edges[edge as usize]), edge);
    let mut edges = order::falling(edges.into_iter().map(rank));
    edges.truncate(20 * most);
    (edges, most)
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::{
        Target, View,
        draw::{emphasis::Emphasis, fine::Fine, scene::Scene, scene::tests::sample},
        labels::choose,
    };

    const SIZE: Point = Point::new(1440.0, 900.0);

    fn written(scene: &Scene, view: View, hover: Option<Target>) -> Vec<Label> {
        let fine = Fine::of(scene, view.sight(SIZE), view.zoom, 100_000);
        let emphasis = Emphasis::default();
        let look = Look { scene, view, size: SIZE, emphasis: &emphasis, hover, marks: &fine.marks };
        let all = choose(look, &mut |text, font| text.chars().count() as f32 * font.size() * 0.55);
        all.into_iter().filter(|label| label.font == Font::Small).collect()
    }

    #[test]
    fn few_are_written_at_rest_and_the_gravest_of_them() {
        let scene = sample(300, Detail::Groups);
        let fit = View::fit(scene.bounds(), SIZE, 48.0);
        let rest = written(&scene, fit, None);
        assert!((4..=MOST.0).contains(&rest.len()), "{}", rest.len());
        let troubled: Vec<bool> = rest.iter().map(|label| label.ink != Ink::Muted).collect();
        assert!(troubled.iter().filter(|is| **is).count() >= 4, "{rest:?}");
        assert!(troubled.is_sorted_by_key(|is| !is), "and they come first");
        let close = written(&scene, fit.zoomed(SIZE, CLOSE / fit.zoom, SIZE * 0.5), None);
        assert!(close.len() <= MOST.1);
    }

    #[test]
    fn what_is_pointed_at_says_what_it_talks() {
        let scene = sample(300, Detail::Groups);
        let fit = View::fit(scene.bounds(), SIZE, 48.0);
        let mut nodes = scene.picture.graph.nodes.iter();
        let outside = nodes.find(|node| node.kind == network_map::model::Kind::External).unwrap().key;
        let edges = scene.edges_of(Target::Node(outside));
        let pointed = written(&scene, fit, Some(Target::Node(outside)));
        assert!(pointed.len() >= 6, "{pointed:?}");
        for label in pointed {
            let at = fit.to_map(SIZE, label.at);
            let far = |edge: &u32| scene.curves[*edge as usize].distance(at) * fit.zoom;
            assert!(edges.iter().map(far).any(|far| far < 18.0), "{label:?}");
        }
    }

    #[test]
    fn nothing_is_written_into_a_crowd() {
        let scene = sample(3000, Detail::Pods);
        assert!(written(&scene, View::fit(scene.bounds(), SIZE, 48.0), None).is_empty());
    }
}
