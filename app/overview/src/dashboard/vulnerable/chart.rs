//! The charts of the panel of vulnerabilities.

use ui::{
    Chart,
    chart::{
        Ink,
        draw::{self, Data, Series, Slot},
    },
};

use super::rollup::Found;

/// The worst of something, with what was found in each.
pub fn worst<'a>(things: impl Iterator<Item = (&'a str, Found)>, of: &str) -> Chart {
    let (names, found): (Vec<_>, Vec<_>) = things.unzip();
    let alt = names.first().zip(found.first()).map_or_else(String::new, |(name, found)| {
        text::dashboard::worst_alt(of, name, &text::number(found.critical), &text::number(found.high))
    });
    let series =
        |label: &str, ink, of: fn(&Found) -> u64| Series::new(label, ink, found.iter().map(of).collect());
    draw::bars(&Data {
        alt,
        of: of.to_owned(),
        slots: names.into_iter().map(Slot::new).collect(),
        series: vec![
            series(text::dashboard::critical(), Ink::Critical, |found| found.critical),
            series(text::dashboard::high(), Ink::High, |found| found.high),
            series(text::dashboard::medium(), Ink::Medium, |found| found.medium),
        ],
        number: text::number,
    })
}
