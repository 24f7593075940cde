//! The table of a list: its rows, its states, its pages.

use kit::{Query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Command, DataTable, Icon, Notice, PageLinks, Pagination, Row, TableModel, TableState};

use super::{
    ask::{Asked, PER_PAGE, closed},
    columns::columns,
    line::{Line, LogPage},
    triage::{self, Standing},
    which::Which,
};

/// The table with its pages.
#[component]
pub fn LogTable(
    which: Which,
    params: Memo<Params>,
    asked: Memo<Asked>,
    list: Query<LogPage>,
) -> impl IntoView {
    let content =
        list.drawn(move || view! { <Loaded which=which params=params asked=asked list=list /> }.into_any());
    let bones = move || {
        let model = TableModel::new(columns(which, params, asked), Vec::<Row<Line>>::new);
        let state = Signal::derive(|| TableState::Loading(12));
        view! { <DataTable id="entries" caption=which.title() model=model state=state /> }
    };
    // What waits for a reading stands beside what waits for it, never within: the browser counts them in the order of the
    // document, the server in the order in which they are ready.
    view! {
        <Transition fallback=bones>{content}</Transition>
        <triage::Reach list=list />
    }
}

#[component]
fn Loaded(which: Which, params: Memo<Params>, asked: Memo<Asked>, list: Query<LogPage>) -> impl IntoView {
    let page = Memo::new(move |_| list.good());
    let access = use_viewer().access;
    let rows = move || {
        let params = params.get();
        let open = params.get("entry").to_owned();
        let row = |line: Line| {
            let key = line.id.to_string();
            let (label, allowed) = triage::pick(&access, &line);
            let to = closed(&params).with("entry", &key).link(which.path());
            Row::new(key.clone(), line).href(to).open(open == key).pick(label, allowed)
        };
        page.get().map(|page| page.lines.into_iter().map(row).collect()).unwrap_or_default()
    };
    let model = TableModel::new(columns(which, params, asked), rows);
    let state = Signal::derive(move || state(which, &list.shown(), &asked.get(), &params.get()));
    let stale = Signal::derive(move || {
        let shown = list.shown();
        shown.good.and(shown.error).map(|error| format!("{}. {}", error.title(), error.detail()))
    });
    let again = Command::run(text::common::retry(), Callback::new(move |()| list.again()));
    let picks = untrack(|| list.good()).is_some_and(|page| page.keeping.triage == Standing::On);
    let table = if picks {
        let selection = triage::selection(which, params);
        view! {
            <triage::Bulk which=which params=params>
                <DataTable id="entries" caption=which.title() model=model state=state selection=selection stale=stale stale_action=again />
            </triage::Bulk>
        }
        .into_any()
    } else {
        view! { <DataTable id="entries" caption=which.title() model=model state=state stale=stale stale_action=again /> }
            .into_any()
    };
    view! {
        {table}
        <Pages which=which params=params list=list />
    }
}

fn state(which: Which, shown: &kit::query::Shown<LogPage>, asked: &Asked, params: &Params) -> TableState {
    let Some(page) = &shown.good else {
        return match &shown.error {
            Some(error) => TableState::Failed(kit::error::failure(error, &params.link(which.path()))),
            None => TableState::Loading(12),
        };
    };
    if !page.lines.is_empty() {
        return TableState::Ready;
    }
    if asked.filter.is_empty() {
        return TableState::Empty(Notice {
            icon: Icon::Success,
            title: text::events::empty_title().to_owned(),
            text: text::events::empty_text().to_owned(),
            actions: Vec::new(),
        });
    }
    let clear = Command::link(text::events::clear_filters(), which.path());
    TableState::Empty(Notice {
        icon: Icon::Filter,
        title: text::events::none_title().to_owned(),
        text: text::events::none_text().to_owned(),
        actions: vec![clear],
    })
}

/// The pages of the list.
#[component]
fn Pages(which: Which, params: Memo<Params>, list: Query<LogPage>) -> impl IntoView {
    let links = Signal::derive(move || {
        let (number, rows) = list.good().map_or((1, 0), |page| (page.number as u64, page.rows as u64));
        let params = closed(&params.get());
        PageLinks::new(number, rows.div_ceil(PER_PAGE as u64), move |page| {
            params.with("page", &if page == 1 { String::new() } else { page.to_string() }).link(which.path())
        })
    });
    let range = move || {
        let Some(page) = list.good().filter(|page| !page.lines.is_empty()) else { return String::new() };
        let from = (page.number - 1) * PER_PAGE;
        let number = |n: usize| text::number(n as u64);
        text::common::of_range(&number(from + 1), &number(from + page.lines.len()), &number(page.rows))
    };
    view! {
        <Pagination label=text::events::pages() range=Signal::derive(range) previous_label=text::common::previous_page()
            next_label=text::common::next_page() links=links />
    }
}
