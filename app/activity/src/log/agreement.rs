//! Files and bars mean the same by a filter as the one place where it is held against an entry, whatever entries there are.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    sync::LazyLock,
};

use controller_api::security_log::{Incident, Violation};
use event_log::{
    Ask, Asked, Decision, Decisions, Entry, Field, Filter, Id, Kind, Level, Log, Moment, Sights, Sort, State,
    View, matches,
};
use kit::url::Params;
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    export::read::{asked, each},
    timeline::{By, read::timeline},
    which::Which,
};

static CONNECTS: LazyLock<Violation> = LazyLock::new(Violation::default);
static RUNS: LazyLock<Incident> = LazyLock::new(Incident::default);

const WORDS: [&str; 5] = ["web", "Web", "pay", "Pay web", "10.0.0.1"];
const NOW: i64 = 90_000;

fn entry() -> impl Strategy<Value = Entry<'static>> {
    let words = vec((select(Field::ALL), select(&WORDS[..])), 0..8);
    (any::<bool>(), select(&Level::ALL[..3]), 0..40u128, 0..NOW, words).prop_map(
        |(connects, level, id, at, words)| {
            let blank = match connects {
                true => Entry::from(&*CONNECTS),
                false => Entry::from(&*RUNS),
            };
            let mut entry = words.into_iter().fold(blank, |entry, (field, word)| entry.with(field, word));
            (entry.level, entry.id, entry.at) = (level, Id(id), at);
            entry
        },
    )
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![(0..NOW).prop_map(Moment::At), (0..1500u32).prop_map(|minutes| Moment::Ago(minutes * 60))]
}

fn filter() -> impl Strategy<Value = Filter> {
    let asks = (select(Ask::ALL), select(&WORDS[..])).prop_map(|(ask, word)| (ask, word.to_owned()));
    let kinds = option::weighted(0.3, select(&Kind::SECURITY[..]));
    let moments = (option::weighted(0.3, moment()), option::weighted(0.3, moment()));
    let words = option::weighted(0.3, select(&WORDS[..]));
    let states = vec(select(State::ALL), 0..2);
    (kinds, vec(select(&Level::ALL[..3]), 0..2), vec(asks, 0..2), words, moments, states).prop_map(
        |(kind, levels, asks, q, (from, to), states)| Filter {
            kinds: kind.into_iter().collect(),
            levels,
            asks,
            q: q.unwrap_or_default().to_owned(),
            from,
            to,
            states,
            assigned: Vec::new(),
        },
    )
}

fn decisions() -> impl Strategy<Value = Decisions> {
    let decision = (0..40u128, select(State::ALL)).prop_map(|(id, state)| {
        let (assigned, by) = (String::new(), "ann".to_owned());
        (Id(id), Decision { state, reason: None, assigned, notes: 0, by, at: 0 })
    });
    vec(decision, 0..20).prop_map(Decisions::from_iter)
}

/// The address of a filter.
fn address(filter: &Filter) -> Params {
    filter.pairs().iter().fold(Params::default(), |params, (name, value)| params.and(name, value))
}

proptest! {
    #[test]
    fn a_file_has_what_matches_and_a_bar_leads_to_what_it_counts(
        entries in vec(entry(), 0..50), filter in filter(), decisions in decisions(), sort in select(Sort::ALL),
        turned in any::<bool>(), page in 1..30usize, by in select(vec![By::Level, By::Kind]),
    ) {
        let sights = Sights::all();
        let mut log = Log::new();
        log.extend(entries.iter().cloned());
        let view = View::new(&[&log]);
        let question = Asked { filter: &filter, now: NOW, sights: &sights, decisions: &decisions };
        let last: BTreeMap<Id, &Entry<'static>> = entries.iter().map(|entry| (entry.id, entry)).collect();
        let plain: BTreeSet<Id> = last.values().filter(|entry| matches(entry, &question)).map(|entry| entry.id).collect();
        let found = view.select(&question);

        let params = address(&filter).with("sort", sort.word()).with("dir", if turned { "other" } else { "" });
        let asked = asked(&params.link("")).expect("it was written so");
        prop_assert_eq!(&asked.filter, &filter);
        let mut ids = Vec::new();
        let end = each(&found, &asked, &decisions, page, &mut |records| {
            ids.extend(records.iter().map(|record| record.row.id()));
            ControlFlow::Continue(())
        });
        prop_assert_eq!(end, ControlFlow::Continue(()));
        prop_assert_eq!(ids.len(), plain.len(), "each once");
        prop_assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), plain);

        let bars = timeline(&found, &filter, Which::Security, by, NOW);
        prop_assert_eq!(bars.bars.iter().flat_map(|bar| &bar.counts).sum::<usize>(), found.total());
        for bar in &bars.bars {
            let stretch = bars.within(&address(&filter), bar.bucket, bar.bucket);
            let (chosen, wrong) = Filter::of(stretch.pairs().iter().map(|(name, value)| (&**name, &**value)));
            prop_assert_eq!(wrong, []);
            let chosen = view.select(&Asked { filter: &chosen, ..question });
            prop_assert_eq!(chosen.total(), bar.counts.iter().sum::<usize>());
        }
    }
}
