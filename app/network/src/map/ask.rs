//! What the URL asks of the map: what is left of it, how finely, around what, and when. Page, picture, table and files
//! read the same parameters, so that they show the same.

use std::{collections::BTreeSet, str::FromStr};

use kit::url::Params;
use map_canvas::draw::style::Width;
use network_map::{
    filter::{Expression, Filter, ParseError},
    level::Detail,
    model::{Key, Mode, Port, Protocol, Severity, Status},
};
use serde::{Deserialize, Serialize};

use super::edge::entry::EntriesAsked;

/// How far a neighbourhood reaches at most.
pub const MOST_HOPS: u32 = 5;

/// What to show. What is hidden for a user is not in it: that is theirs, and kept on the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ask {
    /// What is left of the graph.
    pub filter: Filter,
    /// How finely; `None` = as finely as can be drawn well.
    pub detail: Option<Detail>,
    /// Namespaces and groups that are open besides.
    pub open: BTreeSet<Key>,
    /// Those that are closed although the detail opens them.
    pub shut: BTreeSet<Key>,
    /// Arranged by connections: by who talks to whom alone, on no grounds.
    pub flat: bool,
    /// Only what is near one node.
    pub around: Option<Key>,
    /// How near, in hops, from 1 to [`MOST_HOPS`].
    pub hops: u32,
    /// As it was at this time, in unix seconds; `None` = as it is.
    pub at: Option<i64>,
    /// What changed since this time, in unix seconds.
    pub since: Option<i64>,
}

impl Ask {
    /// What the parameters ask for. What makes no sense is as if it were not there; an expression that cannot be read is
    /// the other half of the answer, and filters nothing.
    pub fn of(params: &Params) -> (Self, Option<ParseError>) {
        let text = params.get("q").trim();
        let (expression, wrong) = match text.parse::<Expression>() {
            _ if text.is_empty() => (None, None),
            Ok(expression) => (Some(expression), None),
            Err(wrong) => (None, Some(wrong)),
        };
        let filter = Filter {
            name: params.get("name").trim().to_owned(),
            namespaces: params.all("ns"),
            groups: params.all("group"),
            modes: words(params, "mode", Mode::parse),
            protocols: words(params, "proto", Protocol::parse),
            ports: words(params, "port", |word| Port::from_str(word).ok()),
            applications: params.all("app"),
            statuses: words(params, "status", Status::parse),
            severity: Severity::parse(params.get("severity")),
            cve: Severity::parse(params.get("cve")),
            trouble: params.get("trouble") == "1",
            system: params.get("system") == "1",
            system_traffic: params.get("traffic") == "1",
            expression,
            ..Filter::default()
        };
        let detail = match params.get("detail") {
            "namespaces" => Some(Detail::Namespaces),
            "groups" => Some(Detail::Groups),
            "pods" => Some(Detail::Pods),
            _ => None,
        };
        let ask = Self {
            filter,
            detail,
            open: words(params, "open", key).into_iter().collect(),
            shut: words(params, "shut", key).into_iter().collect(),
            flat: params.get("arrange") == "connections",
            around: key(params.get("around")),
            hops: params.get("hops").parse().unwrap_or(1).clamp(1, MOST_HOPS),
            at: params.get("at").parse().ok(),
            since: params.get("since").parse().ok(),
        };
        (ask, wrong)
    }

    /// The parameters of a URL that a picture, a table or a file of this page needs: without what is open beside it.
    pub fn params(params: &Params) -> Params {
        const PARTS: [&str; 21] = [
            "q", "name", "ns", "group", "mode", "proto", "port", "app", "status", "severity", "cve",
            "trouble", "system", "traffic", "detail", "arrange", "open", "shut", "around", "hops", "at",
        ];
        params
            .pairs()
            .iter()
            .filter(|(name, _)| PARTS.contains(&name.as_str()) || name == "since")
            .fold(Params::default(), |kept, (name, value)| kept.and(name, value))
    }
}

fn key(text: &str) -> Option<Key> {
    text.parse().ok()
}

fn words<T>(params: &Params, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    params.all(name).iter().filter_map(|word| parse(word)).collect()
}

/// What the width of edges says: `width=sessions`, else bytes. It changes how a map is drawn, not what is asked for.
pub fn width(params: &Params) -> Width {
    if params.get("width") == "sessions" { Width::Sessions } else { Width::Bytes }
}

/// With `1`, of a pod's vulnerabilities only those that another version of the package is without.
pub const FIXABLE: &str = "fixable";

/// What what is selected adds to the page's address: it, and all that is open in its panel.
const BESIDE: [&str; 13] = [
    "sel",
    "tab",
    "wide",
    "change",
    "delete",
    "rule",
    "said",
    "deploy",
    "clear",
    EntriesAsked::Q,
    EntriesAsked::SORT,
    EntriesAsked::TURNED,
    FIXABLE,
];

/// The page with nothing selected.
pub fn bare(params: &Params) -> Params {
    BESIDE.iter().fold(params.clone(), |left, name| left.without(name))
}

/// The page with this selected. What was open beside something else is about that alone, and goes.
pub fn select(params: &Params, selection: Selection) -> Params {
    bare(params).with("sel", &selection.word())
}

/// What is selected: `sel=KEY` is a node, `sel=KEY~KEY` an edge from the first to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Selection {
    /// A node.
    Node(Key),
    /// What the first said to the second.
    Edge(Key, Key),
}

impl Selection {
    /// What a URL selects.
    pub fn of(params: &Params) -> Option<Self> {
        let text = params.get("sel");
        match text.split_once('~') {
            Some((from, to)) => Some(Self::Edge(key(from)?, key(to)?)),
            None => key(text).map(Self::Node),
        }
    }

    /// The parameter's value.
    pub fn word(self) -> String {
        match self {
            Self::Node(node) => node.to_string(),
            Self::Edge(from, to) => format!("{from}~{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_beside_one_thing_is_not_open_beside_another() {
        let (one, two) = (Key::from_number(1), Key::from_number(2));
        let edge = select(&Params::parse("q=is:new&at=5"), Selection::Edge(one, two));
        assert_eq!(edge.link(""), "?q=is%3Anew&at=5&sel=000000000001~000000000002");
        let busy = BESIDE.iter().filter(|name| **name != "sel").fold(edge, |busy, name| busy.with(name, "x"));
        for other in [Selection::Edge(two, one), Selection::Node(one)] {
            let there = select(&busy, other);
            assert_eq!(Selection::of(&there), Some(other));
            assert_eq!(bare(&there).link(""), "?q=is%3Anew&at=5");
            assert_eq!(there.pairs().len(), 3, "{}", there.link(""));
        }
    }
}
