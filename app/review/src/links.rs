//! The addresses that a review leads to. The page around it makes them, as it alone knows its URL.

use leptos::prelude::*;

use crate::Verdict;

/// Where a review leads.
#[derive(Clone, Copy)]
pub struct Links {
    /// The page without the review.
    pub close: Signal<String>,
    /// The page with the review and the question whether the rule should have this verdict; with none the question is closed.
    pub ask: Callback<Option<Verdict>, String>,
    /// The verdict that is asked about now.
    pub asked: Signal<Option<Verdict>>,
}

// What the page around it made may go with a change of address that also wakes up what is drawn here, and be gone when that
// is drawn once more: whatever it leads to then, nobody sees it.
impl Links {
    /// The page without the review.
    pub(crate) fn close(&self) -> String {
        self.close.try_get().unwrap_or_default()
    }

    /// The address of a question.
    pub(crate) fn ask(&self, verdict: Option<Verdict>) -> String {
        self.ask.try_run(verdict).unwrap_or_default()
    }

    /// The same as it is now.
    pub(crate) fn to(&self, verdict: Option<Verdict>) -> String {
        untrack(|| self.ask(verdict))
    }

    /// The verdict that is asked about.
    pub(crate) fn asked(&self) -> Option<Verdict> {
        self.asked.try_get().flatten()
    }
}
