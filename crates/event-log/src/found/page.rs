//! A page of what was found, in the order that somebody wants.

use super::Found;
use crate::{Field, Row, kind::words};

words! {
    /// What entries are sorted by.
    Sort {
        /// When they were reported.
        Time "time",
        /// How grave they are; ascending, the gravest come first.
        Level "level",
        /// The log.
        Kind "kind",
        /// How often it happened.
        Count "count",
        /// The name.
        Name "name",
        /// The category.
        Category "category",
        /// Where.
        Location "location",
        /// What was done.
        Action "action",
        /// The source.
        Source "source",
        /// The target.
        Target "target",
        /// The port.
        Port "port",
        /// The application.
        Application "app",
        /// The rule.
        Rule "rule",
        /// The group whose profile it is.
        Group "group",
        /// The process.
        Process "process",
        /// The user.
        User "user",
        /// The image.
        Image "image",
        /// The node.
        Node "node",
    }
}

impl Sort {
    /// The field, where it is one.
    pub(super) fn field(self) -> Option<Field> {
        Some(match self {
            Self::Time | Self::Level | Self::Kind | Self::Count => return None,
            Self::Name => Field::Name,
            Self::Category => Field::Category,
            Self::Location => Field::Location,
            Self::Action => Field::Action,
            Self::Source => Field::Source,
            Self::Target => Field::Target,
            Self::Port => Field::Port,
            Self::Application => Field::Application,
            Self::Rule => Field::Rule,
            Self::Group => Field::Group,
            Self::Process => Field::Process,
            Self::User => Field::User,
            Self::Image => Field::Image,
            Self::Node => Field::Node,
        })
    }
}

impl<'a> Found<'a> {
    /// So many entries from the one at `start` on, which is 0 for the first. Words are compared without regard to upper
    /// and lower case, nothing before anything. What is the same stands newest first, whichever way it is sorted; sorted by
    /// time, ids decide.
    pub fn page(&self, sort: Sort, desc: bool, start: usize, length: usize) -> Vec<Row<'a>> {
        let start = start.min(self.total);
        let length = length.min(self.total - start);
        match (sort, desc) {
            (Sort::Time, true) => self.rows().skip(start).take(length).collect(),
            (Sort::Time, false) => {
                let mut page: Vec<_> = self.rows().skip(self.total - start - length).take(length).collect();
                page.reverse();
                page
            }
            _ => self.at(&places(self.keys(sort, desc), start, length)),
        }
    }

    /// What rows are sorted by, ascending, newest first.
    fn keys(&self, sort: Sort, desc: bool) -> Vec<u32> {
        let ranks = sort.field().map(|field| self.ranks(field));
        let key = |(log, row): (usize, Row<'_>)| match (sort, sort.field()) {
            (_, Some(field)) => ranks.as_ref().map_or(0, |ranks| ranks[log][row.number(field) as usize]),
            (Sort::Level, _) => row.level() as u32,
            (Sort::Kind, _) => row.kind() as u32,
            _ => row.count(),
        };
        self.numbered_rows().map(key).map(|key| if desc { u32::MAX - key } else { key }).collect()
    }

    /// By log and number of a word: where the word stands among all words that were found in a field.
    fn ranks(&self, field: Field) -> Vec<Vec<u32>> {
        let mut ranks: Vec<Vec<u32>> = Vec::new();
        let mut words: Vec<(String, usize, u32)> = Vec::new();
        for (log, part) in self.parts.iter().enumerate() {
            let mut seen = vec![0; part.log.words().len()];
            for number in part.numbers(field) {
                if std::mem::replace(&mut seen[number as usize], 1) == 0 {
                    words.push((part.log.words().word(number).to_lowercase(), log, number));
                }
            }
            ranks.push(seen);
        }
        words.sort_unstable();
        let mut rank = 0;
        for (at, (word, log, number)) in words.iter().enumerate() {
            rank += u32::from(at > 0 && words[at - 1].0 != *word);
            ranks[*log][*number as usize] = rank;
        }
        ranks
    }

    /// The rows at these places, counted newest first.
    fn at(&self, places: &[u32]) -> Vec<Row<'a>> {
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_unstable_by_key(|wanted| places[*wanted]);
        let mut page: Vec<Option<Row<'a>>> = vec![None; places.len()];
        let (mut rows, mut next) = (self.rows(), 0);
        for wanted in order {
            let place = places[wanted] as usize;
            page[wanted] = rows.nth(place - next);
            next = place + 1;
        }
        page.into_iter().flatten().collect()
    }
}

/// Where the least keys are from the one at `start` on, the least first; of those that are the same, the one that stands
/// first. Only these are sorted.
fn places(keys: Vec<u32>, start: usize, length: usize) -> Vec<u32> {
    let place = |place: usize| u32::try_from(place).expect("2^32 rows do not fit into memory");
    let mut keys: Vec<u64> =
        keys.into_iter().enumerate().map(|(at, key)| u64::from(key) << 32 | u64::from(place(at))).collect();
    if start > 0 && start < keys.len() {
        keys.select_nth_unstable(start);
    }
    let rest = &mut keys[start..];
    if length < rest.len() {
        rest.select_nth_unstable(length);
    }
    let page = &mut rest[..length];
    page.sort_unstable();
    page.iter().map(|key| *key as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_a_stable_sort() {
        let keys: Vec<u32> = (0..500).map(|n| n * 7919 % 13).collect();
        let mut sorted: Vec<u32> = (0..500).collect();
        sorted.sort_by_key(|at| keys[*at as usize]);
        for (start, length) in [(0, 500), (0, 1), (17, 50), (490, 10), (500, 0), (3, 0)] {
            assert_eq!(places(keys.clone(), start, length), sorted[start..start + length], "{start}");
        }
    }
}
