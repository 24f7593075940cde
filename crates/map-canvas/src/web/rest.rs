//! Rest: whether there is something left to do, who is told when there is not, and what was done until then.

use wasm_bindgen::JsCast;

use super::{
    inner::{BACKEND, Inner, RESTS, SELECTED},
    page,
    paint::Part,
};
use crate::{Backend, Stats, Target, draw::fine::Fine};

impl Inner {
    /// Asks for a frame, if none is asked for yet.
    pub fn wake(&mut self) {
        if self.gone {
            return;
        }
        if self.rest_said && !self.is_at_rest() {
            self.rest_said = false;
            page::say(&self.host, RESTS, None);
        }
        if self.frame.is_some() {
            return;
        }
        let Some(tick) = &self.tick else { return };
        if let Ok(window) = page::window() {
            self.frame = window.request_animation_frame(tick.as_ref().unchecked_ref()).ok();
        }
    }

    /// Says on the host, for whoever looks from outside, that all is at rest, what draws, and where what is selected is then.
    pub fn say_rest(&mut self) {
        let selected = match self.emphasis.selected {
            Some(Target::Node(key)) => self.scene.node(key),
            _ => None,
        };
        let at = selected.map(|node| {
            let at = self.view.to_screen(self.size, self.scene.picture.points[node as usize]);
            let mut text = (at.x.round() as i32).to_string();
            text.push(',');
            text += &(at.y.round() as i32).to_string();
            text
        });
        page::say(&self.host, SELECTED, at.as_deref());
        page::say(&self.host, BACKEND, self.painter.backend().map(Backend::as_str));
        page::say(&self.host, RESTS, Some(""));
        self.rest_said = true;
    }

    /// Whether nothing is left to draw, to move, to make or to lay out.
    pub fn is_at_rest(&self) -> bool {
        let moving = self.moved_at.is_some() || self.glide.is_some() || self.carried || self.dropped;
        let making = self.next.is_some() || self.stale.is_some() || self.layout.is_some();
        !(self.dirty || self.names_dirty || moving || making || self.gestures.is_busy())
    }

    /// What it has done.
    pub fn stats(&self) -> Stats {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let Fine { discs, straight, bent, loud, sprites, .. } = &self.fine;
        let bytes = [discs, straight, bent, loud, sprites];
        let fine: usize = bytes.iter().map(|bytes| bytes.capacity()).sum();
        Stats {
            nodes: small(self.scene.picture.graph.nodes.len()),
            edges: small(self.scene.picture.graph.edges.len()),
            labels: small(self.text.count),
            coarse: self.part != Part::Fine,
            at_rest: self.is_at_rest(),
            gpu_bytes: small(self.painter.bytes()),
            heap_bytes: small(self.scene.heap_bytes() + fine),
            ..self.stats
        }
    }
}
