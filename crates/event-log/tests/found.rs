//! What is made of a selection: pages, menus, bundles, and several logs as one.

use event_log::{
    Ask, Asked, Decisions, Entry, Field, Filter, Found, Id, Kind, Level, Log, Plan, Sights, Sort, View,
    matches,
};

use crate::common::entry;
use crate::dice::Dice;

fn log<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Log {
    let mut log = Log::new();
    log.extend(entries);
    log
}

/// What a filter finds, for somebody who sees everything.
fn found<'a>(logs: &[&'a Log], filter: &Filter) -> Found<'a> {
    let asked = Asked { filter, now: 0, sights: &Sights::all(), decisions: &Decisions::default() };
    View::new(logs).select(&asked)
}

fn everything<'a>(logs: &[&'a Log]) -> Found<'a> {
    found(logs, &Filter::default())
}

fn ids(found: &Found<'_>, sort: Sort, desc: bool) -> Vec<u128> {
    found.page(sort, desc, 0, usize::MAX).iter().map(|row| row.id().0).collect()
}

#[test]
fn a_page_is_sorted_and_what_is_the_same_stands_newest_first() {
    let said = |id, at, name, level| {
        let mut entry = entry(Kind::Threat, id, at).with(Field::Name, name);
        entry.level = level;
        entry
    };
    let old = log([said(1, 10, "beta", Level::Info), said(2, 20, "", Level::Alert)]);
    let new = log([
        said(3, 30, "Alpha", Level::Info),
        said(4, 40, "alpha", Level::Error),
        said(5, 30, "Beta", Level::Info),
    ]);
    let found = everything(&[&new, &old]);
    assert_eq!(ids(&found, Sort::Time, true), [4, 5, 3, 2, 1]);
    assert_eq!(ids(&found, Sort::Time, false), [1, 2, 3, 5, 4]);
    assert_eq!(ids(&found, Sort::Name, false), [2, 4, 3, 5, 1]);
    assert_eq!(ids(&found, Sort::Name, true), [5, 1, 4, 3, 2]);
    assert_eq!(ids(&found, Sort::Level, false), [2, 4, 5, 3, 1]);
    let page = |start, length| {
        found.page(Sort::Name, false, start, length).iter().map(|row| row.id().0).collect::<Vec<_>>()
    };
    assert_eq!((page(1, 2), page(4, 50), page(5, 50), page(9, 1)), (vec![4, 3], vec![1], vec![], vec![]));
}

#[test]
fn the_first_logs_entry_is_the_one_that_counts() {
    let mut grown = entry(Kind::Incident, 1, 50);
    grown.count = 4;
    let ring = log([grown, entry(Kind::Incident, 2, 40)]);
    let kept = log([entry(Kind::Incident, 1, 10), entry(Kind::Incident, 3, 5)]);
    let view = View::new(&[&ring, &kept]);
    assert_eq!(view.find(Id(1)).map(|row| (row.at(), row.count())), Some((50, 4)));
    assert_eq!(view.find(Id(3)).map(|row| row.at()), Some(5));
    assert_eq!(ids(&everything(&[&ring, &kept]), Sort::Time, true), [1, 2, 3]);
    // Asked for is the time at which only the other log has it.
    let early = Filter { to: Some(event_log::Moment::At(20)), ..Filter::default() };
    assert_eq!(ids(&found(&[&ring, &kept], &early), Sort::Time, true), [3]);
}

