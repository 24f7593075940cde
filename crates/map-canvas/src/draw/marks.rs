//! Marks on edges: which edges say by an icon how they stand, and where on them, so that no mark lies on a disc or another.

use std::collections::HashSet;

use network_map::{Point, Rect};

use super::{scene::Scene, sprite, style::state};

/// An edge, and the share of its way where its mark is.
pub type Mark = (u32, f32);

/// How many marks there are at most.
const MOST: usize = 48;
/// How far apart they are, in pixels.
const APART: f32 = 26.0;
/// How far from discs, in pixels.
const AWAY: f32 = 9.0;
/// Edges carry a mark where they are so long, in pixels.
const LONG: f32 = 56.0;
/// Where edges that somebody should look at are fainter than this, there are too many of them for marks.
pub const CLEAR: f32 = 0.6;

/// The marks of a part of the map at this zoom, the gravest first.
pub fn marks(scene: &Scene, covers: Rect, zoom: f32) -> Vec<Mark> {
    let crowded = scene.density.loud(zoom) < CLEAR;
    let mut taken: HashSet<(i32, i32)> = HashSet::new();
    let mut out = Vec::new();
    let is_trouble = |edge: &&u32| scene.picture.graph.edges[**edge as usize].status.is_trouble();
    // The harmless come last; of them those that are new have a mark.
    let (troubles, new) = (scene.edges.iter().rev().take_while(is_trouble), scene.edges.iter().rev());
    for edge in troubles.chain(new.filter(|edge| !is_trouble(edge))) {
        let at = *edge as usize;
        let (known, curve, bits) = (&scene.picture.graph.edges[at], &scene.curves[at], scene.edge_states[at]);
        if out.len() >= MOST {
            break;
        }
        let long = curve.from.distance(curve.to) * zoom >= LONG || known.from == known.to;
        let hidden = bits & state::DIM != 0 || crowded && bits & state::LIT == 0;
        if hidden || !long || sprite::of_edge(known).is_none() || !curve.bounds().touches(covers) {
            continue;
        }
        let free = |at: Point| {
            let (x, y) = cell(at, zoom);
            let alone = (-1..2).all(|across| (-1..2).all(|down| !taken.contains(&(x + across, y + down))));
            alone && !on_disc(scene, at, AWAY / zoom)
        };
        let place = [0.5, 0.4, 0.6, 0.3, 0.7].into_iter().find(|share| free(curve.at(*share)));
        if let Some(share) = place {
            taken.insert(cell(curve.at(share), zoom));
            out.push((*edge, share));
        }
    }
    out
}

fn on_disc(scene: &Scene, at: Point, away: f32) -> bool {
    scene.picker.nodes_in(Rect::disc(at, away)).into_iter().any(|node| {
        let index = node as usize;
        let far = scene.picture.points[index].distance(at) - scene.picture.radii[index];
        far < away && !scene.picture.graph.is_ground(node)
    })
}

fn cell(at: Point, zoom: f32) -> (i32, i32) {
    let cell = |number: f32| (number * zoom / APART).floor() as i32;
    (cell(at.x), cell(at.y))
}

#[cfg(test)]
mod tests {
    use network_map::{level::Detail, model::EdgeMarks};

    use super::*;
    use crate::{
        View,
        draw::{icon::Icon, scene::tests::sample},
    };

    fn fit(scene: &Scene) -> f32 {
        View::fit(scene.bounds(), Point::new(1440.0, 900.0), 48.0).zoom
    }

    #[test]
    fn marks_lie_neither_on_discs_nor_on_each_other() {
        let scene = sample(300, Detail::Groups);
        let zoom = fit(&scene);
        let marks = marks(&scene, scene.bounds(), zoom);
        assert!((5..=MOST).contains(&marks.len()), "{}", marks.len());
        let at: Vec<Point> =
            marks.iter().map(|(edge, share)| scene.curves[*edge as usize].at(*share)).collect();
        for (number, one) in at.iter().enumerate() {
            assert!(at[..number].iter().all(|two| one.distance(*two) * zoom >= APART * 0.99));
            let discs = scene.discs.iter().map(|disc| *disc as usize);
            for disc in discs {
                let gap = scene.picture.points[disc].distance(*one) - scene.picture.radii[disc];
                assert!(gap * zoom >= AWAY * 0.99, "{gap}");
            }
        }
        let status = |mark: &Mark| std::cmp::Reverse(scene.picture.graph.edges[mark.0 as usize].status);
        assert!(marks.is_sorted_by_key(status), "the gravest first");
    }

    #[test]
    fn what_is_new_has_a_mark_after_what_is_grave() {
        let mut scene = sample(300, Detail::Groups);
        let zoom = fit(&scene);
        let before = marks(&scene, scene.bounds(), zoom);
        let is_new = |scene: &Scene, mark: &Mark| {
            let edge = &scene.picture.graph.edges[mark.0 as usize];
            sprite::of_edge(edge).is_some_and(|sprite| sprite.icon == Icon::New)
        };
        assert!(before.len() < MOST && !before.iter().any(|mark| is_new(&scene, mark)));
        scene.picture.graph.edges.iter_mut().for_each(|edge| edge.marks = EdgeMarks::NEW);
        let after = marks(&scene, scene.bounds(), zoom);
        assert_eq!(after[..before.len()], before[..]);
        assert!(after.len() > before.len() && after[before.len()..].iter().all(|mark| is_new(&scene, mark)));
    }

    #[test]
    fn there_are_none_where_they_would_be_everywhere() {
        let scene = sample(3000, Detail::Pods);
        assert!(marks(&scene, scene.bounds(), fit(&scene)).is_empty());
    }
}
