//! A filter that is on, and can be taken off.
use leptos::prelude::*;

use crate::{icon::Icon, live::attr};

/// A removable filter: taking it off is following a link to the page without it.
#[component]
pub fn Chip(
    /// What is filtered by: "Namespace".
    #[prop(into)]
    name: TextProp,
    /// To what: "demo".
    #[prop(into)]
    value: TextProp,
    /// The page without this filter.
    #[prop(into)]
    remove_href: TextProp,
    /// The accessible name of taking it off: "Remove filter Namespace: demo".
    #[prop(into)]
    remove_label: TextProp,
) -> impl IntoView {
    view! {
        <span class="chip">
            <span>
                <span class="name">{crate::words(name)} ": "</span>
                {crate::words(value)}
            </span>
            <a class="remove" href=attr(move || Some(remove_href.get())) aria-label=attr(move || Some(remove_label.get()))>
                {Icon::Close.view()}
            </a>
        </span>
    }
}
