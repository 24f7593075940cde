//! The rule behind an entry, or the one that is proposed where none decided, as the map's address opens it.

use kit::{Query, Tag, panel_query, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use review::{
    Links, Verdict,
    rule::{Review, RuleReview, RuleWays, Said},
};

use super::{
    api::get_rule,
    links::{self, RuleAsked},
};
use crate::map::PATH;

/// The rule that the URL opens.
#[component]
pub fn OpenRule(from: Key, to: Key, asked: RuleAsked, params: Memo<Params>) -> impl IntoView {
    let id = asked.id;
    let said = Said::of_word(&asked.said);
    let review: Query<Review> = panel_query(
        Tag::Groups,
        move || asked.clone(),
        move |asked: RuleAsked| get_rule(from, to, asked.id, asked.said),
    );
    let links = Links {
        close: Signal::derive(move || links::without_rule(&params.get()).link(PATH)),
        ask: Callback::new(move |verdict| links::deploy(&params.get(), verdict)),
        asked: Memo::new(move |_| params.with(|params| Verdict::of_word(params.get("deploy")))).into(),
    };
    let ways = RuleWays {
        to_rule: Signal::derive(move || links::to_rule(&params.get())),
        propose: Signal::derive(move || said.as_ref().map(|said| links::rule(&params.get(), 0, said))),
    };
    view! { <RuleReview id=id review=review links=links ways=ways /> }
}
