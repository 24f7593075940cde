//! The panel of an edge: between whom it is and how it stands, what was said in it or the pairs that it stands for, the rule
//! behind an entry, and forgetting it.

mod api;
mod clear;
mod entries;
pub(crate) mod entry;
#[cfg(feature = "ssr")]
mod forget;
#[cfg(feature = "ssr")]
mod gather;
mod links;
#[cfg(feature = "ssr")]
mod order;
mod pairs;
#[cfg(feature = "ssr")]
mod read;
mod rule;
#[cfg(all(test, feature = "ssr"))]
mod tests;

use std::time::Duration;

use kit::{AppError, Query, Tag, error::ErrorPanel, error::stale, panel_query, url::Params};
use leptos::prelude::*;
use network_map::model::{Key, Severity, Status};
use ui::{Badge, Banner, Close, Facts, SeverityBadge, SidePanel, Skeleton, Time, Tone};

pub(crate) use self::entries::action as entries_action;
use self::{
    api::{Edge, End, Sum, get_edge},
    links::RuleAsked,
};
use crate::map::{
    PATH,
    ask::{Selection, bare, select},
    part, say,
};

/// How often it is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(10);

/// The panel.
#[component]
pub fn EdgePanel(
    /// The client.
    from: Key,
    /// The server.
    to: Key,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    // What is drawn below follows `params` by memos of its own, or alone. What followed both them and something of its own could
    // be drawn once more when the address has just taken that away.
    part::of((from, to), move |(from, to)| view! { <OneEdge from=from to=to params=params /> }.into_any())
}

#[component]
fn OneEdge(from: Key, to: Key, params: Memo<Params>) -> impl IntoView {
    let edge: Query<Edge> =
        panel_query(Tag::Traffic, move || (from, to), |(from, to)| get_edge(from, to)).poll(EVERY);
    let rule = Memo::new(move |_| RuleAsked::of(&params.get()));
    let clears = Memo::new(move |_| params.with(|params| params.get("clear") == "sessions"));
    let past = Memo::new(move |_| params.with(|params| !params.get("at").is_empty()));
    let wide = Memo::new(move |_| params.with(|params| params.get("wide") == "1"));
    let widen = move || {
        let params = params.get();
        params.with("wide", if params.get("wide") == "1" { "" } else { "1" }).link(PATH)
    };
    let widen_label =
        move || if wide.get() { text::conversation::narrow() } else { text::conversation::widen() };
    let close = bare(&params.get_untracked()).link(PATH);
    let ends =
        edge.drawn(move || ui::live::part(move || edge.good().map(|edge| both(&edge, params)).into_any()));
    let content =
        edge.drawn(move || view! { <Content from=from to=to params=params edge=edge /> }.into_any());
    let footer = edge.drawn(move || ui::live::part(move || clear::open(edge.good().as_ref(), params)));
    let dialog = edge.drawn(move || {
        // What is asked about must not change under the dialog.
        let asked = Memo::new(move |before: Option<&Option<Edge>>| {
            let kept = before.cloned().flatten();
            clears.get().then(|| kept.or_else(|| edge.good())).flatten()
        });
        ui::live::part(move || {
            asked.get().map(|edge| view! { <clear::ClearDialog edge=edge params=params /> }).into_any()
        })
    });
    view! {
        <SidePanel id="edge-panel" title=text::conversation::title() close_label=text::common::close() close=Close::Link(close)
            wide=wide widen=(TextProp::from(widen_label), TextProp::from(widen))
            subtitle=view! { <Transition>{ends}</Transition> }.into_any()
            footer=view! { <Transition>{footer}</Transition> }.into_any()>
            {move || past.get().then(|| view! { <Banner tone=Tone::Info text=text::conversation::as_it_is() inset=true /> })}
            <For each=move || rule.get() key=RuleAsked::clone
                children=move |asked| view! { <rule::OpenRule from=from to=to asked=asked params=params /> } />
            <Transition fallback=|| view! { <Skeleton lines=8 label=text::common::loading() /> }>{content}</Transition>
        </SidePanel>
        <Transition>{dialog}</Transition>
    }
}

