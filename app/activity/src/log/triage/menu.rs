//! The list's filters by what people have decided: a menu of states with "assigned to me", and the chips of those that are on.

use event_log::{Filter, State};
use kit::{Query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Chip, Menu, MenuSection};

use super::{shown::Standing, words};
use crate::log::{ask::Asked, line::LogPage, toolbar, which::Which};

/// The menu; none where nothing can be decided.
#[component]
pub fn StateMenu(
    which: Which,
    params: Memo<Params>,
    asked: Memo<Asked>,
    list: Query<LogPage>,
) -> impl IntoView {
    let me = use_viewer().fullname;
    let sections = Signal::derive(move || {
        let keeping = list.good().map(|page| page.keeping).unwrap_or_default();
        let (params, filter) = (params.get(), asked.get().filter);
        let count =
            |state: State| keeping.states.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
        let states = State::ALL.iter().map(|state| {
            let on = filter.states.contains(state);
            toolbar::toggle(which, &params, "state", state.word(), words::state(*state), count(*state), on)
        });
        let mine = filter.assigned.contains(&me);
        let mine = toolbar::toggle(which, &params, "assigned", &me, text::triage::mine(), keeping.mine, mine);
        vec![MenuSection::from(states.collect::<Vec<_>>()), MenuSection::from(vec![mine])]
    });
    let there = Memo::new(move |_| {
        list.good().is_some_and(|page| page.keeping.triage != Standing::Off)
            || asked.get().filter.asks_people()
    });
    ui::live::part(move || {
        let menu = there
            .get()
            .then(|| view! { <Menu id="filter-state" label=text::triage::state() sections=sections /> });
        menu.into_any()
    })
}

/// The chips.
pub fn chips(which: Which, params: &Params, filter: &Filter) -> Vec<AnyView> {
    let chip = |parameter: &str, value: &str, name: &'static str, shown: &str| {
        let href = params.minus(parameter, value).link(which.path());
        let label = text::events::remove_filter(name, shown);
        view! { <Chip name=name value=shown.to_owned() remove_href=href remove_label=label /> }.into_any()
    };
    let states = filter
        .states
        .iter()
        .map(|state| chip("state", state.word(), text::triage::state(), words::state(*state)));
    let assigned = filter.assigned.iter().map(|name| chip("assigned", name, text::triage::assigned(), name));
    states.chain(assigned).collect()
}
