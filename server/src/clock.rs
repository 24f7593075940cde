//! The only place of the server that reads the time.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in unix seconds.
#[expect(clippy::disallowed_methods, reason = "this is the one door to the time")]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
