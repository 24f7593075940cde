//! What states, reasons and acts are called.

use event_log::{Reason, State};

use super::act::Act;

/// How far people are.
pub fn state(state: State) -> &'static str {
    match state {
        State::Open => text::triage::open(),
        State::Acknowledged => text::triage::acknowledged(),
        State::Closed => text::triage::closed(),
    }
}

/// Why an entry was closed.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Resolved => text::triage::resolved(),
        Reason::Allowed => text::triage::allowed(),
        Reason::Harmless => text::triage::harmless(),
        Reason::FalseAlarm => text::triage::false_alarm(),
        Reason::Duplicate => text::triage::duplicate(),
    }
}

/// What is done, as a button says it.
pub fn act(act: Act) -> &'static str {
    match act {
        Act::Acknowledge => text::triage::acknowledge(),
        Act::Close => text::triage::close(),
        Act::Reopen => text::triage::reopen(),
        Act::Take => text::triage::take(),
        Act::Assign => text::triage::assign(),
        Act::Drop => text::triage::drop(),
        Act::Note => text::triage::add_note(),
    }
}

/// What was done about so many entries.
pub fn done(act: Act, entries: u64) -> String {
    match act {
        Act::Acknowledge => text::triage::done_acknowledged(entries),
        Act::Close => text::triage::done_closed(entries),
        Act::Reopen => text::triage::done_reopened(entries),
        Act::Take | Act::Assign => text::triage::done_assigned(entries),
        Act::Drop => text::triage::done_dropped(entries),
        Act::Note => text::triage::done_noted(entries),
    }
}

/// That somebody else was first. It is said where no zone is known, too.
pub fn conflict(by: &str, at: i64) -> String {
    text::triage::conflict(by, &kit::date::moment(at))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_conflict_says_in_which_zone_its_time_is() {
        assert!(super::conflict("ann", 0).contains("UTC"), "{}", super::conflict("ann", 0));
    }
}
