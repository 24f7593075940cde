//! The columns and rows of edges.

use kit::url::Params;
use leptos::prelude::*;
use network_map::{export::EdgeRow, model::Severity};
use ui::{Column, Priority, Row, Sort, TableModel, Width};

use super::{nodes::mark, sort::EdgeSort};
use crate::map::{
    PATH,
    api::Rows,
    ask::{Selection, select},
    say,
};

/// The table of edges.
pub fn model(params: Memo<Params>, page: Memo<Option<Rows>>) -> TableModel {
    let rows = move || {
        let params = params.get();
        let selected = Selection::of(&params);
        let row = |edge: EdgeRow| {
            let selection = Selection::Edge(edge.from_key, edge.to_key);
            Row::new(selection.word(), edge)
                .href(select(&params, selection).link(PATH))
                .open(selected == Some(selection))
        };
        page.get().map(|page| page.edges.into_iter().map(row).collect()).unwrap_or_default()
    };
    TableModel::new(columns(params), rows)
}

fn columns(params: Memo<Params>) -> Vec<Column<EdgeRow>> {
    let sort = move |key: EdgeSort| Signal::derive(move || sort_link(&params.get(), key));
    vec![
        Column::new(text::map_table::from(), |edge: &EdgeRow| end(&edge.from, &edge.from_namespace))
            .width(Width::Xl)
            .main()
            .sort(sort(EdgeSort::From)),
        Column::new(text::map_table::to(), |edge: &EdgeRow| end(&edge.to, &edge.to_namespace))
            .width(Width::L)
            .sort(sort(EdgeSort::To)),
        Column::text(text::map_table::status(), status).width(Width::M).sort(sort(EdgeSort::Status)),
        Column::text(text::map_table::severity(), |edge: &EdgeRow| match edge.severity {
            Severity::None => String::new(),
            severity => say::severity(severity).to_owned(),
        })
        .width(Width::S)
        .priority(Priority::Low)
        .sort(sort(EdgeSort::Severity)),
        Column::text(text::map_table::applications(), said)
            .width(Width::L)
            .priority(Priority::High)
            .sort(sort(EdgeSort::Applications)),
        Column::text(text::map_table::bytes(), |edge: &EdgeRow| text::bytes(edge.bytes))
            .width(Width::S)
            .end()
            .priority(Priority::High)
            .sort(sort(EdgeSort::Bytes)),
        Column::text(text::map_table::sessions(), |edge: &EdgeRow| text::number(edge.sessions))
            .width(Width::S)
            .end()
            .priority(Priority::Medium)
            .sort(sort(EdgeSort::Sessions)),
        Column::text(text::map_table::seen(), |edge: &EdgeRow| match edge.last_seen {
            ..=0 => String::new(),
            at => kit::date::moment(at),
        })
        .width(Width::L)
        .priority(Priority::Medium)
        .sort(sort(EdgeSort::Seen)),
    ]
}

fn sort_link(params: &Params, key: EdgeSort) -> Sort {
    super::sort::link(params, key.word(), EdgeSort::of(params) == key, key == EdgeSort::default())
}

/// How it stands, and whether it is new.
fn status(edge: &EdgeRow) -> String {
    let new = edge.marks.iter().filter(|word| *word == "new").map(|word| mark(word));
    std::iter::once(say::status(edge.status)).chain(new).collect::<Vec<_>>().join(" · ")
}

/// An end's name with its namespace.
fn end(name: &str, namespace: &str) -> AnyView {
    let namespace = (!namespace.is_empty() && namespace != name)
        .then(|| view! { <span class="muted">" "{namespace.to_owned()}</span> });
    view! { {name.to_owned()} {namespace} }.into_any()
}

/// What was said: applications, and the ports of what was not recognised.
fn said(edge: &EdgeRow) -> String {
    let ports = edge.ports.iter().map(ToString::to_string);
    edge.applications.iter().cloned().chain(ports).collect::<Vec<_>>().join(", ")
}
