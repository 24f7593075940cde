//! Tabs that are links: the address says which is open.
use leptos::prelude::*;

use crate::live::attr;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its word.
    pub label: String,
    /// Its address.
    pub href: String,
    /// How many things are in it, formatted.
    pub count: Option<String>,
    /// Whether it is open.
    pub current: bool,
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// What they divide, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let tabs = move || {
        let tab = |tab: Tab| {
            let count = tab.count.map(|count| view! { <span class="count">{count}</span> });
            let current = tab.current.then_some("page");
            view! { <a class="tab" href=tab.href aria-current=current>{tab.label} {count}</a> }.into_any()
        };
        tabs.get().into_iter().map(tab).collect::<Vec<_>>()
    };
    view! { <nav class="tabs" aria-label=attr(move || Some(label.get()))>{tabs}</nav> }
}
