//! Security events over time, and between whom.

pub mod api;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
pub mod rollup;

use kit::url::Params;
use leptos::prelude::*;
use ui::{Tab, Tabs};

use self::api::EventsCard;
use super::{
    panel,
    scope::{PATH, Scope},
};

/// The panel's content.
pub fn view(card: &EventsCard, params: Memo<Params>) -> AnyView {
    let tabs = Signal::derive(move || {
        let params = params.get();
        let hours = Scope::of(&params).hours;
        let tab = |label: &str, to: Params, current| Tab {
            label: label.to_owned(),
            href: to.link(PATH) + "#events",
            count: None,
            current,
        };
        vec![
            tab(text::dashboard::by_day(), params.without("events"), !hours),
            tab(text::dashboard::by_hour(), params.with("events", "hours"), hours),
        ]
    });
    let since = card.since.map(|at| {
        let said = text::dashboard::log_since(card.all, &kit::date::moment(at));
        view! { <p class="muted">{said}</p> }
    });
    view! {
        <div class="spread">
        <div class="side">
        <Tabs label=text::dashboard::by_what() tabs=tabs />
        {panel::only_figure("events-chart", text::dashboard::events(), &card.over_time, text::dashboard::no_events())}
        {since}
        </div>
        <div class="halves">
            {panel::figure("sources-chart", text::dashboard::sources(), &card.sources, text::dashboard::no_events())}
            {panel::figure("targets-chart", text::dashboard::targets(), &card.targets, text::dashboard::no_events())}
        </div>
        </div>
        {panel::why(text::dashboard::events_why())}
    }
    .into_any()
}
