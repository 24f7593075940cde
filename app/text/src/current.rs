//! Which language is spoken now, and the words of it that are here.

use crate::Language;

/// A message's section and its place there.
fn place(number: usize) -> (usize, usize) {
    (number >> crate::SECTION_SHIFT, number & ((1 << crate::SECTION_SHIFT) - 1))
}

#[cfg(feature = "ssr")]
mod server {
    use std::sync::LazyLock;

    use reactive_graph::owner::use_context;

    use super::place;
    use crate::{Language, SECTIONS};

    const SECTION_COUNT: usize = SECTIONS.len();

    /// By language, then by section.
    const JSON: [[&str; SECTION_COUNT]; 2] = include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

    static CATALOGUES: LazyLock<[[Vec<String>; SECTION_COUNT]; 2]> = LazyLock::new(|| {
        JSON.map(|language| language.map(|json| serde_json::from_str(json).expect("the build wrote it")))
    });

    /// A language's catalogues as the browser loads them, each with the name of its section.
    pub fn catalogues(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
        SECTIONS.into_iter().zip(JSON[language as usize])
    }

    pub fn language() -> Language {
        use_context::<Language>().unwrap_or_default()
    }

    /// All sections are here.
    pub fn here(numbers: &[usize]) -> usize {
        numbers.first().copied().unwrap_or_default()
    }

    pub fn message(number: usize) -> &'static str {
        let (section, number) = place(number);
        let catalogues: &'static [[Vec<String>; SECTION_COUNT]; 2] = &CATALOGUES;
        let catalogue = catalogues[language() as usize].get(section);
        catalogue.and_then(|messages| messages.get(number)).map_or("", String::as_str)
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser {
    use std::sync::OnceLock;

    use wasm_bindgen::{JsCast, JsValue};

    use super::place;
    use crate::{Language, SECTIONS};

    static LANGUAGE: OnceLock<Language> = OnceLock::new();

    static INSTALLED: [OnceLock<Vec<String>>; SECTIONS.len()] = [const { OnceLock::new() }; SECTIONS.len()];

    /// Whether a section still waits for its words; never for one that has none.
    pub fn lacks(section: &str) -> bool {
        at(section).is_some_and(|at| INSTALLED[at].get().is_none())
    }

    /// Installs a section's catalogue, read from its JSON, before anything of the section is drawn. Says whether it is
    /// one. All are of one language, the one with this code.
    pub fn install(language: &str, section: &str, catalogue: &JsValue) -> bool {
        let (Some(at), Some(catalogue)) = (at(section), catalogue.dyn_ref::<js_sys::Array>()) else {
            return false;
        };
        let language = Language::ALL.into_iter().find(|known| known.code() == language);
        LANGUAGE.get_or_init(|| language.unwrap_or_default());
        INSTALLED[at].get_or_init(|| {
            catalogue.iter().map(|message| message.as_string().unwrap_or_default()).collect()
        });
        true
    }

    fn at(section: &str) -> Option<usize> {
        SECTIONS.iter().position(|known| *known == section)
    }

    pub fn language() -> Language {
        LANGUAGE.get().copied().unwrap_or_default()
    }

    pub fn here(numbers: &[usize]) -> usize {
        let installed = |number: &&usize| {
            INSTALLED.get(place(**number).0).is_some_and(|messages| messages.get().is_some())
        };
        numbers.iter().find(installed).or(numbers.first()).copied().unwrap_or_default()
    }

    pub fn message(number: usize) -> &'static str {
        let (section, number) = place(number);
        let messages = INSTALLED.get(section).and_then(OnceLock::get);
        debug_assert!(messages.is_some(), "the words of {} are shown by another section", SECTIONS[section]);
        messages.and_then(|messages| messages.get(number)).map_or("", String::as_str)
    }
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
use browser as side;
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub use browser::{install, lacks};
#[cfg(feature = "ssr")]
use server as side;
#[cfg(feature = "ssr")]
pub use server::catalogues;

/// Neither side: the crate is only being checked.
#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
mod side {
    pub fn language() -> crate::Language {
        crate::Language::default()
    }

    pub fn here(numbers: &[usize]) -> usize {
        numbers.first().copied().unwrap_or_default()
    }

    pub fn message(number: usize) -> &'static str {
        let _ = super::place(number);
        ""
    }
}

/// The language that is spoken now.
pub fn language() -> Language {
    side::language()
}

pub(crate) fn here(numbers: &[usize]) -> usize {
    side::here(numbers)
}

pub(crate) fn message(number: usize) -> &'static str {
    side::message(number)
}
