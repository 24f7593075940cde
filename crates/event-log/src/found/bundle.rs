//! Entries that say the same again and again within a while, as one.

use std::cmp::Reverse;

use hashbrown::{HashMap, HashSet};

use super::{Found, Sort};
use crate::{Field, Kind, Row};

/// What entries of a bundle have in common besides their kind. An end is its group, or its name where it has none.
const COMMON: [&[Field]; 6] = [
    &[Field::Name],
    &[Field::Rule],
    &[Field::Action],
    &[Field::SourceGroup, Field::Source],
    &[Field::TargetGroup, Field::Target],
    &[Field::Port],
];

/// How many of the ends of a bundle are named.
const NAMED: usize = 3;

/// Entries of the same kind, name, rule, action, ends and port, each within the window of the one before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bundle<'a> {
    /// The newest of them.
    pub newest: Row<'a>,
    /// How many entries there are.
    pub entries: usize,
    /// How often it happened: the sum of their counts.
    pub count: u64,
    /// When the oldest was, in unix seconds.
    pub first: i64,
    /// When the newest was, in unix seconds.
    pub last: i64,
    /// Their sources.
    pub sources: Spread<'a>,
    /// Their targets.
    pub targets: Spread<'a>,
}

/// Which ends the entries of a bundle have: by name, or by address where the name is no more than `external` or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread<'a> {
    named: [&'a str; NAMED],
    /// How many different ones there are.
    pub distinct: usize,
}

impl<'a> Spread<'a> {
    /// The newest three of them.
    pub fn named(&self) -> &[&'a str] {
        &self.named[..self.distinct.min(NAMED)]
    }
}

/// The word that says which end of an entry it is.
fn end(row: Row<'_>, name: Field, address: Field) -> Field {
    let nameless = !row.says(name) || row.word(name) == "external";
    if nameless && row.says(address) { address } else { name }
}

/// The first of these fields that says something.
fn said(row: Row<'_>, fields: &[Field]) -> Field {
    fields.iter().copied().find(|field| row.says(*field)).unwrap_or(fields[0])
}

/// Words of several logs by common numbers.
struct Common<'a> {
    numbers: HashMap<&'a str, u32>,
    /// By log and number there.
    known: Vec<Vec<Option<u32>>>,
}

impl<'a> Common<'a> {
    fn number(&mut self, log: usize, row: Row<'a>, field: Field) -> u32 {
        let Self { numbers, known } = self;
        *known[log][row.number(field) as usize].get_or_insert_with(|| {
            let next = u32::try_from(numbers.len()).expect("a dictionary's numbers have 32 bits");
            *numbers.entry(row.word(field)).or_insert(next)
        })
    }
}

impl<'a> Found<'a> {
    /// Bundles, those with the newest entries first. The gap between neighbours is the window at most, in seconds.
    pub fn bundles(&self, window: i64) -> Vec<Bundle<'a>> {
        let mut common = Common {
            numbers: HashMap::new(),
            known: self.parts.iter().map(|part| vec![None; part.log.words().len()]).collect(),
        };
        let mut bundles: Vec<Bundle<'a>> = Vec::new();
        let mut last: HashMap<(Kind, [u32; COMMON.len()]), usize> = HashMap::new();
        let mut ends: HashSet<(usize, bool, u32)> = HashSet::new();
        for (log, row) in self.numbered_rows() {
            let key = COMMON.map(|fields| common.number(log, row, said(row, fields)));
            let at = *last
                .entry((row.kind(), key))
                .and_modify(|at| {
                    if bundles[*at].first.saturating_sub(row.at()) > window.max(0) {
                        *at = bundles.len();
                    }
                })
                .or_insert(bundles.len());
            if at == bundles.len() {
                bundles.push(Bundle {
                    newest: row,
                    entries: 0,
                    count: 0,
                    first: row.at(),
                    last: row.at(),
                    sources: Spread::default(),
                    targets: Spread::default(),
                });
            }
            let bundle = &mut bundles[at];
            bundle.entries += 1;
            bundle.count += u64::from(row.count());
            bundle.first = row.at();
            for (spread, target, field) in [
                (&mut bundle.sources, false, end(row, Field::Source, Field::SourceAddress)),
                (&mut bundle.targets, true, end(row, Field::Target, Field::TargetAddress)),
            ] {
                let word = row.word(field);
                if word.is_empty() || spread.named().contains(&word) {
                    continue;
                }
                if ends.insert((at, target, common.number(log, row, field))) {
                    if let Some(free) = spread.named.get_mut(spread.distinct) {
                        *free = word;
                    }
                    spread.distinct += 1;
                }
            }
        }
        bundles
    }

    /// Bundles in the order that somebody wants, as [`Found::page`] has entries: by what their newest entries say, and by how
    /// often it happened all together.
    pub fn sorted_bundles(&self, window: i64, sort: Sort, desc: bool) -> Vec<Bundle<'a>> {
        let mut bundles = self.bundles(window);
        let number = |bundle: &Bundle<'a>| match sort {
            Sort::Level => bundle.newest.level() as u64,
            Sort::Kind => bundle.newest.kind() as u64,
            _ => bundle.count,
        };
        match (sort, sort.field()) {
            (Sort::Time, _) if desc => {}
            (Sort::Time, _) => bundles.reverse(),
            (_, Some(field)) => {
                let word = |bundle: &Bundle<'a>| bundle.newest.word(field).to_lowercase();
                if desc {
                    bundles.sort_by_cached_key(|bundle| Reverse(word(bundle)));
                } else {
                    bundles.sort_by_cached_key(word);
                }
            }
            (_, None) if desc => bundles.sort_by_key(|bundle| Reverse(number(bundle))),
            (_, None) => bundles.sort_by_key(number),
        }
        bundles
    }

    /// The entries of a bundle that was made of this, newest first.
    pub fn entries(&self, bundle: &Bundle<'a>) -> impl Iterator<Item = Row<'a>> {
        let Bundle { newest, first, last, .. } = *bundle;
        let same = move |row: Row<'a>| {
            let word = |row: Row<'a>, fields| row.word(said(row, fields));
            COMMON.iter().all(|fields| word(row, fields) == word(newest, fields))
        };
        let within =
            self.rows().skip_while(move |row| row.at() > last).take_while(move |row| row.at() >= first);
        within.filter(move |row| row.kind() == newest.kind() && same(*row))
    }
}
