//! Frames: what is done in one, never for longer than the eye forgives, and whether another is needed.

use std::{
    cell::RefCell,
    mem,
    rc::{Rc, Weak},
};

use network_map::{
    Rect,
    layout::{Layout, Options, Progress},
    wire::Picture,
};

use super::{
    inner::{Inner, Next},
    page,
    paint::{Job, Part},
};
use crate::{
    Event, Show, Target, View,
    draw::{
        bytes::Bytes,
        coarse,
        fine::Fine,
        glide::Glide,
        scene::Stage,
        style::{look, state},
    },
    labels::Look,
    palette::Ink,
};

/// How long making and laying out may take of a frame, in milliseconds.
const SLICE: f64 = 7.0;
/// What glides is put where it belongs when a frame of it took so long, in milliseconds.
const SLOW: f64 = 24.0;
/// What is carried waits for its edges so many times as long as these take, so that the hand is followed.
const WAIT: f64 = 4.0;
/// The view is at rest when it was not moved for so long, in milliseconds.
const REST: f64 = 130.0;
/// Opacity of what steps back.
const DIM: f32 = 0.16;

/// Runs a frame, then tells what happened.
pub fn run(this: &Weak<RefCell<Inner>>) {
    let Some(inner) = this.upgrade() else { return };
    {
        let mut inner = inner.borrow_mut();
        inner.frame = None;
        if !inner.gone {
            inner.frame();
        }
    }
    tell(&inner);
}

/// Tells what happened. Whoever hears it may call the canvas, so nothing is borrowed meanwhile.
pub fn tell(inner: &Rc<RefCell<Inner>>) {
    let (events, on) = {
        let mut inner = inner.borrow_mut();
        (mem::take(&mut inner.out), inner.on.clone())
    };
    for event in events {
        on(event);
    }
}

impl Inner {
    fn frame(&mut self) {
        let begin = page::now();
        self.make(begin);
        self.lay_out(begin);
        self.move_on(begin);
        self.carry_on(begin);
        if self.moved_at.is_some_and(|at| begin - at >= REST) && !self.gestures.is_busy() {
            self.moved_at = None;
            self.redraw();
            self.out.push(Event::ViewChanged(self.view));
        }
        // What was long in the making is drawn in the next frame, and names are written in the one after that.
        let late = self.is_late(begin) && !self.put_off;
        self.put_off = late;
        let drawn = self.dirty && !late;
        if drawn {
            self.draw();
        }
        let moving = self.moved_at.is_some() || self.glide.is_some() || self.lifted.is_some();
        let now = !drawn || !self.is_late(begin);
        if self.names_dirty && !self.dirty && !moving && now && self.size.x > 0.0 {
            self.names_dirty = false;
            self.write();
        } else if drawn {
            self.text.follow(self.view, self.size);
        }
        if drawn {
            let took = page::now() - begin;
            self.stats.frames += 1;
            self.stats.last_frame = took;
            self.stats.longest_frame = self.stats.longest_frame.max(took);
            if took > SLOW
                && let Some(glide) = &mut self.glide
            {
                glide.cut_short();
            }
        }
        if self.is_at_rest() {
            self.say_rest();
        } else {
            self.wake();
        }
    }

    /// Whether this frame has no time left for more.
    fn is_late(&self, begin: f64) -> bool {
        page::now() - begin > SLICE
    }

