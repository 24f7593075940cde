//! What a canvas is made with, and what it says of itself.

use std::fmt;

use crate::draw::style::Width;

/// How a canvas is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// Draw in 2D although there is WebGL.
    pub plain: bool,
    /// The font's families, as CSS names them.
    pub font: String,
    /// What the width of edges says.
    pub width: Width,
}

impl Default for Options {
    fn default() -> Self {
        Self { plain: false, font: "system-ui, sans-serif".to_owned(), width: Width::default() }
    }
}

/// What happens to the view when a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// It is made to fit.
    Fit,
    /// It stays; the first picture fits all the same.
    Keep,
}

/// What draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// WebGL2.
    Gl,
    /// A canvas's 2D drawing.
    Plain,
}

impl Backend {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gl => "webgl2",
            Self::Plain => "2d",
        }
    }
}

/// Why there is no canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// This is no browser.
    NoBrowser,
    /// The browser gives neither WebGL2 nor 2D drawing, or no picture of what is drawn.
    NoCanvas,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoBrowser => "no browser",
            Self::NoCanvas => "the browser draws nothing on a canvas",
        })
    }
}

impl std::error::Error for Error {}

/// What a canvas has done, for tests and benchmarks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stats {
    /// Nodes of the picture, grounds included.
    pub nodes: u32,
    /// Edges of the picture.
    pub edges: u32,
    /// Texts that are written.
    pub labels: u32,
    /// Frames drawn since it was made.
    pub frames: u32,
    /// How long this program took for the last frame, in milliseconds; the processor that draws works on by itself.
    pub last_frame: f64,
    /// The longest it ever took for one frame.
    pub longest_frame: f64,
    /// Whether the last frame was one of the coarse ones.
    pub coarse: bool,
    /// Whether nothing is left to draw, to move, or to lay out.
    pub at_rest: bool,
    /// Bytes in buffers of the graphics processor, about.
    pub gpu_bytes: u32,
    /// Bytes on this program's heap, about.
    pub heap_bytes: u32,
}
