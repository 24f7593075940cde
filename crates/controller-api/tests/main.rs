//! The vocabulary from outside: the list of endpoints, and what controllers say.

mod inventory;
mod odd_answers;
mod recorded;
mod recordings;
