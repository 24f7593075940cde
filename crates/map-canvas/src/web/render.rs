//! Drawing: which of the drawings a frame shows, and what lies over it.

use std::mem;

use network_map::Rect;

use super::{
    inner::Inner,
    page,
    paint::{Job, Over, Part},
};
use crate::{
    Event, Target,
    draw::{bytes::Bytes, coarse, fine::Fine, style::look},
    labels::Look,
    palette::Ink,
};

/// Opacity of what steps back.
const DIM: f32 = 0.16;

impl Inner {
    /// Whether there is something that draws. Where what should draw never will, another does from the next frame on.
    pub fn can_draw(&mut self) -> bool {
        match self.painter.is_ready() {
            Ok(ready) => ready,
            Err(_) => {
                self.give_up();
                false
            }
        }
    }

    /// Draws, if something can by now; it stays to be done otherwise.
    pub fn draw(&mut self) {
        if self.size.x < 1.0 || self.size.y < 1.0 {
            self.dirty = false;
            return;
        }
        if !self.can_draw() {
            return;
        }
        let sight = self.view.sight(self.size);
        let moving = self.moved_at.is_some() || self.glide.is_some() || self.lifted.is_some();
        self.part = self.choose(sight, moving);
        self.lay_over();
        let job = Job {
            scene: &self.scene,
            fine: &self.fine,
            shape: self.shape,
            fine_version: self.fine_version,
            over: &self.over,
            part: self.part,
            moving,
            most_large: self.painter.limits().moving,
            view: self.view,
            size: self.size,
            dpr: self.dpr,
            palette: &self.palette,
            inks: &self.inks,
            fade: self.fade,
            dim: DIM,
            calm: self.scene.density.calm(self.view.zoom),
            loud: self.scene.density.loud(self.view.zoom),
        };
        self.dirty = !self.painter.paint(&job);
        if !self.dirty && mem::take(&mut self.unseen) {
            page::style(&self.canvas, &[("display", "block")]);
            self.out.push(Event::Drawn);
        }
    }

    /// Which drawing is shown; makes the fine one where that pays.
    fn choose(&mut self, sight: Rect, moving: bool) -> Part {
        let limits = self.painter.limits();
        let known = self.fine_for.0 == self.shape && self.fine.is_good_for(sight);
        // A mark on an edge, an icon: some hang on the zoom.
        let zoom = (self.view.zoom.log2() * 4.0).round() as i32 as u32;
        let small = self.scene.discs.len() + self.scene.edges.len() <= limits.moving / 2;
        if !known && (!moving || small) || !moving && self.fine_for.1 != zoom {
            let most = if moving { limits.moving } else { limits.rest };
            self.fine = Fine::of(&self.scene, sight, self.view.zoom, most);
            self.fine_for = (self.shape, zoom);
            self.fine_version = self.fine_version.wrapping_add(1);
        }
        let known = self.fine_for.0 == self.shape && self.fine.is_good_for(sight);
        match (moving, self.fine.whole && known) {
            (false, true) => Part::Fine,
            (false, false) => Part::Both,
            (true, true) if self.fine.count <= limits.moving => Part::Fine,
            (true, _) => Part::Coarse,
        }
    }

    /// Works out what lies over the drawing, where it is not what it was in the last frame.
    fn lay_over(&mut self) {
        // A hand that is busy points at nothing.
        let quiet = !self.gestures.is_busy() && self.glide.is_none();
        let of = (self.shape, self.hover, quiet);
        if self.over_for != of {
            let pointed = self.hover.filter(|_| quiet).map(|target| self.scene.edges_of(target));
            let version = self.over.version.wrapping_add(1);
            self.over = Over { pointed: pointed.unwrap_or_default(), halos: self.halos(), version };
            self.over_for = of;
        }
    }

    /// Rings around what is selected and pointed at.
    fn halos(&self) -> Vec<u8> {
        let mut out = Bytes::default();
        let mut ring = |target: Option<Target>, ink: Ink| {
            let Some(Target::Node(key)) = target else { return };
            let Some(node) = self.scene.node(key).map(|node| node as usize) else { return };
            let picture = &self.scene.picture;
            coarse::disc(&mut out, picture.points[node], picture.radii[node], [ink as u8, 0, look::HALO, 0]);
        };
        if self.hover != self.emphasis.selected {
            ring(self.hover, Ink::Hover);
        }
        ring(self.emphasis.selected, Ink::Selection);
        out.0
    }

    /// Draws and writes at once, at rest.
    pub fn paint_all(&mut self) {
        self.draw();
        self.write();
        self.redraw();
    }

    /// Writes the names.
    pub fn write(&mut self) {
        let look = Look {
            scene: &self.scene,
            view: self.view,
            size: self.size,
            emphasis: &self.emphasis,
            hover: self.hover,
            marks: &self.fine.marks,
        };
        self.text.draw(look, &self.palette, self.dpr);
    }
}
