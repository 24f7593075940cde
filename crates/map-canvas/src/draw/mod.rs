//! What is drawn, without anything to draw it on: styles, and the numbers that buffers are filled with.

pub mod bytes;
pub mod coarse;
pub mod density;
pub mod emphasis;
pub mod fine;
pub mod glide;
pub mod icon;
pub mod marks;
pub mod plate;
pub mod scene;
pub mod sprite;
pub mod style;
