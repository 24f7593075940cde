//! Rules under review: the network or process rule behind something that happened, or the one that is proposed for it, and
//! how it is allowed or denied. Not a section of the menu: sections show it beside what happened.

mod frame;
mod links;
pub mod process;
mod question;
pub mod rule;
mod verdict;

pub use links::Links;
pub use verdict::Verdict;
