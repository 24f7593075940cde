//! What the URL asks of the list: which groups, in which order, and which page of them.

use kit::url::Params;
use serde::{Deserialize, Serialize};

/// Rows on a page.
pub const PER_PAGE: usize = 50;

/// What to list. Each field is a parameter of the page's URL; `""` = anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words that name, namespace or comment hold.
    pub q: String,
    /// The namespace.
    pub ns: String,
    /// The network mode.
    pub mode: String,
    /// Where it comes from, as on the wire.
    pub from: String,
    /// Groups of the platform too.
    pub system: bool,
    /// Only those that count for the security risk score, the platform's among them.
    pub scored: bool,
    /// The column to sort by.
    pub sort: SortKey,
    /// The other way round.
    pub desc: bool,
    /// The page, from 1.
    pub page: usize,
}

/// A column that can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SortKey {
    /// The name.
    #[default]
    Name,
    /// The namespace.
    Ns,
    /// The network mode.
    Mode,
    /// The process mode.
    Process,
    /// Where it comes from.
    From,
    /// How many members.
    Members,
    /// How many network rules.
    Rules,
}

impl SortKey {
    /// The word in the URL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Ns => "ns",
            Self::Mode => "mode",
            Self::Process => "process",
            Self::From => "from",
            Self::Members => "members",
            Self::Rules => "rules",
        }
    }

    fn from_word(word: &str) -> Self {
        let all = [Self::Name, Self::Ns, Self::Mode, Self::Process, Self::From, Self::Members, Self::Rules];
        all.into_iter().find(|key| key.word() == word).unwrap_or_default()
    }
}

impl Filter {
    /// The filter that a URL asks for. What makes no sense is as if it were not there.
    pub fn of(params: &Params) -> Self {
        let text = |key: &str| params.get(key).trim().to_owned();
        Self {
            q: text("q"),
            ns: text("ns"),
            mode: text("mode"),
            from: text("from"),
            system: params.get("system") == "1",
            scored: params.get("scored") == "1",
            sort: SortKey::from_word(params.get("sort")),
            desc: params.get("dir") == "desc",
            page: params.get("page").parse().unwrap_or(1).max(1),
        }
    }

    /// Anything narrows the list.
    pub fn narrows(&self) -> bool {
        self.scored || ![&self.q, &self.ns, &self.mode, &self.from].iter().all(|word| word.is_empty())
    }
}
