//! From what was found to bars. On the server only.

use event_log::{Filter, Found, Level, Plan};

use super::{Bar, By, Series, Timeline};
use crate::log::which::Which;

/// How many bars there are at most.
const MOST: usize = 120;

/// The bars of what a filter found at a time, in unix seconds. They reach from where the filter begins to where it ends; where
/// it does not say, from the first that was found, and to now.
pub fn timeline(found: &Found<'_>, filter: &Filter, which: Which, by: By, now: i64) -> Timeline {
    let Some((first, last)) = found.span() else { return Timeline::default() };
    let from = filter.from.map_or(first, |from| from.resolve(now).min(first));
    let to = filter.to.map_or(now, |to| to.resolve(now)).max(last.saturating_add(1));
    let plan = Plan::fitting(from, to, MOST);
    let histogram = found.histogram(&plan);
    let all: Vec<Series> = match by {
        By::Level => Level::ALL.iter().map(|level| Series::Level(*level)).collect(),
        By::Kind => which.kinds().iter().map(|kind| Series::Kind(*kind)).collect(),
    };
    let count = |bar: &event_log::Counts, series: &Series| match *series {
        Series::Level(level) => bar.level(level),
        Series::Kind(kind) => bar.kind(kind),
    };
    let there = |series: &Series| histogram.bars.iter().any(|bar| count(bar, series) > 0);
    let series: Vec<Series> = all.into_iter().filter(there).collect();
    let bars = histogram.bars.iter().enumerate().filter(|(_, bar)| bar.total() > 0);
    let bars =
        bars.map(|(bucket, bar)| Bar { bucket, counts: series.iter().map(|of| count(bar, of)).collect() });
    Timeline {
        start: plan.start,
        width: plan.width,
        buckets: plan.buckets,
        bars: bars.collect(),
        series,
        from: filter.from.map(|from| from.resolve(now)),
        to: filter.to.map(|to| to.resolve(now)),
    }
}

#[cfg(test)]
mod tests {
    use controller_api::security_log::{Incident, Threat};
    use event_log::{Asked, Decisions, Entry, Kind, Log, Sights, View};

    use super::*;

    const NOW: i64 = 1_000_000;

    fn bars(query: &[(&str, &str)], by: By) -> Timeline {
        let threat = Threat {
            id: "a".into(),
            level: "Critical".into(),
            reported_timestamp: NOW - 7000,
            ..Threat::default()
        };
        let incident = |id: &str, level: &str, age| Incident {
            id: id.into(),
            level: level.into(),
            reported_timestamp: NOW - age,
            ..Incident::default()
        };
        let incidents = [incident("b", "Warning", 60), incident("c", "Critical", 50)];
        let mut log = Log::new();
        log.extend(std::iter::once(Entry::from(&threat)).chain(incidents.iter().map(Entry::from)));
        let (filter, _) = Filter::of(query.iter().copied());
        let (sights, decisions) = (Sights::all(), Decisions::default());
        let asked = Asked { filter: &filter, now: NOW, sights: &sights, decisions: &decisions };
        timeline(&View::new(&[&log]).select(&asked), &filter, Which::Security, by, NOW)
    }

    #[test]
    fn bars_reach_from_the_first_to_now_and_count_each_entry_once() {
        let timeline = bars(&[], By::Level);
        assert_eq!(timeline.series, [Series::Level(Level::Critical), Series::Level(Level::Warning)]);
        assert!(timeline.start <= NOW - 7000 && timeline.begin(timeline.buckets) >= NOW);
        assert_eq!([timeline.sum(0), timeline.sum(1)], [2, 1]);
        let kinds = bars(&[("from", "1h")], By::Kind);
        assert_eq!((kinds.series.clone(), kinds.sum(0)), (vec![Series::Kind(Kind::Incident)], 2));
        assert!(kinds.start <= NOW - 3600);
        assert_eq!(bars(&[("q", "nothing says this")], By::Level), Timeline::default());
    }
}
