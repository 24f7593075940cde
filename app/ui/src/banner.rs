//! A banner: what is true of the whole page or panel now, such as data that is no longer fresh.
use leptos::prelude::*;

use crate::{badge::Tone, command::Command};

/// A message in a line over the content. Warnings and failures are announced, the rest is a status.
#[component]
pub fn Banner(
    /// Its tone.
    tone: Tone,
    /// What is so.
    #[prop(into)]
    text: TextProp,
    /// What can be done about it.
    #[prop(optional, into)]
    action: Option<Command>,
    /// Inside a form, panel or dialog, with round corners.
    #[prop(optional)]
    inset: bool,
) -> impl IntoView {
    let role = if tone == Tone::Danger { "alert" } else { "status" };
    let class = format!("banner {}{}", tone.class(), if inset { " inset" } else { "" });
    view! {
        <div class=class role=role>
            {tone.icon().view()} <span class="text">{crate::words(text)}</span>
            {action.map(|action| action.inline("link"))}
        </div>
    }
}
