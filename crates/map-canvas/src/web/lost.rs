//! Lost contexts: browsers take the graphics processor away when they like, and may give it back.

use super::{
    inner::Inner,
    page::{self, layer},
    paint::Painter,
};

impl Inner {
    /// The graphics processor has dropped everything: the map is drawn in 2D until it comes back.
    pub fn lose(&mut self) {
        if self.lost.is_some() {
            return;
        }
        let Ok(other) = layer(&self.wrap, page::pixels(self.size, self.dpr)) else { return };
        let Ok(painter) = Painter::new(&other, true) else { return };
        page::style(&self.canvas, &[("display", "none")]);
        // Under the names.
        let _ = self.wrap.insert_before(&other, Some(&self.text.canvas));
        self.painter = painter;
        self.lost = Some(std::mem::replace(&mut self.canvas, other));
        self.resize();
    }

    /// It is back: its canvas is shown again.
    pub fn regain(&mut self) {
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
