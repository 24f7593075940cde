//! The table of groups: its rows, its selection, its states, its pages.

use kit::{Query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{
    BulkBar, Button, ButtonKind, Command, DataTable, Icon, LinkButton, Notice, PageLinks, Pagination, Row,
    Selection, TableModel, TableState,
};

use super::{
    api::GroupsPage,
    columns::{PATH, columns},
    filter::{Filter, PER_PAGE},
    row::GroupRow,
};

/// The id of the form that sends a selection without a script.
pub const FORM: &str = "groups-form";

/// The table with its bulk bar and its pages.
#[component]
pub fn GroupsTable(params: Memo<Params>, filter: Memo<Filter>, list: Query<GroupsPage>) -> impl IntoView {
    let content = list.drawn(move || view! { <Loaded params=params filter=filter list=list /> }.into_any());
    let bones = move || {
        let sorts = Signal::derive(|| false);
        let model = TableModel::new(columns(params, filter, sorts), Vec::<Row<GroupRow>>::new);
        let state = Signal::derive(|| TableState::Loading(12));
        view! { <DataTable id="groups" caption=text::groups::title() model=model state=state /> }
    };
    view! { <Transition fallback=bones>{content}</Transition> }
}

#[component]
fn Loaded(params: Memo<Params>, filter: Memo<Filter>, list: Query<GroupsPage>) -> impl IntoView {
    let page = Memo::new(move |_| list.good());
    let access = use_viewer().access;
    let navigate = use_navigate();
    let chosen = Signal::derive(move || params.get().all("sel"));
    let all = Signal::derive(move || params.get().get("all") == "1");

    let rows = move || {
        let params = params.get();
        let open = params.get("group").to_owned();
        let row = |row: GroupRow| {
            let name = row.name.to_string();
            let allowed = row.subject().may_change(&access).map_err(|reason| reason.text());
            Row::new(name.clone(), row)
                .href(params.with("group", &name).link(PATH))
                .open(open == name)
                .pick(text::groups::select(&name), allowed)
        };
        page.get().map(|page| page.rows.into_iter().map(row).collect()).unwrap_or_default()
    };
    let sorts = Signal::derive(move || page.with(|page| page.as_ref().is_some_and(|page| page.sorts_counts)));
    let model = TableModel::new(columns(params, filter, sorts), rows);

    let state = Signal::derive(move || state(&list.shown(), &filter.get(), &params.get()));
    let stale = Signal::derive(move || {
        let shown = list.shown();
        shown.good.and(shown.error).map(|error| format!("{}. {}", error.title(), error.detail()))
    });
    let again = Command::run(text::common::retry(), Callback::new(move |()| list.again()));

    let on_change = {
        let navigate = navigate.clone();
        Callback::new(move |(keys, ticked): (Vec<String>, bool)| {
            let mut to = params.get_untracked().without("all");
            for key in keys {
                to = to.minus("sel", &key);
                if ticked {
                    to = to.and("sel", &key);
                }
            }
            navigate(&to.link(PATH), quiet());
        })
    };
    let selection = Selection {
        name: "sel",
        form: None,
        chosen,
        on_change,
        all_label: text::groups::select_all().to_owned(),
    };

    // What a browser without scripts sends as a form, one with them does as a step to another address.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(
            &params.get_untracked().with("change", "mode").link(PATH),
            NavigateOptions { scroll: false, ..NavigateOptions::default() },
        );
    };
    view! {
        <form id=FORM method="get" action=PATH on:submit=submit>
            {move || kept(&params.get())}
            <DataTable id="groups" caption=text::groups::title() model=model state=state selection=selection stale=stale
                stale_action=again />
            <Bulk params=params list=list chosen=chosen all=all />
        </form>
        <Pages params=params list=list />
    }
}

/// A step that changes what the page shows and not where one is on it.
fn quiet() -> NavigateOptions {
    NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() }
}

/// What else is in the URL, for the form that a browser sends by itself. What is selected is in its checkboxes.
fn kept(params: &Params) -> Vec<AnyView> {
    let rest = params.without("sel").without("change").without("all").without("group");
    rest.pairs()
        .iter()
        .map(|(key, value)| view! { <input type="hidden" name=key.clone() value=value.clone() /> }.into_any())
        .collect()
}

fn state(shown: &kit::query::Shown<GroupsPage>, filter: &Filter, params: &Params) -> TableState {
    let Some(page) = &shown.good else {
        return match &shown.error {
            Some(error) => TableState::Failed(kit::error::failure(error, &params.link(PATH))),
            None => TableState::Loading(12),
        };
    };
    if !page.rows.is_empty() {
        return TableState::Ready;
    }
    if filter.narrows() {
        let clear = Command::link(text::groups::clear_filters(), PATH);
        return TableState::Empty(Notice {
            icon: Icon::Filter,
            title: text::groups::none_title().to_owned(),
            text: text::groups::none_text().to_owned(),
            actions: vec![clear],
        });
    }
    TableState::Empty(Notice {
        icon: Icon::Policy,
        title: text::groups::empty_title().to_owned(),
        text: text::groups::empty_text().to_owned(),
        actions: Vec::new(),
    })
}

/// What can be done to the selected.
#[component]
fn Bulk(
    params: Memo<Params>,
    list: Query<GroupsPage>,
    chosen: Signal<Vec<String>>,
    all: Signal<bool>,
) -> impl IntoView {
    let matching = move || list.good().map_or(0, |page| page.matching as u64);
    let text = Signal::derive(move || {
        let count = if all.get() { matching() } else { chosen.with(Vec::len) as u64 };
        (count > 0).then(|| text::groups::selected(count))
    });
    let clear = move || params.get().without("sel").without("all").link(PATH);
    let more = move || {
        let matching = matching();
        (!all.get() && matching > PER_PAGE as u64 && !chosen.with(Vec::is_empty)).then(|| {
            let href = params.get().without("sel").with("all", "1").link(PATH);
            view! { <LinkButton label=text::groups::select_matching(matching) kind=ButtonKind::Ghost small=true href=href /> }
        })
    };
    view! {
        <BulkBar text=text label=text::groups::selection()
            end=view! { <LinkButton label=text::groups::clear() kind=ButtonKind::Ghost small=true href=Signal::derive(clear) /> }.into_any()>
            <Button label=text::groups::switch() kind=ButtonKind::Primary small=true submit=true field=("change", "mode".to_owned()) />
            {more}
        </BulkBar>
    }
}

/// The pages of the list.
#[component]
fn Pages(params: Memo<Params>, list: Query<GroupsPage>) -> impl IntoView {
    let links = Signal::derive(move || {
        let (number, matching) =
            list.good().map_or((1, 0), |page| (page.number as u64, page.matching as u64));
        let params = params.get().without("sel").without("all");
        PageLinks::new(number, matching.div_ceil(PER_PAGE as u64), move |page| {
            params.with("page", &if page == 1 { String::new() } else { page.to_string() }).link(PATH)
        })
    });
    let range = move || {
        let Some(page) = list.good().filter(|page| !page.rows.is_empty()) else { return String::new() };
        let from = (page.number - 1) * PER_PAGE;
        let number = |n: usize| text::number(n as u64);
        text::common::of_range(&number(from + 1), &number(from + page.rows.len()), &number(page.matching))
    };
    view! {
        <Pagination label=text::groups::pages() range=Signal::derive(range) previous_label=text::common::previous_page()
            next_label=text::common::next_page() links=links />
    }
}
