//! An entry as it stands in a log.

use std::fmt;

use super::{Block, Dictionary, Frame, Log};
use crate::{Field, Id, Kind, Level};

/// An entry of a log. What it says is the log's.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    words: &'a Dictionary,
    block: &'a Block,
    row: usize,
}

impl<'a> Row<'a> {
    pub(crate) fn of(log: &'a Log, block: &'a Block, row: usize) -> Self {
        Self { words: log.words(), block, row }
    }

    fn frame(self) -> Frame {
        self.block.frames[self.row]
    }

    /// What tells it apart.
    pub fn id(self) -> Id {
        self.block.id(self.row)
    }

    /// The log that it is of.
    pub fn kind(self) -> Kind {
        self.frame().kind()
    }

    /// How grave.
    pub fn level(self) -> Level {
        self.frame().level()
    }

    /// When it was reported, in unix seconds.
    pub fn at(self) -> i64 {
        self.block.at(self.row)
    }

    /// How often it happened.
    pub fn count(self) -> u32 {
        self.block.count(self.row)
    }

    /// The target is the client.
    pub fn reversed(self) -> bool {
        self.frame().reversed()
    }

    /// What it says in a field; `""` = nothing.
    pub fn word(self, field: Field) -> &'a str {
        self.words.word(self.number(field))
    }

    /// What rows are sorted by.
    pub(crate) fn key(self) -> (i64, Id) {
        (self.at(), self.id())
    }

    /// It says something in a field.
    pub(crate) fn says(self, field: Field) -> bool {
        self.number(field) != 0
    }

    /// The number of that word in its log's dictionary.
    pub(crate) fn number(self, field: Field) -> u32 {
        self.block.words(field).get(self.row)
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, level) = (self.kind().word(), self.level().word());
        write!(f, "{} {kind} {level} at {} ×{}", self.id(), self.at(), self.count())?;
        for field in Field::ALL.iter().filter(|field| !self.word(**field).is_empty()) {
            write!(f, " {}={:?}", field.word(), self.word(*field))?;
        }
        Ok(())
    }
}

/// Two rows are the same when they say the same, in whichever log they stand.
impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        let numbers = |row: Self| (row.id(), row.at(), row.count(), row.frame());
        numbers(*self) == numbers(*other)
            && Field::ALL.iter().all(|field| self.word(*field) == other.word(*field))
    }
}
