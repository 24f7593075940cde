//! The network activity map on a canvas: WebGL2, or 2D where there is none. Knows pictures of `network-map`, colours and
//! pointers; no framework, no controller.
//!
//! What is pure (views, gestures, labels, what buffers are filled with) works and is tested anywhere. Only `web` needs a
//! browser; elsewhere [`MapCanvas`] has the same methods, and `new` says that there is no browser.

pub mod draw;
mod event;
pub mod gesture;
pub mod labels;
mod options;
mod palette;
pub mod pins;
#[cfg(not(target_arch = "wasm32"))]
mod stub;
mod view;
#[cfg(target_arch = "wasm32")]
mod web;

pub use event::{Event, Target};
pub use options::{Backend, Error, Options, Show, Stats};
pub use palette::{INKS, Ink, Palette, Rgba};
#[cfg(not(target_arch = "wasm32"))]
pub use stub::MapCanvas;
pub use view::View;
#[cfg(target_arch = "wasm32")]
pub use web::MapCanvas;
