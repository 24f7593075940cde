//! What led to a decision: every step with who and when, the newest last.

use event_log::State;
use leptos::prelude::*;

use super::{shown::StepShown, words};
use crate::log::words::time;

/// The steps.
pub fn steps(steps: &[StepShown]) -> AnyView {
    if steps.is_empty() {
        return ().into_any();
    }
    let steps: Vec<_> = steps.iter().map(step).collect();
    view! { <ol class="steps" aria-label=text::triage::steps()>{steps}</ol> }.into_any()
}

fn step(step: &StepShown) -> AnyView {
    let note = step.note.clone().map(|note| view! { <p class="note">{note}</p> });
    let done = done(step);
    view! {
        <li>
            <p>
                <strong>{step.by.clone()}</strong> " " {done} " "
                <span class="muted">
                    {time(step.at)}
                </span>
            </p>
            {note}
        </li>
    }
    .into_any()
}

/// What was done, in words.
fn done(step: &StepShown) -> String {
    let mut done = Vec::new();
    match step.state {
        Some(State::Open) => done.push(text::triage::step_reopened().to_owned()),
        Some(State::Acknowledged) => done.push(text::triage::step_acknowledged().to_owned()),
        Some(State::Closed) => {
            done.push(text::triage::step_closed(step.reason.map(words::reason).unwrap_or_default()));
        }
        None => {}
    }
    match step.assign.as_deref() {
        Some("") => done.push(text::triage::step_dropped().to_owned()),
        Some(name) if name == step.by => done.push(text::triage::step_taken().to_owned()),
        Some(name) => done.push(text::triage::step_assigned(name)),
        None => {}
    }
    if done.is_empty() {
        done.push(text::triage::step_noted().to_owned());
    }
    done.join(", ")
}
