//! The network rule behind a connection, or the one that is proposed where none decided.

mod api;
#[cfg(feature = "ssr")]
mod deploy;
mod deployed;
#[cfg(feature = "ssr")]
mod proposal;
#[cfg(feature = "ssr")]
pub mod read;
mod review;
mod sending;
mod subject;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::{deploy_rule, get_rule};
pub use deployed::Deployed;
pub use review::{Closed, Review, Way};
pub use subject::{Said, group_of_service};
pub use view::{RuleReview, RuleWays};
