//! The controllers of one cluster, of which one is asked until it fails.
//!
//! Sessions are shared among a cluster's controllers, so that any of them can answer; state of long jobs is not,
//! so that we stay with one for as long as it answers.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use reqwest::Url;

/// Base URLs, in the order of preference, and which one is asked at present.
pub(crate) struct Controllers {
    bases: Vec<Url>,
    current: AtomicUsize,
}

impl Controllers {
    /// At least one.
    pub(crate) fn new(bases: Vec<Url>) -> Self {
        Self { bases, current: AtomicUsize::new(0) }
    }

    /// The one that is asked, with its number for [`Self::failed`].
    pub(crate) fn current(&self) -> (usize, &Url) {
        let at = self.current.load(Relaxed) % self.bases.len();
        (at, &self.bases[at])
    }

    /// That one failed: the next is asked. Of many calls that failed with the same one, the first moves on.
    pub(crate) fn failed(&self, at: usize) {
        let next = (at + 1) % self.bases.len();
        if next != at && self.current.compare_exchange(at, next, Relaxed, Relaxed).is_ok() {
            tracing::warn!(failed = %self.bases[at], next = %self.bases[next], "controller failed, asking the next");
        }
    }

    /// How many there are beside the one that is asked.
    pub(crate) fn others(&self) -> u32 {
        u32::try_from(self.bases.len() - 1).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn controllers(count: usize) -> Controllers {
        let url = |n| Url::parse(&format!("https://c{n}:10443")).expect("a URL");
        Controllers::new((0..count).map(url).collect())
    }

    #[test]
    fn the_next_is_asked_when_one_failed_and_once_only() {
        let controllers = controllers(3);
        controllers.failed(0);
        controllers.failed(0);
        assert_eq!(controllers.current().0, 1);
        controllers.failed(1);
        controllers.failed(2);
        assert_eq!(controllers.current().0, 0, "after the last comes the first");
    }

    #[test]
    fn the_only_one_stays() {
        let controllers = controllers(1);
        controllers.failed(0);
        assert_eq!(controllers.current().0, 0);
    }
}
