//! What a rule does with what it speaks of. Pure.

use serde::{Deserialize, Serialize};

/// What a rule does with what it speaks of: connections, or processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Lets it be.
    Allow,
    /// Forbids it.
    Deny,
}

impl Verdict {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Allow, Self::Deny];

    /// Its word in URLs, and on the controller's wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
        }
    }

    /// Of such a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}