#[test]
fn a_menu_counts_each_entry_once_a_value() {
    let said = |id, source, target, apps| {
        entry(Kind::Violation, id, 0)
            .with(Field::SourceNamespace, source)
            .with(Field::TargetNamespace, target)
            .with(Field::Application, apps)
            .with(Field::Cve, "CVE-1 CVE-2")
    };
    let one = log([said(1, "web", "web", "HTTP MySQL"), said(2, "web", "pay", "")]);
    let two = log([said(3, "Pay", "", "mysql"), said(4, "", "", "")]);
    let found = everything(&[&one, &two]);
    let facet = |ask, most| found.facet(ask, most);
    let owned =
        |list: &[(&str, usize)]| list.iter().map(|(value, n)| ((*value).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(facet(Ask::Namespace, 9), owned(&[("Pay", 2), ("web", 2)]));
    assert_eq!(facet(Ask::Application, 9), owned(&[("MySQL", 2), ("HTTP", 1)]));
    assert_eq!(facet(Ask::Cve, 1), owned(&[("CVE-1", 4)]));
    assert_eq!(facet(Ask::Process, 9), []);
}

#[test]
fn entries_are_bundled_while_the_next_is_near() {
    let said = |id, at, source: &'static str, address: &'static str| {
        let mut entry = entry(Kind::Violation, id, at)
            .with(Field::SourceGroup, if source == "external" { "external" } else { "nv.web" })
            .with(Field::Source, source)
            .with(Field::SourceAddress, address)
            .with(Field::Target, "db-0")
            .with(Field::Port, "tcp/5432");
        entry.count = 2;
        entry
    };
    let old = log([said(1, 0, "web-1", "a"), said(2, 100, "web-1", "a"), said(3, 160, "web-2", "b")]);
    let new = log([
        said(4, 220, "web-3", "c"),
        said(5, 225, "web-4", "d"),
        said(6, 221, "external", "8.8.8.8"),
        said(7, 222, "external", "9.9.9.9"),
        said(8, 223, "web-1", "a").with(Field::Port, "tcp/80"),
    ]);
    let found = everything(&[&new, &old]);
    let bundles = found.bundles(60);
    let said: Vec<_> =
        bundles.iter().map(|b| (b.newest.id().0, b.entries, b.count, b.first, b.last)).collect();
    assert_eq!(said, [(5, 4, 8, 100, 225), (8, 1, 2, 223, 223), (7, 2, 4, 221, 222), (1, 1, 2, 0, 0)]);
    assert_eq!(
        (bundles[0].sources.named(), bundles[0].sources.distinct),
        (&["web-4", "web-3", "web-2"][..], 4)
    );
    assert_eq!((bundles[0].targets.named(), bundles[0].targets.distinct), (&["db-0"][..], 1));
    assert_eq!(bundles[2].sources.named(), ["9.9.9.9", "8.8.8.8"]);
    let entries = |at: usize| found.entries(&bundles[at]).map(|row| row.id().0).collect::<Vec<_>>();
    assert_eq!((entries(0), entries(2), entries(3)), (vec![5, 4, 3, 2], vec![7, 6], vec![1]));
    assert_eq!(found.bundles(59).len(), 6);
}

#[test]
fn a_histogram_leaves_out_what_is_outside() {
    let log = log([0, 59, 60, 61, 200].map(|at| entry(Kind::Event, at as u128, at)));
    let plan = Plan { start: 0, width: 60, buckets: 2 };
    let histogram = everything(&[&log]).histogram(&plan);
    let bars: Vec<usize> = histogram.bars.iter().map(|bar| bar.of(Kind::Event, Level::Info)).collect();
    assert_eq!(bars, [2, 2]);
}

/// With many blocks, in which columns have every shape, the fast way is still the plain one.
#[test]
fn many_thousand_entries_are_selected_as_one_by_one() {
    let mut dice = Dice(3);
    let entries: Vec<Entry<'static>> = (0..20_000)
        .map(|n| {
            let at = dice.below(50_000) as i64;
            dice.entry(n, at)
        })
        .collect();
    let log = log(entries.iter().cloned());
    let asks = |asks: &[(Ask, &str)]| asks.iter().map(|(ask, value)| (*ask, (*value).to_owned())).collect();
    for (filter, least) in [
        (
            Filter {
                asks: asks(&[(Ask::Namespace, "payments")]),
                q: "0.1. -mysql".into(),
                ..Filter::default()
            },
            500,
        ),
        (
            Filter { asks: asks(&[(Ask::Client, "pod-7"), (Ask::Client, "10.0.3.1")]), ..Filter::default() },
            500,
        ),
        (Filter { q: "\"777 says\"".into(), ..Filter::default() }, 5),
        (
            Filter {
                kinds: vec![Kind::Threat, Kind::Report],
                from: Some(event_log::Moment::At(12_345)),
                to: Some(event_log::Moment::At(12_999)),
                ..Filter::default()
            },
            50,
        ),
    ] {
        let asked =
            Asked { filter: &filter, now: 0, sights: &Sights::all(), decisions: &Decisions::default() };
        let mut plain: Vec<_> =
            entries.iter().filter(|entry| matches(entry, &asked)).map(|entry| (entry.at, entry.id)).collect();
        plain.sort_unstable_by(|one, other| other.cmp(one));
        assert!(plain.len() >= least, "{} for {filter:?}", plain.len());
        let found = View::new(&[&log]).select(&asked);
        assert_eq!(found.rows().map(|row| (row.at(), row.id())).collect::<Vec<_>>(), plain, "{filter:?}");
        assert_eq!(found.total(), plain.len());
    }
}
