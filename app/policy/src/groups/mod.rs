//! Groups: the list with its filters, the panel of one group, and the switch of modes. The URL holds all of it.

mod api;
mod columns;
mod filter;
mod panel;
#[cfg(feature = "ssr")]
mod read;
mod row;
#[cfg(feature = "ssr")]
mod select;
mod table;
mod toolbar;

use std::time::Duration;

use controller_api::name::GroupName;
use kit::{Query, Tag, error::ErrorPanel, freshness::Freshness, mode::ModeDialog, once, query, url::Params};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{PageHeader, shell::PageBody};

use self::{
    api::{GroupsPage, Selection, list_groups, plan_switch},
    columns::PATH,
    filter::Filter,
};

/// How often the list is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(10);

/// The page.
#[component]
pub fn Groups() -> impl IntoView {
    let map = use_query_map();
    let params = Memo::new(move |_| Params::of(&map.get()));
    let filter = Memo::new(move |_| Filter::of(&params.get()));
    let list: Query<GroupsPage> = query(Tag::Groups, move || filter.get(), list_groups).poll(EVERY);

    let count = move || list.good().map(|page| text::number(page.total as u64)).unwrap_or_default();
    let read_at = Signal::derive(move || list.good().map_or(0, |page| page.read_at));
    let late = Signal::derive(move || list.shown().error.is_some());
    let header = move || {
        view! {
            <PageHeader title=text::groups::title() count=count late=late
                fresh=view! { <Freshness read_at=read_at /> }.into_any() />
        }
    };
    view! {
        <leptos_meta::Title text=text::groups::title() />
        <PageBody>
            <Transition fallback=move || view! { <PageHeader title=text::groups::title() /> }>{list.drawn(move || header().into_any())}</Transition>
            <toolbar::GroupsToolbar params=params filter=filter list=list />
            <table::GroupsTable params=params filter=filter list=list />
        </PageBody>
        <OpenPanel params=params />
        <OpenDialog params=params filter=filter />
    }
}

/// The panel of the group that the URL names.
#[component]
fn OpenPanel(params: Memo<Params>) -> impl IntoView {
    let open = Memo::new(move |_| GroupName::parse(params.get().get("group")).ok());
    move || open.get().map(|name| view! { <panel::GroupPanelView name=name params=params /> })
}

/// The dialog that switches modes, while the URL asks for it.
#[component]
fn OpenDialog(params: Memo<Params>, filter: Memo<Filter>) -> impl IntoView {
    let selection = Memo::new(move |_| {
        let params = params.get();
        if params.get("change") != "mode" {
            return None;
        }
        let all = (params.get("all") == "1").then(|| filter.get());
        let names = params.all("sel").iter().filter_map(|name| GroupName::parse(name).ok()).collect();
        Some(Selection { names, all })
    });
    move || {
        selection.get().map(|selection| {
            // What is asked about must not change under the dialog: the plan is read once.
            let plan = once(selection, plan_switch);
            let back = params.get_untracked().without("change");
            let done = back.without("sel").without("all").link(PATH);
            let back = back.link(PATH);
            view! {
                <Transition>
                    {plan.drawn(move || match plan.outcome() {
                        Ok(plan) => view! { <ModeDialog plan=plan back=back.clone() done=done.clone() /> }.into_any(),
                        Err(error) => view! { <ErrorPanel error=error /> }.into_any(),
                    })}
                </Transition>
            }
        })
    }
}
