//! Painting: what a frame consists of, whoever draws it.

use std::mem;

use network_map::Point;
use web_sys::HtmlCanvasElement;

use super::{
    gl::{Gl, Wake},
    plain::Plain,
};
use crate::{
    Backend, Error,
    draw::{
        fine::{Fine, Limits},
        scene::Scene,
    },
    palette::{INKS, Palette},
    view::View,
};

/// Which drawing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The fine one.
    Fine,
    /// The coarse one.
    Coarse,
    /// What matters in detail, over the coarse one.
    Both,
}

/// What lies over all else.
#[derive(Default)]
pub struct Over {
    /// Edges of what is pointed at.
    pub pointed: Vec<u32>,
    /// Rings around what is selected and pointed at; as discs.
    pub halos: Vec<u8>,
    /// Changes when it does.
    pub version: u32,
}

/// A frame.
pub struct Job<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// In detail.
    pub fine: &'a Fine,
    /// Changes when places or styles do.
    pub shape: u32,
    /// Changes when the fine drawing does.
    pub fine_version: u32,
    /// What lies over both.
    pub over: &'a Over,
    /// Which drawing.
    pub part: Part,
    /// Whether the next frame is another already.
    pub moving: bool,
    /// How many large discs the coarse drawing may have.
    pub most_large: usize,
    /// From where.
    pub view: View,
    /// The screen's size in CSS pixels.
    pub size: Point,
    /// Device pixels of a CSS pixel.
    pub dpr: f32,
    /// The colours.
    pub palette: &'a Palette,
    /// The colours as shaders take them.
    pub inks: &'a [f32; INKS * 4],
    /// Opacity of what appears.
    pub fade: f32,
    /// Opacity of what steps back.
    pub dim: f32,
    /// Opacity of harmless edges, and of those that somebody should look at.
    pub calm: f32,
    pub loud: f32,
}

/// Who draws.
pub enum Painter {
    /// The graphics processor will on this canvas, once it is awake.
    Waking(HtmlCanvasElement, Wake),
    /// The graphics processor.
    Gl(Box<Gl>),
    /// The canvas itself.
    Plain(Plain),
}

impl Painter {
    /// The best that the canvas can.
    pub fn new(canvas: &HtmlCanvasElement, plain: bool) -> Result<Self, Error> {
        if plain { Self::plain(canvas) } else { Ok(Self::Waking(canvas.clone(), Wake::default())) }
    }

    /// The canvas itself.
    pub fn plain(canvas: &HtmlCanvasElement) -> Result<Self, Error> {
        Ok(Self::Plain(Plain::new(canvas)?))
    }

    /// The graphics processor on a canvas that has had it before.
    pub fn again(canvas: &HtmlCanvasElement) -> Result<Self, Error> {
        Ok(Self::Gl(Box::new(Gl::new(canvas, Wake::Over)?)))
    }

    /// Whether it can draw by now. An error where it never will.
    pub fn is_ready(&mut self) -> Result<bool, Error> {
        match self {
            Self::Waking(canvas, wake) => {
                if wake.is_over() {
                    *self = Self::Gl(Box::new(Gl::new(canvas, mem::take(wake))?));
                }
                Ok(false)
            }
            Self::Gl(gl) => gl.is_ready(),
            Self::Plain(_) => Ok(true),
        }
    }

    /// Draws a frame; whether it is seen.
    pub fn paint(&mut self, job: &Job<'_>) -> bool {
        match self {
            Self::Waking(..) => false,
            Self::Gl(gl) => gl.paint(job),
            Self::Plain(plain) => {
                plain.paint(job);
                true
            }
        }
    }

    /// Which it is, once that is known.
    pub fn backend(&self) -> Option<Backend> {
        match self {
            Self::Waking(..) => None,
            Self::Gl(_) => Some(Backend::Gl),
            Self::Plain(_) => Some(Backend::Plain),
        }
    }

    /// How much it may be given.
    pub fn limits(&self) -> Limits {
        match self {
            Self::Gl(gl) => gl.limits,
            Self::Waking(..) | Self::Plain(_) => Limits::PLAIN,
        }
    }

    /// How many bytes it keeps on the graphics processor.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Gl(gl) => gl.bytes(),
            Self::Waking(..) | Self::Plain(_) => 0,
        }
    }

    /// Gives everything back.
    pub fn delete(&mut self) {
        if let Self::Gl(gl) = self {
            gl.delete();
        }
    }
}
