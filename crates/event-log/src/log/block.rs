//! Some thousand rows that stand together in time, in columns. A block never changes; what changes is another block.

use std::ops::Range;

use hashbrown::HashTable;

use super::column::Column;
use crate::{Field, Id, Kind, Level};

/// How many rows a block has at most: as many as a hash table of 4,096 places takes.
pub(crate) const MOST: usize = 3584;

/// What a row is without words, in a byte: 3 bits for the kind, 4 for the level, 1 for whether it is reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame(pub u8);

const _: () = assert!(Kind::ALL.len() <= 1 << 3 && Level::ALL.len() <= 1 << 4);

impl Frame {
    pub fn of(kind: Kind, level: Level, reversed: bool) -> Self {
        Self((kind as u8) << 5 | (level as u8) << 1 | u8::from(reversed))
    }

    /// All that there are.
    pub fn all() -> impl Iterator<Item = Self> {
        let levels = |kind: &Kind| Level::ALL.iter().map(move |level| (*kind, *level)).collect::<Vec<_>>();
        Kind::ALL
            .iter()
            .flat_map(levels)
            .flat_map(|(kind, level)| [false, true].map(|reversed| Self::of(kind, level, reversed)))
    }

    pub fn kind(self) -> Kind {
        Kind::ALL[usize::from(self.0 >> 5)]
    }

    pub fn level(self) -> Level {
        Level::ALL[usize::from(self.0 >> 1 & 0xf)]
    }

    pub fn reversed(self) -> bool {
        self.0 & 1 != 0
    }
}

/// A row that stands by itself, as it is when blocks are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loose {
    pub at: i64,
    pub id: Id,
    pub frame: Frame,
    pub count: u32,
    /// By the dictionary's numbers.
    pub words: [u32; Field::COUNT],
}

impl Loose {
    /// What rows are sorted by.
    pub fn key(&self) -> (i64, Id) {
        (self.at, self.id)
    }
}

/// What ids are looked up by, the same in all blocks. Ids are hashes already; those of tests may be 1, 2, 3.
pub(crate) fn hash(id: Id) -> u64 {
    let folded = (id.0 as u64 ^ (id.0 >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    folded ^ folded >> 32
}

/// Rows, sorted by time and id.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    at: Box<[i64]>,
    ids: Box<[Id]>,
    /// Rows by id.
    rows: HashTable<u16>,
    pub frames: Box<[Frame]>,
    counts: Column,
    words: [Column; Field::COUNT],
}

impl Block {
    /// Of these rows: sorted, at least one, [`MOST`] at most.
    pub fn of(rows: &[Loose]) -> Self {
        let mut places = HashTable::with_capacity(rows.len());
        for (place, row) in (0..).zip(rows) {
            places.insert_unique(hash(row.id), place, |place: &u16| hash(rows[usize::from(*place)].id));
        }
        let column =
            |number: &dyn Fn(&Loose) -> u32| Column::of(&rows.iter().map(number).collect::<Vec<_>>());
        Self {
            at: rows.iter().map(|row| row.at).collect(),
            ids: rows.iter().map(|row| row.id).collect(),
            rows: places,
            frames: rows.iter().map(|row| row.frame).collect(),
            counts: column(&|row| row.count),
            words: std::array::from_fn(|field| column(&|row| row.words[field])),
        }
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn at(&self, row: usize) -> i64 {
        self.at[row]
    }

    pub fn id(&self, row: usize) -> Id {
        self.ids[row]
    }

    pub fn count(&self, row: usize) -> u32 {
        self.counts.get(row)
    }

    pub fn words(&self, field: Field) -> &Column {
        &self.words[field as usize]
    }

    pub fn first(&self) -> (i64, Id) {
        (self.at[0], self.ids[0])
    }

    /// The rows from one moment to another, which is left out.
    pub fn between(&self, from: i64, to: i64) -> Range<usize> {
        let before = |moment| self.at.partition_point(|at| *at < moment);
        before(from)..before(to)
    }

    /// Where an id with this [`hash`] stands.
    pub fn position(&self, id: Id, hash: u64) -> Option<usize> {
        let same = |row: &u16| self.ids[usize::from(*row)] == id;
        self.rows.find(hash, same).copied().map(usize::from)
    }

    pub fn loose(&self, row: usize) -> Loose {
        Loose {
            at: self.at[row],
            id: self.ids[row],
            frame: self.frames[row],
            count: self.count(row),
            words: std::array::from_fn(|field| self.words[field].get(row)),
        }
    }

    /// Gives every word another number.
    pub fn renumber(&mut self, mut other: impl FnMut(u32) -> u32) {
        for column in &mut self.words {
            column.renumber(&mut other);
        }
    }

    /// How much heap it takes, with itself.
    pub fn bytes(&self) -> usize {
        let columns: usize = self.words.iter().map(Column::bytes).sum();
        let rows = size_of_val(&*self.at) + size_of_val(&*self.ids) + size_of_val(&*self.frames);
        size_of::<Self>() + rows + self.rows.allocation_size() + columns + self.counts.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_says_what_it_was_made_of() {
        for frame in Frame::all() {
            assert_eq!(Frame::of(frame.kind(), frame.level(), frame.reversed()), frame);
        }
        assert_eq!(Frame::all().count(), Kind::ALL.len() * Level::ALL.len() * 2);
    }

    #[test]
    fn a_block_gives_back_its_rows() {
        let rows: Vec<Loose> = (0..100u32)
            .map(|n| Loose {
                at: i64::from(n / 10),
                id: Id(u128::from(n) << 64),
                frame: Frame::of(Kind::Incident, Level::Error, n % 2 == 0),
                count: 1 + n / 50,
                words: std::array::from_fn(|field| n * field as u32),
            })
            .collect();
        let block = Block::of(&rows);
        assert_eq!((0..block.len()).map(|row| block.loose(row)).collect::<Vec<_>>(), rows);
        assert_eq!(
            (block.between(3, 5), block.between(-9, 1), block.between(5, 99)),
            (30..50, 0..10, 50..100)
        );
        assert_eq!(block.first(), (0, Id(0)));
        assert_eq!(([Id(7 << 64), Id(7)].map(|id| block.position(id, hash(id)))), [Some(7), None]);
    }
}
