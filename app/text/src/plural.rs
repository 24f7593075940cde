//! Plural categories: from Mozilla's tables on the server, from the browser's own `Intl` there.

use crate::Language;

/// `one`, `few`, `many`, `other`… for a number.
#[cfg(feature = "ssr")]
pub(crate) fn category(number: u64, language: Language) -> &'static str {
    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
    let rules = language
        .code()
        .parse::<unic_langid::LanguageIdentifier>()
        .ok()
        .and_then(|code| PluralRules::create(code, PluralRuleType::CARDINAL).ok());
    match rules.and_then(|rules| rules.select(number).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        Some(PluralCategory::OTHER) | None => "other",
    }
}

/// `one`, `few`, `many`, `other`… for a number.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub(crate) fn category(number: u64, language: Language) -> String {
    let locales = js_sys::Array::of1(&language.code().into());
    let rules = js_sys::Intl::PluralRules::new(&locales, &js_sys::Object::new());
    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript has no other numbers; counts are far below 2^53"
    )]
    rules.select(number as f64).into()
}

/// Neither side: the crate is only being checked.
#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
pub(crate) fn category(_number: u64, _language: Language) -> &'static str {
    "other"
}
