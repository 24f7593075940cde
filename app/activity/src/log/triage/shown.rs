//! What travels: how an entry stands with people, and what the console keeps itself.

use event_log::{Decision, Id, Reason, State};
use serde::{Deserialize, Serialize};

use super::{act::Act, draft::Draft};
use crate::log::which::Which;

/// Whether the console's own store can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// There is none.
    #[default]
    Off,
    /// It does not answer.
    Down,
    /// It can.
    On,
}

/// How an entry stands with people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriageShown {
    /// Whether the store can be used. If not, nothing else is known.
    pub standing: Standing,
    /// What is decided; none = nobody has decided anything.
    pub decision: Option<Decision>,
    /// What led to it, oldest first.
    pub steps: Vec<StepShown>,
    /// The revision that this is.
    pub seen: i64,
    /// The viewer may decide.
    pub may: bool,
    /// What the viewer was about to say when somebody else was first.
    pub draft: Option<Draft>,
}

/// What somebody decided at a time. What is none stayed as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepShown {
    /// The revision that it led to.
    pub revision: i64,
    /// Who, by their unique name.
    pub by: String,
    /// When, in unix seconds.
    pub at: i64,
    /// How far people were with it then.
    pub state: Option<State>,
    /// Why it was closed.
    pub reason: Option<Reason>,
    /// To whom it was assigned; `""` = to nobody.
    pub assign: Option<String>,
    /// A note.
    pub note: Option<String>,
}

/// What somebody wants to decide, as a form says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The page.
    #[serde(default)]
    pub which: Which,
    /// The entries, or the lines that stand for them.
    #[serde(default)]
    pub ids: Vec<Id>,
    /// What is to be done about all of them.
    pub act: Act,
    /// To whom they are to be assigned, by their unique name.
    #[serde(default)]
    pub to: String,
    /// Why they are to be closed: a [`Reason`]'s word.
    #[serde(default)]
    pub reason: String,
    /// A note; `""` = none.
    #[serde(default)]
    pub note: String,
    /// The revision of the decisions that the viewer looked at. What somebody has decided since is a conflict; without it,
    /// nothing is.
    #[serde(default)]
    pub seen: Option<i64>,
    /// What the list shows whose lines are meant, as its URL says it: a line that stands for several entries means all of
    /// them. `""` = entries are meant.
    #[serde(default)]
    pub query: String,
}

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    /// It is kept, about so many entries.
    Done {
        /// How many.
        entries: usize,
    },
    /// Somebody else has decided about one of them since; nothing was changed.
    Conflict {
        /// Who.
        by: String,
        /// When, in unix seconds.
        at: i64,
        /// The revision by now: who decides again has seen it.
        seen: i64,
    },
}

/// What the console keeps itself, as a list needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    /// Whether anything can be decided.
    pub triage: Standing,
    /// The revision of the decisions that the list shows.
    pub seen: i64,
    /// How many entries that match, whatever is decided about them, are in each state.
    pub states: Vec<(State, usize)>,
    /// How many of them are assigned to the viewer.
    pub mine: usize,
    /// The copies.
    pub retention: Retention,
}

/// The console's copies of what the controller forgets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Retention {
    /// None are kept.
    #[default]
    Off,
    /// They would be kept, but the store does not answer.
    Down,
    /// They are kept.
    On {
        /// When the oldest entry was that the viewer sees, copies and the controller's own together; in unix seconds.
        oldest: Option<i64>,
        /// For how long they are kept, in days.
        days: u32,
        /// What they may take, in megabytes.
        megabytes: u32,
        /// All that were kept have been read since the console started.
        complete: bool,
    },
}
