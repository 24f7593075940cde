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

use super::{inner::Inner, page};
use crate::{Event, draw::glide::Glide};

/// How long making and laying out may take of a frame, in milliseconds.
const SLICE: f64 = 7.0;
/// What glides is put where it belongs when a frame of it took so long, in milliseconds.
const SLOW: f64 = 24.0;
/// What is carried waits for its edges so many times as long as these take, so that the hand is followed.
const WAIT: f64 = 4.0;
/// The view is at rest when it was not moved for so long, in milliseconds.
const REST: f64 = 130.0;

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
        // The page may have been scrolled since the last one.
        self.corner = None;
        // Or be on another screen, which no event tells.
        if page::dpr() != self.dpr {
            self.measure();
        }
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
        let mut drawn = self.dirty && !late;
        if drawn {
            self.draw();
            // Not where nothing can draw yet.
            drawn = !self.dirty;
        }
        let moving = self.moved_at.is_some() || self.glide.is_some() || self.lifted.is_some();
        let now = !drawn || !self.is_late(begin);
        if self.names_dirty && !self.dirty && !moving && now && self.size.x > 0.0 {
            self.names_dirty = false;
            self.write();
        } else if drawn {
            self.text.follow(self.view, self.size, self.painter.limits());
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
    pub fn is_late(&self, begin: f64) -> bool {
        page::now() - begin > SLICE
    }

    /// Goes on with the layout.
    fn lay_out(&mut self, begin: f64) {
        // A frame of its own: it takes about as long as one has.
        if self.dropped && !self.carried {
            if !self.is_late(begin) {
                self.dropped = false;
                self.layout = Some(layout_of(&self.scene.picture));
            }
            return;
        }
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
    }

    /// Moves what glides.
    fn move_on(&mut self, now: f64) {
        let Some(glide) = self.glide.take() else { return };
        let share = glide.at(now, &mut self.scene.picture);
        // What is in a hand goes where that goes.
        if let Some(key) = self.lifted
            && let Some(at) = self.pins.get(&key)
        {
            self.scene.carry(key, *at);
        }
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
        return Layout::new(&picture.graph, Options::of(&picture.graph));
    }
    Layout::warm(&picture.graph, Options::of(&picture.graph), &picture.positions())
}
