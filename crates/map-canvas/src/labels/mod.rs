//! Names on the map: which are written, and where, so that none lies on another.

mod choose;
mod edges;

pub use choose::{Look, choose};

use network_map::Point;

use crate::palette::Ink;

/// How a text is written. Sizes are CSS pixels, whatever the zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Font {
    /// Namespaces, and what is selected.
    Strong,
    /// Groups and whatever else is a disc.
    Normal,
    /// Edges.
    Small,
    /// Numbers in discs.
    Number,
}

impl Font {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// Its size in pixels.
    pub const fn size(self) -> f32 {
        match self {
            Self::Strong => 13.0,
            Self::Normal => 11.5,
            Self::Small => 10.5,
            Self::Number => 11.0,
        }
    }

    /// Its weight.
    pub const fn weight(self) -> u16 {
        match self {
            Self::Strong | Self::Number => 600,
            Self::Normal => 500,
            Self::Small => 400,
        }
    }
}

/// A text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What is written.
    pub text: String,
    /// The middle of it on the screen.
    pub at: Point,
    /// How wide it is.
    pub width: f32,
    /// How it is written.
    pub font: Font,
    /// In which colour.
    pub ink: Ink,
    /// Whether it has a halo, so that it can be read on anything.
    pub halo: bool,
}
