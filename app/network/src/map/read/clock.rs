//! How long something has taken: the only place of the map that looks at a watch.

use std::time::{Duration, Instant};

/// A watch that runs.
#[derive(Clone, Copy)]
pub struct Watch(Instant);

impl Watch {
    /// One that runs from now on.
    #[expect(clippy::disallowed_methods, reason = "this is the one door to the time")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has run.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
