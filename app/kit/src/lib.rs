//! What every page stands on: the table of pages, who is here and what they may do, how data is asked for and
//! changed, and what an error looks like. Small and calm: every edit here rebuilds every section.

pub mod call;
pub mod can;
pub mod carried;
pub mod clock;
pub mod date;
pub mod error;
pub mod fetch;
pub mod flash;
pub mod freshness;
pub mod group;
#[cfg(feature = "ssr")]
pub mod keep;
pub mod look;
pub mod mode;
pub mod nav;
pub mod pause;
pub mod presence;
pub mod query;
pub mod section;
#[cfg(feature = "ssr")]
pub mod settle;
pub mod status;
pub mod tag;
pub mod toast;
#[cfg(feature = "ssr")]
pub mod upstream;
pub mod url;
pub mod viewer;
pub mod zone;

pub use call::Call;
pub use error::AppError;
pub use query::{Mutation, Query, mutation, once, panel_query, query};
pub use tag::Tag;
pub use viewer::Viewer;
