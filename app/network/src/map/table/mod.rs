//! The map as a table: nodes and edges, for keyboards and screen readers and for all who would rather read.

mod edges;
mod links;
mod nodes;
pub mod sort;

use kit::{Query, Tag, query, url::Params};
use leptos::prelude::*;
use ui::{Command, DataTable, Icon, Notice, PageLinks, Pagination, Tab, TableModel, TableState, Tabs};

use self::sort::{EdgeSort, NodeSort, PER_PAGE};
use super::{
    EVERY, PATH,
    api::{Rows, What, get_rows},
    ask::Ask,
    toolbar,
};

/// What the URL lists: `list=edges`, else nodes.
fn listed(params: &Params) -> What {
    if params.get("list") == "edges" { What::Edges } else { What::Nodes }
}

/// The page with another list, from its beginning and by its own first column.
fn list(params: &Params, what: What) -> Params {
    let params = params.without("sort").without("dir").without("page");
    params.with("list", if what == What::Edges { "edges" } else { "" })
}

/// What is asked of the server. What else is in the URL changes no row.
#[derive(Clone, PartialEq)]
struct Wanted {
    query: String,
    what: What,
    node_sort: NodeSort,
    edge_sort: EdgeSort,
    desc: bool,
    page: usize,
}

impl Wanted {
    fn of(params: &Params) -> Self {
        Self {
            query: Ask::params(params).link(""),
            what: listed(params),
            node_sort: NodeSort::of(params),
            edge_sort: EdgeSort::of(params),
            desc: params.get("dir") == "desc",
            page: params.get("page").parse().unwrap_or(1),
        }
    }
}

/// The table of what the map shows.
#[component]
pub fn MapTable(params: Memo<Params>) -> impl IntoView {
    let wanted = Memo::new(move |_| Wanted::of(&params.get()));
    let rows = query(
        Tag::Traffic,
        move || wanted.get(),
        |Wanted { query, what, node_sort, edge_sort, desc, page }| {
            get_rows(query, what, node_sort, edge_sort, desc, page)
        },
    )
    .poll(EVERY);
    let what = Memo::new(move |_| listed(&params.get()));
    let tabs = rows.drawn(move || view! { <Lists params=params rows=rows /> }.into_any());
    let table = move || {
        let what = what.get();
        let bones = move || {
            let state = Signal::derive(|| TableState::Loading(12));
            let caption = caption(what);
            view! { <DataTable id="map-table" caption=caption model=model(what, params, rows, false) state=state /> }
        };
        let loaded = rows.drawn(move || {
            let state = Signal::derive(move || state(&rows.shown(), what, &params.get()));
            let stale = Signal::derive(move || {
                let shown = rows.shown();
                shown.good.and(shown.error).map(|error| format!("{}. {}", error.title(), error.detail()))
            });
            let again = Command::run(text::common::retry(), Callback::new(move |()| rows.again()));
            view! {
                <DataTable id="map-table" caption=caption(what) model=model(what, params, rows, true) state=state stale=stale
                    stale_action=again />
                <Pages params=params what=what rows=rows />
            }.into_any()
        });
        view! { <Transition fallback=bones>{loaded}</Transition> }
    };
    view! {
        <section class="map-table">
            <Transition>{tabs}</Transition>
            {table}
        </section>
    }
}

fn caption(what: What) -> &'static str {
    match what {
        What::Nodes => text::map_table::nodes(),
        What::Edges => text::map_table::edges(),
    }
}

fn model(what: What, params: Memo<Params>, rows: Query<Rows>, ready: bool) -> TableModel {
    let page = Memo::new(move |_| rows.good().filter(|_| ready));
    match what {
        What::Nodes => nodes::model(params, page),
        What::Edges => edges::model(params, page),
    }
}

/// The two lists, with how much is in each.
#[component]
fn Lists(params: Memo<Params>, rows: Query<Rows>) -> impl IntoView {
    let tabs = Signal::derive(move || {
        let (params, counts) = (params.get(), rows.good());
        let tab = |what: What| Tab {
            label: caption(what).to_owned(),
            href: list(&params, what).link(PATH),
            count: counts.as_ref().map(|rows| text::number(rows.total(what) as u64)),
            current: listed(&params) == what,
        };
        vec![tab(What::Nodes), tab(What::Edges)]
    });
    view! { <Tabs label=text::map_table::lists() tabs=tabs /> }
}

fn state(shown: &kit::query::Shown<Rows>, what: What, params: &Params) -> TableState {
    let Some(rows) = &shown.good else {
        return match &shown.error {
            Some(error) => TableState::Failed(kit::error::failure(error, &params.link(PATH))),
            None => TableState::Loading(12),
        };
    };
    if rows.total(what) > 0 {
        // Those of the other list are still here, and these are on their way.
        let on_their_way =
            rows.nodes.is_empty() && what == What::Nodes || rows.edges.is_empty() && what == What::Edges;
        return if on_their_way { TableState::Loading(12) } else { TableState::Ready };
    }
    let (ask, _) = Ask::of(params);
    let narrows = ask.filter.whole().is_some() || ask.around.is_some();
    let clear = toolbar::whole(params).without("page");
    TableState::Empty(if narrows {
        Notice {
            icon: Icon::Filter,
            title: text::map_table::none_title().to_owned(),
            text: text::map_table::none_text().to_owned(),
            actions: vec![Command::link(text::map_table::clear(), clear.link(PATH))],
        }
    } else {
        Notice {
            icon: Icon::Network,
            title: text::map_table::empty_title().to_owned(),
            text: text::map_table::empty_text().to_owned(),
            actions: Vec::new(),
        }
    })
}

/// The pages of the list.
#[component]
fn Pages(params: Memo<Params>, what: What, rows: Query<Rows>) -> impl IntoView {
    let links = Signal::derive(move || {
        let (number, total) =
            rows.good().map_or((1, 0), |rows| (rows.number as u64, rows.total(what) as u64));
        let params = params.get();
        PageLinks::new(number, total.div_ceil(PER_PAGE as u64), move |page| {
            params.with("page", &if page == 1 { String::new() } else { page.to_string() }).link(PATH)
        })
    });
    let range = move || {
        let Some((first, shown, total)) = rows.good().and_then(|rows| {
            let shown = rows.nodes.len() + rows.edges.len();
            (shown > 0).then(|| ((rows.number - 1) * PER_PAGE, shown, rows.total(what)))
        }) else {
            return String::new();
        };
        let number = |n: usize| text::number(n as u64);
        text::common::of_range(&number(first + 1), &number(first + shown), &number(total))
    };
    view! {
        <Pagination label=text::map_table::pages() range=Signal::derive(range) previous_label=text::common::previous_page()
            next_label=text::common::next_page() links=links />
    }
}
