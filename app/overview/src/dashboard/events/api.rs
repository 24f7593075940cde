//! The server function of the panel of security events.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::dashboard::reading::Answer;

/// The panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventsCard {
    /// Critical ones and warnings over time.
    pub over_time: Chart,
    /// Who did most.
    pub sources: Chart,
    /// To whom most was done.
    pub targets: Chart,
    /// How many there are in all.
    pub all: u64,
    /// Since when, in unix seconds: the log holds no more.
    pub since: Option<i64>,
}

/// What to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventsAsked {
    /// The namespace; `""` = all.
    pub ns: String,
    /// By hour rather than by day.
    pub hours: bool,
}

/// Threats, violations and incidents, counted.
#[server(endpoint = "dashboard/get_events", protocol = kit::Call)]
pub async fn get_events(#[server(default)] asked: EventsAsked) -> Answer<EventsCard> {
    use super::{chart, rollup};
    use crate::dashboard::read;
    /// Two weeks of days.
    const DAYS: usize = 14;
    /// Two days of hours.
    const HOURS: usize = 48;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let log = read::events(&upstream).await?;
            Ok(log.map(|log| {
                let (length, count) = if asked.hours { (rollup::HOUR, HOURS) } else { (rollup::DAY, DAYS) };
                let events = rollup::roll_up(log, &asked.ns, kit::clock::now(), length, count);
                EventsCard {
                    over_time: chart::over_time(&events, asked.hours),
                    sources: chart::ends(&events.sources, text::dashboard::source()),
                    targets: chart::ends(&events.targets, text::dashboard::target()),
                    all: events.all.sum(),
                    since: events.since,
                }
            }))
        }
        .await,
    )
}
