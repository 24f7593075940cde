//! What stands beside the map for a selected node: how it is, what is in it, and what one can do with it.

pub mod act;
pub mod api;
mod dialog;
pub mod facts;
mod group;
mod header;
mod host;
#[cfg(feature = "ssr")]
mod known;
mod may;
mod mode;
mod namespace;
#[cfg(all(test, feature = "ssr"))]
mod offered;
mod outcome;
mod outside;
mod pod;
#[cfg(feature = "ssr")]
pub(super) mod read;
#[cfg(all(test, feature = "ssr"))]
mod recorded;
#[cfg(feature = "ssr")]
mod rollup;
pub mod shown;
mod tab;
mod vulnerabilities;
mod words;
#[cfg(feature = "ssr")]
mod write;

use std::time::Duration;

use kit::{AppError, Query, Tag, error::ErrorPanel, panel_query, tag::version, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Banner, Close, Icon, Notice, SidePanel, Skeleton, Tabs, Tone, live::part};

pub use self::mode::OpenModeDialog;
use self::{
    api::get_node,
    facts::Facts,
    shown::{NodeDetails, NodeShown},
    tab::Tab,
    vulnerabilities::Vulnerabilities,
};
use super::{PATH, ask::bare, capture::Captures, sessions::Sessions};

/// How often the panel is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(10);

/// The panel of a node.
#[component]
pub fn NodePanel(
    /// Which node.
    node: Key,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    // What hangs on this one goes when the panel does: another address takes the panel away, and must not be looked at within it.
    let params = Memo::new(move |_| params.get());
    // Modes are switched under the tag of groups, and the panel shows them.
    let key = move || (node.to_string(), version(Tag::Groups));
    let shown: Query<Option<NodeShown>> =
        panel_query(Tag::Traffic, key, |(node, _)| get_node(node)).poll(EVERY);
    let panel = shown.drawn(move || view! { <Panel node=node shown=shown params=params /> }.into_any());
    let waiting = move || {
        view! {
            <SidePanel id="node-panel" title=text::details::untitled() close_label=text::common::close()
                close=Close::Follow(Signal::derive(move || bare(&params.get()).link(PATH)))>
                <Skeleton lines=8 label=text::common::loading() />
            </SidePanel>
        }
    };
    view! { <Transition fallback=waiting>{panel}</Transition> }
}

/// The panel, once there is something to show or a reason why not.
#[component]
fn Panel(node: Key, shown: Query<Option<NodeShown>>, params: Memo<Params>) -> impl IntoView {
    // What is read again and is the same stays as it stands; of what is gone, the last that was known.
    let facts = Memo::new(move |before: Option<&Option<Facts>>| {
        shown.good().flatten().map(|shown| shown.facts).or_else(|| before.cloned().flatten())
    });
    let details = Memo::new(move |before: Option<&Option<NodeDetails>>| {
        shown.good().flatten().map(|shown| shown.details).or_else(|| before.cloned().flatten())
    });
    let is_gone = Memo::new(move |_| shown.good().is_some_and(|shown| shown.is_none()));
    let error = Memo::new(move |_| shown.shown().error);
    let tab = Memo::new(move |_| Tab::of(&params.get(), facts.get().as_ref()));
    let wide = Signal::derive(move || params.get().get("wide") == "1");
    let widen = move || {
        let params = params.get();
        if params.get("wide") == "1" { params.without("wide") } else { params.with("wide", "1") }.link(PATH)
    };
    let widen_label = move || if wide.get() { text::details::narrow() } else { text::details::widen() };
    let title = move || facts.get().map_or_else(|| text::details::untitled().to_owned(), |facts| facts.name);
    let subtitle = part(move || {
        facts.get().map(|facts| view! { <header::Header facts=facts params=params /> }).into_any()
    });
    let tabs = Signal::derive(move || tab::tabs(&params.get(), tab.get(), facts.get().as_ref()));
    let tabs = part(move || {
        let has_tabs = facts.with(|facts| facts.as_ref().is_some_and(Tab::divide));
        has_tabs.then(|| view! { <Tabs label=text::details::parts() tabs=tabs /> }).into_any()
    });
    let body = part(move || match tab.get() {
        Tab::Vulnerabilities => view! { <Vulnerabilities node=node params=params /> }.into_any(),
        Tab::Sessions => view! { <Sessions node=node /> }.into_any(),
        Tab::Capture => view! { <Captures node=node params=params /> }.into_any(),
        tab => part(move || details.get().map(|details| content(&details, tab, params)).into_any()),
    });
    let trouble = part(move || match (error.get(), facts.with(Option::is_some)) {
        (None, true) if is_gone.get() => {
            view! { <Banner tone=Tone::Warning text=text::details::gone_since() inset=true /> }.into_any()
        }
        (None, false) if is_gone.get() => gone(),
        (Some(AppError::Late), false) => {
            view! { <Skeleton lines=8 label=text::common::loading() /> }.into_any()
        }
        (Some(error), true) => {
            view! { <Banner tone=Tone::Warning text=text::details::stale(error.title()) inset=true /> }
                .into_any()
        }
        (Some(error), false) => view! { <ErrorPanel error=error /> }.into_any(),
        (None, _) => ().into_any(),
    });
    let past = Memo::new(move |_| params.with(|params| !params.get("at").is_empty()));
    view! {
        <SidePanel id="node-panel" title=title subtitle=subtitle close_label=text::common::close()
            close=Close::Follow(Signal::derive(move || bare(&params.get()).link(PATH))) wide=wide
            widen=(TextProp::from(widen_label), TextProp::from(widen)) tabs=tabs>
            {move || past.get().then(|| view! { <Banner tone=Tone::Info text=text::conversation::as_it_is() inset=true /> })}
            {trouble}
            {body}
        </SidePanel>
        <dialog::OpenDialog facts=facts details=details params=params />
    }
}

/// That a node is not there, in place of what it was.
fn gone() -> AnyView {
    Notice {
        icon: Icon::Info,
        title: text::details::gone().to_owned(),
        text: text::details::gone_why().to_owned(),
        actions: Vec::new(),
    }
    .view()
}

/// What stands in the panel's body.
fn content(details: &NodeDetails, tab: Tab, params: Memo<Params>) -> AnyView {
    match details {
        NodeDetails::Pod { pod, peers } => words::or_error(pod, |pod| pod::view(pod, peers, params)),
        NodeDetails::Group { group, responses } => match tab {
            Tab::Responses => words::or_error(responses, |rules| group::responses(rules)),
            tab => words::or_error(group, |group| group::view(group, tab, params)),
        },
        NodeDetails::Host(host) => words::or_error(host, |host| host::view(host)),
        NodeDetails::Namespace(namespace) => namespace::view(namespace, params),
        NodeDetails::Outside(outside) => outside::view(outside),
    }
}
