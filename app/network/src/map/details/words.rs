//! How a panel shows modes, states, findings and moments, and a part that could not be read.

use controller_api::{mode::Mode, workload::WorkloadState};
use kit::error::ErrorPanel;
use leptos::prelude::*;
use network_map::model;
use ui::{Badge, ModeBadge, Severity, SeverityBadge, Tag, Time, Tone};

use super::shown::{Found, Part};
use crate::map::say;

/// A part, or why it could not be read in its place.
pub fn or_error<T>(part: &Part<T>, show: impl FnOnce(&T) -> AnyView) -> AnyView {
    match part {
        Ok(value) => show(value),
        Err(error) => view! { <ErrorPanel error=error.clone() /> }.into_any(),
    }
}

/// A text, or a dash.
pub fn or_dash(text: &str) -> AnyView {
    if text.is_empty() { "–".into_any() } else { text.to_owned().into_any() }
}

/// Yes or no.
pub fn yes_or_no(yes: bool) -> AnyView {
    if yes { text::common::yes() } else { text::common::no() }.into_any()
}

/// A mode, or a dash.
pub fn mode(mode: Option<Mode>) -> AnyView {
    mode.map_or_else(|| "–".into_any(), kit::mode::badge)
}

/// A mode of the map; nothing for none.
pub fn map_mode(mode: model::Mode) -> AnyView {
    match mode {
        model::Mode::None => ().into_any(),
        model::Mode::Mixed => view! { <Tag label=say::mode(mode) /> }.into_any(),
        model::Mode::Discover => kit::mode::badge(Mode::Discover),
        model::Mode::Monitor => kit::mode::badge(Mode::Monitor),
        model::Mode::Protect => kit::mode::badge(Mode::Protect),
    }
}

/// The worst vulnerability; a dash for none.
pub fn worst(severity: model::Severity) -> AnyView {
    let look = match severity {
        model::Severity::None => return "–".into_any(),
        model::Severity::Critical => Severity::Critical,
        model::Severity::High => Severity::High,
        model::Severity::Medium => Severity::Medium,
        model::Severity::Low | model::Severity::Info => Severity::Low,
    };
    view! { <SeverityBadge severity=look label=say::severity(severity) plain=true /> }.into_any()
}

/// What a workload is doing.
pub fn state(state: &WorkloadState) -> AnyView {
    let badge =
        |mode, label: &'static str| view! { <ModeBadge mode=mode label=label plain=true /> }.into_any();
    match state {
        WorkloadState::Discover => badge(ui::Mode::Discover, text::mode::discover()),
        WorkloadState::Monitor => badge(ui::Mode::Monitor, text::mode::monitor()),
        WorkloadState::Protect => badge(ui::Mode::Protect, text::mode::protect()),
        WorkloadState::Quarantined => badge(ui::Mode::Quarantined, text::mode::quarantined()),
        WorkloadState::Exited => view! { <Tag label=text::details::exited() /> }.into_any(),
        WorkloadState::Unmanaged => view! { <Tag label=text::details::unmanaged() /> }.into_any(),
        WorkloadState::Other(word) if word == "connected" => {
            view! { <Badge tone=Tone::Success label=text::details::connected() plain=true /> }.into_any()
        }
        WorkloadState::Other(word) => view! { <Tag label=word.clone() /> }.into_any(),
    }
}

/// A badge for each severity that was counted: how many, and that in words.
pub fn badges<const N: usize>(counted: [(Severity, u64, String); N]) -> Vec<impl IntoView + use<N>> {
    counted
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        // The space is for those who hear it, or copy it.
        .map(|(severity, _, label)| view! { <SeverityBadge severity=severity label=label /> " " })
        .collect()
}

/// Vulnerabilities by severity, or why none are said.
pub fn found(found: Found) -> AnyView {
    let counts = match found {
        Found::Never => return text::details::never_scanned().into_any(),
        Found::Soon => return text::details::scan_under_way().into_any(),
        Found::Failed => return text::details::scan_failed().into_any(),
        Found::Counts([0, 0, 0]) => return text::details::nothing_found().into_any(),
        Found::Counts(counts) => counts,
    };
    let [critical, high, medium] = counts.map(u64::from);
    let badges = badges([
        (Severity::Critical, critical, text::details::critical(critical)),
        (Severity::High, high, text::details::high(high)),
        (Severity::Medium, medium, text::details::medium(medium)),
    ]);
    view! { <span class="found">{badges}</span> }.into_any()
}

/// The same in few letters, for a column: critical and high.
pub fn found_short(found: Found) -> String {
    match found {
        Found::Counts([critical, high, _]) => format!("{critical} / {high}"),
        _ => "–".to_owned(),
    }
}

/// A moment, in unix seconds.
pub fn moment(at: Option<i64>) -> AnyView {
    match at {
        Some(at) => view! { <Time text=kit::date::moment(at) exact=kit::date::moment(at) datetime=kit::date::machine(at) /> }.into_any(),
        None => "–".into_any(),
    }
}

/// An id that one click selects as a whole, to be copied.
pub fn id(id: &str) -> AnyView {
    view! { <code class="whole-id">{id.to_owned()}</code> }.into_any()
}

/// Interfaces with their addresses; a dash for none.
pub fn interfaces(all: &[(String, Vec<String>)]) -> AnyView {
    if all.is_empty() {
        return "–".into_any();
    }
    let line = |(name, addresses): &(String, Vec<String>)| {
        view! { <li>{name.clone()} " " <code>{addresses.join(", ")}</code></li> }
    };
    let lines: Vec<_> = all.iter().map(line).collect();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

/// Where an address is registered.
pub fn country(country: Option<&(String, String)>) -> String {
    country.map_or_else(|| "–".to_owned(), |(code, name)| format!("{name} ({code})"))
}
