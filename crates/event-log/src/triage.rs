//! What people have decided about an entry: the console's own, not the controller's.

use serde::{Deserialize, Serialize};

use crate::kind::words;

words! {
    /// How far people are with an entry.
    State {
        /// Nobody has looked at it, or nobody has said so.
        Open "open",
        /// Somebody has seen it.
        Acknowledged "acknowledged",
        /// It is dealt with.
        Closed "closed",
    }
}

words! {
    /// Why an entry was closed.
    Reason {
        /// What happened has been put right.
        Resolved "resolved",
        /// It was right as it was, and a rule allows it now.
        Allowed "allowed",
        /// It is no danger.
        Harmless "harmless",
        /// It was reported wrongly.
        FalseAlarm "false-alarm",
        /// Another entry says the same.
        Duplicate "duplicate",
    }
}

/// What people have decided about an entry, as the lists need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// How far they are.
    pub state: State,
    /// Why it was closed.
    pub reason: Option<Reason>,
    /// To whom it is assigned, by their unique name; `""` = nobody.
    pub assigned: String,
    /// How many notes there are.
    pub notes: u32,
    /// Who changed it last.
    pub by: String,
    /// When, in unix seconds.
    pub at: i64,
}
