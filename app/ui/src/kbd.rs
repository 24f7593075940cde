//! Keys of the keyboard, as a hint.
use leptos::prelude::*;

/// One key or a chord: `["Ctrl", "K"]`.
#[component]
pub fn Keys(
    /// The keys, in the order they are pressed.
    #[prop(into)]
    keys: Vec<String>,
) -> impl IntoView {
    let keys: Vec<_> = keys.into_iter().map(|key| view! { <kbd>{key}</kbd> }.into_any()).collect();
    view! { <span class="kbd">{keys}</span> }
}
