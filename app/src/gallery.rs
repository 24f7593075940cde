//! The gallery: every component of the look in every state. In development builds only; others have no such page.

#[cfg(not(feature = "gallery"))]
pub use crate::layout::UnmatchedPage as GalleryPage;
#[cfg(feature = "gallery")]
pub use shown::GalleryPage;

#[cfg(feature = "gallery")]
mod shown {
    kit::section!(gallery { GalleryPage => ui::gallery::Gallery });
}
