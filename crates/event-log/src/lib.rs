//! What happened in a cluster. The controller's logs (threats, violations, incidents, events, risk reports) as one
//! vocabulary, and one engine for all who ask: list, count, histogram, groups, live stream and export hold the same filter
//! against the same entries by the same code. Pure: no IO, no clock, no framework.

mod ask;
mod entry;
mod field;
mod filter;
mod found;
mod id;
mod kind;
mod log;
mod sight;
mod test;
mod triage;

pub use ask::Ask;
pub use entry::{Entry, VIOLATION};
pub use field::Field;
pub use filter::{Filter, Moment, Wrong};
pub use found::{Asked, Bundle, Counts, Found, Histogram, Plan, Sort, Spread, View, matches};
pub use id::{Id, Ids};
pub use kind::{Category, Kind, Level, Location};
pub use log::{Log, Row};
pub use sight::{Sight, Sights};
pub use test::{Test, Tests};
pub use triage::{Decision, Decisions, Reason, State};
