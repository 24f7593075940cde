//! How many entries there are of each kind and level.

use super::Found;
use crate::{Kind, Level, log::Frame};

/// Numbers of entries by kind and level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([[usize; Level::ALL.len()]; Kind::ALL.len()]);

impl Counts {
    pub(super) fn add(&mut self, frame: Frame) {
        self.0[frame.kind() as usize][frame.level() as usize] += 1;
    }

    /// Of this kind and level.
    pub fn of(&self, kind: Kind, level: Level) -> usize {
        self.0[kind as usize][level as usize]
    }

    /// Of this kind.
    pub fn kind(&self, kind: Kind) -> usize {
        self.0[kind as usize].iter().sum()
    }

    /// Of this level.
    pub fn level(&self, level: Level) -> usize {
        self.0.iter().map(|levels| levels[level as usize]).sum()
    }

    /// All together.
    pub fn total(&self) -> usize {
        self.0.iter().flatten().sum()
    }
}

impl Found<'_> {
    /// How many there are of each kind and level.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (block, bits) in self.parts.iter().flat_map(|part| part.blocks()) {
            for row in bits.iter() {
                counts.add(block.frames[row]);
            }
        }
        counts
    }
}
