//! What travels to a list: its lines, and what it says of all that match.

use event_log::{Ask, Decision, Id, Kind, Level, Wrong};
use serde::{Deserialize, Serialize};

use super::{timeline::Timeline, triage::Keeping};

/// An end of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Its name; `external` = outside the cluster; `""` = nobody.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// Its group; `""` = none that is known.
    pub group: String,
    /// Its address; `""` = not said.
    pub address: String,
    /// The two letters of the country in which that is registered; `""` = none.
    pub country: String,
}

/// An entry as a list shows it; or several that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The entry's id; of several, the newest one's.
    pub id: Id,
    /// The log.
    pub kind: Kind,
    /// How grave.
    pub level: Level,
    /// When, in unix seconds.
    pub at: i64,
    /// How often it happened.
    pub count: u64,
    /// What it is called.
    pub name: String,
    /// What was done.
    pub action: String,
    /// Who began it, or whom it happened in.
    pub source: End,
    /// Who was spoken to or attacked.
    pub target: End,
    /// Port and application of a connection; process, file or package of what happened in a workload; `""` = neither.
    pub what: String,
    /// The node.
    pub node: String,
    /// Where it happened: a [`event_log::Location`]'s word.
    pub location: String,
    /// Who did it.
    pub user: String,
    /// What happened, in the controller's words.
    pub message: String,
    /// What people have decided; none = nothing, or nothing is kept.
    pub decision: Option<Decision>,
    /// How several entries spread that are one line; none where each is a line.
    pub spread: Option<Spread>,
}

/// How several entries spread that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// How many entries.
    pub entries: usize,
    /// When the first was, in unix seconds.
    pub first: i64,
    /// Some of their sources.
    pub sources: Vec<String>,
    /// How many sources there are.
    pub source_count: usize,
    /// Some of their targets.
    pub targets: Vec<String>,
    /// How many targets there are.
    pub target_count: usize,
}

/// How full a log of the controller is. It keeps [`controller_api::security_log::CAPACITY`] entries of a kind and forgets
/// what is older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    /// The log.
    pub kind: Kind,
    /// How many entries it has.
    pub entries: usize,
    /// When the oldest was, in unix seconds.
    pub oldest: Option<i64>,
}

/// A question with the values that there are to it, and how many entries have each; most first.
pub type Facet = (Ask, Vec<(String, usize)>);

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// The lines.
    pub lines: Vec<Line>,
    /// How many entries match.
    pub matching: usize,
    /// How many lines they make.
    pub rows: usize,
    /// How many entries there are that the viewer may see.
    pub total: usize,
    /// The number of this page, from 1.
    pub number: usize,
    /// How many of each kind match, whichever are asked for.
    pub kinds: Vec<(Kind, usize)>,
    /// How many of each level match, whichever are asked for.
    pub levels: Vec<(Level, usize)>,
    /// What can be chosen in the menus.
    pub facets: Vec<Facet>,
    /// How many of those that match there were when.
    pub timeline: Timeline,
    /// What of the filter cannot be understood.
    pub wrong: Vec<Wrong>,
    /// How full the controller's logs are.
    pub rings: Vec<Ring>,
    /// Up to where entries had arrived, for [`super::live`].
    pub cursor: String,
    /// What the console keeps itself.
    pub keeping: Keeping,
    /// When this was read from the controller, in unix seconds.
    pub read_at: i64,
}
