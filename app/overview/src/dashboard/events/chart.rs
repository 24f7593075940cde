//! The charts of the panel of security events.

use ui::{
    Chart,
    chart::{
        Ink,
        draw::{self, Data, Series, Slot},
    },
};

use super::rollup::{Count, DAY, End, Events, HOUR};

/// Critical ones and warnings slot by slot. Slots are days and hours of universal time.
pub fn over_time(events: &Events, hours: bool) -> Chart {
    let slots = events.slots.iter().enumerate().map(|(at, (begin, _))| {
        let (day, hour) = (kit::date::day(*begin), begin.rem_euclid(DAY) / HOUR);
        let name = if hours { format!("{day}, {hour:02}:00") } else { day.clone() };
        let slot = Slot::new(name);
        match (hours, hour) {
            (true, 0) => slot.tick(day),
            (true, 6 | 12 | 18) => slot.tick(format!("{hour:02}:00")),
            (false, _) if at % 2 == events.slots.len().saturating_sub(1) % 2 => slot.tick(day),
            _ => slot,
        }
    });
    let in_view = |of: fn(&Count) -> u64| events.slots.iter().map(|(_, count)| of(count)).collect::<Vec<_>>();
    let (critical, warning) = (in_view(|count| count.critical), in_view(|count| count.warning));
    let [sum_critical, sum_warning] = [&critical, &warning].map(|values| text::number(values.iter().sum()));
    draw::stacked(&Data {
        alt: text::dashboard::events_alt(&sum_critical, &sum_warning),
        of: if hours { text::dashboard::hour() } else { text::dashboard::day() }.to_owned(),
        slots: slots.collect(),
        series: series(critical, warning),
        number: text::number,
    })
}

/// Ends with how much they did, or had done to them.
pub fn ends(ends: &[(End, Count)], of: &str) -> Chart {
    let name = |end: &End| {
        if end.domain.is_empty() { end.name.clone() } else { format!("{} · {}", end.name, end.domain) }
    };
    let alt = ends.first().map_or_else(String::new, |(end, count)| {
        text::dashboard::ends_alt(of, &name(end), &text::number(count.sum()))
    });
    draw::bars(&Data {
        alt,
        of: of.to_owned(),
        slots: ends.iter().map(|(end, _)| Slot::new(name(end))).collect(),
        series: series(
            ends.iter().map(|(_, count)| count.critical).collect(),
            ends.iter().map(|(_, count)| count.warning).collect(),
        ),
        number: text::number,
    })
}

fn series(critical: Vec<u64>, warning: Vec<u64>) -> Vec<Series> {
    vec![
        Series::new(text::dashboard::critical(), Ink::Critical, critical),
        Series::new(text::dashboard::warning(), Ink::Warning, warning),
    ]
}
