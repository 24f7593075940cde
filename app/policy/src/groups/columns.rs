//! The columns of the list of groups.

use controller_api::mode::{Baseline, Mode};
use kit::url::Params;
use leptos::prelude::*;
use ui::{Column, CountLink, Direction, Priority, Sort, Tag, Width};

use super::{
    filter::{Filter, SortKey},
    row::GroupRow,
};

/// The page's path.
pub const PATH: &str = "/policy/groups";

/// The columns. `sorts_counts`: members and rules are known for all rows.
pub fn columns(
    params: Memo<Params>,
    filter: Memo<Filter>,
    sorts_counts: Signal<bool>,
) -> Vec<Column<GroupRow>> {
    let sort = move |key: SortKey| Signal::derive(move || sort_link(&params.get(), &filter.get(), key));
    let counted = move |key: SortKey, column: Column<GroupRow>| {
        // Whether there is a sort is decided once: a cluster does not change its size class under one's eyes.
        if sorts_counts.get_untracked() { column.sort(sort(key)) } else { column }
    };
    vec![
        Column::new(text::groups::name(), name_cell).width(Width::Xl).main().sort(sort(SortKey::Name)),
        Column::text(text::groups::namespace(), |row: &GroupRow| row.domain.clone())
            .width(Width::M)
            .priority(Priority::High)
            .sort(sort(SortKey::Ns)),
        Column::new(text::groups::network_mode(), |row: &GroupRow| mode_cell(row.policy_mode))
            .sort(sort(SortKey::Mode)),
        Column::new(text::groups::process_mode(), |row: &GroupRow| mode_cell(row.profile_mode))
            .priority(Priority::High)
            .sort(sort(SortKey::Process)),
        Column::new(text::groups::baseline(), baseline_cell).width(Width::S).priority(Priority::Medium),
        Column::text(text::groups::from(), |row: &GroupRow| kit::group::origin(&row.cfg_type))
            .width(Width::S)
            .priority(Priority::Low)
            .sort(sort(SortKey::From)),
        counted(
            SortKey::Members,
            Column::new(text::groups::members(), members_cell)
                .width(Width::Xs)
                .end()
                .priority(Priority::Medium),
        ),
        counted(
            SortKey::Rules,
            Column::text(text::groups::rules(), |row: &GroupRow| {
                counted_text(row, |counts| counts.policy_rules)
            })
            .width(Width::Xs)
            .end()
            .priority(Priority::Medium),
        ),
        Column::text(text::groups::response_rules(), |row: &GroupRow| {
            counted_text(row, |counts| counts.response_rules)
        })
        .width(Width::S)
        .end()
        .priority(Priority::Low),
        Column::text(text::groups::scored(), |row: &GroupRow| match row.scored {
            Some(true) => text::common::yes().to_owned(),
            Some(false) => text::common::no().to_owned(),
            None => String::new(),
        })
        .width(Width::Xs)
        .priority(Priority::Low),
    ]
}

fn sort_link(params: &Params, filter: &Filter, key: SortKey) -> Sort {
    let here = filter.sort == key;
    let turn = here && !filter.desc;
    let params = params.with("sort", if key == SortKey::Name { "" } else { key.word() });
    let params = params.with("dir", if turn { "desc" } else { "" }).without("page");
    let direction = here.then_some(if filter.desc { Direction::Descending } else { Direction::Ascending });
    Sort { href: params.link(PATH), direction }
}

fn name_cell(row: &GroupRow) -> AnyView {
    let comment =
        (!row.comment.is_empty()).then(|| view! { <span class="muted">" "{row.comment.clone()}</span> });
    view! { {row.name.to_string()} {comment} }.into_any()
}

/// A mode as a badge; nothing where a group has none.
pub fn mode_cell(mode: Option<Mode>) -> AnyView {
    mode.map(kit::mode::badge).into_any()
}

fn baseline_cell(row: &GroupRow) -> AnyView {
    match row.baseline.filter(|_| row.profile_mode.is_some()) {
        Some(Baseline::ZeroDrift) => {
            view! { <Tag label=kit::mode::baseline_name(Baseline::ZeroDrift) /> }.into_any()
        }
        Some(Baseline::Basic) => kit::mode::baseline_name(Baseline::Basic).into_any(),
        None => ().into_any(),
    }
}

fn counted_text(row: &GroupRow, count: fn(super::row::Counts) -> u32) -> String {
    row.counts.map_or_else(|| "–".to_owned(), |counts| text::number(count(counts).into()))
}

fn members_cell(row: &GroupRow) -> AnyView {
    let Some(counts) = row.counts else { return "–".into_any() };
    let count = u64::from(counts.members);
    let name = row.name.to_string();
    let href = Params::default().with("group", &name).link(PATH);
    view! { <CountLink count=count text=text::number(count) href=href label=text::groups::members_of(count, &name) /> }.into_any()
}
