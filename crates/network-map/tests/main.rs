//! The map from outside: what each part promises, on made-up clusters.

mod export;
mod filter;
mod history;
mod layout;
mod level;
mod model;
mod wire;
