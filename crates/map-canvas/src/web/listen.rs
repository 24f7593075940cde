//! Listening: what the page says of pointers, keys, size and lost contexts, and what follows from it.

use std::{cell::RefCell, rc::Weak};

use network_map::{Point, pick::Picked};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, EventTarget, KeyboardEvent, MouseEvent, PointerEvent, ResizeObserver, WheelEvent,
};

use super::{
    frame,
    inner::{Inner, layer},
    page,
    paint::Painter,
};
use crate::{
    Error, Event, Palette, Target,
    gesture::{Act, LONG},
};

/// How near to something a pointer has to come, in pixels.
const SLACK: f32 = 5.0;
/// How far an arrow key moves the map, in pixels.
const STEP: f32 = 60.0;
/// How much closer a key brings the map.
const CLOSER: f32 = 1.3;

const ON_WRAP: [&str; 9] = [
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "pointerleave",
    "wheel",
    "contextmenu",
    "webglcontextlost",
    "webglcontextrestored",
];

/// Everything that listens; nothing does any more when it is dropped.
pub struct Listeners {
    heard: Closure<dyn FnMut(web_sys::Event)>,
    sized: Closure<dyn FnMut(JsValue)>,
    waited: Closure<dyn FnMut()>,
    observer: Option<ResizeObserver>,
    wrap: EventTarget,
    /// What else is listened to, and for what.
    others: Vec<(EventTarget, &'static str)>,
    timer: Option<i32>,
}

impl Listeners {
    /// Begins to listen.
    pub fn new(inner: &Inner) -> Result<Self, Error> {
        let (this, wrap) = (inner.this.clone(), inner.wrap.clone());
        let heard = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| {
            with(&this, |inner| inner.hear(&event));
        });
        let this = inner.this.clone();
        let sized = Closure::<dyn FnMut(JsValue)>::new(move |_| with(&this, Inner::measure));
        let this = inner.this.clone();
        let waited = Closure::<dyn FnMut()>::new(move || with(&this, Inner::waited));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        options.set_capture(true);
        let callback = heard.as_ref().unchecked_ref();
        for name in ON_WRAP {
            wrap.add_event_listener_with_callback_and_add_event_listener_options(name, callback, &options)
                .map_err(|_| Error::NoBrowser)?;
        }
        let mut others: Vec<(EventTarget, &str)> = vec![
            (inner.host.clone().into(), "keydown"),
            (page::window()?.into(), "resize"),
            (page::document()?.fonts().into(), "loadingdone"),
        ];
        others.extend(page::darkness().map(|query| (query.into(), "change")));
        for (target, name) in &others {
            target.add_event_listener_with_callback(name, callback).map_err(|_| Error::NoBrowser)?;
        }
        let observer = ResizeObserver::new(sized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&wrap);
        }
        Ok(Self { heard, sized, waited, observer, wrap: wrap.into(), others, timer: None })
    }

    fn wait(&mut self) {
        self.stop_waiting();
        if let Ok(window) = page::window() {
            let callback = self.waited.as_ref().unchecked_ref();
            let timer =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, LONG as i32 + 10);
            self.timer = timer.ok();
        }
    }

    fn stop_waiting(&mut self) {
        if let (Some(timer), Ok(window)) = (self.timer.take(), page::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.stop_waiting();
        let callback = self.heard.as_ref().unchecked_ref();
        for name in ON_WRAP {
            let _ = self.wrap.remove_event_listener_with_callback_and_bool(name, callback, true);
        }
        for (target, name) in &self.others {
            let _ = target.remove_event_listener_with_callback(name, callback);
        }
        if let Some(observer) = self.observer.take() {
            observer.disconnect();
        }
        // It lived as long as the observer.
        let _ = &self.sized;
    }
}

/// Does something with a canvas that is still there, then tells what happened.
fn with(this: &Weak<RefCell<Inner>>, act: impl FnOnce(&mut Inner)) {
    let Some(inner) = this.upgrade() else { return };
    {
        let Ok(mut inner) = inner.try_borrow_mut() else { return };
        if inner.gone {
            return;
        }
        act(&mut inner);
        inner.wake();
    }
    frame::tell(&inner);
}

