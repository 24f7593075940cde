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
    Backend, Error, Event, Options, Palette, Show, Stats, Target, View,
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
    /// the host has the focus. The host has the attribute `data-rest` while nothing moves, and `data-selected-at="x,y"` (as
    /// [`screen_of`](Self::screen_of), rounded; as of the last rest) while a node of the picture is selected. `on` hears what the viewer does; it may call the canvas.
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

    /// What draws.
    pub fn backend(&self) -> Backend {
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

    /// Brings a node to the middle, so close that it and what is around it can be read. Whether it is there.
    pub fn focus_on(&self, key: Key) -> bool {
        self.with(|inner| inner.focus_on(key))
    }

    /// From where the map is seen.
    pub fn view(&self) -> View {
        self.inner.borrow().view
    }

    /// Changes from where the map is seen. What is no view is ignored.
    pub fn set_view(&self, view: View) {
        self.with(|inner| {
            inner.view_known = true;
            inner.change_view(view);
        });
    }

    /// Selects something: it stays with what is next to it, all else steps back. `None`: nothing is selected.
    pub fn select(&self, target: Option<Target>) {
        self.with(|inner| {
            let found = std::mem::take(&mut inner.emphasis.found);
            inner.emphasise(Emphasis { selected: target, found });
        });
    }

    /// Marks nodes as found, in place of those before.
    pub fn highlight(&self, found: &[Key]) {
        self.with(|inner| {
            let selected = inner.emphasis.selected;
            inner.emphasise(Emphasis { selected, found: found.to_vec() });
        });
    }

    /// Lets go of all nodes that were dragged somewhere; the next picture puts them where it says.
    pub fn unpin(&self) {
        self.with(|inner| inner.pins.clear());
    }

    /// Where a node is on the screen, in CSS pixels from the upper left corner of the host; `None` where it is not in the
    /// picture. It may be out of sight.
    pub fn screen_of(&self, key: Key) -> Option<(f32, f32)> {
        let inner = self.inner.borrow();
        let node = inner.scene.node(key)?;
        let at = inner.view.to_screen(inner.size, inner.scene.picture.points[node as usize]);
        Some((at.x, at.y))
    }

    /// Where the middle of an edge is on the screen, likewise.
    pub fn screen_of_edge(&self, from: Key, to: Key) -> Option<(f32, f32)> {
        let inner = self.inner.borrow();
        let edge = inner.scene.edge(from, to)?;
        let at = inner.view.to_screen(inner.size, inner.scene.curves.get(edge as usize)?.at(0.5));
        Some((at.x, at.y))
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
