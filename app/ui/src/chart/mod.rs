//! Charts: drawn by the server, shown by both sides.
//!
//! `draw` (server only) turns numbers into a [`Chart`]: markup with SVG that plotters has drawn through a backend of our own,
//! the words around it, and the numbers as a table. A server function answers with it, so it stands in the first HTML, and
//! [`ChartFigure`] puts it into its place on both sides alike. Plotters stays on the server: the browser's program would grow
//! by it and by its mathematics only to draw again what the server has drawn, and a chart changes only when the server has
//! read new numbers anyway. What travels is a few kilobytes that compress well. The words around the marks are markup too, by
//! Leptos, which escapes them: so the browser's program knows nothing of axes, legends and rows.
//!
//! Marks carry classes by their meaning ([`Ink`]) and no colours, so one drawing serves light, dark and paper. Words stand in
//! HTML, or in SVG that does not scale, so they keep their size at every width. A mark's meaning is never in its colour alone:
//! a key of the legend shows a small chart of its kind with the place of the series in it (bottom of the stack, left of the
//! pair, dashes of the line), and the table has every number.

#[cfg(feature = "ssr")]
pub mod draw;
mod figure;
mod ink;
mod readout;
mod unfolded;

use serde::{Deserialize, Serialize};

pub use figure::{ChartFigure, Sparkline};
pub use ink::Ink;
pub use unfolded::Unfolded;

/// A chart as the server has drawn it, ready to be put into its place. `draw` makes them, and nobody else: what is in here is
/// written into the page as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// The picture with its alternative, and the legend, as HTML; empty where there is nothing to show.
    picture: String,
    /// The numbers as a table, as HTML.
    table: String,
}

impl Chart {
    /// Whether there is nothing to show: no slots, or nothing but zeros.
    pub const fn is_empty(&self) -> bool {
        self.picture.is_empty()
    }

    /// The picture with its alternative, and the legend, as HTML.
    pub fn picture(&self) -> &str {
        &self.picture
    }

    /// The numbers as a table, as HTML.
    pub fn table(&self) -> &str {
        &self.table
    }
}
