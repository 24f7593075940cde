//! The rings of the mode panel.

use controller_api::mode::Mode;
use ui::{
    Chart,
    chart::{
        Ink,
        draw::{self, Part},
    },
};

use super::api::ModeCounts;

const fn ink(mode: Mode) -> Ink {
    match mode {
        Mode::Discover => Ink::Discover,
        Mode::Monitor => Ink::Monitor,
        Mode::Protect => Ink::Protect,
    }
}

/// Services by mode, and pods where they are known.
pub fn of(counts: &[ModeCounts], ns: &str) -> (Chart, Option<Chart>) {
    let services = draw(counts, text::dashboard::services(), |counts| {
        let href = super::groups_in(counts.mode, ns);
        (counts.services, Some(href))
    });
    let pods = counts
        .iter()
        .all(|counts| counts.pods.is_some())
        .then(|| draw(counts, text::dashboard::pods(), |counts| (counts.pods.unwrap_or(0), None)));
    (services, pods)
}

fn draw(counts: &[ModeCounts], what: &str, value: impl Fn(&ModeCounts) -> (u64, Option<String>)) -> Chart {
    let part = |counts: &ModeCounts| {
        let (value, href) = value(counts);
        Part { label: kit::mode::name(counts.mode).to_owned(), ink: ink(counts.mode), value, href }
    };
    let parts: Vec<Part> = counts.iter().map(part).collect();
    let said: Vec<_> =
        parts.iter().map(|part| format!("{}: {}", part.label, text::number(part.value))).collect();
    draw::donut(
        format!("{what}. {}", said.join(", ")),
        text::dashboard::mode().to_owned(),
        what.to_owned(),
        &parts,
        text::number,
    )
}
