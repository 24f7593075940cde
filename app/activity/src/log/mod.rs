//! What happened: one list over the controller's logs, on three pages. Folders are parts of it: `read` is the server's,
//! the others are what one sees. The URL holds what is shown.

mod api;
mod ask;
mod columns;
mod line;
pub mod panel;
#[cfg(feature = "ssr")]
pub mod read;
mod table;
mod toolbar;
mod which;
mod words;

use std::time::Duration;

use kit::{Query, Tag, freshness::Freshness, query, url::Params};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{PageHeader, shell::PageBody};

use self::{api::list_entries, ask::Asked, line::LogPage, which::Which};

/// How often a list is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(10);

/// Threats, violations and incidents.
#[component]
pub fn SecurityEvents() -> impl IntoView {
    view! { <Page which=Which::Security /> }
}

/// Events of the product.
#[component]
pub fn Events() -> impl IntoView {
    view! { <Page which=Which::Events /> }
}

/// Risk reports.
#[component]
pub fn RiskReports() -> impl IntoView {
    view! { <Page which=Which::Reports /> }
}

#[component]
fn Page(which: Which) -> impl IntoView {
    let map = use_query_map();
    let params = Memo::new(move |_| Params::of(&map.get()));
    let asked = Memo::new(move |_| Asked::of(&params.get()).0);
    // What opens beside the list is no reason to read it again.
    let wanted =
        Memo::new(move |_| OPENED.iter().fold(params.get(), |params, key| params.without(key)).link(""));
    let list: Query<LogPage> =
        query(Tag::Log, move || wanted.get(), move |query| list_entries(which, query)).poll(EVERY);

    let count = move || list.good().map(|page| text::number(page.total as u64)).unwrap_or_default();
    let read_at = Signal::derive(move || list.good().map_or(0, |page| page.read_at));
    let late = Signal::derive(move || list.shown().error.is_some());
    let header = move || {
        let fresh = view! { <Freshness read_at=read_at /> }.into_any();
        view! { <PageHeader title=which.title() count=count late=late fresh=fresh /> }.into_any()
    };
    view! {
        <leptos_meta::Title text=which.title() />
        <PageBody>
            <Transition fallback=move || view! { <PageHeader title=which.title() /> }>{list.drawn(header)}</Transition>
            <toolbar::LogToolbar which=which params=params asked=asked list=list />
            <table::LogTable which=which params=params asked=asked list=list />
        </PageBody>
        <panel::OpenEntry which=which params=params />
    }
}

/// The parameters of what is open beside a list.
const OPENED: [&str; 3] = ["entry", "tab", "wide"];
