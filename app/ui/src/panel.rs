//! Titled pieces of a page, their failures, and lists of facts.
use leptos::prelude::*;

use crate::notice::Failure;

/// A titled piece of a page.
#[component]
pub fn Panel(
    /// The element id of the title, which names the region.
    #[prop(into)]
    id: String,
    /// The title.
    #[prop(into)]
    title: TextProp,
    /// Buttons at the title's right.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// Without padding, for tables.
    #[prop(optional)]
    flush: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let labelled_by = id.clone();
    view! {
        <section class="panel" aria-labelledby=labelled_by>
            <div class="panel-head">
                <h2 id=id>{crate::words(title)}</h2>
                {actions}
            </div>
            <div class=if flush { "panel-body flush" } else { "panel-body" }>{children()}</div>
        </section>
    }
}

/// A failure in place of a page or a panel's content: what failed, the facts, how to try again.
#[component]
pub fn ErrorPanel(
    /// What failed.
    failure: Failure,
) -> impl IntoView {
    failure.view()
}

/// Names and values, as in a details panel.
#[component]
pub fn Facts(
    /// Each name with its value.
    facts: Vec<(String, AnyView)>,
) -> impl IntoView {
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(name, value)| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
            .into_any()
        })
        .collect();
    view! { <dl class="facts-list">{facts}</dl> }
}
