//! Looks: when each user looked at the map, so that what has come since their last look is marked in this one.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// After so many seconds without a reading the next one begins another look.
const PAUSE: i64 = 5 * 60;

/// For how many seconds a look is remembered.
const MEMORY: i64 = 7 * 24 * 60 * 60;

/// The looks of all users. They are forgotten with the past that they would be compared with.
#[derive(Debug, Default)]
pub struct Looks(Mutex<HashMap<String, Look>>);

#[derive(Clone, Copy, Debug)]
struct Look {
    /// When they read last.
    last: i64,
    /// When the look before this one ended, or the first one began.
    since: i64,
}

impl Looks {
    /// Notes that a user looks now; since when things are new to them.
    pub fn note(&self, user: &str, now: i64) -> i64 {
        // A panic elsewhere leaves whole looks behind.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains_key(user) {
            all.retain(|_, look| now - look.last < MEMORY);
        }
        let look = all.entry(user.to_owned()).or_insert(Look { last: now, since: now });
        if now - look.last > PAUSE {
            look.since = look.last;
        }
        look.last = look.last.max(now);
        look.since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_since_the_end_of_the_last_look_is_new() {
        let looks = Looks::default();
        for now in [1000, 1010, 1100] {
            assert_eq!(looks.note("one", now), 1000, "the first look goes on");
        }
        assert_eq!(looks.note("one", 1100 + PAUSE), 1000);
        let ended = 1100 + PAUSE;
        for now in [5000, 5010] {
            assert_eq!(looks.note("one", now), ended, "another one");
        }
        assert_eq!(looks.note("two", 5020), 5020, "who never looked has missed nothing");
        assert_eq!(looks.note("two", 5020 + 2 * MEMORY), 5020);
    }
}
