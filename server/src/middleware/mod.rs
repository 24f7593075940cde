//! What every request passes: the log, the headers, the origin check, and the guard who knows who asks.

pub mod guard;
pub mod headers;
pub mod log;
pub mod origin;
