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
    /// When the newest of them was, in unix seconds: all that other consoles can go by.
    newest: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{:x}.{}", self.epoch, self.arrived, self.newest)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(());
        let number = |text: &str| u64::from_str_radix(text, 16).map_err(|_| ());
        let (epoch, arrived) = (number(part()?)?, number(part()?)?);
        Ok(Self { epoch, arrived, newest: part()?.parse().map_err(|_| ())? })
    }
}

/// The order in which entries arrived: the last [`MOST`] of them.
#[derive(Clone, Debug, Default)]
pub struct Arrivals {
    epoch: u64,
    arrived: u64,
    newest: i64,
    last: VecDeque<Id>,
}

impl Arrivals {
    /// None yet. `epoch` tells this order apart from all others.
    pub fn new(epoch: u64) -> Self {
        Self { epoch, ..Self::default() }
    }

    /// Somebody's entry arrives, reported at a time in unix seconds.
    pub fn push(&mut self, id: Id, at: i64) {
        self.arrived += 1;
        self.newest = self.newest.max(at);
        if self.last.len() == MOST {
            self.last.pop_front();
        }
        self.last.push_back(id);
    }

    /// Where whoever has seen all of them is.
    pub fn cursor(&self) -> Cursor {
        Cursor { epoch: self.epoch, arrived: self.arrived, newest: self.newest }
    }

    /// What arrived after a place, oldest first; `Err` with a time in unix seconds where that is not known any more: what was
    /// reported later is new then.
    pub fn after(&self, cursor: Cursor) -> Result<impl Iterator<Item = Id>, i64> {
        let new = self.arrived.checked_sub(cursor.arrived).and_then(|new| usize::try_from(new).ok());
        match new {
            Some(new) if cursor.epoch == self.epoch && new <= self.last.len() => {
                Ok(self.last.iter().skip(self.last.len() - new).copied())
            }
            _ => Err(cursor.newest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(arrivals: &Arrivals, cursor: Cursor) -> Result<Vec<u128>, i64> {
        arrivals.after(cursor).map(|ids| ids.map(|id| id.0).collect())
    }

    #[test]
    fn who_comes_back_is_told_what_came_since_and_nothing_twice() {
        let mut arrivals = Arrivals::new(7);
        arrivals.push(Id(1), 100);
        let seen = arrivals.cursor();
        // Reported late: its time says that it was earlier.
        arrivals.push(Id(2), 90);
        arrivals.push(Id(3), 110);
        assert_eq!(after(&arrivals, seen), Ok(vec![2, 3]));
        assert_eq!(after(&arrivals, arrivals.cursor()), Ok(vec![]));
        let told: Cursor = seen.to_string().parse().expect("it was written so");
        assert_eq!(told, seen);
    }

    #[test]
    fn another_consoles_place_is_known_by_its_time() {
        let mut here = Arrivals::new(7);
        here.push(Id(1), 100);
        let mut there = Arrivals::new(8);
        there.push(Id(1), 100);
        assert_eq!(after(&there, here.cursor()), Err(100));
        let ahead = Cursor { epoch: 8, arrived: 9, newest: 5 };
        assert_eq!(after(&there, ahead), Err(5));
        for wrong in ["", "7", "7.1", "7.x.1", "7.1.2.3"] {
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
        assert!(arrivals.after(start).is_err());
    }
}
