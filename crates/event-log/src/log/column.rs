//! One number a row, in as little room as a block's numbers need.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The numbers of a block's rows in one field.
#[derive(Clone, Debug)]
pub(crate) enum Column {
    /// All rows have the same, as most fields do: nothing.
    Same(u32),
    /// There are few; rows say which.
    Few { numbers: Box<[u32]>, rows: Box<[u8]> },
    /// There are some more; rows say which.
    Some { numbers: Box<[u32]>, rows: Box<[u16]> },
    /// Nearly every row has its own.
    Each(Box<[u32]>),
}

impl Column {
    /// A column of these numbers, of which there are from one to [`super::block::MOST`].
    pub fn of(rows: &[u32]) -> Self {
        let first = rows[0];
        if rows.iter().all(|number| *number == first) {
            return Self::Same(first);
        }
        let hasher = DefaultHashBuilder::default();
        let mut numbers: Vec<u32> = Vec::new();
        let mut places: HashTable<(u32, u16)> = HashTable::new();
        let mut codes: Vec<u16> = Vec::with_capacity(rows.len());
        for number in rows {
            let hash = hasher.hash_one(number);
            let found = places.find(hash, |(other, _)| other == number);
            codes.push(match found {
                Some((_, code)) => *code,
                None => {
                    // Two bytes a row and four a number are no less than four a row.
                    if numbers.len() >= rows.len() / 2 {
                        return Self::Each(rows.into());
                    }
                    let code = u16::try_from(numbers.len()).expect("a block has fewer than 2^16 rows");
                    numbers.push(*number);
                    places.insert_unique(hash, (*number, code), |(number, _)| hasher.hash_one(number));
                    code
                }
            });
        }
        let numbers = numbers.into_boxed_slice();
        if numbers.len() <= 1 << 8 {
            Self::Few { numbers, rows: codes.into_iter().map(|code| code as u8).collect() }
        } else {
            Self::Some { numbers, rows: codes.into() }
        }
    }

    /// A row's number.
    pub fn get(&self, row: usize) -> u32 {
        match self {
            Self::Same(number) => *number,
            Self::Few { numbers, rows } => numbers[usize::from(rows[row])],
            Self::Some { numbers, rows } => numbers[usize::from(rows[row])],
            Self::Each(rows) => rows[row],
        }
    }

    /// All numbers that rows have, some of them maybe more than once.
    pub fn numbers(&self) -> &[u32] {
        match self {
            Self::Same(number) => std::slice::from_ref(number),
            Self::Few { numbers, .. } | Self::Some { numbers, .. } | Self::Each(numbers) => numbers,
        }
    }

    /// Gives every number another one.
    pub fn renumber(&mut self, mut other: impl FnMut(u32) -> u32) {
        let numbers = match self {
            Self::Same(number) => std::slice::from_mut(number),
            Self::Few { numbers, .. } | Self::Some { numbers, .. } | Self::Each(numbers) => numbers,
        };
        for number in numbers {
            *number = other(*number);
        }
    }

    /// Marks the rows of whose number `says` is true; leaves the other marks alone.
    pub fn mark(&self, mut says: impl FnMut(u32) -> bool, marks: &mut [bool]) {
        match self {
            Self::Same(number) => {
                if says(*number) {
                    marks.fill(true);
                }
            }
            Self::Few { numbers, rows } => {
                mark(numbers, rows, says, marks);
            }
            Self::Some { numbers, rows } => {
                mark(numbers, rows, says, marks);
            }
            Self::Each(rows) => {
                for (mark, number) in marks.iter_mut().zip(rows) {
                    *mark = *mark || says(*number);
                }
            }
        }
    }

    /// How much heap it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Same(_) => 0,
            Self::Few { numbers, rows } => size_of_val(&**numbers) + size_of_val(&**rows),
            Self::Some { numbers, rows } => size_of_val(&**numbers) + size_of_val(&**rows),
            Self::Each(rows) => size_of_val(&**rows),
        }
    }
}

/// Asks about each number once, and looks at the rows only if there is one to find.
fn mark<C: Copy + Into<usize>>(
    numbers: &[u32],
    rows: &[C],
    says: impl FnMut(u32) -> bool,
    marks: &mut [bool],
) {
    let said: Vec<bool> = numbers.iter().copied().map(says).collect();
    if said.contains(&true) {
        for (mark, row) in marks.iter_mut().zip(rows) {
            *mark |= said[(*row).into()];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_says_what_it_was_given() {
        let rows = |distinct: u32| (0..3000).map(|n| n * 7 % distinct + 1000).collect::<Vec<u32>>();
        for (distinct, bytes) in [(1, 0), (3, 3012), (256, 3000 + 1024), (257, 6000 + 1028), (2000, 12_000)] {
            let rows = rows(distinct);
            let mut column = Column::of(&rows);
            assert_eq!(column.bytes(), bytes, "{distinct}");
            assert_eq!((0..3000).map(|row| column.get(row)).collect::<Vec<_>>(), rows, "{distinct}");
            let mut marks = vec![false; 3000];
            marks[5] = true;
            column.mark(|number| number == 1000, &mut marks);
            for (row, mark) in marks.into_iter().enumerate() {
                assert_eq!(mark, row == 5 || rows[row] == 1000, "{distinct} {row}");
            }
            column.renumber(|number| number + 1);
            assert_eq!(column.get(2999), rows[2999] + 1);
            assert!(column.numbers().contains(&1001));
        }
    }
}
