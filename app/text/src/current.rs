//! Which language is spoken now, and its catalogue.

use crate::Language;

#[cfg(feature = "ssr")]
mod server {
    use std::sync::LazyLock;

    use reactive_graph::owner::use_context;

    use crate::Language;

    const JSON: [&str; 2] = [
        include_str!(concat!(env!("OUT_DIR"), "/en.json")),
        include_str!(concat!(env!("OUT_DIR"), "/ru.json")),
    ];

    static CATALOGUES: LazyLock<[Vec<String>; 2]> =
        LazyLock::new(|| JSON.map(|json| serde_json::from_str(json).expect("the build wrote it")));

    /// A language's catalogue as the browser loads it.
    pub fn catalogue_json(language: Language) -> &'static str {
        JSON[language as usize]
    }

    pub fn language() -> Language {
        use_context::<Language>().unwrap_or_default()
    }

    pub fn message(number: usize) -> &'static str {
        let catalogues: &'static [Vec<String>; 2] = &CATALOGUES;
        catalogues[language() as usize].get(number).map_or("", String::as_str)
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser {
    use std::sync::OnceLock;

    use wasm_bindgen::JsCast;

    use crate::Language;

    static INSTALLED: OnceLock<(Language, Vec<String>)> = OnceLock::new();

    /// Installs a catalogue, once, before hydration. Says whether it could be read.
    pub fn install(language: Language, json: &str) -> bool {
        let Some(array) =
            js_sys::JSON::parse(json).ok().and_then(|value| value.dyn_into::<js_sys::Array>().ok())
        else {
            return false;
        };
        let messages = array.iter().map(|message| message.as_string().unwrap_or_default()).collect();
        INSTALLED.set((language, messages)).is_ok()
    }

    pub fn language() -> Language {
        INSTALLED.get().map(|(language, _)| *language).unwrap_or_default()
    }

    pub fn message(number: usize) -> &'static str {
        INSTALLED.get().and_then(|(_, messages)| messages.get(number)).map_or("", String::as_str)
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
use browser as side;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use browser::install;
#[cfg(feature = "ssr")]
use server as side;
#[cfg(feature = "ssr")]
pub use server::catalogue_json;

/// Neither side: the crate is only being checked.
#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
mod side {
    pub fn language() -> crate::Language {
        crate::Language::default()
    }

    pub fn message(_number: usize) -> &'static str {
        ""
    }
}

/// The language that is spoken now.
pub fn language() -> Language {
    side::language()
}

pub(crate) fn message(number: usize) -> &'static str {
    side::message(number)
}
