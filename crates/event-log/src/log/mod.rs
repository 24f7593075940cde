//! A log in memory: entries in columns, sorted by time, each word once.

mod block;
mod column;
mod dictionary;
mod merge;
mod row;

use std::sync::Arc;

use hashbrown::HashMap;

use self::block::Loose;
pub use self::row::Row;
pub(crate) use self::{
    block::{Block, Frame, MOST},
    column::Column,
    dictionary::{Dictionary, Memo},
};
use crate::{Entry, Field, Id, Kind};

/// How many entries are taken in at once: so many are held twice for a moment.
const BATCH: usize = 1 << 16;

/// Entries by time and id, each id once. A million, a tenth of which says something that no other does, takes some
/// 85 bytes an entry (`cargo run --release -p event-log --example million`).
///
/// Blocks are shared and never changed: a clone costs its dictionary only, so that whoever reads for long can read a clone.
#[derive(Clone, Debug, Default)]
pub struct Log {
    words: Dictionary,
    blocks: Vec<Arc<Block>>,
    len: usize,
    /// How many rows went since the dictionary was made: it may hold words of theirs.
    gone: usize,
}

impl Log {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes entries, in any order. An id that is there is replaced by what comes later: an incident that repeats comes
    /// again with a higher count and another time. Returns how many ids are new.
    ///
    /// What is newer than all others is appended, whatever is older costs its blocks: a millisecond or two for each
    /// of the stretches of some thousand entries that it falls into. What says again what is known costs next to nothing.
    pub fn extend<'a>(&mut self, entries: impl IntoIterator<Item = Entry<'a>>) -> usize {
        let mut entries = entries.into_iter();
        let mut new = 0;
        loop {
            let mut batch: Vec<Loose> = Vec::new();
            let mut places: HashMap<Id, usize> = HashMap::new();
            for entry in entries.by_ref().take(BATCH) {
                let row = self.loose(&entry);
                match places.get(&row.id) {
                    Some(place) => batch[*place] = row,
                    None => {
                        places.insert(row.id, batch.len());
                        batch.push(row);
                    }
                }
            }
            if batch.is_empty() {
                return new;
            }
            new += self.merge(batch, &places);
        }
    }

    fn loose(&mut self, entry: &Entry<'_>) -> Loose {
        Loose {
            at: entry.at,
            id: entry.id,
            frame: Frame::of(entry.kind, entry.level, entry.reversed),
            count: entry.count,
            words: std::array::from_fn(|field| self.words.number(entry.word(Field::ALL[field]))),
        }
    }

    /// Adds blocks of at most so many rows.
    fn append(&mut self, rows: &[Loose], most: usize) {
        self.blocks.extend(rows.chunks(most).map(|rows| Arc::new(Block::of(rows))));
    }

    /// Forgets what was before a moment. Its words stay until half of all rows that ever were are gone; then the
    /// dictionary is made anew.
    pub fn forget_before(&mut self, at: i64) {
        let old = std::mem::take(&mut self.blocks);
        let len = self.len;
        self.len = 0;
        for block in old {
            let stay = block.between(at, i64::MAX).start..block.len();
            self.len += stay.len();
            if stay.start == 0 {
                self.blocks.push(block);
            } else if !stay.is_empty() {
                self.append(&stay.map(|row| block.loose(row)).collect::<Vec<_>>(), MOST);
            }
        }
        self.lost(len - self.len);
    }

    /// The same of one kind only.
    pub fn forget_kind_before(&mut self, kind: Kind, at: i64) {
        let (old, len) = (std::mem::take(&mut self.blocks), self.len);
        for block in old {
            let goes = |row: usize| block.at(row) < at && block.frames[row].kind() == kind;
            let stay: Vec<usize> = (0..block.len()).filter(|row| !goes(*row)).collect();
            self.len -= block.len() - stay.len();
            if stay.len() == block.len() {
                self.blocks.push(block);
            } else if !stay.is_empty() {
                self.append(&stay.into_iter().map(|row| block.loose(row)).collect::<Vec<_>>(), MOST);
            }
        }
        self.lost(len - self.len);
    }

    /// So many rows went.
    fn lost(&mut self, rows: usize) {
        self.gone += rows;
        if self.gone > self.len {
            let old = std::mem::take(&mut self.words);
            let mut numbers: Vec<Option<u32>> = vec![None; old.len()];
            for block in &mut self.blocks {
                Arc::make_mut(block).renumber(|number| {
                    *numbers[number as usize].get_or_insert_with(|| self.words.number(old.word(number)))
                });
            }
            self.gone = 0;
        }
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// It has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// When the oldest entry was, in unix seconds.
    pub fn oldest(&self) -> Option<i64> {
        self.blocks.first().map(|block| block.first().0)
    }

    /// The entry of an id.
    pub fn find(&self, id: Id) -> Option<Row<'_>> {
        let (block, row) = self.place(id)?;
        Some(Row::of(self, &self.blocks[block], row))
    }

    /// In which block the entry of an id stands, and where in it.
    pub(crate) fn place(&self, id: Id) -> Option<(usize, usize)> {
        let hash = block::hash(id);
        let blocks = self.blocks.iter().enumerate().rev();
        blocks.filter_map(|(number, block)| Some((number, block.position(id, hash)?))).next()
    }

    /// How many entries of a kind it has, and when the oldest of them was.
    pub fn ring(&self, kind: Kind) -> (usize, Option<i64>) {
        let of_kind = |block: &Block| block.frames.iter().filter(|frame| frame.kind() == kind).count();
        let oldest = self.blocks.iter().find_map(|block| {
            let row = block.frames.iter().position(|frame| frame.kind() == kind)?;
            Some(block.at(row))
        });
        (self.blocks.iter().map(|block| of_kind(block)).sum(), oldest)
    }

    /// How much heap it takes, in bytes, nearly: what the allocator adds is left out.
    pub fn bytes(&self) -> usize {
        let blocks: usize = self.blocks.iter().map(|block| block.bytes()).sum();
        self.words.bytes() + self.blocks.capacity() * size_of::<Arc<Block>>() + blocks
    }

    pub(crate) fn words(&self) -> &Dictionary {
        &self.words
    }

    pub(crate) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }
}
