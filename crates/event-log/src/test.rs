//! The one place where a filter is held against an entry.

use crate::{Ask, Field, Filter, Kind, Level, ask::How};

/// What a filter asks, made ready: in lower case, sorted by question.
#[derive(Clone, Debug)]
pub struct Tests {
    kinds: Vec<Kind>,
    levels: Vec<Level>,
    from: i64,
    to: i64,
    words: Vec<Test>,
}

/// What is asked of words.
#[derive(Clone, Debug)]
pub struct Test {
    about: About,
    /// Alternatives, in lower case.
    values: Vec<String>,
    how: How,
    /// No word may say it.
    forbids: bool,
}

#[derive(Clone, Copy, Debug)]
enum About {
    Ask(Ask),
    Anything,
}

impl Tests {
    /// What a filter asks at this time, in unix seconds.
    pub fn of(filter: &Filter, now: i64) -> Self {
        let mut words: Vec<Test> = Vec::new();
        for ask in Ask::ALL {
            let values: Vec<String> = filter
                .asks
                .iter()
                .filter(|(asked, _)| asked == ask)
                .map(|(_, value)| value.to_lowercase())
                .collect();
            if !values.is_empty() {
                words.push(Test { about: About::Ask(*ask), values, how: ask.how(), forbids: false });
            }
        }
        words.extend(terms(&filter.q).into_iter().map(|(value, forbids)| Test {
            about: About::Anything,
            values: vec![value.to_lowercase()],
            how: How::Part,
            forbids,
        }));
        let moment = |moment: Option<crate::Moment>, otherwise| moment.map_or(otherwise, |m| m.resolve(now));
        Self {
            kinds: filter.kinds.clone(),
            levels: filter.levels.clone(),
            from: moment(filter.from, i64::MIN),
            to: moment(filter.to, i64::MAX),
            words,
        }
    }

    /// Whether what is known of an entry without its words is asked for.
    pub fn frame(&self, kind: Kind, level: Level, at: i64) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.levels.is_empty() || self.levels.contains(&level))
            && (self.from..self.to).contains(&at)
    }

    /// What is asked of words; all of it must hold.
    pub fn words(&self) -> &[Test] {
        &self.words
    }

    /// The first moment that is asked for, and the first after the last.
    pub fn span(&self) -> (i64, i64) {
        (self.from, self.to)
    }
}

impl Test {
    /// Which fields are asked.
    pub fn fields(&self, reversed: bool) -> &'static [Field] {
        match self.about {
            About::Ask(ask) => ask.fields(reversed),
            About::Anything => Field::ALL,
        }
    }

    /// Whether a word says it.
    pub fn says(&self, word: &str) -> bool {
        if word.is_empty() {
            return false;
        }
        let word = word.to_lowercase();
        self.values.iter().any(|value| match self.how {
            How::Same => word == *value,
            How::Listed => word.split(' ').any(|listed| listed == value),
            How::Part => word.contains(value.as_str()),
        })
    }

    /// Whether it holds, given for each of its fields whether that field's word [`Test::says`] it.
    pub fn holds(&self, mut says: impl Iterator<Item = bool>) -> bool {
        says.any(|says| says) != self.forbids
    }
}

/// The terms of a search, and which of them are forbidden.
fn terms(q: &str) -> Vec<(String, bool)> {
    let mut terms = Vec::new();
    let mut rest = q.trim_start();
    while !rest.is_empty() {
        let forbids = rest.len() > 1 && rest.starts_with('-') && !rest[1..].starts_with(char::is_whitespace);
        let start = if forbids { &rest[1..] } else { rest };
        let (term, after) = match start.strip_prefix('"') {
            // A quote that nobody ends goes on to the end.
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => start.split_once(char::is_whitespace).unwrap_or((start, "")),
        };
        if !term.trim().is_empty() {
            terms.push((term.to_owned(), forbids));
        }
        rest = after.trim_start();
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_taken_apart() {
        let terms = |q| terms(q).into_iter().map(|(term, no)| format!("{}{term}", if no { "!" } else { "" }));
        let terms = |q| terms(q).collect::<Vec<_>>();
        assert_eq!(terms("  sql  -curl "), ["sql", "!curl"]);
        assert_eq!(terms(r#""/bin/sh -c" -"no such" a-b"#), ["/bin/sh -c", "!no such", "a-b"]);
        assert_eq!(terms(r#""open end"#), ["open end"]);
        assert_eq!(terms("- -- \"\""), ["-", "!-"]);
        assert_eq!(terms(""), Vec::<String>::new());
    }

    #[test]
    fn words_are_compared_as_the_question_wants_it() {
        let test = |ask, value: &str| {
            let filter = Filter { asks: vec![(ask, value.to_owned())], ..Filter::default() };
            Tests::of(&filter, 0).words()[0].clone()
        };
        assert!(test(Ask::Namespace, "Payments").says("payments"));
        assert!(!test(Ask::Namespace, "pay").says("payments"));
        assert!(test(Ask::Application, "mysql").says("HTTP MySQL"));
        assert!(!test(Ask::Application, "sql").says("MySQL"));
        assert!(test(Ask::Process, "CURL").says("curl -s http://x"));
        assert!(!test(Ask::Process, "curl").says(""));
    }
}
