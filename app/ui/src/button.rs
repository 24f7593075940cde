//! Buttons, and links that look like them. A disabled one says why, and the keyboard can reach the reason.
use leptos::{ev::MouseEvent, prelude::*};

use crate::{
    icon::Icon,
    live::{attr, part},
    tooltip::tip,
};

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one main act of a page, form or dialog.
    Primary,
    /// Any other act.
    #[default]
    Secondary,
    /// Acts in bars and panels, without a frame.
    Ghost,
    /// The act of a dialog that destroys or interrupts.
    Danger,
}

impl ButtonKind {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
        }
    }
}

/// Why a control cannot be used now. Carries an element id of its own: without one the reason could not be announced.
#[derive(Clone, Debug)]
pub struct Blocked {
    id: String,
    reason: Signal<Option<String>>,
}

impl Blocked {
    /// `id` is unique on the page; `reason` is none while the control can be used.
    pub fn by(id: impl Into<String>, reason: impl Into<Signal<Option<String>>>) -> Self {
        Self { id: id.into(), reason: reason.into() }
    }
}

fn classes(kind: ButtonKind, small: bool, icon_only: bool, wide: bool) -> String {
    let mut class = format!("button {}", kind.class());
    for (on, name) in [(small, " small"), (icon_only, " icon-only"), (wide, " wide")] {
        if on {
            class.push_str(name);
        }
    }
    class
}

/// Adds the tooltip that a reason or a lone icon needs.
fn explained(button: AnyView, blocked: Option<Blocked>, name: Option<TextProp>) -> AnyView {
    let Some(Blocked { id, reason }) = blocked else {
        return match name {
            Some(name) => tip(button, None, name),
            None => button,
        };
    };
    let text =
        move || reason.try_get().flatten().or_else(|| name.as_ref().map(|name| name.get().to_string()));
    let shown = text.clone();
    view! {
        <span class="tip">
            {button} <span class="tip-text" role="tooltip" id=id hidden=move || text().is_none()>{shown}</span>
        </span>
    }
    .into_any()
}

/// A button.
#[component]
pub fn Button(
    /// The act in words: "Protect 12 groups". With `icon_only` it is the accessible name and the tooltip.
    #[prop(into)]
    label: TextProp,
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Shown before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Shows the icon alone.
    #[prop(optional)]
    icon_only: bool,
    /// 28 px high instead of 32.
    #[prop(optional)]
    small: bool,
    /// As wide as its container.
    #[prop(optional)]
    wide: bool,
    /// Whether the act is under way: it spins, keeps its words and cannot be pressed again.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Why it cannot be pressed now.
    #[prop(optional)]
    blocked: Option<Blocked>,
    /// What pressing it runs; none where it submits a form.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// Whether it submits its form.
    #[prop(optional)]
    submit: bool,
    /// The id of the form it submits, if that is not the one around it.
    #[prop(optional, into)]
    form: Option<String>,
    /// Its name and value in the submitted form.
    #[prop(optional)]
    field: Option<(&'static str, String)>,
) -> impl IntoView {
    let reason = blocked.as_ref().map(|b| b.reason);
    let why = blocked.as_ref().map(|b| b.id.clone());
    // What leads elsewhere may be drawn once more when the address has just taken away why it could not be followed.
    let stopped = move || reason.is_some_and(|r| r.try_with(Option::is_some).unwrap_or_default());
    let idle = move || stopped() || pending.get();
    let click = move |event: MouseEvent| {
        if idle() {
            event.prevent_default();
        } else if let Some(run) = on_click {
            run.run(());
        }
    };
    let mark = part(move || {
        if pending.get() {
            view! { <span class="spinner" aria-hidden="true"></span> }.into_any()
        } else {
            icon.map(Icon::view).into_any()
        }
    });
    let (name, value) = field.unzip();
    let hint = icon_only.then(|| label.clone());
    let spoken = hint.clone();
    let button = view! {
        <button
            class=classes(kind, small, icon_only, wide)
            type=attr(move || Some(if submit && !stopped() { "submit" } else { "button" }))
            form=form
            name=name
            value=value
            aria-label=attr(move || spoken.as_ref().map(|label| label.get()))
            aria-disabled=attr(move || idle().then_some("true"))
            aria-busy=attr(move || pending.get().then_some("true"))
            aria-describedby=attr(move || why.clone().filter(|_| stopped()))
            on:click=click
        >
            {mark}
            {(!icon_only).then(|| crate::words(label))}
        </button>
    };
    explained(button.into_any(), blocked, hint)
}

/// A link with the look of a button: for what has an address.
#[component]
pub fn LinkButton(
    /// The act or place in words. With `icon_only` it is the accessible name and the tooltip.
    #[prop(into)]
    label: TextProp,
    /// Where it leads.
    #[prop(into)]
    href: TextProp,
    /// How much it weighs.
    #[prop(optional)]
    kind: ButtonKind,
    /// Shown before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Shows the icon alone.
    #[prop(optional)]
    icon_only: bool,
    /// 28 px high instead of 32.
    #[prop(optional)]
    small: bool,
    /// Why it cannot be followed now.
    #[prop(optional)]
    blocked: Option<Blocked>,
    /// It leads to a file rather than to a page, so that the page's router must not follow it. Whether a file comes is
    /// the answer's to say: with the `download` attribute a browser would save a page that explains a failure, too.
    #[prop(optional)]
    file: bool,
) -> impl IntoView {
    let reason = blocked.as_ref().map(|b| b.reason);
    let why = blocked.as_ref().map(|b| b.id.clone());
    // What leads elsewhere may be drawn once more when the address has just taken away why it could not be followed.
    let stopped = move || reason.is_some_and(|r| r.try_with(Option::is_some).unwrap_or_default());
    let hint = icon_only.then(|| label.clone());
    let spoken = hint.clone();
    let link = view! {
        <a
            class=classes(kind, small, icon_only, false)
            href=attr(move || (!stopped()).then(|| href.get()))
            rel=file.then_some("external")
            role=attr(move || stopped().then_some("link"))
            tabindex=attr(move || stopped().then_some("0"))
            aria-label=attr(move || spoken.as_ref().map(|label| label.get()))
            aria-disabled=attr(move || stopped().then_some("true"))
            aria-describedby=attr(move || why.clone().filter(|_| stopped()))
        >
            {icon.map(Icon::view)}
            {(!icon_only).then(|| crate::words(label))}
        </a>
    };
    explained(link.into_any(), blocked, hint)
}
