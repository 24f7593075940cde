//! Selecting rows, and what can be done to the selected.
use leptos::prelude::*;

use super::row::Pick;
use crate::{live::attr, tooltip::tip};

/// How rows are selected.
#[derive(Clone)]
pub struct Selection {
    /// The name of the checkboxes as form controls; each one's value is its row's key.
    pub name: &'static str,
    /// The id of the form they belong to, if the table does not stand in it.
    pub form: Option<String>,
    /// The keys of the selected rows.
    pub chosen: Signal<Vec<String>>,
    /// Runs with the keys that were ticked or unticked, and which of the two.
    pub on_change: Callback<(Vec<String>, bool)>,
    /// The accessible name of the header's checkbox: "Select all on this page".
    pub all_label: String,
}

impl Selection {
    /// The header's checkbox: ticked, mixed or empty, as the selectable `keys` are.
    pub(super) fn all(&self, keys: Signal<Vec<String>>) -> AnyView {
        let (chosen, run) = (self.chosen, self.on_change);
        let count = move || {
            chosen.with(|chosen| keys.with(|keys| keys.iter().filter(|key| chosen.contains(key)).count()))
        };
        let all = Memo::new(move |_| count() > 0 && count() == keys.with(Vec::len));
        let some = Memo::new(move |_| count() > 0 && count() < keys.with(Vec::len));
        view! {
            <input
                type="checkbox"
                class=attr(move || Some(if some.get() { "box i-minus needs-script" } else { "box i-check needs-script" }))
                aria-label=self.all_label.clone()
                prop:checked=move || all.get()
                prop:indeterminate=move || some.get()
                on:change=move |event| run.run((keys.get_untracked(), event_target_checked(&event)))
            />
        }
        .into_any()
    }

    /// A row's checkbox.
    pub(super) fn one(&self, table: &str, key: String, pick: Pick) -> AnyView {
        let (chosen, run) = (self.chosen, self.on_change);
        if let Some(reason) = pick.blocked {
            let id = format!("{table}-{}-why", key.replace(char::is_whitespace, "-"));
            let input = view! {
                <input
                    type="checkbox"
                    class="box"
                    aria-label=pick.label
                    aria-disabled="true"
                    aria-describedby=id.clone()
                    on:click=|event| event.prevent_default()
                />
            };
            return tip(input.into_any(), Some(id), reason.into());
        }
        let ticked = {
            let key = key.clone();
            move || chosen.with(|chosen| chosen.contains(&key))
        };
        let sent = vec![key.clone()];
        view! {
            <input
                type="checkbox"
                class="box i-check"
                name=self.name
                value=key
                form=self.form.clone()
                aria-label=pick.label
                checked=untrack(&ticked)
                prop:checked=ticked
                on:change=move |event| run.run((sent.clone(), event_target_checked(&event)))
            />
        }
        .into_any()
    }
}

/// The bar that appears while rows are selected: how many, and what can be done to them.
#[component]
pub fn BulkBar(
    /// "3 groups selected"; none hides the bar. Without a script the bar shows itself, without the text, while a row of its
    /// form is ticked.
    #[prop(into)]
    text: Signal<Option<String>>,
    /// What the bar is, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// Clearing the selection, usually a ghost button, at the right.
    #[prop(optional)]
    end: Option<AnyView>,
    /// The acts.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="bulk" role="group" aria-label=attr(move || Some(label.get())) data-closed=attr(move || text.with(Option::is_none).then_some(""))>
            <strong role="status">{move || text.get()}</strong>
            {children()}
            <span class="spacer"></span>
            {end}
        </div>
    }
}
