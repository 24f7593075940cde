//! Whether a call is made once more, and after how long.

use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use controller_api::Method;

use crate::Error;

/// How reads are repeated when their answer was lost. Writes never are: whether they were done is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// How often at most, after the first time.
    pub times: u32,
    /// The first pause; each further one is twice as long, and all are shortened by chance by up to a half, so
    /// that many consoles do not come back at the same moment.
    pub base: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { times: 2, base: Duration::from_millis(100) }
    }
}

impl Retry {
    /// The pause before the call is made again, or `None` if it is not. `done` times it was made again already;
    /// `others` is how many more controllers there are: each may be asked at once when the one before failed.
    pub(crate) fn pause(&self, method: Method, error: &Error, done: u32, others: u32) -> Option<Duration> {
        if !method.is_read() || !error.is_retryable() || done >= self.times.max(others) {
            None
        } else if done < others {
            Some(Duration::ZERO)
        } else {
            Some(jitter(self.base.saturating_mul(1 << (done - others).min(6))))
        }
    }
}

/// Between a half and the whole of a pause. The standard library's hasher keys are random enough for that.
fn jitter(pause: Duration) -> Duration {
    let random = RandomState::new().hash_one(0) >> 33;
    pause.mul_f64(0.5 + random as f64 / (1u64 << 32) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Why};

    fn closed() -> Error {
        Error::new(Method::Get, "/v1/group", Kind::Unreachable { why: Why::Closed, detail: String::new() })
    }

    #[test]
    fn only_reads_are_repeated_and_only_so_often() {
        let retry = Retry::default();
        for method in [Method::Post, Method::Patch, Method::Delete] {
            assert_eq!(retry.pause(method, &closed(), 0, 3), None);
        }
        assert!(retry.pause(Method::Get, &closed(), 0, 0).is_some());
        assert!(retry.pause(Method::Get, &closed(), 1, 0).is_some());
        assert_eq!(retry.pause(Method::Get, &closed(), 2, 0), None);
    }

    #[test]
    fn what_does_not_heal_at_once_is_not_repeated() {
        let after = Duration::from_secs(30);
        let distrust = Kind::Unreachable { why: Why::Tls, detail: String::new() };
        for kind in [distrust, Kind::TimedOut { after }, Kind::NotSent { reason: "no" }] {
            let error = Error::new(Method::Get, "/v1/group", kind);
            assert_eq!(Retry::default().pause(Method::Get, &error, 0, 0), None, "{error}");
        }
    }

    #[test]
    fn pauses_grow_and_stay_within_their_bounds() {
        let retry = Retry { times: 3, base: Duration::from_millis(100) };
        for (done, most) in [(0, 100), (1, 200), (2, 400)] {
            for _ in 0..50 {
                let pause =
                    retry.pause(Method::Get, &closed(), done, 0).expect("within the limit").as_millis();
                assert!((most / 2..=most).contains(&pause), "{pause} ms");
            }
        }
    }

    #[test]
    fn every_other_controller_is_asked_before_one_is_waited_for() {
        let retry = Retry { times: 1, base: Duration::from_millis(100) };
        assert_eq!(retry.pause(Method::Get, &closed(), 0, 2), Some(Duration::ZERO));
        assert_eq!(retry.pause(Method::Get, &closed(), 1, 2), Some(Duration::ZERO));
        assert_eq!(retry.pause(Method::Get, &closed(), 2, 2), None);
    }
}
