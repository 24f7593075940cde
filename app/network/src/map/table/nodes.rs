//! The columns and rows of nodes.

use kit::url::Params;
use leptos::prelude::*;
use network_map::model::{Mode, Severity};
use ui::{Column, Priority, Row, Sort, TableModel, Width};

use super::{
    links::{closed, opened},
    sort::NodeSort,
};
use crate::map::{
    PATH,
    api::{NodeItem, Rows},
    ask::{Selection, select},
    say,
};

/// A node with the links that its row has: they follow the URL, so they are part of what is drawn.
#[derive(Clone, PartialEq)]
struct Linked {
    item: NodeItem,
    /// Where it is opened, or what it is in is closed.
    turn: Option<(String, String)>,
}

/// The table of nodes.
pub fn model(params: Memo<Params>, page: Memo<Option<Rows>>) -> TableModel {
    let rows = move || {
        let params = params.get();
        let selected = Selection::of(&params);
        let row = |item: NodeItem| {
            let selection = Selection::Node(item.row.key);
            let turn = turn(&params, &item);
            Row::new(item.row.key.to_string(), Linked { item, turn })
                .href(select(&params, selection).link(PATH))
                .open(selected == Some(selection))
        };
        page.get().map(|page| page.nodes.into_iter().map(row).collect()).unwrap_or_default()
    };
    TableModel::new(columns(params), rows)
}

/// Where a node is opened, else where what it is in is closed; and in words.
fn turn(params: &Params, item: &NodeItem) -> Option<(String, String)> {
    let params = params.without("page");
    if item.opens {
        let words = text::map_table::open(&item.row.name);
        return Some((opened(&params, item.row.key).link(PATH), words));
    }
    let holder = item.holder.as_ref()?;
    Some((closed(&params, holder.key).link(PATH), text::map_table::close(&holder.name)))
}

fn columns(params: Memo<Params>) -> Vec<Column<Linked>> {
    let sort = move |key: NodeSort| Signal::derive(move || sort_link(&params.get(), key));
    let number = |number: u64| text::number(number);
    vec![
        Column::text(text::map_table::name(), |linked: &Linked| linked.item.row.name.clone())
            .width(Width::Xl)
            .main()
            .sort(sort(NodeSort::Name)),
        Column::text(text::map_table::kind(), |linked: &Linked| kind(linked))
            .width(Width::M)
            .priority(Priority::High)
            .sort(sort(NodeSort::Kind)),
        Column::text(text::map_table::namespace(), |linked: &Linked| linked.item.row.namespace.clone())
            .width(Width::M)
            .priority(Priority::High)
            .sort(sort(NodeSort::Namespace)),
        Column::text(text::map_table::mode(), |linked: &Linked| mode(linked.item.row.mode))
            .width(Width::S)
            .sort(sort(NodeSort::Mode)),
        Column::text(text::map_table::cve(), |linked: &Linked| severity(linked.item.row.cve))
            .width(Width::S)
            .priority(Priority::Medium)
            .sort(sort(NodeSort::Cve)),
        Column::text(text::map_table::worst(), |linked: &Linked| {
            linked.item.row.worst.map(say::status).unwrap_or_default().to_owned()
        })
        .width(Width::M)
        .sort(sort(NodeSort::Worst)),
        Column::text(text::map_table::members(), move |linked: &Linked| {
            number(linked.item.row.members.into())
        })
        .width(Width::Xs)
        .end()
        .priority(Priority::Low)
        .sort(sort(NodeSort::Members)),
        Column::text(text::map_table::incoming(), move |linked: &Linked| {
            number(linked.item.row.incoming.into())
        })
        .width(Width::Xs)
        .end()
        .priority(Priority::Low)
        .sort(sort(NodeSort::Incoming)),
        Column::text(text::map_table::outgoing(), move |linked: &Linked| {
            number(linked.item.row.outgoing.into())
        })
        .width(Width::Xs)
        .end()
        .priority(Priority::Low)
        .sort(sort(NodeSort::Outgoing)),
        Column::text(text::map_table::bytes(), |linked: &Linked| text::bytes(linked.item.row.bytes))
            .width(Width::S)
            .end()
            .sort(sort(NodeSort::Bytes)),
        Column::new(text::map_table::opens(), |linked: &Linked| {
            linked.turn.clone().map(|(href, words)| view! { <a href=href>{words}</a> }).into_any()
        })
        .width(Width::M),
    ]
}

fn sort_link(params: &Params, key: NodeSort) -> Sort {
    super::sort::link(params, key.word(), NodeSort::of(params) == key, key == NodeSort::default())
}

/// A mode; nothing where there is none.
fn mode(mode: Mode) -> String {
    if mode == Mode::None { String::new() } else { say::mode(mode).to_owned() }
}

/// How bad; nothing where nothing is.
fn severity(severity: Severity) -> String {
    if severity == Severity::None { String::new() } else { say::severity(severity).to_owned() }
}

/// What it is, with what is to be noted of it.
fn kind(linked: &Linked) -> String {
    let row = &linked.item.row;
    std::iter::once(say::kind(row.kind))
        .chain(row.marks.iter().map(|word| mark(word)))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A mark's word in the reader's language.
pub(super) fn mark(word: &str) -> &str {
    match word {
        "quarantined" => text::map_table::quarantined(),
        "system" => text::map_table::system(),
        "privileged" => text::map_table::privileged(),
        "root" => text::map_table::root(),
        "new" => text::map_table::new(),
        word => word,
    }
}
