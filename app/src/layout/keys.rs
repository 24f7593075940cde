//! The list of keys, one key away.

use leptos::prelude::*;
use ui::{Close, Dialog, Facts, Keys};

/// The list, while it is open.
#[component]
pub fn KeyHelp(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let line = |label: &str, keys: &[&str]| {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        (label.to_owned(), view! { <Keys keys=keys /> }.into_any())
    };
    let facts = move || {
        vec![
            line(text::nav::key_palette(), &["Ctrl", "K"]),
            line(text::nav::key_search(), &["/"]),
            line(text::nav::key_rows(), &["j", "k"]),
            line(text::nav::key_select(), &["Space"]),
            line(text::nav::key_open(), &["Enter"]),
            line(text::nav::key_close(), &["Esc"]),
            line(text::nav::key_help(), &["?"]),
        ]
    };
    // The key itself is pressed for: the browser's one listener clicks what is marked with it.
    view! {
        <button type="button" class="sr needs-script" tabindex="-1" aria-hidden="true" data-key="?" on:click=move |_| open.set(true)></button>
        {move || {
            open.get().then(|| view! {
                <Dialog id="keys" title=text::nav::keys() close_label=text::common::close() close=Close::Run(Callback::new(move |()| open.set(false)))>
                    <Facts facts=facts() />
                </Dialog>
            })
        }}
    }
}
