//! Toasts: what came of an act. Never the only place where an error stands.
use std::time::Duration;

use leptos::prelude::*;

use crate::{badge::Tone, icon::Icon, live::attr};

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Unique among the messages shown.
    pub id: u64,
    /// Success, warning or danger; it sets the icon.
    pub tone: Tone,
    /// What came of it: "2 groups now in Protect".
    pub title: String,
    /// More, if needed.
    pub text: Option<String>,
    /// When it leaves by itself; none to stay until dismissed. Failures should stay.
    pub seconds: Option<u32>,
}

/// The place where messages appear; once a page, always there, so that what comes is announced.
#[component]
pub fn Toasts(
    /// What the region is called.
    #[prop(into)]
    label: TextProp,
    /// The accessible name of dismissing one.
    #[prop(into)]
    dismiss_label: String,
    /// The messages, oldest first.
    #[prop(into)]
    toasts: Signal<Vec<Toast>>,
    /// Takes the message with this id away.
    #[prop(into)]
    on_dismiss: Callback<u64>,
) -> impl IntoView {
    let one = move |toast: Toast| {
        let Toast { id, tone, title, text, seconds } = toast;
        Effect::new(move |_| {
            if let Some(seconds) = seconds {
                let gone = move || {
                    on_dismiss.try_run(id);
                };
                if let Ok(timer) = set_timeout_with_handle(gone, Duration::from_secs(seconds.into())) {
                    on_cleanup(move || timer.clear());
                }
            }
        });
        let class = match tone {
            Tone::Danger => "toast error",
            Tone::Warning => "toast warning",
            _ => "toast success",
        };
        view! {
            <li class=class>
                {if tone == Tone::Neutral { Icon::Success } else { tone.icon() }.view()}
                <div class="text">
                    <strong>{title}</strong>
                    {text.map(|text| view! { <p>{text}</p> })}
                </div>
                <button
                    type="button"
                    class="button ghost small icon-only"
                    aria-label=dismiss_label.clone()
                    on:click=move |_| on_dismiss.run(id)
                >
                    {Icon::Close.view()}
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="toasts" role="status" aria-label=attr(move || Some(label.get()))>
            <ol>
                <For each=move || toasts.get() key=|toast| toast.id children=one />
            </ol>
        </div>
    }
}
