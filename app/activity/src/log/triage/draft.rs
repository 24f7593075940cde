//! What somebody was about to say when somebody else had just decided: it is not lost, with or without scripts.

use event_log::Id;
use serde::{Deserialize, Serialize};

/// What somebody filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// About which entry; of several, the first.
    pub id: Id,
    /// What they were about to do.
    pub act: super::act::Act,
    /// To whom it was to be assigned.
    pub to: String,
    /// Why it was to be closed: a reason's word.
    pub reason: String,
    /// The note.
    pub note: String,
}

/// Where it is kept, among the user's own.
#[cfg(feature = "ssr")]
pub use self::kept::{forget, keep, of};

#[cfg(feature = "ssr")]
mod kept;
