//! The command palette: one box that leads to every page, object and act. What it finds is given as data.
use leptos::{
    ev::KeyboardEvent,
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition},
};

use crate::{dialog, icon::Icon, live::attr};

/// Something the palette leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteItem {
    /// The heading it stands under; items of one group follow one another.
    pub group: String,
    /// Its name.
    pub label: String,
    /// What tells it from others of the name: a namespace, a path, keys.
    pub hint: Option<String>,
    /// Its kind.
    pub icon: Icon,
    /// Where it leads.
    pub href: String,
}

/// The palette. Render it while it is open.
#[component]
pub fn Palette(
    /// The element id; those of its parts are made from it.
    #[prop(into)]
    id: String,
    /// Its accessible name, and what the box says while empty.
    #[prop(into)]
    label: String,
    /// What it has found, best first within each group.
    #[prop(into)]
    items: Signal<Vec<PaletteItem>>,
    /// What it says when nothing is found.
    #[prop(into)]
    empty: TextProp,
    /// Runs with the text at each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The accessible name of closing it.
    #[prop(into)]
    close_label: String,
    /// A line on its keys.
    #[prop(optional)]
    foot: Option<AnyView>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    dialog::modal(node);
    let active = RwSignal::new(0usize);
    let list = format!("{id}-list");
    let (listed, spoken, named) = (list.clone(), label.clone(), label.clone());
    let option = {
        let id = id.clone();
        move |n: usize| format!("{id}-{n}")
    };
    let here = move || active.get().min(items.with(Vec::len).saturating_sub(1));
    let described = {
        let option = option.clone();
        move || items.with(|items| !items.is_empty()).then(|| option(here()))
    };
    let go = {
        let option = option.clone();
        move || document().get_element_by_id(&option(untrack(here)))
    };
    let key = move |event: KeyboardEvent| {
        let count = items.with_untracked(Vec::len);
        let at = untrack(here);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.set((at + 1) % count),
            "ArrowUp" if count > 0 => active.set((at + count - 1) % count),
            "Enter" => {
                if let Some(item) = go() {
                    item.unchecked_into::<HtmlElement>().click();
                }
            }
            _ => return,
        }
        event.prevent_default();
        if let Some(item) = go() {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            item.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    };
    let groups = move || {
        let items = items.get();
        if items.is_empty() {
            return view! { <p class="palette-group" role="status">{empty.get()}</p> }.into_any();
        }
        let mut n = 0;
        let groups = items.chunk_by(|a, b| a.group == b.group).map(|items| {
            let group = items[0].group.clone();
            let spoken = group.clone();
            let items: Vec<_> = items
                .iter()
                .map(|item| {
                    let own = n;
                    n += 1;
                    view! {
                        <a
                            class="palette-item"
                            role="option"
                            tabindex="-1"
                            id=option(own)
                            href=item.href.clone()
                            aria-selected=attr(move || Some(if here() == own { "true" } else { "false" }))
                        >
                            {item.icon.view()}
                            <span class="label">{item.label.clone()}</span>
                            {item.hint.clone().map(|hint| view! { <span class="hint">{hint}</span> })}
                        </a>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <div role="group" aria-label=spoken>
                    <div class="palette-group" aria-hidden="true">{group}</div>
                    {items}
                </div>
            }
            .into_any()
        });
        groups.collect::<Vec<_>>().into_any()
    };
    view! {
        <dialog class="dialog palette" id=id aria-label=spoken node_ref=node on:cancel=dialog::on_cancel>
            <div class="palette-input">
                {Icon::Search.view()}
                <input
                    type="text"
                    role="combobox"
                    aria-label=named
                    placeholder=label
                    aria-expanded="true"
                    aria-controls=listed
                    aria-activedescendant=described
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    on:keydown=key
                    on:input=move |event| {
                        active.set(0);
                        on_input.run(event_target_value(&event));
                    }
                />
                {dialog::Close::Run(on_close).cross(close_label)}
            </div>
            <div class="palette-list" id=list role="listbox" on:click=move |_| on_close.run(())>{groups}</div>
            {foot.map(|foot| view! { <div class="palette-foot">{foot}</div> })}
        </dialog>
    }
}
