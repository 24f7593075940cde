//! The languages of the console, and how each writes numbers.

/// A language. The order is that of the build's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Russian.
    Russian,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Russian];

    /// The code for `<html lang>`, cookies and the catalogue's name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
        }
    }

    /// What its speakers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Russian => "Русский",
        }
    }

    /// The language for a code such as `ru`, `ru-RU` or `ru_RU`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The first language of an `Accept-Language` header that we speak. Weights are taken as browsers send them:
    /// in falling order.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        header.split(',').find_map(|item| Self::from_code(item.split(';').next().unwrap_or_default().trim()))
    }
}

/// A whole number with the language's grouping: `12,345`, `12 345`.
pub fn number(number: u64) -> String {
    grouped(number, crate::language())
}

pub(crate) fn grouped(number: u64, language: Language) -> String {
    let digits = number.to_string();
    let separator = match language {
        Language::English => ',',
        Language::Russian => '\u{a0}',
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// An amount of bytes with a unit that keeps it short: `512 B`, `1.4 MB`, `1,4 МБ`.
pub fn bytes(bytes: u64) -> String {
    short_bytes(bytes, crate::language())
}

fn short_bytes(bytes: u64, language: Language) -> String {
    let (units, point) = match language {
        Language::English => (["B", "KB", "MB", "GB", "TB"], '.'),
        Language::Russian => (["Б", "КБ", "МБ", "ГБ", "ТБ"], ','),
    };
    let mut unit = 0;
    // In tenths of the unit, so that rounding cannot end in "1000.0 KB".
    let mut tenths = u128::from(bytes) * 10;
    while tenths >= 9_995 && unit + 1 < units.len() {
        tenths = (tenths + 500) / 1000;
        unit += 1;
    }
    let number = match (unit, tenths) {
        (0, _) => bytes.to_string(),
        (_, 0..100) => format!("{}{point}{}", tenths / 10, tenths % 10),
        _ => grouped(u64::try_from((tenths + 5) / 10).unwrap_or(u64::MAX), language),
    };
    format!("{number} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(grouped(1_234_567, Language::English), "1,234,567");
        assert_eq!(grouped(12_345, Language::Russian), "12\u{a0}345");
        assert_eq!(grouped(999, Language::English), "999");
    }

    #[test]
    fn bytes_are_short_in_every_size() {
        for (count, words) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 KB"),
            (1_449, "1.4 KB"),
            (12_600, "13 KB"),
            (999_949, "1.0 MB"),
            (1_500_000_000, "1.5 GB"),
            (u64::MAX, "18,446,744 TB"),
        ] {
            assert_eq!(short_bytes(count, Language::English), words, "{count}");
        }
        assert_eq!(short_bytes(1_400_000, Language::Russian), "1,4 МБ");
    }

    #[test]
    fn the_first_spoken_language_counts() {
        assert_eq!(Language::from_accept_language("de-DE,ru;q=0.8,en;q=0.5"), Some(Language::Russian));
        assert_eq!(Language::from_accept_language("de"), None);
        assert_eq!(Language::from_code("zh_cn"), None);
    }
}
