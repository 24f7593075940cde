//! How a batch of rows comes into a log: which of them it knows, which blocks change.

use std::sync::Arc;

use hashbrown::HashMap;

use super::{
    Log,
    block::{self, Loose, MOST},
};
use crate::Id;

/// What a block has at least, if another one follows.
const LEAST: usize = MOST / 4;

/// What a log knows of a batch.
struct Known {
    /// By row of the batch: whether it says something else than the log does; `None` = the log has no such id.
    changed: Vec<Option<bool>>,
    /// By block: which of its rows are replaced.
    going: Vec<Vec<usize>>,
}

impl Log {
    /// Takes rows of different ids, of which `places` says where each stands. Returns how many are new.
    pub(super) fn merge(&mut self, mut batch: Vec<Loose>, places: &HashMap<Id, usize>) -> usize {
        let Known { changed, going } = self.known(&batch, places);
        let new = changed.iter().filter(|changed| changed.is_none()).count();
        let mut changed = changed.into_iter();
        batch.retain(|_| changed.next() != Some(Some(false)));
        batch.sort_unstable_by_key(Loose::key);
        if self.blocks.is_empty() {
            self.append(&batch, MOST);
        } else {
            self.weave(batch, &going);
        }
        self.len += new;
        self.lost(going.iter().map(Vec::len).sum());
        new
    }

    fn known(&self, batch: &[Loose], places: &HashMap<Id, usize>) -> Known {
        let mut changed: Vec<Option<bool>> = vec![None; batch.len()];
        let mut left: Vec<(usize, Id, u64)> =
            (0..).zip(batch).map(|(fresh, row)| (fresh, row.id, block::hash(row.id))).collect();
        let mut going: Vec<Vec<usize>> = vec![Vec::new(); self.blocks.len()];
        // What comes again was new a while ago, most of it: the last blocks are looked at first.
        for (block, going) in self.blocks.iter().zip(&mut going).rev() {
            // Looked up are the rows of the batch or of the block, whichever are fewer.
            let found: Vec<(usize, usize)> = if left.len() < block.len() {
                let here = |(fresh, id, hash): &(usize, Id, u64)| Some((*fresh, block.position(*id, *hash)?));
                left.iter().filter_map(here).collect()
            } else {
                (0..block.len()).filter_map(|row| Some((*places.get(&block.id(row))?, row))).collect()
            };
            for (fresh, row) in &found {
                let other = block.loose(*row) != batch[*fresh];
                changed[*fresh] = Some(other);
                going.extend(other.then_some(*row));
            }
            if !found.is_empty() {
                left.retain(|(fresh, ..)| changed[*fresh].is_none());
            }
        }
        Known { changed, going }
    }

    /// Puts sorted rows into the blocks where they belong, and takes out those that go. Other blocks stay as they are.
    fn weave(&mut self, batch: Vec<Loose>, going: &[Vec<usize>]) {
        let mut batch = batch.into_iter().peekable();
        let old = std::mem::take(&mut self.blocks);
        // Too few rows for a block of their own: they go to the next.
        let mut carried: Vec<Loose> = Vec::new();
        for (number, block) in old.iter().enumerate() {
            let next = old.get(number + 1).map(|block| block.first());
            let mut rows = std::mem::take(&mut carried);
            while let Some(row) = batch.next_if(|row| next.is_none_or(|next| row.key() < next)) {
                rows.push(row);
            }
            if rows.is_empty() && going[number].is_empty() {
                self.blocks.push(Arc::clone(block));
                continue;
            }
            let mut stays = vec![true; block.len()];
            for row in &going[number] {
                stays[*row] = false;
            }
            rows.extend((0..block.len()).filter(|row| stays[*row]).map(|row| block.loose(row)));
            rows.sort_by_key(Loose::key);
            match next {
                Some(_) if rows.len() < LEAST => carried = rows,
                // Halves leave room for what else may fall between.
                Some(_) => self.append(&rows, rows.len().div_ceil(rows.len().div_ceil(MOST))),
                None => self.append(&rows, MOST),
            }
        }
    }
}
