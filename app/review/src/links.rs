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

impl Links {
    /// The address of a question, as it is now.
    pub(crate) fn to(&self, verdict: Option<Verdict>) -> String {
        untrack(|| self.ask.run(verdict))
    }
}
