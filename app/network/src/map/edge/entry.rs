//! What was said between two ends, entry by entry, and what a URL asks of the list.

use kit::url::Params;
use review::rule::Said;
use serde::{Deserialize, Serialize};

/// What was done with what was said, the gravest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Action {
    /// It passed.
    #[default]
    Allow,
    /// Something that we have no word for, as the controller says it.
    Other(String),
    /// It passed although no rule allows it.
    Violate,
    /// It was blocked.
    Deny,
}

impl Action {
    /// Of the controller's word.
    pub fn of_word(word: &str) -> Self {
        match word {
            "allow" | "" => Self::Allow,
            "violate" => Self::Violate,
            "deny" => Self::Deny,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Allow => text::conversation::allowed().to_owned(),
            Self::Violate => text::conversation::violated().to_owned(),
            Self::Deny => text::conversation::denied().to_owned(),
            Self::Other(word) => match word.as_str() {
                "learn" => text::conversation::learned().to_owned(),
                "open" => text::conversation::open().to_owned(),
                _ => word.clone(),
            },
        }
    }
}

/// An address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The address; `""` = not known.
    pub ip: String,
    /// The name by which it was looked up; `""` = none.
    pub name: String,
    /// The country that it is registered in: code and name. None for private ones.
    pub country: Option<(String, String)>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Application and port.
    pub said: Said,
    /// The client.
    pub client: Address,
    /// The server.
    pub server: Address,
    /// The client's address came from X-Forwarded-For.
    pub forwarded: bool,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u32,
    /// The rule that decided; 0 = none did.
    pub rule: u32,
    /// What was done.
    pub action: Action,
    /// The threat in it; `""` = none.
    pub threat: String,
    /// How bad that is.
    pub severity: network_map::model::Severity,
    /// When it was last seen, in unix seconds.
    pub last_seen: Option<i64>,
}

/// Entries that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    /// The first of them.
    pub rows: Vec<Entry>,
    /// How many match.
    pub matching: u64,
    /// How many there are.
    pub all: u64,
}

/// From how many entries on there is a filter.
pub const FILTERED_FROM: u64 = 9;

/// A column that can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SortKey {
    /// What was done, and the threat in it: the worst first.
    #[default]
    Worst,
    /// The application.
    Application,
    /// The port.
    Port,
    /// The client's address.
    Client,
    /// The server's address.
    Server,
    /// Bytes.
    Bytes,
    /// Sessions.
    Sessions,
    /// The rule.
    Rule,
    /// When it was last seen.
    Seen,
}

impl SortKey {
    const ALL: [Self; 9] = [
        Self::Worst,
        Self::Application,
        Self::Port,
        Self::Client,
        Self::Server,
        Self::Bytes,
        Self::Sessions,
        Self::Rule,
        Self::Seen,
    ];

    /// The word in the URL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Worst => "worst",
            Self::Application => "application",
            Self::Port => "port",
            Self::Client => "client",
            Self::Server => "server",
            Self::Bytes => "bytes",
            Self::Sessions => "sessions",
            Self::Rule => "rule",
            Self::Seen => "seen",
        }
    }

    /// Whether more comes first when one begins to sort by it.
    pub const fn falls(self) -> bool {
        matches!(self, Self::Worst | Self::Bytes | Self::Sessions | Self::Seen)
    }
}

/// What a URL asks of the list. Each field is a parameter; `""` = anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntriesAsked {
    /// Words that an entry holds.
    pub q: String,
    /// The column to sort by.
    pub sort: SortKey,
    /// The other way round than one begins with.
    pub turned: bool,
}

impl EntriesAsked {
    /// The parameter of the words.
    pub const Q: &'static str = "entry";
    /// The parameter of the column.
    pub const SORT: &'static str = "entry-sort";
    /// The parameter of the direction.
    pub const TURNED: &'static str = "entry-turned";

    /// What the parameters ask for. What makes no sense is as if it were not there.
    pub fn of(params: &Params) -> Self {
        let sort = params.get(Self::SORT);
        Self {
            q: params.get(Self::Q).trim().to_owned(),
            sort: SortKey::ALL.into_iter().find(|key| key.word() == sort).unwrap_or_default(),
            turned: params.get(Self::TURNED) == "1",
        }
    }

    /// Whether more comes first.
    pub const fn is_falling(&self) -> bool {
        self.sort.falls() != self.turned
    }
}
