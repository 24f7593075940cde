//! What people have decided about an entry: the console's own, not the controller's.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::{Id, kind::words};

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

/// What people have decided, by entry. Of an entry that is not there nobody has decided anything: it is open, and nobody's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(HashMap<Id, Decision>);

impl Decisions {
    /// What was decided about an entry.
    pub fn get(&self, id: Id) -> Option<&Decision> {
        self.0.get(&id)
    }

    /// Takes a decision instead of the one before.
    pub fn insert(&mut self, id: Id, decision: Decision) {
        self.0.insert(id, decision);
    }

    /// Takes decisions instead of those before about the same entries.
    pub fn extend(&mut self, decisions: impl IntoIterator<Item = (Id, Decision)>) {
        self.0.extend(decisions);
    }

    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (Id, &Decision)> {
        self.0.iter().map(|(id, decision)| (*id, decision))
    }

    /// How far people are with an entry, and whose it is by their unique name; `""` = nobody's.
    pub fn standing(&self, id: Id) -> (State, &str) {
        self.get(id).map_or((State::Open, ""), |decision| (decision.state, &decision.assigned))
    }

    /// How many entries something was decided about.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Id, Decision)> for Decisions {
    fn from_iter<T: IntoIterator<Item = (Id, Decision)>>(decisions: T) -> Self {
        Self(decisions.into_iter().collect())
    }
}
