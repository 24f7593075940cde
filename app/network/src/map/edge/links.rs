//! The addresses that an edge's panel leads to. Pure.

use kit::url::Params;
use network_map::model::Key;
use review::{Verdict, rule::Said};

use super::{
    api::End,
    entry::{EntriesAsked, SortKey},
};
use crate::map::{
    PATH,
    ask::{Selection, select},
};

/// The page with a pair selected, and what holds its ends open, so that they can be seen.
pub fn pair(params: &Params, from: &End, to: &End) -> String {
    let mut to_pair = select(params, Selection::Edge(from.key, to.key));
    let mut open = to_pair.all("open");
    for key in from.holders.iter().chain(&to.holders).map(Key::to_string) {
        to_pair = to_pair.minus("shut", &key);
        if !open.contains(&key) {
            to_pair = to_pair.and("open", &key);
            open.push(key);
        }
    }
    to_pair.link(PATH)
}

/// The same page with a rule open: the one that decided, or with 0 the one that is proposed for what was said.
pub fn rule(params: &Params, id: u32, said: &Said) -> String {
    without_rule(params).with("rule", &id.to_string()).with("said", &said.word()).link(PATH)
}

/// The same page with no rule open.
pub fn without_rule(params: &Params) -> Params {
    ["rule", "said", "deploy"].iter().fold(params.clone(), |params, name| params.without(name))
}

/// How the address of the same page with another rule open begins: the rule's id follows.
pub fn to_rule(params: &Params) -> String {
    let page = without_rule(params).link(PATH);
    format!("{page}{}rule=", if page.contains('?') { '&' } else { '?' })
}

/// The same page, asking whether the rule should have this verdict; with none not asking any more.
pub fn deploy(params: &Params, verdict: Option<Verdict>) -> String {
    params.with("deploy", verdict.map_or("", Verdict::word)).link(PATH)
}

/// The same page, its entries sorted by this column: the other way round if they are already.
pub fn sorted(params: &Params, asked: &EntriesAsked, key: SortKey) -> String {
    let turn = asked.sort == key && !asked.turned;
    let word = if key == SortKey::default() { "" } else { key.word() };
    params.with(EntriesAsked::SORT, word).with(EntriesAsked::TURNED, if turn { "1" } else { "" }).link(PATH)
}

/// Which rule the URL opens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuleAsked {
    /// Its id; 0 = the one that is proposed.
    pub id: u32,
    /// What was said that it is about; `""` = not said.
    pub said: String,
}

impl RuleAsked {
    /// Of the parameters; none where no rule is open.
    pub fn of(params: &Params) -> Option<Self> {
        Some(Self { id: params.get("rule").parse().ok()?, said: params.get("said").to_owned() })
    }
}
