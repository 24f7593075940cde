//! Entries that were found: the one selection that list, counts, menus, histogram, bundles and exports are made of.

mod bits;
mod bundle;
mod counts;
mod facet;
mod histogram;
mod page;
mod select;

use self::bits::Bits;
pub use self::{
    bundle::{Bundle, Spread},
    counts::Counts,
    histogram::{Histogram, Plan},
    page::Sort,
    select::{Asked, matches},
};
use crate::{
    Decision, Decisions, Field, Id, Log, Row,
    log::{Block, Column},
};

/// Several logs as one. An id that stands in several counts once, and the first log's entry is the one that counts,
/// whatever the others say of it, its time included. It costs the least when the smallest logs stand first.
#[derive(Clone, Debug)]
pub struct View<'a> {
    logs: Vec<&'a Log>,
}

impl<'a> View<'a> {
    /// Of these logs.
    pub fn new(logs: &[&'a Log]) -> Self {
        Self { logs: logs.to_vec() }
    }

    /// The entry of an id, whoever may see it.
    pub fn find(&self, id: Id) -> Option<Row<'a>> {
        self.logs.iter().find_map(|log| log.find(id))
    }

    /// What is asked for.
    pub fn select(&self, asked: &Asked<'_>) -> Found<'a> {
        let parts: Vec<Part<'a>> = (0..self.logs.len())
            .map(|log| Part {
                log: self.logs[log],
                bits: select::select(self.logs[log], &self.logs[..log], asked),
            })
            .collect();
        let total = parts.iter().flat_map(|part| &part.bits).map(Bits::len).sum();
        Found { parts, total }
    }
}

/// What was found in one log.
#[derive(Clone, Debug)]
struct Part<'a> {
    log: &'a Log,
    /// By block: which rows.
    bits: Vec<Bits>,
}

impl<'a> Part<'a> {
    /// The blocks in which something was found, the oldest first.
    fn blocks(&self) -> impl DoubleEndedIterator<Item = (&'a Block, &Bits)> {
        let blocks = self.log.blocks().iter().map(|block| &**block);
        blocks.zip(&self.bits).filter(|(_, bits)| bits.len() > 0)
    }

    /// The rows, newest first.
    fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        let log = self.log;
        self.blocks().rev().flat_map(move |(block, bits)| bits.rev().map(move |row| Row::of(log, block, row)))
    }

    /// The numbers that words of a field have in the blocks in which something was found; some more than once.
    fn numbers(&self, field: Field) -> impl Iterator<Item = u32> {
        self.blocks().map(move |(block, _)| block.words(field)).flat_map(Column::numbers).copied()
    }
}

/// What was found. It holds which rows, in a bit each; what is asked of it is worked out then.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    parts: Vec<Part<'a>>,
    total: usize,
}

impl<'a> Found<'a> {
    /// How many entries.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether the entry of an id is among them.
    pub fn holds(&self, id: Id) -> bool {
        self.parts.iter().any(|part| {
            let place = part.log.place(id);
            place.is_some_and(|(block, row)| part.bits[block].holds(row))
        })
    }

    /// What was decided about those of them that something was decided about, in no order. Gone through are decisions or
    /// entries, whichever costs less: an id is looked for in one block after the other.
    pub fn decided<'d>(&self, decisions: &'d Decisions) -> Vec<&'d Decision> {
        let blocks: usize = self.parts.iter().map(|part| part.bits.len()).sum();
        if decisions.len().saturating_mul(blocks) <= self.total {
            let found = decisions.iter().filter(|(id, _)| self.holds(*id));
            return found.map(|(_, decision)| decision).collect();
        }
        let ids = self.parts.iter().flat_map(|part| part.rows()).map(Row::id);
        ids.filter_map(|id| decisions.get(id)).collect()
    }

    /// When the first and the last of them were, in unix seconds.
    pub fn span(&self) -> Option<(i64, i64)> {
        let ends = self.parts.iter().filter_map(|part| {
            let (first, firsts) = part.blocks().next()?;
            let (last, lasts) = part.blocks().next_back()?;
            Some((first.at(firsts.iter().next()?), last.at(lasts.rev().next()?)))
        });
        ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }

    /// All of them, newest first; of those of one moment the greatest id.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.numbered_rows().map(|(_, row)| row)
    }

    /// The same, with the number of each one's log.
    fn numbered_rows(&self) -> impl Iterator<Item = (usize, Row<'a>)> {
        let mut logs: Vec<_> = self.parts.iter().map(|part| part.rows().peekable()).collect();
        std::iter::from_fn(move || {
            let heads = logs.iter_mut().enumerate();
            let (_, newest) = heads.filter_map(|(log, rows)| Some((rows.peek()?.key(), log))).max()?;
            logs[newest].next().map(|row| (newest, row))
        })
    }
}
