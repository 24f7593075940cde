//! Lost contexts: browsers take the graphics processor away when they like, and may give it back.

use web_sys::HtmlCanvasElement;

use super::{
    inner::Inner,
    page::{self, layer},
    paint::Painter,
};

impl Inner {
    /// The graphics processor has dropped everything: the map is drawn in 2D until it comes back.
    pub fn lose(&mut self) {
        if self.lost.is_none()
            && let Some(lost) = self.stand_in()
        {
            page::style(&lost, &[("display", "none")]);
            self.lost = Some(lost);
        }
    }

    /// There is no graphics processor: the map is drawn in 2D for good.
    pub fn give_up(&mut self) {
        self.painter.delete();
        // What was asked for WebGL may draw nothing else.
        if let Some(useless) = self.stand_in() {
            useless.remove();
        }
    }

    /// Draws in 2D on another canvas from now on; the one before.
    fn stand_in(&mut self) -> Option<HtmlCanvasElement> {
        let other = layer(&self.wrap, page::pixels(self.size, self.dpr)).ok()?;
        let painter = Painter::plain(&other).ok()?;
        // Under the names.
        let _ = self.wrap.insert_before(&other, Some(&self.text.canvas));
        self.painter = painter;
        let before = std::mem::replace(&mut self.canvas, other);
        self.resize();
        Some(before)
    }

    /// It is back: its canvas is shown again.
    pub fn regain(&mut self) {
        let Some(canvas) = self.lost.take() else { return };
        match Painter::again(&canvas) {
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
