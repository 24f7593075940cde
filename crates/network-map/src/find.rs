//! Finding a node by its name, wherever it is, inside of what is closed too.

use serde::{Deserialize, Serialize};

use crate::{
    filter::contains,
    model::{Graph, Key, Kind},
};

/// A node that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
}

/// The nodes whose name contains the text, at most so many: the same name first, then names that begin with it, then
/// shorter ones before longer ones.
pub fn find(graph: &Graph, text: &str, most: usize) -> Vec<Hit> {
    if text.is_empty() {
        return Vec::new();
    }
    let rank = |name: &str| {
        let begins = name
            .as_bytes()
            .get(..text.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(text.as_bytes()));
        (!(begins && name.len() == text.len()), !begins, name.len())
    };
    let named = (0u32..).zip(&graph.nodes).map(|(at, node)| (graph.text(node.name), at));
    let mut found: Vec<_> =
        named.filter(|(name, _)| contains(name, text)).map(|(name, at)| (rank(name), name, at)).collect();
    found.sort_unstable();
    found.truncate(most);
    let hits = found.into_iter().map(|(_, name, at)| {
        let node = graph.nodes[at as usize];
        Hit { key: node.key, kind: node.kind, name: name.to_owned() }
    });
    hits.collect()
}
