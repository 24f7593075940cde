//! A moment: relative for the eye, exact on hover and for machines.
use leptos::prelude::*;

use crate::live::attr;

/// A moment.
#[component]
pub fn Time(
    /// As shown: "4 min ago".
    #[prop(into)]
    text: TextProp,
    /// The exact instant in the viewer's zone and language.
    #[prop(into)]
    exact: TextProp,
    /// The same for machines: RFC 3339.
    #[prop(into)]
    datetime: TextProp,
) -> impl IntoView {
    view! {
        <time datetime=attr(move || Some(datetime.get())) title=attr(move || Some(exact.get()))>
            {crate::words(text)}
        </time>
    }
}
