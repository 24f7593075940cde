//! The demo's clock: real time, or time that stands still until a test moves it. Nothing else reads the time.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// How time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ClockMode {
    /// By itself; the world lives by itself too.
    #[default]
    Auto,
    /// Only when moved; nothing happens that was not asked for.
    Manual,
}

/// Where the manual clock starts: 2026-01-05T09:00:00Z, in milliseconds.
const MANUAL_START: i64 = 1_767_603_600_000;

/// Milliseconds since 1970.
pub(crate) type Millis = i64;

/// The clock.
#[derive(Debug)]
pub(crate) struct Clock {
    mode: ClockMode,
    /// Auto: how far we were moved ahead of real time. Manual: the time.
    at: AtomicI64,
}

impl Clock {
    pub(crate) fn new(mode: ClockMode) -> Self {
        let at = match mode {
            ClockMode::Auto => 0,
            ClockMode::Manual => MANUAL_START,
        };
        Self { mode, at: AtomicI64::new(at) }
    }

    pub(crate) fn mode(&self) -> ClockMode {
        self.mode
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one door to the time")]
    pub(crate) fn now(&self) -> Millis {
        let at = self.at.load(Ordering::SeqCst);
        match self.mode {
            ClockMode::Manual => at,
            ClockMode::Auto => {
                let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                millis(real) + at
            }
        }
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.at.fetch_add(millis(by), Ordering::SeqCst);
    }

    /// Back to where it started.
    pub(crate) fn rewind(&self) {
        self.at.store(Self::new(self.mode).at.into_inner(), Ordering::SeqCst);
    }
}

pub(crate) fn millis(duration: Duration) -> Millis {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 4)
}

/// `2026-01-05T09:00:00Z` for unix seconds.
pub(crate) fn rfc3339(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).expect("years up to 9999 can be written")
}

/// The same with nanoseconds, as the controller writes some times.
pub(crate) fn rfc3339_nanos(at: Millis) -> String {
    let seconds = rfc3339(at.div_euclid(1000));
    format!("{}.{:09}Z", seconds.trim_end_matches('Z'), at.rem_euclid(1000) * 1_000_000 + 203_479)
}

/// `202601050900`, as it stands in the name of a backup.
pub(crate) fn stamp(at: Millis) -> String {
    rfc3339(at.div_euclid(1000)).chars().filter(char::is_ascii_digit).take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_clock_moves_only_when_told() {
        let clock = Clock::new(ClockMode::Manual);
        assert_eq!(clock.now(), clock.now());
        clock.advance(Duration::from_millis(1500));
        assert_eq!(clock.now(), MANUAL_START + 1500);
        clock.rewind();
        assert_eq!(rfc3339(clock.now() / 1000), "2026-01-05T09:00:00Z");
    }

    #[test]
    fn times_are_written_as_the_controller_writes_them() {
        assert_eq!(stamp(MANUAL_START), "202601050900");
        assert_eq!(rfc3339_nanos(MANUAL_START + 7), "2026-01-05T09:00:00.007203479Z");
    }
}
