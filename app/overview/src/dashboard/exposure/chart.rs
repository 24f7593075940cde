//! The chart of the exposure panel: pods by what was done, in each direction.

use controller_api::score::ScoreShown;
use ui::{
    Chart,
    chart::{
        Ink,
        draw::{self, Data, Series, Slot},
    },
};

use super::{
    api::{Deed, Direction},
    rollup::count,
};

const fn ink(direction: Direction) -> Ink {
    match direction {
        Direction::Ingress => Ink::Accent,
        Direction::Egress => Ink::Second,
    }
}

/// Draws it.
pub fn of(shown: &ScoreShown) -> Chart {
    let counts = Direction::ALL.map(|direction| (direction, count(direction.of(shown))));
    let series = counts.map(|(direction, counts)| {
        // The gravest first.
        Series::new(direction.name(), ink(direction), counts.into_iter().rev().collect())
    });
    let [ingress, egress] = counts.map(|(_, counts)| text::number(counts.iter().sum()));
    draw::grouped(&Data {
        alt: text::dashboard::exposure_alt(&ingress, &egress),
        of: text::dashboard::deed().to_owned(),
        slots: Deed::ALL.into_iter().rev().map(|deed| Slot::new(deed.name())).collect(),
        series: series.into(),
        number: text::number,
    })
}
