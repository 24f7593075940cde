//! What changed since a moment, beside the picture: what came, what went, what is otherwise.

use kit::{Query, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Close, SidePanel};

use super::{
    PATH,
    api::{ChangedRow, MapAnswer},
    ask::Selection,
};

/// The panel.
#[component]
pub fn ChangesPanel(answer: Query<MapAnswer>, params: Memo<Params>) -> impl IntoView {
    let since = Memo::new(move |_| params.get().get("since").parse::<i64>().ok());
    let subtitle = move || since.get().map(|since| text::map::changes_since(&kit::date::moment(since)));
    let back = Signal::derive(move || params.get().without("since").link(PATH));
    // Its own: what goes on changing outside must not wake up what is left of a panel that has gone.
    let (own, changes) = (
        Memo::new(move |_| params.get()),
        Memo::new(move |_| answer.good().and_then(|answer| answer.changed)),
    );
    let lists = move || {
        let Some(changes) = changes.get() else { return ().into_any() };
        if changes.is_empty() {
            return view! { <p class="muted">{text::map::changes_none()}</p> }.into_any();
        }
        let params = own.get();
        [
            (text::map::came_edges(), &changes.new_edges),
            (text::map::gone_edges(), &changes.gone_edges),
            (text::map::changed_edges(), &changes.changed_edges),
            (text::map::came_nodes(), &changes.new_nodes),
            (text::map::gone_nodes(), &changes.gone_nodes),
            (text::map::changed_nodes(), &changes.changed_nodes),
        ]
        .into_iter()
        .filter(|(_, list)| list.count > 0)
        .map(|(title, list)| section(title, list.count, &list.rows, &params))
        .collect::<Vec<_>>()
        .into_any()
    };
    let lists = answer.drawn(move || ui::live::part(lists));
    view! {
        <SidePanel
            id="map-changes"
            title=text::map::changes()
            subtitle=view! { {subtitle} }.into_any()
            close_label=text::map::close()
            close=Close::Follow(back)
        >
            <Transition>{lists}</Transition>
        </SidePanel>
    }
}

fn section(title: &'static str, count: usize, rows: &[ChangedRow], params: &Params) -> AnyView {
    let more = count.saturating_sub(rows.len());
    let more = (more > 0)
        .then(|| view! { <li class="muted">{text::map::and_more(&text::number(more as u64))}</li> });
    let rows: Vec<_> = rows.iter().map(|row| item(row, params)).collect();
    view! {
        <h3>{title} " " <span class="count">{text::number(count as u64)}</span></h3>
        <ul class="map-changes">{rows} {more}</ul>
    }
    .into_any()
}

fn item(row: &ChangedRow, params: &Params) -> AnyView {
    let selection =
        |from: Key, to: Option<Key>| to.map_or(Selection::Node(from), |to| Selection::Edge(from, to));
    let words = match &row.to_name {
        Some(to) => text::map::talks_to(&row.name, to),
        None => row.name.clone(),
    };
    let what = (!row.what.is_empty()).then(|| view! { <span class="muted">{row.what.clone()}</span> });
    let href = params.with("sel", &selection(row.key, row.to).word()).link(PATH);
    view! { <li><a href=href>{words}</a> " " {what}</li> }.into_any()
}
