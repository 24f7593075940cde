//! Every word the console shows, in every language, as typed functions: `text::groups::title()`.
//!
//! The messages stand in `app/locales/<language>/<noun>.ftl`; a function a message, a module a noun. On the server
//! the language is the request's (a [`Language`] in the reactive context); in the browser it is the one whose
//! catalogues were installed, and only that one travels, a section's words with the section (`build/sections.rs` says
//! which those are). To change the language, the page is loaded anew.

mod current;
mod language;
mod pattern;
mod plural;

#[cfg(feature = "ssr")]
pub use current::catalogues;
pub use current::language;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use current::{install, lacks};
pub use language::{Language, bytes, number};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// What a message is filled with.
pub(crate) enum Value<'a> {
    /// A number; chooses plurals and is written with the language's grouping.
    Number(u64),
    /// A text, as it is.
    Text(&'a str),
}

/// The number, of those that a message has in several sections, under which it is here.
pub(crate) fn here(numbers: &[usize]) -> usize {
    current::here(numbers)
}

/// A message that takes nothing.
pub(crate) fn plain(message: usize) -> &'static str {
    current::message(message)
}

/// A message filled with values.
pub(crate) fn filled(message: usize, values: &[Value<'_>]) -> String {
    pattern::fill(current::message(message), values, language())
}
