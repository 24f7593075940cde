//! A cell of a table, and how it is written so that a spreadsheet shows it and does nothing else with it.

use std::borrow::Cow;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// There is nothing to say.
    Nothing,
    /// A number.
    Number(u64),
    /// A text. It may come from anywhere: names of pods and hosts are chosen by people whom nobody asked.
    Text(String),
}

/// What a cell must not begin with: spreadsheets take what follows for a formula, and run it. The line feed is there because
/// some of them pass over it to look at what comes next.
const ACTIVE: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// A number.
    pub fn number(number: impl Into<u64>) -> Self {
        Self::Number(number.into())
    }

    /// Yes or no.
    pub fn flag(flag: bool) -> Self {
        Self::Text(flag.to_string())
    }

    /// A moment in unix seconds, as RFC 3339.
    pub fn moment(at: Option<i64>) -> Self {
        at.filter(|at| *at > 0).map_or(Self::Nothing, |at| Self::Text(kit::date::machine(at)))
    }

    /// What is written. A text that a spreadsheet would take for a formula begins with an apostrophe, which makes it a text
    /// again; quotation marks around it would not.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Text(text) if text.starts_with(ACTIVE) => Cow::Owned(format!("'{text}")),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_is_a_text() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "=HYPERLINK(\"http://x\")",
            "=cmd|' /C calc'!A0",
        ] {
            let cell = Cell::text(text);
            assert_eq!(cell.written(), format!("'{text}"));
        }
        for text in ["web-1", "10.0.0.1", "a=b", "tcp/443", "'", " =1", "Ünïcode", "2026-11-22T20:45:50Z"] {
            assert_eq!(Cell::text(text).written(), text, "what is no formula stays as it is");
        }
    }

    #[test]
    fn numbers_and_moments_are_plain() {
        assert_eq!(Cell::number(7_u32).written(), "7");
        assert_eq!(Cell::text("").written(), "");
        assert_eq!(Cell::moment(Some(1_795_380_350)).written(), "2026-11-22T20:45:50Z");
        assert_eq!((Cell::moment(None), Cell::moment(Some(0))), (Cell::Nothing, Cell::Nothing));
    }
}
