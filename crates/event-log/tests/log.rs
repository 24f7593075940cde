//! What a log keeps, replaces and forgets, against a plain map.

use std::collections::BTreeMap;

use event_log::{Decisions, Entry, Field, Filter, Id, Kind, Level, Log, Row, Sights, View};

use crate::common::entry;
use crate::dice::Dice;

/// All rows, newest first.
fn rows(log: &Log) -> Vec<Row<'_>> {
    let (filter, sights, decisions) = (Filter::default(), Sights::all(), Decisions::default());
    let asked = event_log::Asked { filter: &filter, now: 0, sights: &sights, decisions: &decisions };
    View::new(&[log]).select(&asked).rows().collect()
}

fn assert_says(row: Row<'_>, entry: &Entry<'_>) {
    assert_eq!((row.id(), row.kind(), row.level()), (entry.id, entry.kind, entry.level));
    assert_eq!((row.at(), row.count(), row.reversed()), (entry.at, entry.count, entry.reversed));
    for field in Field::ALL {
        assert_eq!(row.word(*field), entry.word(*field), "{field:?}");
    }
}

/// The log has exactly these entries.
fn assert_is(log: &Log, entries: &BTreeMap<Id, Entry<'_>>) {
    let mut sorted: Vec<&Entry<'_>> = entries.values().collect();
    sorted.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    let rows = rows(log);
    assert_eq!((log.len(), rows.len()), (sorted.len(), sorted.len()));
    for (row, entry) in rows.into_iter().zip(sorted) {
        assert_says(row, entry);
    }
}

#[test]
fn whatever_comes_in_whichever_order_the_last_word_counts() {
    let (mut dice, mut log, mut map) = (Dice(7), Log::new(), BTreeMap::new());
    // Forwards, backwards and all over the past: blocks are appended, put before, split and made smaller.
    type When = fn(usize, usize) -> i64;
    let batches: [(usize, When); 5] = [
        (9000, |n, _| 100_000 + n as i64),
        (5000, |n, _| 90_000 - n as i64),
        (6000, |_, dice| dice as i64),
        (10, |_, dice| dice as i64 / 1000),
        (300, |n, _| 109_000 + n as i64),
    ];
    for (round, (size, at)) in batches.into_iter().enumerate() {
        let batch: Vec<Entry<'static>> = (0..size)
            .map(|n| {
                // Some ids come again, within the batch too.
                let id = if n % 4 == 0 { dice.below(3000) } else { round * 100_000 + n };
                let at = at(n, dice.below(120_000));
                dice.entry(id as u128, at)
            })
            .collect();
        let before = map.len();
        map.extend(batch.iter().map(|entry| (entry.id, entry.clone())));
        assert_eq!(log.extend(batch), map.len() - before, "round {round}");
        assert_is(&log, &map);
    }
    for id in (0..3000).map(Id) {
        assert_eq!(log.find(id).map(|row| row.at()), map.get(&id).map(|entry| entry.at));
    }
    for kind in Kind::ALL {
        let of_kind = || map.values().filter(|entry| entry.kind == *kind);
        assert_eq!(log.ring(*kind), (of_kind().count(), of_kind().map(|entry| entry.at).min()));
    }

    let (clone, all) = (log.clone(), map.clone());
    for moment in [i64::MIN, 50_000, 99_000, 108_500, i64::MAX] {
        log.forget_before(moment);
        map.retain(|_, entry| entry.at >= moment);
        assert_is(&log, &map);
    }
    assert!(log.is_empty());
    assert_is(&clone, &all);
}

#[test]
fn what_is_left_of_a_stretch_stays_where_it_was() {
    let mut log = Log::new();
    let said =
        |id: u128, at: i64| entry(Kind::Incident, id, at).with(Field::Process, format!("process {id}"));
    let mut map: BTreeMap<Id, Entry<'_>> = (0..12_000).map(|n| (Id(n), said(n, n as i64))).collect();
    log.extend(map.values().cloned());
    // They happen again: few of the oldest stay, and of the next stretch none.
    for ids in [100..3500, 3500..7300, 50..52] {
        let again: Vec<_> = ids.map(|id| said(id, 20_000 + id as i64)).collect();
        assert_eq!(log.extend(again.iter().cloned()), 0);
        map.extend(again.into_iter().map(|entry| (entry.id, entry)));
        assert_is(&log, &map);
    }
}

#[test]
fn what_says_the_same_again_changes_nothing() {
    let mut log = Log::new();
    let entries = || (0..5000).map(|n| entry(Kind::Event, n, n as i64).with(Field::User, "ann"));
    assert_eq!(log.extend(entries()), 5000);
    let bytes = log.bytes();
    assert_eq!(log.extend(entries()), 0);
    assert_eq!((log.len(), log.bytes()), (5000, bytes));

    let mut grown = entry(Kind::Event, 7, 9999);
    (grown.count, grown.level) = (3, Level::Alert);
    assert_eq!(log.extend([grown.clone()]), 0);
    assert_eq!(log.len(), 5000);
    assert_says(log.find(Id(7)).expect("it is there"), &grown);
    assert_says(rows(&log)[0], &grown);
}

#[test]
fn an_empty_log_has_nothing() {
    let mut log = Log::default();
    assert_eq!(log.extend([]), 0);
    log.forget_before(5);
    assert!(log.is_empty() && log.find(Id(0)).is_none() && rows(&log).is_empty());
    assert_eq!(log.ring(Kind::Threat), (0, None));
}

#[test]
fn forgotten_words_do_not_stay_for_ever() {
    let mut log = Log::new();
    let mut bytes = 0;
    for round in 0..40 {
        let at = round * 1000;
        let said = |n: i64| {
            entry(Kind::Event, (at + n) as u128, at + n).with(Field::Message, format!("{:0200}", at + n))
        };
        log.extend((0..1000).map(said));
        log.forget_before(at - 1000);
        assert_eq!(log.len(), if round == 0 { 1000 } else { 2000 });
        if round == 10 {
            bytes = log.bytes();
        }
    }
    assert!(log.bytes() < bytes * 2, "{} bytes after 40 rounds, {bytes} after 10", log.bytes());
    assert_eq!(log.find(Id(39_999)).map(|row| row.word(Field::Message).len()), Some(200));
}
