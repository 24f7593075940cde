//! What came of an act on a node, as the cluster said when it was read again, and how to say it.

use kit::flash::Kind;
use serde::{Deserialize, Serialize};

/// How a pod stands after it was to be cut off, or let back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineOutcome {
    /// Its name.
    pub name: String,
    /// It was to be cut off; else to be let back.
    pub asked: bool,
    /// Whether it is cut off now; none = it could not be read again.
    pub now: Option<bool>,
}

impl QuarantineOutcome {
    /// It stands as it was asked to.
    pub fn is_settled(&self) -> bool {
        self.now == Some(self.asked)
    }

    /// What to say of it, and in which tone.
    pub fn say(&self) -> (Kind, String) {
        let name = &self.name;
        let text = match (self.asked, self.now) {
            (true, Some(true)) => text::details::quarantined(name),
            (false, Some(false)) => text::details::released(name),
            (true, Some(false)) => text::details::not_quarantined(name),
            (false, Some(true)) => text::details::not_released(name),
            (_, None) => text::details::unread(name),
        };
        (Kind::of(self.is_settled()), text)
    }
}

/// What an end is called now, or that it is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndOutcome {
    /// It was to be named.
    Named {
        /// What it was to be called; `""` = as it calls itself.
        asked: String,
        /// What it is called now; none = it could not be read again.
        now: Option<String>,
    },
    /// It was to be forgotten.
    Forgotten {
        /// What it was called.
        name: String,
        /// It is gone; false also when it spoke again at once.
        gone: bool,
    },
}

impl EndOutcome {
    /// It stands as it was asked to.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Named { asked, now } => now.as_ref().is_some_and(|now| asked.is_empty() || now == asked),
            Self::Forgotten { gone, .. } => *gone,
        }
    }

    /// What to say of it, and in which tone.
    pub fn say(&self) -> (Kind, String) {
        let text = match self {
            Self::Named { asked, now: Some(now) } if self.is_settled() => match asked.is_empty() {
                true => text::details::named_back(now),
                false => text::details::named(now),
            },
            Self::Named { asked, now: Some(now) } => text::details::not_named(now, asked),
            Self::Named { asked, now: None } => text::details::unread(asked),
            Self::Forgotten { name, gone: true } => text::details::forgotten(name),
            Self::Forgotten { name, gone: false } => text::details::not_forgotten(name),
        };
        (Kind::of(self.is_settled()), text)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_read_is_called_done() {
        let outcome = |asked, now| QuarantineOutcome { name: "cart-1".into(), asked, now };
        for asked in [true, false] {
            assert_eq!(outcome(asked, Some(asked)).say().0, Kind::Good);
            for now in [Some(!asked), None] {
                let (kind, said) = outcome(asked, now).say();
                assert_eq!(kind, Kind::Partly, "{said}");
                assert!(said.contains("cart-1"), "{said}");
            }
        }
    }

    #[test]
    fn no_name_gives_an_end_back_its_own() {
        let named = |asked: &str, now: Option<&str>| EndOutcome::Named {
            asked: asked.into(),
            now: now.map(str::to_owned),
        };
        assert!(named("printer", Some("printer")).is_settled());
        assert!(named("", Some("10.1.2.3")).is_settled());
        assert!(!named("printer", Some("10.1.2.3")).is_settled());
        assert!(!named("printer", None).is_settled());
    }
}