/// What was read of the edge, and what there is below it.
#[component]
fn Content(from: Key, to: Key, params: Memo<Params>, edge: Query<Edge>) -> impl IntoView {
    // What is below stays as it stands while the sums above change.
    let stands_for_others = Memo::new(move |_| edge.good().map(|edge| edge.pairs.is_some()));
    let head = ui::live::part(move || {
        let shown = edge.shown();
        match (shown.good, shown.error) {
            (Some(edge), error) => {
                view! { {error.as_ref().map(stale)} {sums(edge.sum.as_ref(), params)} }.into_any()
            }
            (None, Some(AppError::Late)) => {
                view! { <Skeleton lines=4 label=text::common::loading() /> }.into_any()
            }
            (None, Some(AppError::NotFound)) => {
                view! { <p class="muted">{text::conversation::no_such_end()}</p> }.into_any()
            }
            (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
            (None, None) => ().into_any(),
        }
    });
    let below = move || match stands_for_others.get() {
        Some(true) => view! { <pairs::PairsView params=params edge=edge /> }.into_any(),
        Some(false) => view! { <entries::EntriesView from=from to=to params=params /> }.into_any(),
        None => ().into_any(),
    };
    view! { {head} {below} }
}

/// Both ends, as links that select them.
fn both(edge: &Edge, params: Memo<Params>) -> AnyView {
    let end = |end: &End| {
        let key = end.key;
        let href = move || select(&params.get(), Selection::Node(key)).link(PATH);
        let namespace = (!end.namespace.is_empty() && end.namespace != end.name)
            .then(|| view! { <span class="muted">" " {end.namespace.clone()}</span> });
        view! { <span class="end"><a class="link" href=href>{end.name.clone()}</a> {namespace}</span> }
    };
    view! {
        <span class="ends">
            {end(&edge.from)} <span class="arrow" aria-label=text::conversation::speaks_to() role="img">"→"</span> {end(&edge.to)}
        </span>
    }
    .into_any()
}

fn sums(sum: Option<&Sum>, params: Memo<Params>) -> AnyView {
    let Some(sum) = sum else {
        return view! { <p class="muted">{text::conversation::silent()}</p> }.into_any();
    };
    // Each leads to the map of nothing but that.
    let only = |name: &'static str, words: &[String]| {
        if words.is_empty() {
            return "–".into_any();
        }
        let link = |word: &String| {
            let (label, word) = (word.clone(), word.clone());
            let href = move || params.get().minus(name, &word).and(name, &word).link(PATH);
            view! { <a class="link" href=href>{label}</a> " " }
        };
        words.iter().map(link).collect::<Vec<_>>().into_any()
    };
    let threat = severity(sum.severity);
    let facts = vec![
        (
            text::conversation::state().to_owned(),
            view! { <span class="row">{status(sum.status)} {threat}</span> }.into_any(),
        ),
        (text::conversation::applications().to_owned(), only("app", &sum.applications)),
        (text::conversation::ports().to_owned(), only("port", &sum.ports)),
        (text::conversation::bytes().to_owned(), text::bytes(sum.bytes).into_any()),
        (text::conversation::sessions().to_owned(), text::number(sum.sessions).into_any()),
        (text::conversation::last_seen().to_owned(), seen(Some(sum.last_seen))),
    ];
    view! { <Facts facts=facts /> }.into_any()
}

/// How an edge stands.
fn status(status: Status) -> AnyView {
    let tone = match status {
        Status::Internal | Status::Secured | Status::Allowed => Tone::Success,
        Status::Warning | Status::Violation => Tone::Warning,
        Status::Blocked | Status::Threat => Tone::Danger,
    };
    view! { <Badge tone=tone label=say::status(status) /> }.into_any()
}

/// How bad a threat is; nothing where there is none.
fn severity(severity: Severity) -> Option<AnyView> {
    let look = match severity {
        Severity::None => return None,
        Severity::Info | Severity::Low => ui::Severity::Low,
        Severity::Medium => ui::Severity::Medium,
        Severity::High => ui::Severity::High,
        Severity::Critical => ui::Severity::Critical,
    };
    let label = text::conversation::threat_of(&say::severity(severity).to_lowercase());
    Some(view! { <SeverityBadge severity=look label=label /> }.into_any())
}

/// A moment; a dash where there is none.
pub(crate) fn seen(at: Option<i64>) -> AnyView {
    match at.filter(|at| *at > 0) {
        Some(at) => view! { <Time text=kit::date::moment(at) exact=kit::date::moment(at) datetime=kit::date::machine(at) /> }.into_any(),
        None => "–".into_any(),
    }
}
