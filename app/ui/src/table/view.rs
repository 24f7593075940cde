//! The table as it is drawn.
use std::sync::Arc;

use leptos::prelude::*;

use super::{Direction, Selection, TableModel, TableState, column::AnyColumn, row::AnyRow};
use crate::{
    badge::Tone, banner::Banner, button::ButtonKind, command::Command, icon::Icon, live::attr, menu::Menu,
    skeleton::bone,
};

/// A table with its states.
#[component]
pub fn DataTable(
    /// The element id; rows' ids are made from it.
    #[prop(into)]
    id: String,
    /// What it lists, for assistive technology: "Groups".
    #[prop(into)]
    caption: TextProp,
    /// Its columns and rows.
    model: TableModel,
    /// What it shows.
    #[prop(into)]
    state: Signal<TableState>,
    /// How its rows are selected, if they are.
    #[prop(optional, into)]
    selection: Option<Selection>,
    /// Why what it shows is no longer fresh: "The controller has not answered since 12:04."
    #[prop(optional, into)]
    stale: Signal<Option<String>>,
    /// What can be done about that.
    #[prop(optional, into)]
    stale_action: Option<Command>,
    /// Whether other rows are under way: dims the present ones.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let kind = Memo::new(move |_| state.with(std::mem::discriminant));
    let parts = Arc::new(Parts { id: id.clone(), model, selection });
    let banner = move || {
        let action = stale_action.clone();
        stale.get().map(|text| match action {
            Some(action) => view! { <Banner tone=Tone::Warning text=text action=action /> }.into_any(),
            None => view! { <Banner tone=Tone::Warning text=text /> }.into_any(),
        })
    };
    let content = move || {
        // Read, not only tracked: a memo that nobody has read yet does not know what it depends on.
        let _ = kind.get();
        let caption = caption.clone();
        match state.get_untracked() {
            TableState::Ready => parts.table(caption, false, busy, parts.body()),
            TableState::Loading(rows) => parts.table(caption, true, busy, parts.bones(rows)),
            TableState::Empty(_) => (move || match state.get() {
                TableState::Empty(notice) => notice.view(),
                _ => ().into_any(),
            })
            .into_any(),
            TableState::Failed(_) => (move || match state.get() {
                TableState::Failed(failure) => failure.view(),
                _ => ().into_any(),
            })
            .into_any(),
        }
    };
    view! {
        <div class="table-frame" id=id>
            {banner}
            {content}
        </div>
    }
}

/// What the pieces of one table share.
struct Parts {
    id: String,
    model: TableModel,
    selection: Option<Selection>,
}

impl Parts {
    fn table(&self, caption: TextProp, loading: bool, busy: Signal<bool>, body: AnyView) -> AnyView {
        let columns = &self.model.columns;
        let cols: Vec<_> =
            columns.iter().map(|c| view! { <col class=c.col_class.clone() /> }.into_any()).collect();
        let heads: Vec<_> = columns.iter().map(head).collect();
        let rows = self.model.rows;
        let keys = Signal::derive(move || {
            let free = |row: &&AnyRow| row.pick.as_ref().is_some_and(|pick| pick.blocked.is_none());
            rows.with(|rows| rows.iter().filter(free).map(|row| row.key.clone()).collect())
        });
        let pick = self.selection.as_ref().map(|selection| {
            let head = if loading {
                view! { <td class="pick"></td> }.into_any()
            } else {
                view! { <th class="pick" scope="col">{selection.all(keys)}</th> }.into_any()
            };
            (view! { <col class="w-pick" /> }, head)
        });
        let (pick_col, pick_head) = pick.unzip();
        let acts = self.model.actions.is_some();
        view! {
            <div class="table-scroll">
                <table class="table" class:busy=busy aria-busy=loading.then_some("true") data-rows>
                    <caption>{crate::words(caption)}</caption>
                    <colgroup>
                        {pick_col}
                        {cols}
                        <col class="w-rest" />
                        {acts.then(|| view! { <col class="w-acts" /> })}
                    </colgroup>
                    <thead>
                        <tr>
                            {pick_head}
                            {heads}
                            <td></td>
                            {acts.then(|| view! { <td class="acts"></td> })}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        }
        .into_any()
    }

