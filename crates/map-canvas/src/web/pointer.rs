//! Pointers and wheels: what is under them, and what follows from what they do.

use network_map::{Point, pick::Picked};
use web_sys::{MouseEvent, PointerEvent, WheelEvent};

use super::{inner::Inner, page};
use crate::{Event, Target, gesture::Act};

/// How near to something a pointer has to come, in pixels.
const SLACK: f32 = 5.0;

impl Inner {
    /// Where on the canvas something happened. The page is asked where the canvas is once a frame at most: it may have to
    /// lay itself out to answer.
    pub fn place_of(&mut self, event: &MouseEvent) -> Point {
        let wrap = &self.wrap;
        let corner = *self.corner.get_or_insert_with(|| {
            let bounds = wrap.get_bounding_client_rect();
            Point::new(bounds.left() as f32, bounds.top() as f32)
        });
        Point::new(event.client_x() as f32, event.client_y() as f32) - corner
    }

    /// A pointer did something.
    pub fn pointer(&mut self, name: &str, event: &PointerEvent) {
        let (id, at, now) = (event.pointer_id(), self.place_of(event), page::now());
        match name {
            "pointerdown" if event.button() == 0 => {
                let picked = self.pick(at);
                let node = picked.is_some_and(|picked| match picked {
                    Picked::Node(node) => !self.scene.picture.graph.is_ground(node),
                    Picked::Edge(_) => false,
                });
                let _ = self.canvas.set_pointer_capture(id);
                // The host takes the focus as anything that is clicked does, without moving the page.
                let act = self.gestures.down(id, at, now, node);
                self.act(act);
                if event.pointer_type() == "touch"
                    && let Some(listeners) = &mut self.listeners
                {
                    listeners.wait();
                }
            }
            "pointermove" => {
                self.pointer = Some(at);
                for act in self.gestures.moved(id, at) {
                    self.act(act);
                }
            }
            "pointerup" => {
                let act = self.gestures.up(id, now);
                self.stop_waiting();
                self.act(act);
            }
            "pointercancel" => {
                let act = self.gestures.cancelled(id);
                self.stop_waiting();
                self.act(act);
            }
            "pointerleave" => {
                self.pointer = None;
                self.set_hover(None, at);
            }
            _ => {}
        }
        self.cursor();
    }

    fn stop_waiting(&mut self) {
        if let Some(listeners) = &mut self.listeners {
            listeners.stop_waiting();
        }
    }

    /// A press has become a long one.
    pub fn waited(&mut self) {
        let act = self.gestures.waited(page::now());
        self.act(act);
    }

    fn act(&mut self, act: Option<Act>) {
        let Some(act) = act else { return };
        match act {
            Act::Point(at) => self.point_at(at),
            Act::Pan(by) => self.change_view(self.view.panned(by)),
            Act::Zoom(factor, at) => self.change_view(self.view.zoomed(self.size, factor, at)),
            Act::Lift(at) => {
                self.lifted = match self.target_at(at) {
                    Some(Target::Node(key)) => Some(key),
                    _ => None,
                };
                self.layout = None;
            }
            Act::Carry(at) => self.carry(at),
            Act::Drop => self.put_down(),
            Act::Click(at) => {
                let target = self.target_at(at);
                self.out.push(Event::Select(target));
            }
            Act::Double(at) => match self.target_at(at) {
                Some(Target::Node(key)) => self.out.push(Event::Open(key)),
                Some(Target::Edge(..)) => {}
                None => self.change_view(self.view.zoomed(self.size, 2.0, at)),
            },
            Act::Menu(at) => self.menu(at),
            Act::Rest => {
                self.moved_at.get_or_insert_with(page::now);
            }
        }
    }

    fn pick(&self, at: Point) -> Option<Picked> {
        if self.scene.picture.graph.nodes.is_empty() {
            return None;
        }
        self.scene.at(self.view.to_map(self.size, at), SLACK / self.view.zoom)
    }

    fn target_at(&self, at: Point) -> Option<Target> {
        self.pick(at).and_then(|picked| self.scene.target(picked))
    }

    /// Notes what is under the pointer.
    pub fn point_at(&mut self, at: Point) {
        let target = self.target_at(at);
        self.set_hover(target, at);
    }

    fn set_hover(&mut self, target: Option<Target>, at: Point) {
        if self.hover != target {
            self.hover = target;
            self.redraw();
            self.out.push(Event::Hover(target, at));
        }
    }

    fn cursor(&mut self) {
        let cursor = if self.gestures.is_busy() {
            "grabbing"
        } else if self.hover.is_some() {
            "pointer"
        } else {
            "grab"
        };
        if self.cursor != cursor {
            self.cursor = cursor;
            page::style(&self.wrap, &[("cursor", cursor)]);
        }
    }

    fn carry(&mut self, at: Point) {
        let Some(key) = self.lifted else { return };
        let to = self.view.to_map(self.size, at);
        if self.scene.carry(key, to) {
            // From now on: a picture that comes meanwhile has it where the hand is.
            self.pins.put(key, to);
            self.carried = true;
        }
    }

    fn put_down(&mut self) {
        let Some(key) = self.lifted.take() else { return };
        if self.pins.get(&key).is_some() {
            self.out.push(Event::Moved(key));
        }
        // All that follows is done in frames, a part in each: its edges, what is where, the layout.
        self.carried = true;
        self.carried_from = 0.0;
        self.dropped = true;
        self.settle();
    }

    /// A menu was asked for.
    pub fn menu(&mut self, at: Point) {
        let target = self.target_at(at);
        self.out.push(Event::Menu(target, at));
    }

    /// A wheel was turned.
    pub fn wheel(&mut self, event: &WheelEvent) {
        event.prevent_default();
        // Lines and pages are as many pixels as they are in most browsers.
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => 16.0,
            WheelEvent::DOM_DELTA_PAGE => 400.0,
            _ => 1.0,
        };
        // A pinch on a touch pad comes as a wheel with the control key, in small steps.
        let speed = if event.ctrl_key() { 0.01 } else { 0.0016 };
        let way = (event.delta_y() * unit).clamp(-240.0, 240.0) * speed;
        let at = self.place_of(event);
        self.change_view(self.view.zoomed(self.size, (-way).exp() as f32, at));
    }
}
