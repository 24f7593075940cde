//! The columns of the three lists.

use event_log::Sort;
use kit::url::Params;
use leptos::prelude::*;
use ui::{Column, Direction, Priority, Width};

use super::{
    ask::{Asked, closed},
    line::{End, Line},
    which::Which,
    words,
};

/// The columns of a page.
pub fn columns(which: Which, params: Memo<Params>, asked: Memo<Asked>) -> Vec<Column<Line>> {
    let sort = move |key: Sort| Signal::derive(move || sort_link(which, &params.get(), &asked.get(), key));
    let level = Column::new(text::events::level(), |line: &Line| words::level_badge(line.level))
        .width(Width::M)
        .sort(sort(Sort::Level));
    let name = Column::new(text::events::name(), name_cell).width(Width::Xl).main().sort(sort(Sort::Name));
    let time = Column::new(text::events::time(), time_cell)
        .width(Width::L)
        .priority(Priority::High)
        .sort(sort(Sort::Time));
    let node = Column::text(text::events::node(), |line: &Line| line.node.clone())
        .width(Width::M)
        .priority(Priority::Low)
        .sort(sort(Sort::Node));
    match which {
        Which::Security => vec![
            level,
            name,
            Column::new(text::events::source(), |line: &Line| end_cell(line, End::source))
                .width(Width::M)
                .priority(Priority::High)
                .sort(sort(Sort::Source)),
            Column::new(text::events::target(), |line: &Line| end_cell(line, End::target))
                .width(Width::M)
                .priority(Priority::High)
                .sort(sort(Sort::Target)),
            Column::new(text::events::action(), |line: &Line| words::action_badge(&line.action))
                .width(Width::M)
                .priority(Priority::Medium)
                .sort(sort(Sort::Action)),
            Column::text(text::events::count(), |line: &Line| text::number(line.count))
                .width(Width::Xs)
                .end()
                .priority(Priority::Medium)
                .sort(sort(Sort::Count)),
            node,
            time,
        ],
        Which::Events => vec![
            level,
            name,
            Column::text(text::events::user(), |line: &Line| line.user.clone())
                .width(Width::S)
                .priority(Priority::High),
            Column::text(text::events::location(), |line: &Line| line.source.name.clone())
                .width(Width::L)
                .priority(Priority::Medium)
                .sort(sort(Sort::Source)),
            time,
        ],
        Which::Reports => vec![
            level,
            name,
            Column::new(text::events::about(), |line: &Line| end_cell(line, End::source))
                .width(Width::L)
                .priority(Priority::High)
                .sort(sort(Sort::Source)),
            Column::text(text::events::location(), |line: &Line| {
                words::value(event_log::Ask::Location, &line.location)
            })
            .width(Width::S)
            .priority(Priority::Medium),
            node,
            time,
        ],
    }
}

impl End {
    fn source(line: &Line) -> &Self {
        &line.source
    }

    fn target(line: &Line) -> &Self {
        &line.target
    }
}

fn sort_link(which: Which, params: &Params, asked: &Asked, key: Sort) -> ui::Sort {
    let here = asked.sort == key;
    let turn = here && !asked.reversed;
    let params = params.with("sort", if key == Sort::Time { "" } else { key.word() });
    let params = closed(&params).with("dir", if turn { "other" } else { "" }).without("page");
    let direction = here.then_some(if asked.desc() { Direction::Descending } else { Direction::Ascending });
    ui::Sort { href: params.link(which.path()), direction }
}

/// What it is called, and what was spoken, run or touched.
fn name_cell(line: &Line) -> AnyView {
    let more = if line.what.is_empty() { &line.message } else { &line.what };
    let more =
        (!more.is_empty() && *more != line.name).then(|| view! { <span class="muted">{more.clone()}</span> });
    let entries = line.spread.as_ref().filter(|spread| spread.entries > 1).map(|spread| {
        let label = text::events::entries(spread.entries as u64);
        view! { <ui::Tag label=label /> }
    });
    let decided = super::triage::badge(line.decision.as_ref());
    view! { {line.name.clone()} " " {entries} " " {decided} " " {more} }.into_any()
}

/// A name, and its namespace or country.
fn end_cell(line: &Line, end: fn(&Line) -> &End) -> AnyView {
    let end = end(line);
    let name = words::end_name(&end.name, &end.address);
    let more = [&end.namespace, &end.country].into_iter().find(|word| !word.is_empty()).cloned();
    let more = more.map(|more| view! { <span class="muted">{more}</span> });
    view! { {name} " " {more} }.into_any()
}

fn time_cell(line: &Line) -> AnyView {
    words::time(line.at)
}
