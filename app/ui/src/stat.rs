//! Figures. A number leads to the list of what it counts.
use leptos::prelude::*;

use crate::{badge::Tone, icon::Icon};

/// A row of figures; put [`Stat`]s in it.
#[component]
pub fn Stats(
    /// The figures.
    children: Children,
) -> impl IntoView {
    view! { <div class="stats">{children()}</div> }
}

/// A large figure with its label.
#[component]
pub fn Stat(
    /// What is counted.
    #[prop(into)]
    label: TextProp,
    /// The figure, formatted.
    #[prop(into)]
    value: TextProp,
    /// The list it counts; none where there is none.
    #[prop(optional, into)]
    href: Option<String>,
    /// Shown before the label.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Colours the figure; the label must say why.
    #[prop(optional)]
    tone: Tone,
    /// A few words under it.
    #[prop(optional, into)]
    note: Option<TextProp>,
) -> impl IntoView {
    let class = match tone {
        Tone::Neutral | Tone::Info => "stat",
        Tone::Success => "stat success",
        Tone::Warning => "stat warning",
        Tone::Danger => "stat danger",
    };
    let inner = view! {
        <span class="label">{icon.map(Icon::view)} {crate::words(label)}</span>
        <span class="value">{crate::words(value)}</span>
        {note.map(|note| view! { <span class="note">{crate::words(note)}</span> })}
    }
    .into_any();
    match href {
        Some(href) => view! { <a class=class href=href>{inner}</a> }.into_any(),
        None => view! { <div class=class>{inner}</div> }.into_any(),
    }
}

/// A count in a table cell or a sentence, as a link to what it counts. Zero is quiet and leads nowhere.
#[component]
pub fn CountLink(
    /// The count.
    count: u64,
    /// The count as shown, with the language's separators.
    #[prop(into)]
    text: String,
    /// The list it counts.
    #[prop(into)]
    href: String,
    /// What is counted, for assistive technology: "12 members of nv.web".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    if count == 0 {
        view! { <span class="number zero">{text}</span> }.into_any()
    } else {
        view! { <a class="number" href=href aria-label=label>{text}</a> }.into_any()
    }
}
