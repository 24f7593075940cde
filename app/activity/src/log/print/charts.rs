//! The charts of a list: when it happened, how grave it is, what it is called. Pure, on the server only.

use event_log::{Ask, Counts, Filter, Found, Level, Plan};
use ui::{
    Chart,
    chart::{
        Ink,
        draw::{self, Data, Part, Series, Slot},
    },
};

use super::api::Figure;
use crate::log::{which::Which, words};

/// How many columns the first chart has at most.
const COLUMNS: usize = 48;

/// How many names the last one has at most.
const NAMES: usize = 10;

/// After how many columns one has its moment under it.
const TICK: usize = 6;

const DAY: i64 = 86_400;

/// The charts of what a filter found at a time, in unix seconds; none where it found nothing.
pub fn figures(found: &Found<'_>, filter: &Filter, which: Which, now: i64) -> Vec<Figure> {
    let Some(span) = found.span() else { return Vec::new() };
    let levels: Vec<Level> = {
        let counts = found.counts();
        Level::ALL.iter().copied().filter(|level| counts.level(*level) > 0).collect()
    };
    let figure = |id: &str, title: &str, chart| Figure { id: id.to_owned(), title: title.to_owned(), chart };
    let names = if which == Which::Reports { text::print::by_type() } else { text::print::by_name() };
    vec![
        figure("print-when", text::print::by_time(), over_time(found, filter, &levels, span, now)),
        figure("print-levels", text::print::by_level(), by_level(&found.counts(), &levels)),
        figure("print-names", names, by_name(found)),
    ]
}

/// How many there were when, by level.
fn over_time(found: &Found<'_>, filter: &Filter, levels: &[Level], span: (i64, i64), now: i64) -> Chart {
    let from = filter.from.map_or(span.0, |from| from.resolve(now).min(span.0));
    let to = filter.to.map_or(span.1.saturating_add(1), |to| to.resolve(now).max(span.1.saturating_add(1)));
    let histogram = found.histogram(&Plan::fitting(from, to, COLUMNS));
    let name = |at: i64| {
        if histogram.plan.width < DAY { kit::date::minute(at) } else { kit::date::day(at) }
    };
    let slot = |bucket: usize| {
        let name = name(histogram.plan.begin(bucket));
        if bucket.is_multiple_of(TICK) { Slot::new(name.clone()).tick(name) } else { Slot::new(name) }
    };
    let series = |level: &Level| {
        let values = histogram.bars.iter().map(|bar| bar.level(*level) as u64).collect();
        Series::new(words::level(*level), ink(*level), values)
    };
    draw::stacked(&Data {
        alt: text::print::time_alt(
            found.total() as u64,
            &kit::date::moment(span.0),
            &kit::date::moment(span.1),
        ),
        of: text::print::beginning().to_owned(),
        slots: (0..histogram.bars.len()).map(slot).collect(),
        series: levels.iter().map(series).collect(),
        number: text::number,
    })
}

/// How many there are of each level.
fn by_level(counts: &Counts, levels: &[Level]) -> Chart {
    let part = |level: &Level| Part {
        label: words::level(*level).to_owned(),
        ink: ink(*level),
        value: counts.level(*level) as u64,
        href: None,
    };
    let parts: Vec<Part> = levels.iter().map(part).collect();
    let said: Vec<String> =
        parts.iter().map(|part| format!("{}: {}", part.label, text::number(part.value))).collect();
    let (of, counted) = (text::events::level().to_owned(), text::print::entries().to_owned());
    draw::donut(said.join(", "), of, counted, &parts, text::number)
}

/// How many there are of each name: for risk reports that is what was scanned or checked.
fn by_name(found: &Found<'_>) -> Chart {
    let names = found.facet(Ask::Name, NAMES);
    let alt = names
        .first()
        .map_or_else(String::new, |(name, count)| text::print::names_alt(name, &text::number(*count as u64)));
    draw::bars(&Data {
        alt,
        of: text::events::name().to_owned(),
        slots: names.iter().map(|(name, _)| Slot::new(name.clone())).collect(),
        series: vec![Series::new(
            text::print::entries(),
            Ink::Accent,
            names.iter().map(|(_, count)| *count as u64).collect(),
        )],
        number: text::number,
    })
}

/// A level looks like its badge.
fn ink(level: Level) -> Ink {
    match level {
        Level::Emergency | Level::Alert | Level::Critical => Ink::Critical,
        Level::Error => Ink::High,
        Level::Warning => Ink::Medium,
        Level::Notice => Ink::Low,
        Level::Info | Level::Debug | Level::Other => Ink::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use controller_api::audit::Audit;
    use event_log::{Asked, Decisions, Entry, Log, Sights, View};
    use leptos::prelude::{Owner, provide_context};

    use super::*;

    fn drawn(query: &[(&str, &str)]) -> Vec<Figure> {
        let report = |name: &str, level: &str, at| Audit {
            name: name.into(),
            level: level.into(),
            reported_timestamp: at,
            ..Audit::default()
        };
        let reports = [
            report("Container.Scan.Report", "Critical", 1_000_000),
            report("Container.Scan.Report", "Warning", 1_003_600),
            report("Host.<Scan>.Report", "Critical", 1_090_000),
        ];
        let mut log = Log::new();
        log.extend(reports.iter().map(Entry::from));
        let (filter, _) = Filter::of(query.iter().copied());
        let (sights, decisions) = (Sights::all(), Decisions::default());
        let asked = Asked { filter: &filter, now: 1_100_000, sights: &sights, decisions: &decisions };
        Owner::new().with(|| {
            provide_context(text::Language::English);
            figures(&View::new(&[&log]).select(&asked), &filter, Which::Reports, 1_100_000)
        })
    }

    #[test]
    fn charts_count_what_was_found_and_say_so_in_words_too() {
        let figures = drawn(&[]);
        assert_eq!(figures.len(), 3);
        for figure in &figures {
            assert!(!figure.chart.is_empty() && figure.chart.table().contains("<table>"), "{}", figure.id);
        }
        assert!(figures[0].chart.picture().contains(&text::print::time_alt(
            3,
            &kit::date::moment(1_000_000),
            &kit::date::moment(1_090_000)
        )));
        assert!(figures[1].chart.picture().contains("Critical: 2, Warning: 1"));
        assert!(figures[2].chart.table().contains("Host.&lt;Scan&gt;.Report"), "names are words, not markup");
        let critical = drawn(&[("level", "critical")]);
        assert!(
            critical[1].chart.picture().contains("Critical: 2")
                && !critical[1].chart.picture().contains("Warning")
        );
        assert_eq!(drawn(&[("q", "nobody-says-this")]), []);
    }
}