impl Inner {
    fn hear(&mut self, event: &web_sys::Event) {
        match event.type_().as_str() {
            "keydown" => {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    self.key(event);
                }
            }
            "wheel" => {
                if let Some(event) = event.dyn_ref::<WheelEvent>() {
                    self.wheel(event);
                }
            }
            "contextmenu" => {
                event.prevent_default();
                // A finger's comes by its long press.
                let by_finger =
                    event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
                if let Some(event) = event.dyn_ref::<MouseEvent>().filter(|_| !by_finger) {
                    let at = self.place_of(event);
                    self.menu(at);
                }
            }
            "resize" => self.measure(),
            "loadingdone" => {
                self.text.forget_widths();
                self.redraw();
            }
            // The page is dark now, or light.
            "change" => self.set_palette(&Palette::of(&self.host)),
            "webglcontextlost" => {
                event.prevent_default();
                self.lose();
            }
            "webglcontextrestored" => self.regain(),
            name => {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    self.pointer(name, event);
                }
            }
        }
    }

    fn place_of(&self, event: &MouseEvent) -> Point {
        let bounds = self.wrap.get_bounding_client_rect();
        let (x, y) =
            (f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top());
        Point::new(x as f32, y as f32)
    }

    fn pointer(&mut self, name: &str, event: &PointerEvent) {
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

    fn waited(&mut self) {
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
                self.lifted = match self.pick(at) {
                    Some(Picked::Node(node)) => Some(node),
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

    fn cursor(&self) {
        let cursor = if self.gestures.is_busy() {
            "grabbing"
        } else if self.hover.is_some() {
            "pointer"
        } else {
            "grab"
        };
        page::style(&self.wrap, &[("cursor", cursor)]);
    }

    fn carry(&mut self, at: Point) {
        let Some(node) = self.lifted else { return };
        let index = node as usize;
        self.scene.picture.points[index] = self.view.to_map(self.size, at);
        self.carried = true;
    }

    fn put_down(&mut self) {
        let Some(node) = self.lifted.take() else { return };
        let index = node as usize;
        let Some(known) = self.scene.picture.graph.nodes.get(index) else { return };
        let (key, at) = (known.key, self.scene.picture.points[index]);
        self.pins.insert(key, at);
        self.carried = false;
        self.scene.reroute();
        self.layout = Some(frame::layout_of(&self.scene.picture));
        self.settle();
        self.reshape();
        self.out.push(Event::DragEnd(key, at));
    }

    fn menu(&mut self, at: Point) {
        let target = self.target_at(at);
        self.out.push(Event::Menu(target, at));
    }

    fn wheel(&mut self, event: &WheelEvent) {
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

    fn key(&mut self, event: &KeyboardEvent) {
        // Only where the canvas's box has the focus, not something that lies over it.
        let host: &JsValue = self.host.as_ref();
        if event.target().is_none_or(|target| AsRef::<JsValue>::as_ref(&target) != host) {
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let middle = self.size * 0.5;
        match event.key().as_str() {
            "+" | "=" => self.change_view(self.view.zoomed(self.size, CLOSER, middle)),
            "-" | "_" => self.change_view(self.view.zoomed(self.size, 1.0 / CLOSER, middle)),
            "0" => self.fit(),
            "ArrowLeft" => self.change_view(self.view.panned(Point::new(STEP, 0.0))),
            "ArrowRight" => self.change_view(self.view.panned(Point::new(-STEP, 0.0))),
            "ArrowUp" => self.change_view(self.view.panned(Point::new(0.0, STEP))),
            "ArrowDown" => self.change_view(self.view.panned(Point::new(0.0, -STEP))),
            "Escape" => self.out.push(Event::Escape),
            "Enter" => match self.emphasis.selected {
                Some(Target::Node(key)) => self.out.push(Event::Open(key)),
                _ => return,
            },
            "ContextMenu" => self.keyboard_menu(),
            "F10" if event.shift_key() => self.keyboard_menu(),
            _ => return,
        }
        event.prevent_default();
    }

    fn keyboard_menu(&mut self) {
        let at = match self.emphasis.selected {
            Some(Target::Node(key)) => {
                self.scene.node(key).map(|node| self.scene.picture.points[node as usize])
            }
            Some(Target::Edge(from, to)) => self
                .scene
                .edge(from, to)
                .and_then(|edge| self.scene.curves.get(edge as usize))
                .map(|curve| curve.at(0.5)),
            None => None,
        };
        let at = at.map_or(self.size * 0.5, |at| self.view.to_screen(self.size, at));
        self.out.push(Event::Menu(self.emphasis.selected, at));
    }

    /// The graphics processor has dropped everything: the map is drawn in 2D until it comes back.
    fn lose(&mut self) {
        if self.lost.is_some() {
            return;
        }
        let Ok(other) = layer(&self.wrap) else { return };
        let Ok(painter) = Painter::new(&other, true) else { return };
        page::style(&self.canvas, &[("display", "none")]);
        // Under the names.
        let _ = self.wrap.insert_before(&other, Some(&self.text.canvas));
        self.painter = painter;
        self.lost = Some(std::mem::replace(&mut self.canvas, other));
        self.resize();
    }

    fn regain(&mut self) {
        let Some(canvas) = self.lost.take() else { return };
        match Painter::new(&canvas, false) {
            Ok(painter) => {
                page::style(&canvas, &[("display", "block")]);
                self.painter = painter;
                std::mem::replace(&mut self.canvas, canvas).remove();
                self.resize();
            }
            Err(_) => self.lost = Some(canvas),
        }
    }
}
