//! What stands where content should be: nothing there yet, nothing found, not allowed, broken. Always says what to do next.
use leptos::prelude::*;

use crate::{command::Command, icon::Icon};

/// Nothing to show, and why that is all right.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What it is about.
    pub icon: Icon,
    /// "No groups yet".
    pub title: String,
    /// What this page is for, and how something gets here.
    pub text: String,
    /// What to do: create one, clear the filters…
    pub actions: Vec<Command>,
}

/// What failed, in the operator's terms, with what support will ask for.
#[derive(Clone, Debug)]
pub struct Failure {
    /// "The groups could not be read".
    pub title: String,
    /// What happened, and where: which controller.
    pub detail: String,
    /// Facts with their names: `("Code", "1003")`, `("Request", "7f3a…")`.
    pub facts: Vec<(String, String)>,
    /// How to try again, or where to go instead.
    pub actions: Vec<Command>,
}

fn row(actions: Vec<Command>) -> Option<AnyView> {
    let mut class = "button primary";
    let buttons: Vec<_> = actions
        .into_iter()
        .map(|action| {
            let view = action.inline(class);
            class = "button secondary";
            view
        })
        .collect();
    (!buttons.is_empty()).then(|| view! { <div class="row">{buttons}</div> }.into_any())
}

impl Notice {
    /// The notice as content.
    pub fn view(self) -> AnyView {
        view! {
            <div class="notice">
                {self.icon.view()} <h2>{self.title}</h2> <p>{self.text}</p> {row(self.actions)}
            </div>
        }
        .into_any()
    }
}

impl Failure {
    /// The failure as content; announced at once.
    pub fn view(self) -> AnyView {
        let facts: Vec<_> = self
            .facts
            .into_iter()
            .map(|(name, value)| view! { <span>{name} " " <code>{value}</code></span> }.into_any())
            .collect();
        let facts = (!facts.is_empty()).then(|| view! { <p class="facts">{facts}</p> });
        view! {
            <div class="notice failed" role="alert">
                {Icon::Error.view()} <h2>{self.title}</h2> <p>{self.detail}</p> {facts} {row(self.actions)}
            </div>
        }
        .into_any()
    }
}

/// A notice where a component is handier than a value.
#[component]
pub fn NoticeView(
    /// What to say.
    notice: Notice,
) -> impl IntoView {
    notice.view()
}
