//! The HTML document around the app.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use text::Language;

use crate::{App, Assets, assets::Sheet};

/// The section whose words every page needs: `main` has them before it takes a document over.
const FIRST: &str = "gate";

/// What a document is made of besides the app.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Where script, style and fonts are.
    pub assets: &'a Assets,
    /// The sections of the page: whose modules, words and style sheets it needs besides the first ones.
    pub sections: &'a [&'a str],
    /// The language.
    pub language: Language,
    /// How the addresses of the language's catalogues begin; the section's name and `.json` follow.
    pub words: String,
    /// The chosen theme; none = the system's.
    pub theme: Option<&'static str>,
    /// Moments are wanted in the browser's zone.
    pub local_times: bool,
}

/// The document.
pub fn shell(document: &Document<'_>) -> impl IntoView + use<> {
    let Document { assets, sections, language, words, theme, local_times } = document;
    let times = local_times.then_some("local");
    let nonce = use_nonce();
    let start =
        format!("import({:?}).then(m => m.default({{ module_or_path: {:?} }}))", assets.script, assets.wasm);
    let preload = |path: &str, kind: &'static str| {
        view! { <link rel="preload" href=path.to_owned() r#as="fetch" r#type=kind crossorigin="" /> }
    };
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=*theme data-times=times data-words=words.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.style.clone() />
                {assets.sheets.iter().map(|sheet| linked(sheet, sections)).collect_view()}
                {fonts(assets, *language)}
                {assets.icon.clone().map(|path| view! { <link rel="icon" href=path r#type="image/svg+xml" /> })}
                <link rel="modulepreload" href=assets.script.clone() nonce=nonce.clone() />
                {preload(&assets.wasm, "application/wasm")}
                {catalogues(words, sections).map(|path| preload(&path, "application/json")).collect_view()}
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

/// A section's style sheet: in its place among the others, and not fetched while no page of the section is shown.
/// `kit::section` makes its address one that is fetched when one will be: browsers fetch ahead what a link names, even one that is
/// disabled.
fn linked(sheet: &Sheet, sections: &[&str]) -> AnyView {
    let wanted = sheet.sections.split(' ').any(|section| sections.contains(&section));
    let address = || Some(sheet.address.clone());
    let (now, later) = if wanted { (address(), None) } else { (None, address()) };
    view! { <link rel="stylesheet" href=now data-href=later data-section=sheet.sections.clone() /> }
        .into_any()
}

/// The addresses of the words that the page says: everybody's first ones, and its sections'.
fn catalogues(words: &str, sections: &[&str]) -> impl Iterator<Item = String> {
    let wanted = text::SECTIONS.into_iter().filter(|section| *section == FIRST || sections.contains(section));
    wanted.map(move |section| format!("{words}{section}.json"))
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
