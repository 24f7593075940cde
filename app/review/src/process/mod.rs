//! The process rule behind an incident: what the group's profile says of the process, and what it could say.

mod api;
#[cfg(feature = "ssr")]
mod deploy;
mod deployed;
#[cfg(feature = "ssr")]
pub mod read;
mod reason;
mod review;
mod sending;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::{deploy_process_rule, get_process_rule};
pub use deployed::ProcessDeployed;
pub use review::{Closed, ProcessReview};
pub use view::ProcessRuleReview;
