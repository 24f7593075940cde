//! The canvas in a browser.

mod frame;
mod gl;
mod inner;
mod keys;
mod listen;
mod lost;
mod make;
mod page;
mod paint;
mod plain;
mod png;
mod pointer;
mod render;
mod rest;
mod style;
mod text;

use std::{cell::RefCell, rc::Rc};

use inner::Inner;
use network_map::{Point, model::Key, wire::Picture};
use web_sys::{Blob, HtmlElement};

use crate::{
    Backend, Error, Event, Options, Palette, Show, Stats, Target,
    draw::{emphasis::Emphasis, style::Width},
};

/// The map in a box of a page. Everything is given back when it is dropped.
pub struct MapCanvas {
    inner: Rc<RefCell<Inner>>,
}

impl std::fmt::Debug for MapCanvas {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MapCanvas")
    }
}

impl MapCanvas {
    /// A canvas that fills `host`, a box with a position and a size. What is drawn is `aria-hidden`; keys are heard where
    /// the host has the focus. The host has the attribute `data-rest` while nothing moves, `data-backend` that says by then what
    /// draws ([`Backend::as_str`]), and `data-selected-at="x,y"`
    /// (whole CSS pixels from the upper left corner of the host, as of the last rest) while a node of the picture is selected. `on` hears what the viewer does; it may call the canvas.
    ///
    /// # Errors
    /// Where the browser draws on no canvas at all. Without WebGL2 it draws in 2D.
    pub fn new(host: &HtmlElement, options: Options, on: impl Fn(Event) + 'static) -> Result<Self, Error> {
        let inner = Inner::new(host, options, Rc::new(on))?;
        Ok(Self { inner })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> T {
        let mut inner = self.inner.borrow_mut();
        let result = act(&mut inner);
        inner.wake();
        result
    }

    /// What draws, once that is known: the graphics processor is woken first.
    pub fn backend(&self) -> Option<Backend> {
        self.inner.borrow().painter.backend()
    }

    /// Changes the colours. When the page becomes dark or light, those of the host's style are read anew.
    pub fn set_palette(&self, palette: &Palette) {
        self.with(|inner| inner.set_palette(palette));
    }

    /// Shows a picture in place of what was shown. Nodes that were there glide to their new places, new ones appear. Where
    /// the picture is not at `rest` its layout goes on, in slices between frames.
    pub fn show(&self, picture: Picture, rest: bool, how: Show) {
        self.with(|inner| inner.show(picture, rest, how));
    }

    /// Changes what the width of edges says.
    pub fn set_width(&self, width: Width) {
        self.with(|inner| inner.set_width(width));
    }

    /// Shows all of the map.
    pub fn fit(&self) {
        self.with(Inner::fit);
    }

    /// So many times closer, around a point in CSS pixels; around the middle without one.
    pub fn zoom_by(&self, factor: f32, at: Option<(f32, f32)>) {
        self.with(|inner| {
            let at = at.map_or(inner.size * 0.5, |(x, y)| Point::new(x, y));
            inner.change_view(inner.view.zoomed(inner.size, factor, at));
        });
    }

    /// Moves the map by so many CSS pixels.
    pub fn pan_by(&self, x: f32, y: f32) {
        self.with(|inner| inner.change_view(inner.view.panned(Point::new(x, y))));
    }

    /// Selects something: it stays with what is next to it, all else steps back. `None`: nothing is selected. A node that is
    /// out of sight comes into it, once: now, or with the picture that has it.
    pub fn select(&self, target: Option<Target>) {
        self.with(|inner| {
            if inner.emphasis.selected == target {
                return;
            }
            inner.emphasise(Emphasis { selected: target });
            inner.wanted = match target {
                Some(Target::Node(key)) => Some(key),
                _ => None,
            };
            inner.bring();
        });
    }

    /// Lets go of a node that was dragged somewhere, or of all; the next picture puts them where it says. Whether there were
    /// any.
    pub fn unpin(&self, only: Option<Key>) -> bool {
        self.with(|inner| inner.pins.let_go(only))
    }

    /// What it has done.
    pub fn stats(&self) -> Stats {
        self.inner.borrow().stats()
    }

    /// A PNG of what is seen, `scale` times as large as on the screen in CSS pixels.
    ///
    /// # Errors
    /// Where the browser makes none: too large, or no memory.
    pub async fn png(&self, scale: f64) -> Result<Blob, Error> {
        let promise = self.inner.borrow_mut().png(scale)?;
        png::blob(promise).await
    }

    /// Takes it out of the page; the same as dropping it.
    pub fn destroy(self) {}
}

impl Drop for MapCanvas {
    fn drop(&mut self) {
        self.inner.borrow_mut().destroy();
    }
}
