//! The rule behind an entry, as the URL opens it.

use event_log::Id;
use kit::{Query, Tag, panel_query, url::Params};
use leptos::prelude::*;
use review::{
    Links, Verdict,
    process::{ProcessReview, ProcessRuleReview},
    rule::{Review, RuleReview, RuleWays},
};

use super::opened;
use crate::log::{
    panel::api::{get_process_behind, get_rule_behind},
    which::Which,
};

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Open {
    /// The network rule of this id; 0 = the one that is proposed.
    Rule(u32),
    /// The process's, of which the incident names this rule; `-` = none.
    Process(String),
}

impl Open {
    fn of(params: &Params) -> Option<Self> {
        let rule = params.get("behind").parse().ok().map(Self::Rule);
        let process = Some(params.get("profile")).filter(|word| !word.is_empty());
        rule.or_else(|| process.map(|word| Self::Process(word.to_owned())))
    }
}

/// The review that the URL opens, of an entry where there is something to review.
#[component]
pub fn OpenReview(
    /// The page.
    which: Which,
    /// The entry.
    id: Id,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let params = Memo::new(move |_| params.get());
    let open = Memo::new(move |_| Open::of(&params.get()));
    view! {
        <For each=move || open.get() key=Open::clone
            children=move |open| match open {
                Open::Rule(rule) => view! { <NetworkRule which=which id=id rule=rule params=params /> }.into_any(),
                Open::Process(rule) => view! { <ProcessRule which=which id=id rule=rule params=params /> }.into_any(),
            } />
    }
}

fn links(which: Which, params: Memo<Params>) -> Links {
    let path = which.path();
    Links {
        close: Signal::derive(move || opened(&params.get()).link(path)),
        ask: Callback::new(move |verdict: Option<Verdict>| {
            params.get().with("deploy", verdict.map_or("", Verdict::word)).link(path)
        }),
        asked: Memo::new(move |_| params.with(|params| Verdict::of_word(params.get("deploy")))).into(),
    }
}

#[component]
fn NetworkRule(which: Which, id: Id, rule: u32, params: Memo<Params>) -> impl IntoView {
    let path = which.path();
    let review: Query<Review> =
        panel_query(Tag::Groups, move || rule, move |rule| get_rule_behind(which, id, rule));
    let ways = RuleWays {
        to_rule: Signal::derive(move || {
            let page = opened(&params.get()).link(path);
            format!("{page}{}behind=", if page.contains('?') { '&' } else { '?' })
        }),
        propose: Signal::derive(move || Some(opened(&params.get()).with("behind", "0").link(path))),
    };
    view! { <RuleReview id=rule review=review links=links(which, params) ways=ways /> }
}

#[component]
fn ProcessRule(which: Which, id: Id, rule: String, params: Memo<Params>) -> impl IntoView {
    let review: Query<ProcessReview> =
        panel_query(Tag::Groups, || (), move |()| get_process_behind(which, id));
    let named = Some(rule).filter(|rule| rule != "-").unwrap_or_default();
    view! { <ProcessRuleReview rule_id=named review=review links=links(which, params) /> }
}
