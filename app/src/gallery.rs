//! The gallery: every component of the look in every state. In development builds only; others have no such page.

#[cfg(not(feature = "gallery"))]
pub use crate::unmatched::Unmatched as Gallery;
#[cfg(feature = "gallery")]
pub use ui::gallery::Gallery;
