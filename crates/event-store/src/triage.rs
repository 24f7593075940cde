//! What somebody can decide about an entry, and what becomes of the decision before.

use event_log::{Decision, Reason, State};

use crate::Error;

/// How long a note may be, in characters.
pub const LONGEST_NOTE: usize = 4_000;
/// How long the name of a user may be, in characters.
pub const LONGEST_NAME: usize = 256;

/// What somebody decides. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// How far people are with it now. Whoever reopens or acknowledges a closed entry takes its reason away.
    pub state: Option<State>,
    /// Why it is closed; with [`State::Closed`] always, and never without.
    pub reason: Option<Reason>,
    /// To whom it is assigned, by their unique name; `""` = nobody.
    pub assign: Option<String>,
    /// A note that is added to those there are; up to [`LONGEST_NOTE`] characters.
    pub note: Option<String>,
}

/// Who decides, when, and what they had seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By<'a> {
    /// Their unique name.
    pub name: &'a str,
    /// When, in unix seconds.
    pub at: i64,
    /// The revision of the decisions that they looked at. Somebody's newer decision about one of the same entries is a
    /// conflict then. `None`: decide whatever was decided before.
    pub seen: Option<i64>,
}

impl Change {
    /// # Errors
    /// [`Error::Nothing`], [`Error::Reason`] or [`Error::Long`].
    pub(crate) fn check(&self) -> Result<(), Error> {
        let blank = self.note.as_ref().is_some_and(|note| note.trim().is_empty());
        if blank || *self == Self::default() {
            return Err(Error::Nothing);
        }
        if self.reason.is_some() != (self.state == Some(State::Closed)) {
            return Err(Error::Reason);
        }
        within(self.note.as_deref(), LONGEST_NOTE)?;
        within(self.assign.as_deref(), LONGEST_NAME)
    }

    /// What becomes of a decision.
    pub(crate) fn applied(&self, before: Option<Decision>, by: &By<'_>) -> Decision {
        let before = before.unwrap_or_else(|| Decision {
            state: State::Open,
            reason: None,
            assigned: String::new(),
            notes: 0,
            by: String::new(),
            at: 0,
        });
        Decision {
            state: self.state.unwrap_or(before.state),
            reason: if self.state.is_some() { self.reason } else { before.reason },
            assigned: self.assign.clone().unwrap_or(before.assigned),
            notes: before.notes.saturating_add(u32::from(self.note.is_some())),
            by: by.name.to_owned(),
            at: by.at,
        }
    }
}

fn within(text: Option<&str>, most: usize) -> Result<(), Error> {
    match text {
        Some(text) if text.chars().nth(most).is_some() => Err(Error::Long { most }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(note: String) -> Change {
        Change { note: Some(note), ..Change::default() }
    }

    #[test]
    fn a_change_changes_something_and_closing_has_a_reason() {
        let state = |state, reason| Change { state: Some(state), reason, ..Change::default() }.check();
        assert!(matches!(Change::default().check(), Err(Error::Nothing)));
        assert!(matches!(noted(" \n".to_owned()).check(), Err(Error::Nothing)));
        assert!(matches!(state(State::Closed, None), Err(Error::Reason)));
        assert!(matches!(state(State::Open, Some(Reason::Resolved)), Err(Error::Reason)));
        let stray = Change { reason: Some(Reason::Resolved), ..Change::default() };
        assert!(matches!(stray.check(), Err(Error::Reason)));
        assert!(state(State::Closed, Some(Reason::Harmless)).is_ok());
        let unassign = Change { assign: Some(String::new()), ..Change::default() };
        assert!(unassign.check().is_ok());
    }

    #[test]
    fn a_note_is_bounded_in_characters_not_in_bytes() {
        assert!(noted("ж".repeat(LONGEST_NOTE)).check().is_ok());
        assert!(matches!(noted("x".repeat(LONGEST_NOTE + 1)).check(), Err(Error::Long { most: 4_000 })));
    }

    #[test]
    fn who_reopens_takes_the_reason_away_and_nothing_else() {
        let by = |name| By { name, at: 7, seen: None };
        let close = Change {
            state: Some(State::Closed),
            reason: Some(Reason::Allowed),
            assign: Some("ben".to_owned()),
            note: Some("rule 7".to_owned()),
        };
        let closed = close.applied(None, &by("ann"));
        assert_eq!((closed.state, closed.reason, closed.notes), (State::Closed, Some(Reason::Allowed), 1));
        let noted = noted("again".to_owned()).applied(Some(closed), &by("ben"));
        assert_eq!((noted.reason, noted.notes, &*noted.by), (Some(Reason::Allowed), 2, "ben"));
        let reopen = Change { state: Some(State::Open), ..Change::default() };
        let open = reopen.applied(Some(noted), &by("ann"));
        assert_eq!((open.state, open.reason, &*open.assigned, open.notes), (State::Open, None, "ben", 2));
    }
}
