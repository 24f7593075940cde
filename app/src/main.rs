//! The browser's entry point: takes over the document that the server drew.

mod early;

use self::early::Early;
use leptos::{prelude::*, wasm_bindgen::JsCast};
use text::Language;
use wasm_bindgen_futures::JsFuture;

/// Loads the language, hydrates the document and marks it `data-hydrated="true"` when every part answers to events.
fn main() {
    console_error_panic_hook::set_once();
    // Not leptos' own: its executor does not run before the hydration has begun.
    wasm_bindgen_futures::spawn_local(async {
        // Without its words the app would draw a page of blanks over a good one: better to leave the page as it is.
        if !load_language().await {
            leptos::logging::error!("the language could not be loaded; the page stays as the server drew it");
            return;
        }
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

/// Fetches the catalogue that the document names, and installs it.
async fn load_language() -> bool {
    let Some(root) = document().document_element() else { return false };
    let Some(address) = root.get_attribute("data-catalogue") else { return false };
    let language = root.get_attribute("lang").and_then(|code| Language::from_code(&code)).unwrap_or_default();
    let Ok(response) = JsFuture::from(window().fetch_with_str(&address)).await else { return false };
    let Ok(response) = response.dyn_into::<web_sys::Response>() else { return false };
    let Ok(body) = response.text() else { return false };
    let Ok(json) = JsFuture::from(body).await else { return false };
    json.as_string().is_some_and(|json| text::install(language, &json))
}
