//! What changed since a moment, beside the picture: what came, what went, what is otherwise.

use kit::{Query, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Close, SidePanel};

use super::{
    PATH,
    api::{ChangedRow, Changes, MapAnswer},
    ask::{Ask, Selection, select},
};

/// The panel.
#[component]
pub fn ChangesPanel(answer: Query<MapAnswer>, params: Memo<Params>) -> impl IntoView {
    let back = Signal::derive(move || params.get().without("since").link(PATH));
    // Its own: what goes on changing outside must not wake up what is left of a panel that has gone.
    let own = Memo::new(move |_| params.get());
    // The answer to what was asked before knows nothing of what is asked now.
    let answered = Memo::new(move |_| {
        let asked = own.with(|own| Ask::params(own).link(""));
        answer.good().filter(|answer| answer.query == asked).map(|answer| answer.changed)
    });
    let changes = Memo::new(move |before: Option<&Option<Changes>>| match answered.get() {
        Some(changes) => changes,
        None => before.cloned().flatten(),
    });
    let is_unknown = Memo::new(move |_| answered.with(|answered| matches!(answered, Some(None))));
    let subtitle = answer.drawn(move || {
        ui::live::part(move || {
            let between = |changes: &Changes| {
                let [from, to] = [changes.from, changes.to].map(kit::date::moment);
                text::map::changes_between(&from, &to)
            };
            changes.with(|changes| changes.as_ref().map(between)).into_any()
        })
    });
    let lists = move || {
        if is_unknown.get() {
            return view! { <p class="muted">{text::map::changes_unknown()}</p> }.into_any();
        }
        let Some(changes) = changes.get() else { return ().into_any() };
        let said = text::map::changes_said(&text::bytes(changes.bytes), &text::number(changes.sessions));
        let said = view! { <p class="muted">{said}</p> };
        if changes.is_empty() {
            return view! { <p class="muted">{text::map::changes_none()}</p> {said} }.into_any();
        }
        let params = own.get();
        let lists = [
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
        .collect::<Vec<_>>();
        view! { {said} {lists} }.into_any()
    };
    let lists = answer.drawn(move || ui::live::part(lists));
    view! {
        <SidePanel
            id="map-changes"
            title=text::map::changes()
            subtitle=view! { <Transition>{subtitle}</Transition> }.into_any()
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
    let href = select(params, selection(row.key, row.to)).link(PATH);
    view! { <li><a href=href>{words}</a> " " {what}</li> }.into_any()
}
