//! Read-after-write lag: what is written counts at once, and is seen a little later.
//!
//! The controller answers reads from a cache that trails its store. A [`Versions`] keeps the truth, on which the
//! world acts, beside the version that readers see, and the ones on their way between the two.

use std::{collections::VecDeque, sync::Arc};

use crate::clock::Millis;

/// A value with the versions of it that readers do not see yet.
#[derive(Debug)]
pub(crate) struct Versions<T> {
    truth: Arc<T>,
    seen: Arc<T>,
    /// When each is seen, oldest first.
    coming: VecDeque<(Millis, Arc<T>)>,
    changed: Millis,
    /// How many versions were seen.
    generation: i64,
}

impl<T: Clone> Versions<T> {
    pub(crate) fn new(value: T, now: Millis) -> Self {
        let truth = Arc::new(value);
        Self { seen: truth.clone(), truth, coming: VecDeque::new(), changed: now, generation: 0 }
    }

    /// What counts.
    pub(crate) fn truth(&self) -> &Arc<T> {
        &self.truth
    }

    /// When it last changed.
    pub(crate) fn changed(&self) -> Millis {
        self.changed
    }

    /// What a reader sees now.
    pub(crate) fn seen(&mut self, now: Millis) -> Arc<T> {
        while self.coming.front().is_some_and(|(at, _)| *at <= now) {
            if let Some((_, version)) = self.coming.pop_front() {
                self.seen = version;
                self.generation += 1;
            }
        }
        self.seen.clone()
    }

    /// A number that is another when a reader sees another version.
    pub(crate) fn generation(&mut self, now: Millis) -> i64 {
        self.seen(now);
        self.generation
    }

    /// Changes the truth; readers see it from `visible` on, and never before an earlier change.
    pub(crate) fn write<R>(&mut self, now: Millis, visible: Millis, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(Arc::make_mut(&mut self.truth));
        self.changed = now;
        let visible = self.coming.back().map_or(visible, |(last, _)| visible.max(*last));
        self.coming.push_back((visible, self.truth.clone()));
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_counts_at_once_and_is_seen_later() {
        let mut value = Versions::new(1, 0);
        value.write(10, 50, |value| *value = 2);
        assert_eq!((**value.truth(), *value.seen(49), *value.seen(50)), (2, 1, 2));
    }

    #[test]
    fn changes_are_seen_in_their_order() {
        let mut value = Versions::new(1, 0);
        value.write(10, 500, |value| *value = 2);
        value.write(20, 30, |value| *value = 3);
        assert_eq!((*value.seen(499), *value.seen(500)), (1, 3));
    }
}
