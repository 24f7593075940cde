//! The charts of the panel of application protocols.

use ui::{
    Chart,
    chart::{
        Ink,
        draw::{self, Data, Series, Slot},
    },
};

/// Applications with their sums; the one without a name is all the others.
pub fn of(sums: &[(String, u64)], what: &str, number: fn(u64) -> String) -> Chart {
    let name = |name: &String| {
        if name.is_empty() { text::dashboard::other_applications().to_owned() } else { name.clone() }
    };
    let alt = sums.first().map_or_else(String::new, |(first, sum)| {
        text::dashboard::protocols_alt(what, &name(first), &number(*sum))
    });
    draw::bars(&Data {
        alt,
        of: text::dashboard::application().to_owned(),
        slots: sums.iter().map(|(application, _)| Slot::new(name(application))).collect(),
        series: vec![Series::new(what, Ink::Accent, sums.iter().map(|(_, sum)| *sum).collect())],
        number,
    })
}
