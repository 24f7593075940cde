//! The one line of tools over a list: search, filters, view options.
use leptos::prelude::*;

use crate::{command::hidden, icon::Icon, live::attr};

/// The line: search and filter chips first, then what is given as `end`.
#[component]
pub fn Toolbar(
    /// What the tools are for, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// View options at the right.
    #[prop(optional)]
    end: Option<AnyView>,
    /// Search and chips.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="toolbar" role="group" aria-label=attr(move || Some(label.get()))>
            {children()} <span class="spacer"></span> {end}
        </div>
    }
}

/// A search box: a GET form, so that Enter works without a script. The `/` key leads to it.
#[component]
pub fn SearchBox(
    /// The element id of the input.
    #[prop(into)]
    id: String,
    /// What is searched: the accessible name and the placeholder, "Search groups".
    #[prop(into)]
    label: TextProp,
    /// The name of the query parameter.
    #[prop(default = "q")]
    name: &'static str,
    /// What is searched for now.
    #[prop(into)]
    value: Signal<String>,
    /// The page's other query parameters, kept.
    #[prop(optional, into)]
    keep: Signal<Vec<(String, String)>>,
    /// Where the form leads; none for the page itself.
    #[prop(optional, into)]
    path: Option<String>,
    /// Runs with the text at each change, for search as one types; the caller waits for a pause.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let placeholder = label.clone();
    // Written into the box only when it is another one: a page that says the same again takes nobody's typing away.
    let value = Memo::new(move |_| value.get());
    let input = move |event| {
        if let Some(run) = on_input {
            run.run(event_target_value(&event));
        }
    };
    view! {
        <form class="search" role="search" method="get" action=path>
            {move || hidden(keep.get())}
            <input
                class="input"
                type="search"
                id=id
                name=name
                value=value.get_untracked()
                prop:value=move || value.get()
                aria-label=attr(move || Some(label.get()))
                placeholder=attr(move || Some(placeholder.get()))
                autocomplete="off"
                spellcheck="false"
                data-key="/"
                on:input=input
            />
            {Icon::Search.view()}
            <kbd class="needs-script" aria-hidden="true">"/"</kbd>
        </form>
    }
}
