//! Fills a message of the catalogue. Its marks are written by `build/message.rs`: 1 an argument, 2 a plural with
//! variants between 3s, 4 its end.

use std::iter::Peekable;
use std::str::Chars;

use crate::{
    Value,
    language::{Language, grouped},
    plural,
};

/// The message with the values in their places.
pub(crate) fn fill(message: &str, values: &[Value<'_>], language: Language) -> String {
    let mut filled = String::with_capacity(message.len() + 16);
    run(&mut message.chars().peekable(), values, language, Some(&mut filled));
    filled
}

/// Reads up to the end of the text, the next variant or the end of the plural; writes unless it skips.
fn run(
    rest: &mut Peekable<Chars<'_>>,
    values: &[Value<'_>],
    language: Language,
    mut out: Option<&mut String>,
) {
    while let Some(&c) = rest.peek() {
        if matches!(c, '\u{3}' | '\u{4}') {
            return;
        }
        rest.next();
        match c {
            '\u{1}' => {
                let value = argument(rest, values);
                if let (Some(out), Some(value)) = (out.as_deref_mut(), value) {
                    match value {
                        Value::Number(number) => out.push_str(&grouped(*number, language)),
                        Value::Text(text) => out.push_str(text),
                    }
                }
            }
            '\u{2}' => plural(rest, values, language, out.as_deref_mut()),
            plain => {
                if let Some(out) = out.as_deref_mut() {
                    out.push(plain);
                }
            }
        }
    }
}

fn argument<'v, 't>(rest: &mut Peekable<Chars<'_>>, values: &'v [Value<'t>]) -> Option<&'v Value<'t>> {
    let number = rest.next()?.to_digit(36)?;
    values.get(usize::try_from(number).ok()?)
}

/// Writes the variant of the number itself, else of its category, else the last, which is Fluent's `other`.
fn plural(
    rest: &mut Peekable<Chars<'_>>,
    values: &[Value<'_>],
    language: Language,
    out: Option<&mut String>,
) {
    let number = match argument(rest, values) {
        Some(Value::Number(number)) => *number,
        _ => 0,
    };
    let (exact, category) = (number.to_string(), plural::category(number, language));
    let mut written = String::new();
    let mut rank = 0;
    while rest.next_if_eq(&'\u{3}').is_some() {
        let key: String = std::iter::from_fn(|| rest.next_if(|c| *c != '\u{3}')).collect();
        rest.next();
        let this = if key == exact {
            3
        } else if key == category {
            2
        } else {
            u8::from(key == "other")
        };
        if this > rank {
            rank = this;
            written.clear();
            run(rest, values, language, Some(&mut written));
        } else {
            run(rest, values, language, None);
        }
    }
    rest.next();
    if let Some(out) = out {
        out.push_str(&written);
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    const GROUPS: &str =
        "\u{2}0\u{3}one\u{3}\u{1}0 группа\u{3}few\u{3}\u{1}0 группы\u{3}other\u{3}\u{1}0 групп\u{4} → \u{1}1";

    #[test]
    fn a_plural_takes_its_languages_category() {
        for (number, text) in
            [(1, "1 группа → A"), (3, "3 группы → A"), (5, "5 групп → A"), (21, "21 группа → A")]
        {
            assert_eq!(fill(GROUPS, &[Value::Number(number), Value::Text("A")], Language::Russian), text);
        }
    }

    #[test]
    fn an_exact_number_goes_before_its_category() {
        let message = "\u{2}0\u{3}0\u{3}none\u{3}other\u{3}\u{1}0 items\u{4}";
        assert_eq!(fill(message, &[Value::Number(0)], Language::English), "none");
        assert_eq!(fill(message, &[Value::Number(1200)], Language::English), "1,200 items");
    }
}
