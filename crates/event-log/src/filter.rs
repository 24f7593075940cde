//! Filters: which entries somebody wants, as the URL says it. One definition for list, count, histogram, live stream and
//! export: all of them ask [`crate::test::Tests`].

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{Ask, Kind, Level, State};

/// What is wanted. Lists that are empty ask for nothing; all that is asked for must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The logs.
    pub kinds: Vec<Kind>,
    /// The levels.
    pub levels: Vec<Level>,
    /// What words must say, in the order in which it was asked.
    pub asks: Vec<(Ask, String)>,
    /// Terms, each of which some word must hold; none, where a `-` stands before it; with spaces in it, where it is in
    /// quotes.
    pub q: String,
    /// Since when.
    pub from: Option<Moment>,
    /// Until when, this moment left out.
    pub to: Option<Moment>,
    /// What somebody has decided about them.
    pub states: Vec<State>,
    /// To whom they are assigned, by their unique name.
    pub assigned: Vec<String>,
}

/// A moment that a filter names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Moment {
    /// In unix seconds.
    At(i64),
    /// So many seconds ago, whenever that is asked.
    Ago(u32),
}

impl Moment {
    /// In unix seconds, at this time.
    pub fn resolve(self, now: i64) -> i64 {
        match self {
            Self::At(at) => at,
            Self::Ago(seconds) => now - i64::from(seconds),
        }
    }

    /// As the URL has it: `2026-11-22T20:15:50Z`, `2026-11-22T20:15` (UTC too; a space may stand for the T), `2026-11-22`, or `24h`, `30m`, `7d` ago.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((number, unit)) = text.split_at_checked(text.len().checked_sub(1)?)
            && let Ok(number) = number.parse::<u32>()
        {
            let unit = match unit {
                "m" => 60,
                "h" => 3600,
                "d" => 86_400,
                _ => return None,
            };
            return number.checked_mul(unit).map(Self::Ago);
        }
        let whole = match text.len() {
            10 => format!("{text}T00:00:00Z"),
            16 => format!("{text}:00Z"),
            19 => format!("{text}Z"),
            _ => text.to_owned(),
        };
        // As people write it.
        let whole = whole.replacen(' ', "T", 1);
        OffsetDateTime::parse(&whole, &Rfc3339).ok().map(|moment| Self::At(moment.unix_timestamp()))
    }

    /// As [`Moment::parse`] reads it.
    pub fn text(self) -> String {
        match self {
            Self::At(at) => OffsetDateTime::from_unix_timestamp(at)
                .ok()
                .and_then(|moment| moment.format(&Rfc3339).ok())
                .unwrap_or_default(),
            Self::Ago(seconds) if seconds % 86_400 == 0 => format!("{}d", seconds / 86_400),
            Self::Ago(seconds) if seconds % 3600 == 0 => format!("{}h", seconds / 3600),
            Self::Ago(seconds) => format!("{}m", seconds / 60),
        }
    }
}

/// A value that a filter cannot have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// The parameter.
    pub parameter: String,
    /// What it says.
    pub found: String,
}

impl Filter {
    /// Reads a URL's parameters. Those that are no filter's are left alone; of those that cannot be understood nothing is
    /// asked, and they are named.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Wrong>) {
        let (mut filter, mut wrong) = (Self::default(), Vec::new());
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if !filter.take(name, value) {
                wrong.push(Wrong { parameter: name.to_owned(), found: value.to_owned() });
            }
        }
        (filter, wrong)
    }

    /// Takes a parameter; false when it is a filter's and cannot be understood.
    fn take(&mut self, name: &str, value: &str) -> bool {
        fn push<T>(list: &mut Vec<T>, found: Option<T>) -> bool {
            let good = found.is_some();
            list.extend(found);
            good
        }
        match name {
            "kind" => push(&mut self.kinds, Kind::of_word(value)),
            "level" => push(&mut self.levels, Level::of_word(value)),
            "state" => push(&mut self.states, State::of_word(value)),
            "assigned" => push(&mut self.assigned, Some(value.to_owned())),
            "q" => {
                value.clone_into(&mut self.q);
                true
            }
            "from" | "to" => {
                let moment = Moment::parse(value);
                *(if name == "from" { &mut self.from } else { &mut self.to }) = moment;
                moment.is_some()
            }
            _ => {
                if let Some(ask) = Ask::of_word(name) {
                    self.asks.push((ask, value.to_owned()));
                }
                true
            }
        }
    }

    /// The parameters that say it, in the order in which a URL has them.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        pairs.extend(self.kinds.iter().map(|kind| ("kind", kind.word().to_owned())));
        pairs.extend(self.levels.iter().map(|level| ("level", level.word().to_owned())));
        pairs.extend(self.asks.iter().map(|(ask, value)| (ask.word(), value.clone())));
        pairs.extend(self.states.iter().map(|state| ("state", state.word().to_owned())));
        pairs.extend(self.assigned.iter().map(|name| ("assigned", name.clone())));
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        pairs.extend(self.from.map(|moment| ("from", moment.text())));
        pairs.extend(self.to.map(|moment| ("to", moment.text())));
        pairs
    }

    /// The same without what it asks by one question.
    #[must_use]
    pub fn without(&self, ask: Ask) -> Self {
        let asks = self.asks.iter().filter(|(asked, _)| *asked != ask).cloned().collect();
        Self { asks, ..self.clone() }
    }

    /// It asks for nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// It asks about what people decided, which stands in the console's own store.
    pub fn asks_people(&self) -> bool {
        !self.states.is_empty() || !self.assigned.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_as_it_is_written() {
        let pairs = [
            ("kind", "threat"),
            ("level", "critical"),
            ("ns", "payments"),
            ("ns", "batch"),
            ("country", "NL"),
            ("state", "open"),
            ("assigned", "ann"),
            ("q", "sql -curl"),
            ("from", "2h"),
            ("to", "2026-11-22T20:15:50Z"),
        ];
        let (filter, wrong) = Filter::of(pairs);
        assert_eq!(wrong, []);
        let written: Vec<_> = filter.pairs();
        let written: Vec<_> = written.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(written, pairs);
        assert_eq!(Filter::of([("page", "2"), ("ns", " ")]), (Filter::default(), vec![]));
    }

    #[test]
    fn what_cannot_be_understood_is_named_and_asks_nothing() {
        let (filter, wrong) = Filter::of([("kind", "dream"), ("from", "yesterday"), ("level", "warning")]);
        assert_eq!(filter.pairs(), [("level", "warning".to_owned())]);
        let wrong: Vec<_> = wrong.iter().map(|wrong| (&*wrong.parameter, &*wrong.found)).collect();
        assert_eq!(wrong, [("kind", "dream"), ("from", "yesterday")]);
    }

    #[test]
    fn moments_are_in_utc_or_ago() {
        let at = |text| Moment::parse(text).map(|moment| moment.resolve(1_000_000));
        assert_eq!(at("1970-01-02"), Some(86_400));
        assert_eq!(at("1970-01-01T01:00"), Some(3600));
        assert_eq!(at("1970-01-01 01:00"), Some(3600));
        assert_eq!(at("1970-01-01T01:00:05"), Some(3605));
        assert_eq!(at("1970-01-01T02:00:00+01:00"), Some(3600));
        assert_eq!(at("30m"), Some(1_000_000 - 1800));
        assert_eq!(at("7d").zip(Moment::parse("7d").map(|m| m.text() == "7d")), Some((395_200, true)));
        for wrong in ["", "d", "-1d", "1y", "2026-13-01", "1e9d", "99999999999d", "é"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
