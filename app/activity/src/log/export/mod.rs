//! A list as a file: what a filter selects, all of it, in the order of the list. `menu` is what one sees; the rest is the
//! server's.

#[cfg(feature = "ssr")]
mod columns;
mod menu;
#[cfg(feature = "ssr")]
mod object;
#[cfg(feature = "ssr")]
pub(crate) mod read;
#[cfg(feature = "ssr")]
pub mod report;

pub use self::menu::ExportMenu;
#[cfg(feature = "ssr")]
pub use self::{
    columns::{Column, Value, columns, for_print},
    object::Object,
    read::{Export, Record, asked},
};
#[cfg(feature = "ssr")]
pub use super::which::Which;
