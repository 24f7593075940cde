//! What the browser fetches for a section besides its code, before it draws the first of its pages: the words, and the
//! style sheets that the document names for it.

use js_sys::Promise;
use leptos::{
    logging,
    prelude::{document, window},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlLinkElement, Response};

/// Begins to fetch what is not here yet, and ends when all of it is. When something cannot be had it never ends: what
/// is shown stays, and whoever tries to go there again makes it try again.
pub fn prepare(section: &'static str) -> impl Future<Output = ()> {
    let catalogue = text::lacks(section).then(|| catalogue(section));
    let sheets = sheets(section);
    async move {
        let mut whole = match catalogue {
            Some(answer) => install(section, answer).await.is_some(),
            None => true,
        };
        for sheet in sheets {
            whole &= JsFuture::from(sheet).await.is_ok();
        }
        if !whole {
            logging::error!("the words or the styles of {section} could not be loaded");
            std::future::pending::<()>().await;
        }
    }
}

/// Fetches the words from where the document says; nothing where it does not say it.
fn catalogue(section: &str) -> Promise {
    let words = document().document_element().and_then(|root| root.get_attribute("data-words"));
    window().fetch_with_str(&format!("{}{section}.json", words.unwrap_or_default()))
}

async fn install(section: &str, answer: Promise) -> Option<()> {
    let response: Response = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
    let catalogue = JsFuture::from(response.json().ok()?).await.ok()?;
    let language = document().document_element()?.get_attribute("lang")?;
    text::install(&language, section, &catalogue).then_some(())
}

/// Loads the section's style sheets that are not here. Each has its place in the document already, so that their order
/// is the same whichever comes first.
fn sheets(section: &str) -> Vec<Promise> {
    let Ok(links) = document().query_selector_all(&format!("link[data-section~={section}]")) else {
        return Vec::new();
    };
    let links = (0..links.length()).filter_map(|at| links.item(at)?.dyn_into::<HtmlLinkElement>().ok());
    links.filter(|link| link.sheet().is_none()).map(|link| load(&link)).collect()
}

fn load(link: &HtmlLinkElement) -> Promise {
    if let Some(address) = link.get_attribute("data-href") {
        let _ = link.remove_attribute("data-href");
        let _ = link.set_attribute("href", &address);
    } else {
        // One that failed is fetched again by this.
        let _ = link.set_attribute("disabled", "");
        let _ = link.remove_attribute("disabled");
    }
    Promise::new(&mut |resolve, reject| {
        let _ = link.add_event_listener_with_callback("load", &resolve);
        let _ = link.add_event_listener_with_callback("error", &reject);
    })
}
