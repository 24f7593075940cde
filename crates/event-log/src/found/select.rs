//! Holding what is asked against a whole log: each word is asked about once, rows are compared by number. What it means
//! is said by [`matches`], the plain and slow way, which the live stream goes.

use std::cell::LazyCell;

use hashbrown::HashSet;

use super::bits::Bits;
use crate::{
    Decisions, Entry, Field, Filter, Id, Kind, Log, Sight, Sights, Test, Tests,
    log::{Block, Frame, Memo},
};

/// What is asked for, by whom, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What is wanted.
    pub filter: &'a Filter,
    /// The time, in unix seconds: what the filter's `24h` ago is counted from.
    pub now: i64,
    /// What who asks may see.
    pub sights: &'a Sights,
    /// What people have decided.
    pub decisions: &'a Decisions,
}

impl Asked<'_> {
    /// Whether people have decided about an entry as is asked.
    fn people(&self, id: Id) -> bool {
        let (state, assigned) = self.decisions.standing(id);
        let Filter { states, assigned: wanted, .. } = self.filter;
        (states.is_empty() || states.contains(&state))
            && (wanted.is_empty() || wanted.iter().any(|name| name == assigned))
    }
}

/// Whether an entry is asked for. It is selected from a log if and only if this is true.
pub fn matches(entry: &Entry<'_>, asked: &Asked<'_>) -> bool {
    let tests = Tests::of(asked.filter, asked.now);
    tests.frame(entry.kind, entry.level, entry.at)
        && asked.sights.see(entry.kind, Sight::FIELDS.map(|field| entry.word(field)))
        && tests.words().iter().all(|test| {
            test.holds(test.fields(entry.reversed).iter().map(|field| test.says(entry.word(*field))))
        })
        && asked.people(entry.id)
}

/// The rows of a log that are asked for, by block, without those whose ids stand in earlier logs.
pub(super) fn select(log: &Log, earlier: &[&Log], asked: &Asked<'_>) -> Vec<Bits> {
    let tests = Tests::of(asked.filter, asked.now);
    let (from, to) = tests.span();
    if from >= to {
        return vec![Bits::NONE; log.blocks().len()];
    }
    let mut frames = [false; 256];
    for frame in Frame::all() {
        let seen = asked.sights.of(frame.kind()).is_some();
        frames[usize::from(frame.0)] = seen && tests.frame(frame.kind(), frame.level(), from);
    }
    let ids = |block: &Block| (0..block.len()).map(|row| block.id(row)).collect::<Vec<Id>>();
    let taken: LazyCell<HashSet<Id>, _> =
        LazyCell::new(|| earlier.iter().flat_map(|log| log.blocks()).flat_map(|block| ids(block)).collect());
    let mut held: Vec<Held<'_>> = tests.words().iter().map(|test| Held::test(test, log)).collect();
    // What only some namespaces are seen of is asked like words, of the kinds that it is about.
    for kinds in [&Kind::SECURITY[..], &[Kind::Event], &[Kind::Report]] {
        if let Some(sight @ Sight::Namespaces(_)) = asked.sights.of(kinds[0]) {
            held.push(Held::sight(sight, kinds, log));
        }
    }
    let select = |block: &Block| {
        let rows = block.between(from, to);
        let mut found = vec![false; block.len()];
        for row in rows {
            found[row] = frames[usize::from(block.frames[row].0)];
        }
        for held in &mut held {
            if !found.contains(&true) {
                return Bits::NONE;
            }
            held.against(log, block, &mut found);
        }
        if asked.filter.asks_people() || !earlier.is_empty() {
            for (row, found) in found.iter_mut().enumerate().filter(|(_, found)| **found) {
                let id = block.id(row);
                *found = asked.people(id) && !taken.contains(&id);
            }
        }
        Bits::of(&found)
    };
    log.blocks().iter().map(|block| &**block).map(select).collect()
}

/// Something that is asked of words, and what the words of one log were found to say.
struct Held<'a> {
    says: Box<dyn Fn(&str) -> bool + 'a>,
    memo: Memo,
    /// Which fields are asked where the entry is not reversed, and where it is.
    fields: [&'a [Field]; 2],
    /// Whether it holds where no field says it, and where one does.
    holds: [bool; 2],
    /// Of which kinds it is asked.
    kinds: &'a [Kind],
}

impl<'a> Held<'a> {
    fn test(test: &'a Test, log: &Log) -> Self {
        Self {
            says: Box::new(|word| test.says(word)),
            memo: Memo::of(log.words()),
            fields: [false, true].map(|reversed| test.fields(reversed)),
            holds: [false, true].map(|says| test.holds(std::iter::once(says))),
            kinds: Kind::ALL,
        }
    }

    fn sight(sight: &'a Sight, kinds: &'a [Kind], log: &Log) -> Self {
        Self {
            says: Box::new(|namespace| sight.reaches(namespace)),
            memo: Memo::of(log.words()),
            fields: [&Sight::FIELDS; 2],
            holds: [false, true],
            kinds,
        }
    }

    /// Takes away the rows of a block for which it does not hold.
    fn against(&mut self, log: &Log, block: &Block, found: &mut [bool]) {
        let rows: Vec<usize> = (0..found.len()).filter(|row| found[*row]).collect();
        let [plain, reversed] = self.fields;
        let mut says = self.said(plain, log, block, &rows);
        if plain != reversed {
            let turned = self.said(reversed, log, block, &rows);
            for row in rows.iter().filter(|row| block.frames[**row].reversed()) {
                says[*row] = turned[*row];
            }
        }
        let every = self.kinds == Kind::ALL;
        for row in rows {
            if every || self.kinds.contains(&block.frames[row].kind()) {
                found[row] = self.holds[usize::from(says[row])];
            }
        }
    }

    /// In which of these rows one of these fields says it; of other rows the answer means nothing.
    fn said(&mut self, fields: &[Field], log: &Log, block: &Block, rows: &[usize]) -> Vec<bool> {
        let Self { says, memo, .. } = self;
        let mut says = |number| memo.get(number, || says(log.words().word(number)));
        let mut said = vec![false; block.len()];
        for field in fields {
            let column = block.words(*field);
            // Asked is about the words or about the rows, whichever are fewer.
            if rows.len() < column.numbers().len() {
                for row in rows {
                    said[*row] = said[*row] || says(column.get(*row));
                }
            } else {
                column.mark(&mut says, &mut said);
            }
        }
        said
    }
}
