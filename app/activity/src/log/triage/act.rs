//! What can be done about an entry, as a form says it.

use serde::{Deserialize, Serialize};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Somebody has seen it.
    Acknowledge,
    /// It is dealt with, for a reason.
    Close,
    /// It is not dealt with after all.
    Reopen,
    /// It is the viewer's now.
    Take,
    /// It is somebody's.
    Assign,
    /// It is nobody's.
    Drop,
    /// A note is added.
    Note,
}

impl Act {
    /// Those that several entries at once can be dealt with by.
    pub const BULK: [Self; 4] = [Self::Acknowledge, Self::Close, Self::Take, Self::Reopen];

    /// Its word in a form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::Take => "take",
            Self::Assign => "assign",
            Self::Drop => "drop",
            Self::Note => "note",
        }
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        let all =
            [Self::Acknowledge, Self::Close, Self::Reopen, Self::Take, Self::Assign, Self::Drop, Self::Note];
        all.into_iter().find(|act| act.word() == word)
    }
}
