//! The only place of the pages that reads the time.

/// Now, in unix seconds.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::disallowed_methods, reason = "this is the one door to the time")]
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Now, in unix seconds.
#[cfg(all(target_arch = "wasm32", feature = "hydrate"))]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
    let now = (js_sys::Date::now() / 1000.0) as i64;
    now
}
