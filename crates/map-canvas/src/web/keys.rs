//! Keys: what they do where the canvas's box has the focus.

use network_map::Point;
use wasm_bindgen::JsValue;
use web_sys::KeyboardEvent;

use super::inner::Inner;
use crate::{Event, Target};

/// How far an arrow key moves the map, in pixels.
const STEP: f32 = 60.0;
/// How much closer a key brings the map.
const CLOSER: f32 = 1.3;

impl Inner {
    /// A key was pressed.
    pub fn key(&mut self, event: &KeyboardEvent) {
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
            "Backspace" => match self.emphasis.selected {
                Some(Target::Node(key)) if self.pins.get(&key).is_some() => self.out.push(Event::LetGo(key)),
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
}
