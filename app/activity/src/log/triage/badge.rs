//! How an entry stands, small: on its line in a list, and in its panel. What is open and nobody's shows nothing.

use event_log::{Decision, State};
use leptos::prelude::*;
use ui::{Badge, Icon, Tag, Tone};

use super::words;

/// The state of a line's entry, and whose it is.
pub fn badge(decision: Option<&Decision>) -> Option<AnyView> {
    let decision = decision?;
    let state = (decision.state != State::Open).then(|| state_badge(decision.state));
    let whose = (!decision.assigned.is_empty()).then(|| view! { <Tag label=decision.assigned.clone() /> });
    (state.is_some() || whose.is_some()).then(|| view! { {state} " " {whose} }.into_any())
}

/// A state.
pub fn state_badge(state: State) -> AnyView {
    let tone = match state {
        State::Open => Tone::Warning,
        State::Acknowledged => Tone::Info,
        State::Closed => Tone::Success,
    };
    view! { <Badge tone=tone label=words::state(state) /> }.into_any()
}

/// To whom it is assigned, in words.
pub fn whose(name: &str) -> Option<AnyView> {
    let text = (!name.is_empty()).then(|| text::triage::assigned_to(name))?;
    Some(view! { <span class="whose">{Icon::User.view()} {text}</span> }.into_any())
}
