//! The dashboard's numbers as files: tables for spreadsheets, and one document for programs. What stands in them is counted
//! here; how they travel is the server's.
//!
//! Names of columns and fields, and words such as `ingress`, are the same in every language: files are read by programs
//! too, and by people who did not fetch them.

pub mod cell;
pub mod conversations;
pub mod document;
mod gather;
pub mod name;
mod numbers;
pub mod risky;

pub use gather::document as read_document;
