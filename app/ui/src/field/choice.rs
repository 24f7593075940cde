//! Fields one chooses in.
use leptos::prelude::*;

use super::{Frame, Ties, error_view, hint_view};
use crate::{icon::Icon, live::attr};

/// One of several values.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Its word.
    pub label: String,
    /// Shown before the word, in radio groups and segments.
    pub icon: Option<Icon>,
    /// A line of help under it, in radio groups.
    pub hint: Option<String>,
    /// `Err` says why it cannot be chosen now.
    pub allowed: Result<(), String>,
}

impl Choice {
    /// A choice that can be made.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), icon: None, hint: None, allowed: Ok(()) }
    }

    /// Puts an icon before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Puts a line of help under it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says whether it may be chosen, or why not.
    pub fn allowed(mut self, allowed: Result<(), String>) -> Self {
        self.allowed = allowed;
        self
    }
}

/// A list that unfolds.
#[component]
pub fn SelectField(
    /// The element id of the control.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: TextProp,
    /// The choices.
    choices: Vec<Choice>,
    /// The value chosen at first.
    #[prop(optional, into)]
    value: String,
    /// Runs with the value chosen.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let frame = Frame { id: id.clone(), label, optional: None, hint, error };
    let ties = frame.ties();
    let invalid = {
        let ties = ties.clone();
        attr(move || ties.invalid())
    };
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            let disabled = choice.allowed.is_err();
            view! { <option value=choice.value selected=selected disabled=disabled>{choice.label}</option> }
                .into_any()
        })
        .collect();
    let change = move |event| {
        if let Some(run) = on_change {
            run.run(event_target_value(&event));
        }
    };
    let control = view! {
        <div class="select">
            <select
                class="input"
                id=id
                name=name
                aria-invalid=invalid
                aria-describedby=attr(move || ties.described_by())
                on:change=change
            >
                {options}
            </select>
            {Icon::ChevronDown.view()}
        </div>
    };
    frame.around(control.into_any())
}

/// A box to tick, with its words behind it.
#[component]
pub fn Checkbox(
    /// The element id of the control.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What ticking it means.
    #[prop(into)]
    label: TextProp,
    /// Its value in the submitted form.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// Whether it is ticked.
    #[prop(optional, into)]
    checked: Signal<bool>,
    /// Runs with whether it is ticked now.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ties = Ties::new(&id, hint.is_some(), error);
    let invalid = {
        let ties = ties.clone();
        attr(move || ties.invalid())
    };
    let change = move |event| {
        if let Some(run) = on_change {
            run.run(event_target_checked(&event));
        }
    };
    view! {
        <div class="field">
            <div class="check">
                <input
                    class="box i-check"
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value
                    checked=checked.get_untracked()
                    prop:checked=move || checked.get()
                    aria-invalid=invalid
                    aria-describedby=attr(move || ties.described_by())
                    on:change=change
                />
                <span>
                    <label for=id.clone()>{crate::words(label)}</label>
                    {hint_view(&id, hint)}
                </span>
            </div>
            {error_view(&id, error)}
        </div>
    }
}

/// One radio button; `looks` is its label's content.
fn radio(
    id: &str,
    name: &str,
    choice: &Choice,
    value: &str,
    run: Option<Callback<String>>,
    class: &'static str,
) -> AnyView {
    let own = choice.value.clone();
    let described = choice.hint.as_ref().or(choice.allowed.as_ref().err()).map(|_| format!("{id}-hint"));
    let change = move |_| {
        if let Some(run) = run {
            run.run(own.clone());
        }
    };
    view! {
        <input
            class=class
            type="radio"
            id=id.to_owned()
            name=name.to_owned()
            value=choice.value.clone()
            checked=choice.value == value
            disabled=choice.allowed.is_err()
            aria-describedby=described
            on:change=change
        />
    }
    .into_any()
}

/// Choices under one another, each with room for a line of help.
#[component]
pub fn RadioGroup(
    /// The element id of the group; its buttons' ids are made from it.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: TextProp,
    /// The choices. Why one cannot be made stands under it.
    choices: Vec<Choice>,
    /// The value chosen at first; empty for none.
    #[prop(optional, into)]
    value: String,
    /// Runs with the value chosen.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let items: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let own = format!("{id}-{}", choice.value);
            let input = radio(&own, &name, &choice, &value, on_change, "box");
            let help = choice.allowed.err().or(choice.hint).map(TextProp::from);
            view! {
                <div class="check">
                    {input} <span>
                        <label for=own.clone()>{choice.icon.map(Icon::view)} " " {choice.label}</label>
                        {hint_view(&own, help)}
                    </span>
                </div>
            }
            .into_any()
        })
        .collect();
    let items = view! { <div class="choices">{items}</div> };
    Frame { id, label, optional: None, hint, error }.around_group(items.into_any())
}

/// A few short choices side by side.
#[component]
pub fn Segmented(
    /// The element id of the group; its buttons' ids are made from it.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: TextProp,
    /// The choices.
    choices: Vec<Choice>,
    /// The value chosen at first; empty for none.
    #[prop(optional, into)]
    value: String,
    /// Runs with the value chosen.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let mut reasons = Vec::new();
    let items: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let own = format!("{id}-{}", choice.value);
            let input = radio(&own, &name, &choice, &value, on_change, "segment");
            if let Some(text) = choice.allowed.err().or(choice.hint) {
                reasons.push(hint_view(&own, Some(text.into())));
            }
            view! { <label>{input} {choice.icon.map(Icon::view)} {choice.label}</label> }.into_any()
        })
        .collect();
    let items = view! {
        <div class="segments">{items}</div>
        {reasons}
    };
    Frame { id, label, optional: None, hint, error }.around_group(items.into_any())
}
