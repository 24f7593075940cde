//! Moments in words. All of them are in universal time: server and browser must write the same, and the people of a cluster
//! sit in more zones than one.

use time::OffsetDateTime;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Unix seconds as a moment; what is beyond all calendars is the epoch.
fn moment_of(at: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn month(at: OffsetDateTime) -> &'static str {
    match u8::from(at.month()) {
        1 => text::time::jan(),
        2 => text::time::feb(),
        3 => text::time::mar(),
        4 => text::time::apr(),
        5 => text::time::may(),
        6 => text::time::jun(),
        7 => text::time::jul(),
        8 => text::time::aug(),
        9 => text::time::sep(),
        10 => text::time::oct(),
        11 => text::time::nov(),
        _ => text::time::dec(),
    }
}

/// A day without its year, such as `16 Nov`. `at` in unix seconds.
pub fn day(at: i64) -> String {
    let at = moment_of(at);
    text::time::day(&at.day().to_string(), month(at))
}

/// A moment in full, such as `16 Nov 2026, 14:05 UTC`.
pub fn moment(at: i64) -> String {
    let at = moment_of(at);
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    text::time::moment(&at.day().to_string(), month(at), &at.year().to_string(), &time)
}

/// A time of day, such as `14:05`.
pub fn clock(at: i64) -> String {
    let at = moment_of(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A moment without its year, such as `16 Nov, 14:05`.
pub fn minute(at: i64) -> String {
    text::time::stamp(&day(at), &clock(at))
}

/// The same as [`moment`] to the second, such as `16 Nov 2026, 14:05:07 UTC`.
pub fn moment_exact(at: i64) -> String {
    let at = moment_of(at);
    let time = format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second());
    text::time::moment(&at.day().to_string(), month(at), &at.year().to_string(), &time)
}

/// A moment to the second, for lists that one compares times in, such as `22 Nov, 20:45:50`.
pub fn stamp(at: i64) -> String {
    let moment = moment_of(at);
    let time = format!("{:02}:{:02}:{:02}", moment.hour(), moment.minute(), moment.second());
    text::time::stamp(&day(at), &time)
}

/// How long ago something was, such as `4 minutes ago`.
pub fn ago(at: i64, now: i64) -> String {
    let age = now - at;
    let count = |unit: i64| u64::try_from(age / unit).unwrap_or(0);
    match age {
        DAY.. => text::time::days(count(DAY)),
        HOUR..DAY => text::time::hours(count(HOUR)),
        MINUTE..HOUR => text::time::minutes(count(MINUTE)),
        _ => text::time::now().to_owned(),
    }
}

/// A moment for machines: RFC 3339.
pub fn machine(at: i64) -> String {
    let at = moment_of(at);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Unix seconds of what the controller writes as RFC 3339; none for `""`, nonsense, and its zero, the year 1.
pub fn parse(written: &str) -> Option<i64> {
    let at = OffsetDateTime::parse(written, &time::format_description::well_known::Rfc3339).ok()?;
    (at.year() > 1).then(|| at.unix_timestamp())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_words_and_for_machines() {
        let at = 1_795_380_350;
        assert_eq!(day(at), "22 Nov");
        assert_eq!(moment(at), "22 Nov 2026, 20:45 UTC");
        assert_eq!(moment_exact(at), "22 Nov 2026, 20:45:50 UTC");
        assert_eq!(stamp(at), "22 Nov, 20:45:50");
        assert_eq!((clock(at), minute(at)), ("20:45".to_owned(), "22 Nov, 20:45".to_owned()));
        assert_eq!(machine(at), "2026-11-22T20:45:50Z");
        assert_eq!(parse("2026-11-22T20:45:50Z"), Some(at));
        assert_eq!(parse("2026-11-22T20:45:50.123456789Z"), Some(at));
        assert_eq!((parse(""), parse("0001-01-01T00:00:00Z"), parse("soon")), (None, None, None));
    }

    #[test]
    fn an_age_has_one_unit() {
        for (age, words) in [
            (-5, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (2 * HOUR - 1, "1 hour ago"),
            (3 * DAY, "3 days ago"),
        ] {
            assert_eq!(ago(1_000_000 - age, 1_000_000), words, "{age}");
        }
    }
}
