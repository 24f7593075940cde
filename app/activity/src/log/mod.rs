//! What happened: one list over the controller's logs, on three pages. Folders are parts of it: `read` is the server's,
//! the others are what one sees. The URL holds what is shown.

#[cfg(all(test, feature = "ssr"))]
mod agreement;
mod api;
mod ask;
mod bundle;
mod columns;
pub mod export;
mod filters;
#[cfg(feature = "ssr")]
mod found;
mod line;
pub mod live;
#[cfg(feature = "ssr")]
mod memory;
pub mod panel;
mod print;
#[cfg(feature = "ssr")]
pub mod read;
mod table;
pub(crate) mod timeline;
mod toolbar;
mod triage;
mod views;
mod which;
mod words;

use kit::{Query, Tag, freshness::Freshness, query, url::Params};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use ui::{PageHeader, shell::PageBody};

use self::{api::list_entries, ask::Asked, line::LogPage};
pub use self::{
    print::{EventsPrint, RiskReportsPrint, SecurityEventsPrint},
    which::Which,
};

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
    kit::zone::provide_zone();
    let map = use_query_map();
    let params = Memo::new(move |_| Params::of(&map.get()));
    let asked = Memo::new(move |_| Asked::of(&params.get()).0);
    // What opens beside the list, or is ticked in it, is no reason to read it again.
    let wanted = Memo::new(move |_| ask::listed(&params.get()).link(""));
    let list: Query<LogPage> = query(Tag::Log, move || wanted.get(), move |query| list_entries(which, query));

    let count = move || list.good().map(|page| text::number(page.total as u64)).unwrap_or_default();
    let views = views::views(which);
    let cursor = Memo::new(move |_| list.good().map(|page| page.cursor));
    let watch = live::watch(which, wanted.into(), cursor.into());
    // What is shown is of now as long as the stream says how much there is besides.
    let beats = watch.beats;
    let read_at = Signal::derive(move || {
        let beats = i64::try_from(beats.get()).unwrap_or_default();
        list.good().map_or(0, |page| page.read_at + beats)
    });
    let late = Signal::derive(move || list.shown().error.is_some() || watch.failed.get());
    // What others decide changes no place in the list: it is shown at once, unless the list would bring new entries with it.
    Effect::new(move || {
        let decided = watch.decided.get();
        let seen = untrack(|| list.good()).map_or(i64::MAX, |page| page.keeping.seen);
        if decided > seen && watch.new.get_untracked() == 0 {
            list.again();
        }
    });
    let navigate = use_navigate();
    let show = Callback::new(move |()| {
        let params = params.get_untracked();
        if params.get("page").is_empty() {
            list.again();
        } else {
            navigate(&params.without("page").link(which.path()), NavigateOptions::default());
        }
    });
    let header = move || {
        let fresh = view! { <Freshness read_at=read_at /> }.into_any();
        let actions = view! { <export::ExportMenu which=which params=params /> }.into_any();
        view! { <PageHeader title=which.title() count=count late=late fresh=fresh actions=actions /> }
            .into_any()
    };
    view! {
        <leptos_meta::Title text=which.title() />
        <PageBody>
            <Transition fallback=move || view! { <PageHeader title=which.title() /> }>{list.drawn(header)}</Transition>
            <toolbar::LogToolbar which=which params=params asked=asked list=list views=views />
            <timeline::LogTimeline which=which params=params list=list />
            <live::NewEntries watch=watch show=show />
            <table::LogTable which=which params=params asked=asked list=list />
        </PageBody>
        <filters::OpenFilters which=which params=params />
        <views::OpenViews which=which params=params views=views />
        <triage::OpenDecide which=which params=params list=list />
        <panel::OpenEntry which=which params=params />
    }
}
