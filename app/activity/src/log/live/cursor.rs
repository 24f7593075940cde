//! Up to where somebody has seen a log: what came later is new to them.

use std::{collections::VecDeque, fmt, str::FromStr};

use event_log::Id;

/// How many arrivals are remembered: as many as the controller keeps of three kinds, and some.
const MOST: usize = 16_384;

/// A place in the order in which entries arrived at this console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Whose order it is: a console that was started anew, or another one, has another.
    epoch: u64,
    /// How many had arrived.
    arrived: u64,
    /// When the newest of them was, in unix seconds: what other consoles can go by.
    newest: i64,
    /// How many of them were then.
    at_newest: u64,
}

impl Cursor {
    /// This place, or another one that is further on. In another order there is no telling: that one it is.
    #[must_use]
    pub fn or_later(self, other: Self) -> Self {
        if self.epoch == other.epoch && self.arrived > other.arrived { self } else { other }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}.{}.{:x}", self.epoch, self.arrived, self.newest, self.at_newest)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(4, '.');
        let mut part = || parts.next().ok_or(());
        let number = |text: &str| u64::from_str_radix(text, 16).map_err(|_| ());
        let (epoch, arrived) = (number(part()?)?, number(part()?)?);
        let newest = part()?.parse().map_err(|_| ())?;
        Ok(Self { epoch, arrived, newest, at_newest: number(part()?)? })
    }
}

/// The order in which entries arrived: the last [`MOST`] of them.
#[derive(Clone, Debug, Default)]
pub struct Arrivals {
    epoch: u64,
    arrived: u64,
    newest: i64,
    at_newest: u64,
    /// Each with when it was reported.
    last: VecDeque<(Id, i64)>,
}

impl Arrivals {
    /// None yet. `epoch` tells this order apart from all others.
    pub fn new(epoch: u64) -> Self {
        Self { epoch, ..Self::default() }
    }

    /// Somebody's entry arrives, reported at a time in unix seconds.
    pub fn push(&mut self, id: Id, at: i64) {
        self.arrived += 1;
        if at >= self.newest {
            let others = if at == self.newest { self.at_newest } else { 0 };
            (self.newest, self.at_newest) = (at, others + 1);
        }
        if self.last.len() == MOST {
            self.last.pop_front();
        }
        self.last.push_back((id, at));
    }

    /// Where whoever has seen all of them is.
    pub fn cursor(&self) -> Cursor {
        Cursor { epoch: self.epoch, arrived: self.arrived, newest: self.newest, at_newest: self.at_newest }
    }

    /// What arrived after a place, oldest first; nothing, for who has seen more than has arrived here. Where the place is of
    /// another order, or too long ago, times decide: what was reported later is new, and of what was reported in the very
    /// second of the newest that was seen, all but as many as were seen.
    pub fn after(&self, seen: Cursor) -> impl Iterator<Item = Id> {
        let new = usize::try_from(self.arrived.saturating_sub(seen.arrived)).unwrap_or(usize::MAX);
        let known = self.last.len().checked_sub(new).filter(|_| seen.epoch == self.epoch);
        let mut same = 0;
        let is_new = move |(_, at): &&(Id, i64)| {
            same += u64::from(*at == seen.newest);
            known.is_some() || *at > seen.newest || (*at == seen.newest && same > seen.at_newest)
        };
        self.last.iter().skip(known.unwrap_or_default()).filter(is_new).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(arrivals: &Arrivals, cursor: Cursor) -> Vec<u128> {
        arrivals.after(cursor).map(|id| id.0).collect()
    }

    fn arrived(epoch: u64, entries: &[(u128, i64)]) -> Arrivals {
        let mut arrivals = Arrivals::new(epoch);
        for (id, at) in entries {
            arrivals.push(Id(*id), *at);
        }
        arrivals
    }

    #[test]
    fn who_comes_back_is_told_what_came_since_and_nothing_twice() {
        let mut arrivals = Arrivals::new(7);
        arrivals.push(Id(1), 100);
        let seen = arrivals.cursor();
        // Reported late: its time says that it was earlier.
        arrivals.push(Id(2), 90);
        arrivals.push(Id(3), 110);
        assert_eq!(after(&arrivals, seen), [2, 3]);
        assert_eq!(after(&arrivals, arrivals.cursor()), []);
        let told: Cursor = seen.to_string().parse().expect("it was written so");
        assert_eq!(told, seen);
    }

    #[test]
    fn who_has_seen_more_than_this_is_told_nothing_and_stays_where_they_are() {
        let older = arrived(7, &[(1, 100), (2, 90)]);
        let newer = arrived(7, &[(1, 100), (2, 90), (3, 110), (4, 80)]);
        let seen = newer.cursor();
        assert_eq!(after(&older, seen), []);
        assert_eq!(seen.or_later(older.cursor()), seen);
        assert_eq!(after(&newer, seen.or_later(older.cursor())), [], "nothing is told twice");
        assert_eq!(older.cursor().or_later(seen), seen);
        let another = arrived(8, &[(1, 100)]).cursor();
        assert_eq!(seen.or_later(another), another, "there is one order at a time");
    }

    #[test]
    fn another_consoles_place_is_known_by_its_time() {
        let here = arrived(7, &[(1, 90), (2, 100), (3, 100)]);
        let there = arrived(8, &[(1, 90), (2, 100), (3, 100), (4, 100), (5, 110), (6, 95)]);
        assert_eq!(after(&there, here.cursor()), [4, 5], "one more of the same second is new");
        assert_eq!(after(&arrived(8, &[(3, 100), (1, 90), (2, 100)]), here.cursor()), []);
        for wrong in ["", "7", "7.1", "7.1.2", "7.x.1.1", "7.1.2.3.4"] {
            assert!(wrong.parse::<Cursor>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut arrivals = Arrivals::new(1);
        let start = arrivals.cursor();
        for number in 0..=MOST as u128 {
            arrivals.push(Id(number), 1);
        }
        assert_eq!(arrivals.last.len(), MOST);
        let late = Cursor { newest: 1, at_newest: 2, ..start };
        assert_eq!(after(&arrivals, late).len(), MOST - 2, "by its time, once its place is forgotten");
    }
}
