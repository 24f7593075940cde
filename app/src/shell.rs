//! The HTML document around the app.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use text::Language;

use crate::{App, Assets};

/// What a document is made of besides the app.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Where script, style and fonts are.
    pub assets: &'a Assets,
    /// The sections whose modules the page needs besides the main one.
    pub sections: &'a [&'a str],
    /// The language.
    pub language: Language,
    /// The address of the language's catalogue.
    pub catalogue: String,
    /// The chosen theme; none = the system's.
    pub theme: Option<&'static str>,
}

/// The document.
pub fn shell(document: &Document<'_>) -> impl IntoView + use<> {
    let Document { assets, sections, language, catalogue, theme } = document;
    let nonce = use_nonce();
    let start =
        format!("import({:?}).then(m => m.default({{ module_or_path: {:?} }}))", assets.script, assets.wasm);
    let preload = |path: &str, kind: &'static str| {
        view! { <link rel="preload" href=path.to_owned() r#as="fetch" r#type=kind crossorigin="" /> }
    };
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=*theme data-catalogue=catalogue.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.style.clone() />
                {fonts(assets, *language)}
                {assets.icon.clone().map(|path| view! { <link rel="icon" href=path r#type="image/svg+xml" /> })}
                <link rel="modulepreload" href=assets.script.clone() nonce=nonce.clone() />
                {preload(&assets.wasm, "application/wasm")}
                {preload(catalogue, "application/json")}
                {assets.modules(sections).into_iter().map(|path| preload(path, "application/wasm")).collect_view()}
                <script type="module" nonce=nonce>{start}</script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The fonts that a language's letters need.
fn fonts(assets: &Assets, language: Language) -> Vec<AnyView> {
    let wanted = |path: &&String| !path.contains("cyrillic") || language == Language::Russian;
    let font = |path: &String| {
        view! { <link rel="preload" href=path.clone() r#as="font" r#type="font/woff2" crossorigin="" /> }
            .into_any()
    };
    assets.fonts.iter().filter(wanted).map(font).collect()
}