    /// Goes on making what is shown next.
    fn make(&mut self, begin: f64) {
        while let Some(next) = &mut self.next {
            next.stage = next.scene.make(next.stage, self.options.width);
            if next.stage == Stage::Done
                && let Some(next) = self.next.take()
            {
                self.take(next, begin);
            }
            if page::now() - begin > SLICE {
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
        let mut pinned = false;
        if !self.pins.is_empty() {
            for (node, point) in scene.picture.graph.nodes.iter().zip(&mut scene.picture.points) {
                if let Some(pin) = self.pins.get(&node.key) {
                    pinned |= pin != point;
                    *point = *pin;
                }
            }
        }
        if pinned {
            scene.reroute();
            scene.repick();
        }
        self.emphasis.apply(&mut scene);
        self.layout = (!rest).then(|| layout_of(&scene.picture));
        if how == Show::Fit || !self.view_known {
            self.view_known = true;
            self.view = View::fit(scene.bounds(), self.size, 48.0);
            self.moved_at = None;
            self.out.push(Event::ViewChanged(self.view));
        }
        let still = page::is_still();
        self.glide = None;
        if !still && !first && self.layout.is_none() {
            self.glide = Glide::between(&before, &scene.picture, &mut scene.node_styles, now);
        }
        self.scene = scene;
        self.reshape();
        self.hover_again();
    }

    /// Goes on with the layout.
    fn lay_out(&mut self, begin: f64) {
        let Some(layout) = &mut self.layout else { return };
        loop {
            let start = page::now();
            let progress = layout.step(self.budget);
            let took = page::now() - start;
            // As much as fits into half of a slice.
            let fitting = (f64::from(self.budget) * (SLICE / 2.0) / took.max(0.2)).clamp(300.0, 60_000.0);
            self.budget = (self.budget / 2).saturating_add(fitting as u32 / 2);
            let rested = progress == Progress::AtRest;
            if rested || page::now() - begin + took > SLICE {
                if rested {
                    self.rested();
                }
                return;
            }
        }
    }

    fn rested(&mut self) {
        let Some(layout) = self.layout.take() else { return };
        let picture = &self.scene.picture;
        let from: Vec<_> = picture.points.iter().copied().zip(picture.radii.iter().copied()).collect();
        let mut to: Vec<_> = layout.points().iter().copied().zip(layout.radii().iter().copied()).collect();
        for (node, place) in picture.graph.nodes.iter().zip(&mut to) {
            if let Some(pin) = self.pins.get(&node.key) {
                place.0 = *pin;
            }
        }
        let since = if page::is_still() { f64::NEG_INFINITY } else { page::now() };
        self.glide = Some(Glide::new(from, to, since));
        self.out.push(Event::Rested);
    }

    /// Moves what glides.
    fn move_on(&mut self, now: f64) {
        let Some(glide) = self.glide.take() else { return };
        let share = glide.at(now, &mut self.scene.picture);
        self.scene.reroute();
        self.fade = share;
        if share < 1.0 {
            self.glide = Some(glide);
        } else {
            self.settle();
        }
        self.reshape();
    }

    /// Draws what is carried, and its edges, where it is now; as often as there is time for it.
    fn carry_on(&mut self, now: f64) {
        if self.carried_from > now || !mem::take(&mut self.carried) {
            return;
        }
        self.scene.reroute();
        self.reshape();
        self.carried_from = now + WAIT * (page::now() - now);
    }

    /// Everything is where it is going to stay.
    pub fn settle(&mut self) {
        self.fade = 1.0;
        self.scene.node_styles.iter_mut().for_each(|style| style[3] &= !state::FRESH);
        self.scene.repick();
        self.hover_again();
    }

    fn draw(&mut self) {
        self.dirty = false;
        if self.size.x < 1.0 || self.size.y < 1.0 {
            return;
        }
        let sight = self.view.sight(self.size);
        let moving = self.moved_at.is_some() || self.glide.is_some() || self.lifted.is_some();
        self.part = self.choose(sight, moving);
        let halos = self.halos();
        let pointed = self.pointed();
        let job = Job {
            scene: &self.scene,
            fine: &self.fine,
            shape: self.shape,
            fine_version: self.fine_version,
            pointed: &pointed,
            halos: &halos,
            part: self.part,
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
        self.painter.paint(&job);
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

    /// The edges of what is pointed at, unless the hand is busy with something else.
    fn pointed(&self) -> Vec<u32> {
        match self.hover {
            Some(target) if !self.gestures.is_busy() && self.glide.is_none() => self.scene.edges_of(target),
            _ => Vec::new(),
        }
    }

    /// Rings around what is selected, found and pointed at.
    fn halos(&self) -> Vec<u8> {
        let mut out = Bytes::default();
        let mut ring = |target: Option<Target>, ink: Ink| {
            let Some(Target::Node(key)) = target else { return };
            let Some(node) = self.scene.node(key).map(|node| node as usize) else { return };
            let picture = &self.scene.picture;
            coarse::disc(&mut out, picture.points[node], picture.radii[node], [ink as u8, 0, look::HALO, 0]);
        };
        for key in &self.emphasis.found {
            ring(Some(Target::Node(*key)), Ink::Found);
        }
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

    fn write(&mut self) {
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

    /// What lies under the pointer may be something else now.
    pub fn hover_again(&mut self) {
        if let Some(pointer) = self.pointer {
            self.point_at(pointer);
        }
    }
}

/// A layout that goes on from a picture; from nothing where it has no places.
pub fn layout_of(picture: &Picture) -> Layout {
    let bounds = Rect::around(picture.points.iter().copied());
    if bounds.width() + bounds.height() < 1.0 {
        return Layout::new(&picture.graph, Options::default());
    }
    Layout::warm(&picture.graph, Options::default(), &picture.positions())
}
