//! The console's app: the document, its frame and its routes, drawn on the server and hydrated in the browser.

mod assets;
mod gallery;
mod layout;
mod routes;
mod shell;
pub mod sign_in;
mod unmatched;

pub use assets::{Assets, Sheet};
pub use routes::App;
pub use shell::{Document, shell};
