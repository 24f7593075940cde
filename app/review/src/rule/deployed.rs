//! What came of a change of network rules, as the cluster said when it was read again, and how to say it.

use kit::flash::Kind;
use serde::{Deserialize, Serialize};

use crate::Verdict;

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
            return (Kind::Partly, text::review::not_seen_yet().to_owned());
        };
        let rule = rule.to_string();
        let (about, from, to) = (&self.about, &self.from, &self.to);
        let text = match self.verdict {
            Verdict::Allow => text::review::now_allows(&rule, about, from, to),
            Verdict::Deny => text::review::now_denies(&rule, about, from, to),
        };
        if self.disabled {
            return (Kind::Partly, format!("{text} {}", text::review::is_off()));
        }
        (Kind::Good, text)
    }

    /// Where one goes on: to the rule, at the address that begins with `to_rule` and ends with its id; without one `back`.
    pub fn address(&self, back: &str, to_rule: &str) -> String {
        match self.rule {
            Some(rule) if !to_rule.is_empty() => format!("{to_rule}{rule}"),
            _ => back.to_owned(),
        }
    }
}
