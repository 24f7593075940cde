//! What the table can be sorted by, and how many rows are on a page.

use kit::url::Params;
use serde::{Deserialize, Serialize};
use ui::{Direction, Sort};

use crate::map::PATH;

/// Rows on a page.
pub const PER_PAGE: usize = 50;

macro_rules! sorts {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$word_doc])* $word,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The word in the URL.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }

            /// What the URL sorts by. What makes no sense is as if it were not there.
            pub fn of(params: &Params) -> Self {
                let wanted = params.get("sort");
                Self::ALL.iter().copied().find(|sort| sort.word() == wanted).unwrap_or_default()
            }
        }
    };
}

sorts! {
    /// A column of nodes.
    NodeSort {
        /// The name.
        #[default]
        Name = "name",
        /// The namespace.
        Namespace = "namespace",
        /// What it is.
        Kind = "kind",
        /// The policy mode.
        Mode = "mode",
        /// The worst vulnerability.
        Cve = "cve",
        /// How many workloads it stands for.
        Members = "members",
        /// Edges to it.
        Incoming = "incoming",
        /// Edges from it.
        Outgoing = "outgoing",
        /// Bytes.
        Bytes = "bytes",
        /// The worst status of its edges.
        Worst = "worst",
    }
}

sorts! {
    /// A column of edges.
    EdgeSort {
        /// The client.
        #[default]
        From = "from",
        /// The server.
        To = "to",
        /// How it stands.
        Status = "status",
        /// The worst threat in it.
        Severity = "severity",
        /// Applications.
        Applications = "applications",
        /// Bytes.
        Bytes = "bytes",
        /// Sessions.
        Sessions = "sessions",
        /// When it was last seen.
        Seen = "seen",
    }
}

/// The link of a column's header: sorted by it, the other way round if it is already.
pub fn link(params: &Params, word: &str, here: bool, is_first: bool) -> Sort {
    let desc = params.get("dir") == "desc";
    let params = params.with("sort", if is_first { "" } else { word }).without("page");
    let direction = here.then_some(if desc { Direction::Descending } else { Direction::Ascending });
    Sort { href: params.with("dir", if here && !desc { "desc" } else { "" }).link(PATH), direction }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_sorts_and_turns() {
        let params = Params::default().with("list", "edges").with("page", "3");
        let first = link(&params, "from", EdgeSort::of(&params) == EdgeSort::From, true);
        assert_eq!(
            (first.href.as_str(), first.direction),
            ("/network?list=edges&dir=desc", Some(Direction::Ascending))
        );
        let by_bytes = link(&params, "bytes", false, false);
        assert_eq!((by_bytes.href.as_str(), by_bytes.direction), ("/network?list=edges&sort=bytes", None));
        let params = Params::parse(by_bytes.href.split_once('?').expect("a query").1);
        assert_eq!(EdgeSort::of(&params), EdgeSort::Bytes);
        assert_eq!(NodeSort::of(&params), NodeSort::Bytes);
        assert_eq!(NodeSort::of(&Params::default().with("sort", "seen")), NodeSort::Name);
    }
}
