//! List, count, histogram, menus, bundles and live stream mean the same by a filter, whatever entries there are.

use std::collections::BTreeMap;

use event_log::{
    Ask, Asked, Decision, Decisions, Entry, Field, Filter, Found, Id, Kind, Level, Log, Moment, Plan, Row,
    Sight, Sights, Sort, State, View, matches,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::common;

/// Few words, which hold each other, so that much is found.
const WORDS: [&str; 9] =
    ["web", "Web", "web-1", "pay", "Pay web", "external", "10.0.0.1", "curl -s", "ÄRGER"];
const ASKED: [&str; 9] = ["web", "WEB", "we", "pay", "web-1", "10.", "external", "ärger", "curl"];
const NAMES: [&str; 3] = ["", "ann", "bob"];

fn entry() -> impl Strategy<Value = Entry<'static>> {
    let frame = (select(Kind::ALL), select(&Level::ALL[..3]), 0..40u128, 0..500i64, 1..4u32, any::<bool>());
    let words = vec((select(Field::ALL), select(&WORDS[..])), 0..12);
    // Namespaces matter most: they decide who sees what.
    let namespaces = (option::of(select(&WORDS[..3])), option::of(select(&WORDS[..4])));
    (frame, words, namespaces).prop_map(
        |((kind, level, id, at, count, reversed), words, (source, target))| {
            let mut entry = common::entry(kind, id, at);
            (entry.level, entry.count, entry.reversed) = (level, count, reversed);
            let entry = words.into_iter().fold(entry, |entry, (field, word)| entry.with(field, word));
            entry
                .with(Field::SourceNamespace, source.unwrap_or_default())
                .with(Field::TargetNamespace, target.unwrap_or_default())
        },
    )
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![(0..500i64).prop_map(Moment::At), (0..9u32).prop_map(|minutes| Moment::Ago(minutes * 60))]
}

/// Filters that ask for little, most of them, since those that ask for much find nothing.
fn filter() -> impl Strategy<Value = Filter> {
    let term = (any::<bool>(), select(&ASKED[..]), any::<bool>()).prop_map(|(forbids, word, quoted)| {
        let word = if quoted { format!("\"{word}\"") } else { word.to_owned() };
        format!("{}{word}", if forbids { "-" } else { "" })
    });
    let asks = (select(Ask::ALL), select(&ASKED[..])).prop_map(|(ask, value)| (ask, value.to_owned()));
    let people = (vec(select(State::ALL), 0..2), vec(select(&NAMES[1..]).prop_map(str::to_owned), 0..2));
    (
        vec(select(Kind::ALL), 0..4).prop_map(|kinds| if kinds.len() < 3 { Vec::new() } else { kinds }),
        vec(select(&Level::ALL[..3]), 0..3),
        vec(asks, 0..3),
        vec(term, 0..2),
        (option::weighted(0.3, moment()), option::weighted(0.3, moment())),
        option::weighted(0.3, people),
    )
        .prop_map(|(kinds, levels, asks, q, (from, to), people)| {
            let (states, assigned) = people.unwrap_or_default();
            Filter { kinds, levels, asks, q: q.join(" "), from, to, states, assigned }
        })
}

fn sights() -> impl Strategy<Value = Sights> {
    let some = vec(select(&WORDS[..4]), 0..3)
        .prop_map(|names| Sight::Namespaces(names.into_iter().map(str::to_owned).collect()));
    let sight = prop_oneof![1 => Just(None), 3 => Just(Some(Sight::All)), 3 => some.prop_map(Some)];
    let apart = (sight.clone(), sight.clone(), sight).prop_map(|(security, events, reports)| Sights {
        security,
        events,
        reports,
    });
    prop_oneof![Just(Sights::all()), apart]
}

fn decisions() -> impl Strategy<Value = Decisions> {
    let decision = (0..40u128, select(State::ALL), select(&NAMES[..])).prop_map(|(id, state, assigned)| {
        let (assigned, by) = (assigned.to_owned(), "ann".to_owned());
        (Id(id), Decision { state, reason: None, assigned, notes: 0, by, at: 0 })
    });
    vec(decision, 0..30).prop_map(Decisions::from_iter)
}

