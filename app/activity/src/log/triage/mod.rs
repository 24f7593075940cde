//! Triage: what people decide about entries, and what the console keeps of them itself. In the panel of an entry, on the
//! lines of a list, and under it.

mod act;
mod api;
mod badge;
mod bulk;
mod dialog;
mod draft;
mod form;
#[cfg(feature = "ssr")]
pub mod keeping;
mod menu;
mod part;
mod reach;
#[cfg(feature = "ssr")]
mod read;
mod shown;
mod steps;
pub mod words;
#[cfg(feature = "ssr")]
mod write;

pub use self::{
    badge::badge,
    bulk::{Bulk, pick, selection},
    dialog::OpenDecide,
    menu::{StateMenu, chips},
    part::Triage,
    reach::Reach,
    shown::{Keeping, Standing},
};
