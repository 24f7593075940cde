//! Labels: the texts of a map, short, and where each may stand so that none lies on another; for canvases and drawings alike.

mod grid;
mod name;
mod place;

pub use grid::Grid;
pub use name::{applications, count, elided, short};
pub use place::{ALONG, above, beside, gravity};
