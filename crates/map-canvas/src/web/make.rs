//! Making: a picture becomes a scene, and a scene follows its places, a part in each frame.

use std::mem;

use network_map::wire::Picture;

use super::{
    frame::layout_of,
    inner::{Inner, MARGIN},
    page,
};
use crate::{
    Event, Show, View,
    draw::{
        glide::Glide,
        scene::{Scene, Stage},
        style::state,
    },
};

/// A picture in the making.
pub struct Next {
    scene: Scene,
    stage: Stage,
    rest: bool,
    how: Show,
}

impl Inner {
    /// Shows a picture as soon as it is made.
    pub fn show(&mut self, picture: Picture, rest: bool, how: Show) {
        // One that was still in the making and was to fit is not forgotten.
        let fit = self.next.as_ref().is_some_and(|next| next.how == Show::Fit);
        let how = if fit { Show::Fit } else { how };
        let mut scene = Scene::new(picture);
        self.pins.hold(&mut scene.picture);
        self.next = Some(Next { scene, stage: Stage::Styles, rest, how });
    }

    /// Goes on making what is shown and what is shown next, for as long as a frame has time.
    pub fn make(&mut self, begin: f64) {
        while let Some(stage) = self.stale {
            let stage = self.scene.make(stage, self.options.width);
            self.stale = (stage != Stage::Done).then_some(stage);
            if self.stale.is_none() {
                // How strong edges are drawn, and where their marks are, hangs on what is where.
                self.fine.covers = None;
                self.redraw();
                self.hover_again();
            }
            if self.is_late(begin) {
                return;
            }
        }
        while let Some(next) = &mut self.next {
            next.stage = next.scene.make(next.stage, self.options.width);
            if next.stage == Stage::Done
                && let Some(next) = self.next.take()
            {
                self.take(next, begin);
            }
            if self.is_late(begin) {
                return;
            }
        }
    }

    /// Shows what has been made.
    fn take(&mut self, next: Next, now: f64) {
        let Next { mut scene, rest, how, .. } = next;
        let old = mem::take(&mut self.scene);
        let first = old.picture.graph.nodes.is_empty();
        // Where it will be, whatever moves now.
        let before = old.picture;
        // Something may have been dragged while this was made.
        self.stale = self.pins.hold(&mut scene.picture).then_some(Stage::Nodes);
        if self.stale.is_some() {
            scene.reroute();
        }
        self.emphasis.apply(&mut scene);
        self.layout = (!rest).then(|| layout_of(&scene.picture));
        if how == Show::Fit || !self.view_known {
            self.view_known = true;
            self.view = View::fit(scene.bounds(), self.size, MARGIN);
            self.moved_at = None;
            self.out.push(Event::ViewChanged(self.view));
        }
        let still = page::is_still();
        self.glide = None;
        if !still && !first && self.layout.is_none() {
            self.glide = Glide::between(&before, &scene.picture, &mut scene.node_styles, now);
        }
        self.lifted = self.lifted.filter(|key| scene.node(*key).is_some());
        self.scene = scene;
        self.unseen = true;
        self.bring();
        self.reshape();
        self.hover_again();
    }

    /// Everything is where it is going to stay.
    pub fn settle(&mut self) {
        self.fade = 1.0;
        self.scene.node_styles.iter_mut().for_each(|style| style[3] &= !state::FRESH);
        self.stale = Some(Stage::Nodes);
    }
}
