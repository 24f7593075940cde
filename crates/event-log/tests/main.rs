//! The log and its engine from outside.

mod agreement;
mod common;
mod dice;
mod found;
mod log;
