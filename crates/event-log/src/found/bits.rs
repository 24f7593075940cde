//! Which rows of a block were found: a bit a row.

use crate::log::MOST;

const WORDS: usize = MOST / 64;

/// A set of a block's rows.
#[derive(Clone, Debug)]
pub(super) struct Bits {
    words: Option<Box<[u64; WORDS]>>,
    len: usize,
}

impl Bits {
    /// No row.
    pub const NONE: Self = Self { words: None, len: 0 };

    /// The rows that are marked, [`MOST`] at most.
    pub fn of(marks: &[bool]) -> Self {
        let mut words = Box::new([0u64; WORDS]);
        for (word, marks) in words.iter_mut().zip(marks.chunks(64)) {
            *word = marks.iter().rev().fold(0, |word, mark| word << 1 | u64::from(*mark));
        }
        match words.iter().map(|word| word.count_ones() as usize).sum() {
            0 => Self::NONE,
            len => Self { words: Some(words), len },
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether a row is one of them.
    pub fn holds(&self, row: usize) -> bool {
        self.words.as_ref().is_some_and(|words| words[row / 64] >> (row % 64) & 1 != 0)
    }

    /// The rows, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words().flat_map(|(number, mut left)| {
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(number * 64 + bit)
            })
        })
    }

    /// The rows, descending.
    pub fn rev(&self) -> impl Iterator<Item = usize> {
        self.words().rev().flat_map(|(number, mut left)| {
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.ilog2() as usize)?;
                left ^= 1 << bit;
                Some(number * 64 + bit)
            })
        })
    }

    fn words(&self) -> impl DoubleEndedIterator<Item = (usize, u64)> {
        let words: &[u64] = self.words.as_ref().map_or(&[], |words| &words[..]);
        words.iter().copied().enumerate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_that_were_marked() {
        for step in [1, 2, 63, 64, 65, MOST - 1] {
            let marks: Vec<bool> = (0..MOST).map(|row| row % step == 0).collect();
            let rows: Vec<usize> = (0..MOST).step_by(step).collect();
            let bits = Bits::of(&marks);
            assert_eq!((bits.len(), bits.iter().collect::<Vec<_>>()), (rows.len(), rows.clone()));
            assert_eq!(bits.rev().collect::<Vec<_>>(), rows.into_iter().rev().collect::<Vec<_>>());
        }
        let bits = Bits::of(&[false; 70]);
        assert_eq!((bits.len(), bits.iter().next()), (0, None));
    }
}
