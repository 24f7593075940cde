//! What came of a change of rules, as the cluster said when it was read again, and how to say it.

use kit::flash::Kind;
use serde::{Deserialize, Serialize};

use super::rule::Verdict;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployed {
    /// The rule that stands as asked; none when there was none yet when it was read again.
    pub rule: Option<u32>,
    /// The verdict that was asked for.
    pub verdict: Verdict,
    /// What it is about: applications or ports.
    pub about: String,
    /// The client's group.
    pub from: String,
    /// The server's group.
    pub to: String,
    /// The rule is switched off.
    pub disabled: bool,
}

impl Deployed {
    /// How it went, in words.
    pub fn say(&self) -> (Kind, String) {
        let Some(rule) = self.rule else {
            return (Kind::Partly, text::conversation::not_seen_yet().to_owned());
        };
        let rule = rule.to_string();
        let (about, from, to) = (&self.about, &self.from, &self.to);
        let text = match self.verdict {
            Verdict::Allow => text::conversation::now_allows(&rule, about, from, to),
            Verdict::Deny => text::conversation::now_denies(&rule, about, from, to),
        };
        if self.disabled {
            return (Kind::Partly, format!("{text} {}", text::conversation::is_off()));
        }
        (Kind::Good, text)
    }

    /// Where one goes on: to that address with the rule open.
    pub fn address(&self, back: &str) -> String {
        match self.rule {
            Some(rule) => format!("{back}{}rule={rule}", if back.contains('?') { '&' } else { '?' }),
            None => back.to_owned(),
        }
    }
}

/// How forgetting what was said went, in words.
pub fn say_cleared(gone: bool) -> (Kind, String) {
    match gone {
        true => (Kind::Good, text::conversation::cleared().to_owned()),
        false => (Kind::Partly, text::conversation::speaks_again().to_owned()),
    }
}