    /// The rows, each kept while its key stays and drawn again when its value changes.
    fn body(self: &Arc<Self>) -> AnyView {
        let rows = self.model.rows;
        let parts = self.clone();
        let one = move |first: AnyRow| {
            let key = first.key.clone();
            // A row that is leaving keeps what it showed last.
            let row = Memo::new(move |last: Option<&AnyRow>| {
                let found = rows.with(|rows| rows.iter().find(|row| row.key == key).cloned());
                found.or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
            });
            parts.row(row)
        };
        view! { <For each=move || rows.get() key=|row| row.key.clone() children=one /> }.into_any()
    }

    fn row(self: &Arc<Self>, row: Memo<AnyRow>) -> AnyView {
        let chosen = self.selection.as_ref().map(|selection| selection.chosen);
        let class = move || {
            let picked =
                chosen.is_some_and(|chosen| row.with(|row| chosen.with(|chosen| chosen.contains(&row.key))));
            match (picked, row.with(|row| row.open)) {
                (true, true) => "chosen open",
                (true, false) => "chosen",
                (false, true) => "open",
                (false, false) => "",
            }
        };
        let link = move || row.with(|row| row.href.is_some()).then_some("");
        let parts = self.clone();
        let cells = move || row.with(|row| parts.cells(row));
        view! {
            <tr class=class tabindex="-1" data-link=link>
                {cells}
            </tr>
        }
        .into_any()
    }

    fn cells(&self, row: &AnyRow) -> Vec<AnyView> {
        let mut cells = Vec::with_capacity(self.model.columns.len() + 3);
        if let Some(selection) = &self.selection {
            let pick = row.pick.clone().map(|pick| selection.one(&self.id, row.key.clone(), pick));
            cells.push(view! { <td class="pick">{pick}</td> }.into_any());
        }
        for column in &*self.model.columns {
            let content = (column.cell)(&*row.value);
            let class = column.cell_class.clone();
            cells.push(match (&row.href, column.main) {
                (Some(href), true) => {
                    let here = row.open.then_some("true");
                    view! { <th scope="row" class=class><a class="main-link" href=href.clone() aria-current=here>{content}</a></th> }
                        .into_any()
                }
                (None, true) => view! { <th scope="row" class=class>{content}</th> }.into_any(),
                _ => view! { <td class=class>{content}</td> }.into_any(),
            });
        }
        cells.push(view! { <td></td> }.into_any());
        if let Some(actions) = &self.model.actions {
            let (label, actions) = actions(&*row.value);
            let id = format!("{}-{}-acts", self.id, row.key.replace(char::is_whitespace, "-"));
            let menu = view! {
                <Menu
                    id=id
                    label=label
                    sections=vec![actions.into()]
                    kind=ButtonKind::Ghost
                    icon=Icon::More
                    icon_only=true
                    small=true
                    lazy=true
                />
            };
            cells.push(view! { <td class="acts">{menu}</td> }.into_any());
        }
        cells
    }

    /// Rows of grey in the columns' shape.
    fn bones(&self, rows: usize) -> AnyView {
        let row = |n: usize| {
            let pick = self.selection.is_some().then(|| view! { <td class="pick"></td> });
            let cells = self.model.columns.iter().enumerate().map(|(c, column)| {
                view! { <td class=column.cell_class.clone()>{bone(n * 3 + c)}</td> }.into_any()
            });
            let cells = cells.collect::<Vec<_>>();
            let acts = self.model.actions.is_some().then(|| view! { <td></td> });
            view! { <tr>{pick} {cells} <td></td> {acts}</tr> }.into_any()
        };
        (0..rows).map(row).collect::<Vec<_>>().into_any()
    }
}

/// A column's header: a link to the table sorted by it, or just its word.
fn head(column: &AnyColumn) -> AnyView {
    let label = column.header.clone();
    let class = column.cell_class.clone();
    let Some(sort) = column.sort else {
        return view! { <th scope="col" class=class><span class="by">{label}</span></th> }.into_any();
    };
    let direction = move || sort.with(|sort| sort.direction);
    let icon = move || match direction() {
        None => Icon::Sort,
        Some(Direction::Ascending) => Icon::ArrowUp,
        Some(Direction::Descending) => Icon::ArrowDown,
    };
    view! {
        <th scope="col" class=class aria-sort=attr(move || direction().map(Direction::aria))>
            <a class="by" href=attr(move || Some(sort.get().href))>
                <span>{label}</span>
                {move || icon().view()}
            </a>
        </th>
    }
    .into_any()
}
