//! The canvas where there is no browser: the same methods, so that components compile for the server too. None is ever
//! made.

use network_map::{model::Key, wire::Picture};
use web_sys::{Blob, HtmlElement};

use crate::{Backend, Error, Event, Options, Palette, Show, Stats, Target, draw::style::Width};

/// The map in a box of a page.
#[derive(Debug)]
pub struct MapCanvas(std::convert::Infallible);

#[allow(missing_docs, reason = "documented where they do something: web/mod.rs")]
#[allow(unused_variables, clippy::missing_errors_doc, clippy::unused_async)]
impl MapCanvas {
    pub fn new(host: &HtmlElement, options: Options, on: impl Fn(Event) + 'static) -> Result<Self, Error> {
        Err(Error::NoBrowser)
    }

    pub fn backend(&self) -> Option<Backend> {
        match self.0 {}
    }

    pub fn set_palette(&self, palette: &Palette) {}

    pub fn show(&self, picture: Picture, rest: bool, how: Show) {}

    pub fn set_width(&self, width: Width) {}

    pub fn fit(&self) {}

    pub fn zoom_by(&self, factor: f32, at: Option<(f32, f32)>) {}

    pub fn pan_by(&self, x: f32, y: f32) {}

    pub fn select(&self, target: Option<Target>) {}

    pub fn unpin(&self, only: Option<Key>) -> bool {
        match self.0 {}
    }

    pub fn stats(&self) -> Stats {
        match self.0 {}
    }

    pub async fn png(&self, scale: f64) -> Result<Blob, Error> {
        match self.0 {}
    }

    pub fn destroy(self) {}
}

impl Palette {
    /// The palette that an element's style has.
    pub fn of(_host: &HtmlElement) -> Self {
        Self::default()
    }
}
