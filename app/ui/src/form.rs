//! Forms. `pending` and `error` are required, so forgetting them does not compile.
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    badge::Tone,
    banner::Banner,
    button::{Blocked, Button, ButtonKind},
    icon::Icon,
    live::{attr, part},
};

/// What every form has inside: the error over all of it, the fields, and the foot with its main button. For use within any `<form>`.
#[component]
pub fn FormBody(
    /// Whether it is being sent.
    #[prop(into)]
    pending: Signal<bool>,
    /// What is wrong with the whole of it; errors of a field stand at the field.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The act in words: "Sign in".
    #[prop(into)]
    submit_label: TextProp,
    /// How much the act weighs.
    #[prop(default = ButtonKind::Primary)]
    submit_kind: ButtonKind,
    /// The main button as wide as the form.
    #[prop(optional)]
    wide: bool,
    /// Why it cannot be sent now.
    #[prop(optional)]
    blocked: Option<Blocked>,
    /// More at the left of the main button: cancel, a link.
    #[prop(optional)]
    foot: Option<AnyView>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let failed = part(move || {
        error.get().map(|text| view! { <Banner tone=Tone::Danger text=text inset=true /> }).into_any()
    });
    let button = match blocked {
        Some(blocked) => {
            view! { <Button label=submit_label kind=submit_kind submit=true wide=wide pending=pending blocked=blocked /> }.into_any()
        }
        None => view! { <Button label=submit_label kind=submit_kind submit=true wide=wide pending=pending /> }.into_any(),
    };
    view! {
        {failed}
        {children()}
        <div class="form-foot">{foot} {button}</div>
    }
}

/// A whole form that posts to `action`, with or without a script.
#[component]
pub fn FormPanel(
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// Whether it is being sent.
    #[prop(into)]
    pending: Signal<bool>,
    /// What is wrong with the whole of it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The act in words.
    #[prop(into)]
    submit_label: TextProp,
    /// How much the act weighs.
    #[prop(default = ButtonKind::Primary)]
    submit_kind: ButtonKind,
    /// The main button as wide as the form.
    #[prop(optional)]
    wide: bool,
    /// More at the left of the main button.
    #[prop(optional)]
    foot: Option<AnyView>,
    /// Runs instead of sending, when there is a script.
    #[prop(optional, into)]
    on_submit: Option<Callback<SubmitEvent>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        if pending.get() {
            event.prevent_default();
        } else if let Some(run) = on_submit {
            event.prevent_default();
            run.run(event);
        }
    };
    view! {
        <form class="form" method="post" action=action on:submit=submit>
            <FormBody pending=pending error=error submit_label=submit_label submit_kind=submit_kind wide=wide foot=foot.into_any()>
                {children()}
            </FormBody>
        </form>
    }
}

/// Rules that tick themselves off as one types, as for a new password.
#[component]
pub fn RuleList(
    /// What the rules are for.
    #[prop(into)]
    label: TextProp,
    /// Each rule with whether it is met, and the word for that.
    #[prop(into)]
    rules: Signal<Vec<(String, bool)>>,
    /// The word "met" for assistive technology.
    #[prop(into)]
    met_label: String,
) -> impl IntoView {
    let rules = part(move || {
        let rule = |(text, met): (String, bool)| {
            let icon = if met { Icon::Check } else { Icon::Minus };
            let spoken = met.then(|| view! { <span class="sr">{met_label.clone()}</span> });
            view! { <li data-met=met.then_some("")>{icon.view()} {text} {spoken}</li> }.into_any()
        };
        rules.get().into_iter().map(rule).collect::<Vec<_>>().into_any()
    });
    view! { <ul class="rules" aria-label=attr(move || Some(label.get())) aria-live="polite">{rules}</ul> }
}
