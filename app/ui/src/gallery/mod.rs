//! Every component in every state, for the development page and for screenshots. Its words are samples; no release carries it.
mod charts;
mod controls;
mod display;
mod lists;
mod overlays;

use leptos::prelude::*;

/// The gallery, as the content of a page: place it in a `PageBody`.
#[component]
pub fn Gallery() -> impl IntoView {
    view! {
        <div class="padded stack">
            {controls::view()}
            {display::view()}
            {charts::view()}
            {lists::view()}
            {overlays::view()}
        </div>
    }
}

/// The dialog that asks before Protect, open.
pub fn protect_dialog() -> AnyView {
    overlays::protect(crate::Close::Link("#".into()))
}

/// One subject of the gallery.
fn piece(title: &'static str, content: AnyView) -> AnyView {
    let id = format!("gallery-{}", title.to_lowercase().replace(' ', "-"));
    view! { <crate::Panel id=id title=title>{content}</crate::Panel> }.into_any()
}

/// A line of samples.
fn line(samples: Vec<AnyView>) -> AnyView {
    view! { <div class="row">{samples}</div> }.into_any()
}