/// What somebody asks.
#[derive(Debug)]
struct Question {
    filter: Filter,
    sights: Sights,
    decisions: Decisions,
}

impl Question {
    fn asked(&self) -> Asked<'_> {
        Asked { filter: &self.filter, now: 500, sights: &self.sights, decisions: &self.decisions }
    }
}

fn question() -> impl Strategy<Value = Question> {
    (filter(), sights(), decisions()).prop_map(|(filter, sights, decisions)| Question {
        filter,
        sights,
        decisions,
    })
}

fn log(entries: &[Entry<'static>]) -> Log {
    let mut log = Log::new();
    log.extend(entries.iter().cloned());
    log
}

/// The entries that are asked for, newest first, found one by one.
fn plainly<'a>(entries: &'a [Entry<'static>], asked: &Asked<'_>) -> Vec<&'a Entry<'static>> {
    let last: BTreeMap<Id, &Entry<'static>> = entries.iter().map(|entry| (entry.id, entry)).collect();
    let mut found: Vec<_> = last.into_values().filter(|entry| matches(entry, asked)).collect();
    found.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    found
}

/// All that a selection can be asked.
fn all_of(found: &Found<'_>) -> String {
    let rows: Vec<Row<'_>> = found.rows().collect();
    let pages: Vec<_> = Sort::ALL.iter().map(|sort| found.page(*sort, true, 3, 7)).collect();
    let facets: Vec<_> = Ask::ALL.iter().map(|ask| found.facet(*ask, 5)).collect();
    let histogram = found.histogram(&Plan::fitting(100, 400, 9));
    let bundles = found.bundles(30);
    format!("{:?}\n{rows:?}\n{pages:?}\n{facets:?}\n{histogram:?}\n{bundles:?}", found.total())
}

proptest! {
    #[test]
    fn a_log_selects_what_matches(entries in vec(entry(), 0..60), question in question()) {
        let log = log(&entries);
        let found = View::new(&[&log]).select(&question.asked());
        let plain = plainly(&entries, &question.asked());
        prop_assert_eq!(found.total(), plain.len());
        prop_assert_eq!(found.rows().count(), plain.len());
        for entry in &entries {
            prop_assert_eq!(found.holds(entry.id), plain.iter().any(|one| one.id == entry.id));
        }
        // Few decisions are looked for one by one, of many the entries are gone through.
        for few in [0, 1, 30] {
            let some: Decisions =
                question.decisions.iter().take(few).map(|(id, decision)| (id, decision.clone())).collect();
            let about = plain.iter().filter(|entry| some.get(entry.id).is_some()).count();
            prop_assert_eq!(found.decided(&some).len(), about);
        }
        for (row, entry) in found.rows().zip(plain) {
            prop_assert_eq!((row.id(), row.at(), row.kind()), (entry.id, entry.at, entry.kind));
            prop_assert_eq!((row.level(), row.count(), row.reversed()), (entry.level, entry.count, entry.reversed));
            for field in Field::ALL {
                prop_assert_eq!(row.word(*field), entry.word(*field));
            }
        }
    }

    #[test]
    fn all_sums_are_the_total(
        entries in vec(entry(), 0..60), question in question(), most in 1..200usize, window in 0..200i64,
    ) {
        let log = log(&entries);
        let found = View::new(&[&log]).select(&question.asked());
        let counts = found.counts();
        prop_assert_eq!(counts.total(), found.total());
        let histogram = found.histogram(&Plan::fitting(0, 500, most));
        prop_assert_eq!(histogram.bars.len(), histogram.plan.buckets);
        for kind in Kind::ALL {
            for level in Level::ALL {
                let rows = found.rows().filter(|row| (row.kind(), row.level()) == (*kind, *level)).count();
                prop_assert_eq!(counts.of(*kind, *level), rows);
                prop_assert_eq!(histogram.bars.iter().map(|bar| bar.of(*kind, *level)).sum::<usize>(), rows);
            }
        }
        let bundles = found.bundles(window);
        prop_assert_eq!(bundles.iter().map(|bundle| bundle.entries).sum::<usize>(), found.total());
        let happened = found.rows().map(|row| u64::from(row.count())).sum::<u64>();
        prop_assert_eq!(bundles.iter().map(|bundle| bundle.count).sum::<u64>(), happened);
        prop_assert!(bundles.is_sorted_by_key(|b| std::cmp::Reverse((b.newest.at(), b.newest.id()))));
        let mut bundled: Vec<Id> = Vec::new();
        for bundle in &bundles {
            let rows: Vec<Row<'_>> = found.entries(bundle).collect();
            prop_assert_eq!((rows.len(), rows[0]), (bundle.entries, bundle.newest));
            prop_assert_eq!((rows[0].at(), rows[rows.len() - 1].at()), (bundle.last, bundle.first));
            prop_assert!(rows.windows(2).all(|pair| pair[0].at() - pair[1].at() <= window));
            bundled.extend(rows.iter().map(|row| row.id()));
        }
        for sort in Sort::ALL {
            let sorted = found.sorted_bundles(window, *sort, false);
            let mut turned = found.sorted_bundles(window, *sort, true);
            let number = |bundle: &event_log::Bundle<'_>| match sort {
                Sort::Level => bundle.newest.level() as u64,
                Sort::Kind => bundle.newest.kind() as u64,
                Sort::Count => bundle.count,
                _ => 0,
            };
            let word = |bundle: &event_log::Bundle<'_>| match sort {
                Sort::Application => bundle.newest.word(Field::Application).to_lowercase(),
                _ => Field::of_word(sort.word()).map(|field| bundle.newest.word(field).to_lowercase()).unwrap_or_default(),
            };
            prop_assert!(sorted.is_sorted_by_key(|bundle| (number(bundle), word(bundle))), "{sort:?}");
            prop_assert!(turned.is_sorted_by_key(|bundle| std::cmp::Reverse((number(bundle), word(bundle)))), "{sort:?}");
            turned.sort_by_key(|bundle| std::cmp::Reverse((bundle.newest.at(), bundle.newest.id())));
            prop_assert_eq!(&turned, &bundles, "{:?}", sort);
        }
        bundled.sort_unstable();
        let mut ids: Vec<Id> = found.rows().map(|row| row.id()).collect();
        ids.sort_unstable();
        prop_assert_eq!(bundled, ids);
    }

    #[test]
    fn pages_together_are_all_rows_in_order(
        entries in vec(entry(), 0..60), question in question(),
        sort in select(Sort::ALL), desc in any::<bool>(), length in 1..20usize,
    ) {
        let log = log(&entries);
        let found = View::new(&[&log]).select(&question.asked());
        let pages: Vec<Row<'_>> = (0..found.total().div_ceil(length) + 1)
            .flat_map(|page| found.page(sort, desc, page * length, length))
            .collect();
        let mut rows: Vec<Row<'_>> = found.rows().collect();
        let word = |row: &Row<'_>| match sort {
            Sort::Application => row.word(Field::Application).to_lowercase(),
            _ => Field::of_word(sort.word()).map(|field| row.word(field).to_lowercase()).unwrap_or_default(),
        };
        let key = |row: &Row<'_>| match sort {
            Sort::Time => (row.at(), row.id(), String::new()),
            Sort::Level => (row.level() as i64, Id(0), String::new()),
            Sort::Kind => (row.kind() as i64, Id(0), String::new()),
            Sort::Count => (i64::from(row.count()), Id(0), String::new()),
            _ => (0, Id(0), word(row)),
        };
        rows.sort_by(|one, other| if desc { key(other).cmp(&key(one)) } else { key(one).cmp(&key(other)) });
        prop_assert_eq!(pages, rows);
    }

    #[test]
    fn a_menu_says_how_many_a_choice_would_find(
        entries in vec(entry(), 0..60), question in question(), ask in select(Ask::ALL),
    ) {
        let question = Question {
            filter: Filter { asks: question.filter.asks.into_iter().filter(|(a, _)| *a != ask).collect(), ..question.filter },
            ..question
        };
        let log = log(&entries);
        let view = View::new(&[&log]);
        let found = view.select(&question.asked());
        let facet = found.facet(ask, usize::MAX);
        prop_assert!(facet.is_sorted_by_key(|(_, entries)| std::cmp::Reverse(*entries)));
        for (value, entries) in facet {
            let mut filter = question.filter.clone();
            filter.asks.push((ask, value));
            let chosen = view.select(&Asked { filter: &filter, ..question.asked() }).total();
            let whole = matches!(
                ask,
                Ask::Name | Ask::Severity | Ask::Action | Ask::Category | Ask::Location | Ask::Namespace
                    | Ask::Group | Ask::Country | Ask::Port | Ask::Rule | Ask::Application
            );
            prop_assert!(if whole { entries == chosen } else { entries <= chosen }, "{ask:?}: {entries}, {chosen}");
        }
    }

    /// Where both say something of an id, the first log is right: as if it had come last into a single one.
    #[test]
    fn several_logs_are_as_good_as_one(
        new in vec(entry(), 0..40), old in vec(entry(), 0..40), older in vec(entry(), 0..20), question in question(),
    ) {
        let logs = [log(&new), log(&old), log(&older)];
        let one = log(&[older, old, new].concat());
        let several = View::new(&logs.each_ref()).select(&question.asked());
        prop_assert_eq!(all_of(&several), all_of(&View::new(&[&one]).select(&question.asked())));
        for id in (0..40).map(Id) {
            prop_assert_eq!(View::new(&logs.each_ref()).find(id), one.find(id));
            prop_assert_eq!(several.holds(id), several.rows().any(|row| row.id() == id));
        }
    }

    #[test]
    fn in_whichever_batches_entries_come_they_are_the_same(
        entries in vec(entry(), 0..60), cuts in vec(0..60usize, 0..5), question in question(), since in 0..500i64,
    ) {
        let mut log = log(&entries);
        let mut batches = Log::new();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(entries.len())).collect();
        cuts.extend([0, entries.len()]);
        cuts.sort_unstable();
        let new: usize = cuts.windows(2).map(|cut| batches.extend(entries[cut[0]..cut[1]].iter().cloned())).sum();
        prop_assert_eq!((new, batches.len()), (log.len(), log.len()));
        let all_of = |log: &Log| all_of(&View::new(&[log]).select(&question.asked()));
        prop_assert_eq!(all_of(&batches), all_of(&log));

        log.forget_before(since);
        batches.extend([]);
        let filter = Filter { from: Some(Moment::At(since)), ..Filter::default() };
        let asked = Asked { filter: &filter, ..question.asked() };
        let all = Asked { filter: &Filter::default(), ..asked };
        let (later, left) = (View::new(&[&batches]).select(&asked), View::new(&[&log]).select(&all));
        prop_assert_eq!(later.rows().collect::<Vec<_>>(), left.rows().collect::<Vec<_>>());
    }

    #[test]
    fn what_one_kind_forgets_the_others_keep(
        entries in vec(entry(), 0..60), kind in select(Kind::ALL), since in 0..500i64, question in question(),
    ) {
        let mut log = log(&entries);
        log.forget_kind_before(kind, since);
        let last: BTreeMap<Id, &Entry<'static>> = entries.iter().map(|entry| (entry.id, entry)).collect();
        let stays = |entry: &&Entry<'static>| entry.kind != kind || entry.at >= since;
        let left: Vec<Entry<'static>> = last.into_values().filter(stays).cloned().collect();
        let all_of = |log: &Log| all_of(&View::new(&[log]).select(&question.asked()));
        prop_assert_eq!(log.len(), left.len());
        prop_assert_eq!(all_of(&log), all_of(&self::log(&left)));
    }

    #[test]
    fn a_filter_survives_the_url(filter in filter()) {
        let pairs = filter.pairs();
        let (read, wrong) = Filter::of(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        prop_assert_eq!(wrong, []);
        prop_assert_eq!(read, filter);
    }
}
