//! Gliding: nodes that are known move from where they were to where they are, the new ones appear.

use std::collections::HashMap;

use network_map::{Point, model::Key, wire::Picture};

use super::style::state;

/// How long it takes, in milliseconds.
pub const TIME: f64 = 150.0;

/// A movement from old places to new ones.
#[derive(Clone, Debug)]
pub struct Glide {
    from: Vec<(Point, f32)>,
    to: Vec<(Point, f32)>,
    since: f64,
}

impl Glide {
    /// From the old picture's places to the new one's. `styles` gets the mark of what is new. `None` where nothing moves
    /// and nothing is new.
    pub fn between(old: &Picture, new: &Picture, styles: &mut [[u8; 4]], now: f64) -> Option<Self> {
        let nodes = old.graph.nodes.iter().zip(old.points.iter().zip(&old.radii));
        let known: HashMap<Key, (Point, f32)> =
            nodes.map(|(node, (point, radius))| (node.key, (*point, *radius))).collect();
        let to: Vec<(Point, f32)> = new.points.iter().copied().zip(new.radii.iter().copied()).collect();
        let mut differs = false;
        let mut from = Vec::with_capacity(to.len());
        for ((node, place), style) in new.graph.nodes.iter().zip(&to).zip(styles) {
            // What was inside of something closed comes out of it.
            let holder =
                || new.graph.nodes.get(node.parent as usize).and_then(|holder| known.get(&holder.key));
            let before = match known.get(&node.key) {
                Some(before) => *before,
                None => {
                    style[3] |= state::FRESH;
                    holder().map_or(*place, |(point, _)| (*point, place.1))
                }
            };
            differs |= before != *place || style[3] & state::FRESH != 0;
            from.push(before);
        }
        (differs && !known.is_empty()).then_some(Self { from, to, since: now })
    }

    /// From here to there.
    pub fn new(from: Vec<(Point, f32)>, to: Vec<(Point, f32)>, since: f64) -> Self {
        Self { from, to, since }
    }

    /// Moves what is drawn to where it is at this time; how far the movement is, from 0 to 1.
    pub fn at(&self, now: f64, picture: &mut Picture) -> f32 {
        let share = ((now - self.since) / TIME).clamp(0.0, 1.0) as f32;
        let eased = 1.0 - (1.0 - share) * (1.0 - share) * (1.0 - share);
        let places = picture.points.iter_mut().zip(&mut picture.radii);
        for ((point, radius), (from, to)) in places.zip(self.from.iter().zip(&self.to)) {
            *point = from.0.towards(to.0, eased);
            *radius = from.1 + (to.1 - from.1) * eased;
        }
        if share >= 1.0 {
            self.finish(picture);
        }
        share
    }

    /// Ends it with the next frame: there is no time for it.
    pub fn cut_short(&mut self) {
        self.since = f64::NEG_INFINITY;
    }

    /// Moves what is drawn to the end of the movement.
    pub fn finish(&self, picture: &mut Picture) {
        for ((point, radius), to) in picture.points.iter_mut().zip(&mut picture.radii).zip(&self.to) {
            (*point, *radius) = *to;
        }
    }
}

#[cfg(test)]
mod tests {
    use network_map::level::Detail;

    use super::*;
    use crate::draw::scene::tests::sample;

    #[test]
    fn the_known_move_and_the_new_appear() {
        let old = sample(60, Detail::Groups).picture;
        let new = sample(60, Detail::Pods);
        let mut styles = new.node_styles.clone();
        let mut picture = new.picture.clone();
        let glide = Glide::between(&old, &picture, &mut styles, 1000.0).unwrap();
        let known = |at: usize| old.graph.nodes.iter().any(|node| node.key == picture.graph.nodes[at].key);
        let fresh: Vec<bool> = styles.iter().map(|style| style[3] & state::FRESH != 0).collect();
        assert!((0..fresh.len()).all(|at| fresh[at] != known(at)));
        assert_eq!(glide.at(1000.0, &mut picture), 0.0);
        for (at, node) in picture.graph.nodes.iter().enumerate().filter(|(at, _)| !fresh[*at]) {
            let before = old.graph.nodes.iter().position(|other| other.key == node.key).unwrap();
            assert_eq!(picture.points[at], old.points[before]);
        }
        let halfway = glide.at(1000.0 + TIME / 2.0, &mut picture);
        assert!((halfway - 0.5).abs() < 1e-3);
        assert_eq!(glide.at(1000.0 + TIME, &mut picture), 1.0);
        assert_eq!(picture, new.picture);
    }

    #[test]
    fn one_that_is_too_slow_ends_at_once() {
        let scene = sample(60, Detail::Groups);
        let from = scene.picture.points.iter().map(|point| (*point * 2.0, 1.0)).collect();
        let to = scene.picture.points.iter().copied().zip(scene.picture.radii.iter().copied()).collect();
        let mut glide = Glide::new(from, to, 1000.0);
        let mut picture = scene.picture.clone();
        assert!(glide.at(1000.0 + TIME / 3.0, &mut picture) < 1.0);
        glide.cut_short();
        assert_eq!(glide.at(1000.0 + TIME / 3.0, &mut picture), 1.0);
        assert_eq!(picture, scene.picture);
    }

    #[test]
    fn the_same_picture_does_not_move() {
        let scene = sample(60, Detail::Groups);
        let mut styles = scene.node_styles.clone();
        assert!(Glide::between(&scene.picture, &scene.picture, &mut styles, 0.0).is_none());
        assert_eq!(styles, scene.node_styles);
        assert!(Glide::between(&Picture::default(), &scene.picture, &mut styles, 0.0).is_none(), "the first");
    }
}
