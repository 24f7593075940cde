//! Form fields: a label that cannot be forgotten, a hint, and the error at the field, wired for assistive technology.
mod choice;
mod input;

use leptos::prelude::*;

pub use choice::{Checkbox, Choice, RadioGroup, Segmented, SelectField};
pub use input::{PasswordField, TextArea, TextField};

use crate::{
    icon::Icon,
    live::{attr, part},
};

/// A control with what belongs to it. `id` is the control's; hint and error get ids made from it.
struct Frame {
    id: String,
    label: TextProp,
    optional: Option<String>,
    hint: Option<TextProp>,
    error: Signal<Option<String>>,
}

/// The attributes that tie a control to its hint and error.
#[derive(Clone)]
struct Ties {
    hint: Option<String>,
    failed: String,
    error: Signal<Option<String>>,
}

impl Ties {
    fn new(id: &str, has_hint: bool, error: Signal<Option<String>>) -> Self {
        Self { hint: has_hint.then(|| format!("{id}-hint")), failed: format!("{id}-error"), error }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.with(Option::is_some).then_some("true")
    }

    /// The ids that describe the control now: the error first.
    fn described_by(&self) -> Option<String> {
        let failed = self.error.with(Option::is_some).then_some(&self.failed);
        let ids: Vec<_> = failed.into_iter().chain(&self.hint).map(String::as_str).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

impl Frame {
    fn ties(&self) -> Ties {
        Ties::new(&self.id, self.hint.is_some(), self.error)
    }

    /// Label, control, error, hint.
    fn around(self, control: AnyView) -> AnyView {
        let optional = self.optional.map(|word| view! { <span class="optional">{word}</span> });
        view! {
            <div class="field">
                <label for=self.id.clone()>{crate::words(self.label)} {optional}</label>
                {control}
                {error_view(&self.id, self.error)}
                {hint_view(&self.id, self.hint)}
            </div>
        }
        .into_any()
    }

    /// Legend, controls, error, hint: for several controls with one name.
    fn around_group(self, controls: AnyView) -> AnyView {
        let ties = self.ties();
        view! {
            <fieldset class="field" aria-describedby=attr(move || ties.described_by())>
                <legend>{crate::words(self.label)}</legend>
                {controls}
                {error_view(&self.id, self.error)}
                {hint_view(&self.id, self.hint)}
            </fieldset>
        }
        .into_any()
    }
}

fn error_view(id: &str, error: Signal<Option<String>>) -> AnyView {
    let id = format!("{id}-error");
    part(move || {
        let error = error.get().map(|text| {
            view! { <p class="field-error" id=id.clone()>{Icon::Error.view()} <span>{text}</span></p> }
        });
        error.into_any()
    })
}

fn hint_view(id: &str, hint: Option<TextProp>) -> AnyView {
    let id = format!("{id}-hint");
    hint.map(|hint| view! { <p class="hint" id=id>{crate::words(hint)}</p> }).into_any()
}
