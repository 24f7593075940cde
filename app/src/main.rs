//! The browser's entry point: takes over the document that the server drew.

mod early;

use self::early::Early;
use leptos::prelude::*;

/// Loads the first words, hydrates the document and marks it `data-hydrated="true"` when every part answers to events.
fn main() {
    console_error_panic_hook::set_once();
    // Not leptos' own: its executor does not run before the hydration has begun.
    wasm_bindgen_futures::spawn_local(async {
        // Without its words the app would draw a page of blanks over a good one: until they come, it stays as it is.
        kit::section::prepare("gate").await;
        let early = Early::watch();
        leptos::mount::hydrate_from_async(document().body().expect("a document has a body"), app::App)
            .await
            .forget();
        // Hydration writes values into fields a moment after it has ended.
        leptos::task::tick().await;
        early.replay();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "true");
        }
    });
}
