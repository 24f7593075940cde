//! Fields one types into.
use leptos::{ev::Event, prelude::*};

use super::Frame;
use crate::{
    icon::Icon,
    live::{attr, part},
    tooltip::tip,
};

/// Sends what is typed to the signal and the callback, whichever there are.
fn typed(bind: Option<RwSignal<String>>, run: Option<Callback<String>>) -> impl Fn(Event) + Clone {
    move |event| {
        let text = event_target_value(&event);
        if let Some(bind) = bind {
            bind.set(text.clone());
        }
        if let Some(run) = run {
            run.run(text);
        }
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// The element id of the input.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: TextProp,
    /// The type attribute: `text`, `email`, `number`, `url`…
    #[prop(default = "text")]
    kind: &'static str,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// What stands in it from then on, both ways.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// Runs with the text at each change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with what stands in it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The word beside the label of a field that may stay empty; without it the field is required.
    #[prop(optional, into)]
    optional: Option<String>,
    /// The autocomplete attribute.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// An example of what to write.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Shown but not to be changed.
    #[prop(optional)]
    readonly: bool,
) -> impl IntoView {
    let frame = Frame { id: id.clone(), label, optional, hint, error };
    let ties = frame.ties();
    let invalid = {
        let ties = ties.clone();
        attr(move || ties.invalid())
    };
    let control = view! {
        <input
            class="input"
            id=id
            name=name
            type=kind
            value=bind.map_or(value, |bind| bind.get_untracked())
            prop:value=move || bind.map(|bind| bind.get())
            autocomplete=autocomplete
            placeholder=placeholder
            readonly=readonly
            required=frame.optional.is_none()
            aria-invalid=invalid
            aria-describedby=attr(move || ties.described_by())
            on:input=typed(bind, on_input)
        />
    };
    frame.around(control.into_any())
}

/// Lines of text.
#[component]
pub fn TextArea(
    /// The element id of the control.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: TextProp,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// What stands in it from then on, both ways.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong with what stands in it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The word beside the label of a field that may stay empty; without it the field is required.
    #[prop(optional, into)]
    optional: Option<String>,
) -> impl IntoView {
    let frame = Frame { id: id.clone(), label, optional, hint, error };
    let ties = frame.ties();
    let invalid = {
        let ties = ties.clone();
        attr(move || ties.invalid())
    };
    let control = view! {
        <textarea
            class="input"
            id=id
            name=name
            required=frame.optional.is_none()
            prop:value=move || bind.map(|bind| bind.get())
            aria-invalid=invalid
            aria-describedby=attr(move || ties.described_by())
            on:input=typed(bind, None)
        >
            {bind.map_or(value, |bind| bind.get_untracked())}
        </textarea>
    };
    frame.around(control.into_any())
}

/// A password, which can be shown while one types it. What stands in it is never put into the page's HTML.
#[component]
pub fn PasswordField(
    /// The element id of the input.
    #[prop(into)]
    id: String,
    /// Its name in the submitted form.
    #[prop(into)]
    name: String,
    /// What it asks for.
    #[prop(into)]
    label: TextProp,
    /// The accessible name of showing what is typed.
    #[prop(into)]
    show_label: String,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// What is typed, for live rules.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
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
    let shown = RwSignal::new(false);
    let spoken = show_label.clone();
    let reveal = view! {
        <button
            type="button"
            class="button ghost small icon-only"
            aria-label=spoken
            aria-pressed=attr(move || Some(if shown.get() { "true" } else { "false" }))
            aria-controls=id.clone()
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {part(move || if shown.get() { Icon::EyeOff } else { Icon::Monitor }.view().into_any())}
        </button>
    };
    let control = view! {
        <div class="with-end">
            <input
                class="input"
                id=id
                name=name
                type=attr(move || Some(if shown.get() { "text" } else { "password" }))
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                required
                aria-invalid=invalid
                aria-describedby=attr(move || ties.described_by())
                on:input=typed(bind, None)
            />
            <span class="end needs-script">{tip(reveal.into_any(), None, show_label.into())}</span>
        </div>
    };
    frame.around(control.into_any())
}
