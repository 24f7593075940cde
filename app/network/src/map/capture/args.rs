//! What is asked of a capture, checked before it is asked: the same in the browser and on the server. Pure.

use controller_api::sniffer::SnifferArgs;

/// The shortest capture, in seconds.
pub const SHORTEST: u32 = 5;
/// The longest that ends by itself, in seconds.
pub const LONGEST: u32 = 600;
/// How long a filter may be, in bytes.
const LONGEST_FILTER: usize = 256;

/// A field with what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which field.
    pub field: &'static str,
    /// What is wrong, in the reader's language.
    pub message: String,
}

/// What was filled in as the controller takes it: both may be left empty.
pub fn parse(duration: &str, filter: &str) -> Result<SnifferArgs, Wrong> {
    let (duration, filter) = (duration.trim(), filter.trim());
    let wrong = |field, message: String| Err(Wrong { field, message });
    let seconds = match duration {
        "" => None,
        text => match text.parse::<u32>() {
            Ok(seconds) if (SHORTEST..=LONGEST).contains(&seconds) => Some(seconds),
            _ => {
                let (shortest, longest) = (SHORTEST.to_string(), LONGEST.to_string());
                return wrong("duration", text::capture::duration_wrong(&shortest, &longest));
            }
        },
    };
    if filter.len() > LONGEST_FILTER {
        return wrong("filter", text::capture::filter_long().to_owned());
    }
    // What begins with a dash would be an option of the program that captures, and no filter.
    if filter.chars().any(char::is_control) || filter.starts_with('-') {
        return wrong("filter", text::capture::filter_wrong().to_owned());
    }
    let filter = (!filter.is_empty()).then(|| filter.to_owned());
    Ok(SnifferArgs { file_number: None, duration: seconds, filter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_taken_or_told_at_its_field() {
        for (duration, filter, expected) in [
            ("", "", Ok((None, None))),
            (" 60 ", " tcp port 80 ", Ok((Some(60), Some("tcp port 80")))),
            ("5", "", Ok((Some(5), None))),
            ("600", "", Ok((Some(600), None))),
            ("4", "", Err("duration")),
            ("601", "", Err("duration")),
            ("-5", "", Err("duration")),
            ("1e2", "", Err("duration")),
            ("soon", "", Err("duration")),
            ("", "-w /etc/passwd", Err("filter")),
            ("", "tcp\nport 80", Err("filter")),
        ] {
            let parsed = parse(duration, filter).map_err(|wrong| wrong.field);
            let parsed =
                parsed.as_ref().map(|args| (args.duration, args.filter.as_deref())).map_err(|field| *field);
            assert_eq!(parsed, expected, "{duration:?} {filter:?}");
        }
        assert_eq!(parse("", &"a".repeat(257)).map_err(|wrong| wrong.field), Err("filter"));
    }
}
