//! The head of a page: its name, how many, how fresh, and its main act.
use leptos::prelude::*;

use crate::live::attr;

/// The head of a page.
#[component]
pub fn PageHeader(
    /// The page's name.
    #[prop(into)]
    title: TextProp,
    /// How many things it lists, formatted.
    #[prop(optional, into)]
    count: Option<TextProp>,
    /// A sentence on what the page is, where the name is not enough.
    #[prop(optional, into)]
    lead: Option<TextProp>,
    /// "Updated 4 s ago", usually a `Time`.
    #[prop(optional)]
    fresh: Option<AnyView>,
    /// Whether what is shown may be out of date: turns the mark before `fresh` from green to amber.
    #[prop(optional, into)]
    late: Signal<bool>,
    /// Buttons at the right, the main one last.
    #[prop(optional)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let fresh = fresh.map(
        |fresh| view! { <span class="fresh" data-late=attr(move || late.get().then_some(""))>{fresh}</span> },
    );
    let count = count.map(|count| view! { <span class="count">{crate::words(count)}</span> });
    view! {
        <header class="page-header">
            <h1 tabindex="-1">{crate::words(title)}</h1>
            {count}
            {fresh}
            <span class="spacer"></span>
            {actions}
            {lead.map(|lead| view! { <p class="lead">{crate::words(lead)}</p> })}
        </header>
    }
}
