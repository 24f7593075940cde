//! What is wrong with a filter, and where.

use std::fmt;

use super::Field;

/// What would have been right in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A term, `not` or an opening parenthesis.
    Term,
    /// The name of a field.
    Field,
    /// A field of nodes: only they have a client's and a server's side.
    NodeField,
    /// One of the operators that this field can be compared by.
    Operator(Field),
    /// A value of this field.
    Value(Field),
    /// `=` after `!`.
    EqualSign,
    /// A closing parenthesis.
    ClosingParenthesis,
    /// A closing quote.
    ClosingQuote,
    /// `and`, `or`, another term, or the end.
    End,
    /// Fewer parentheses in each other.
    LessDepth,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term => f.write_str("a term, not or ("),
            Self::Field => f.write_str("the name of a field"),
            Self::NodeField => f.write_str("a field of nodes"),
            Self::Operator(field) => {
                let signs: Vec<&str> = field.operators().map(|operator| operator.as_str()).collect();
                write!(f, "one of {}", signs.join(" "))
            }
            Self::Value(field) => match field.values().as_slice() {
                [] => write!(f, "a value for {field}"),
                words => write!(f, "one of {}", words.join(", ")),
            },
            Self::EqualSign => f.write_str("="),
            Self::ClosingParenthesis => f.write_str(")"),
            Self::ClosingQuote => f.write_str("a closing quote"),
            Self::End => f.write_str("and, or, or the end"),
            Self::LessDepth => f.write_str("fewer parentheses in each other"),
        }
    }
}

/// A filter cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The character at which it goes wrong, counted from 1; one behind the last at the end.
    pub column: usize,
    /// What would have been right there.
    pub expected: Expected,
    /// What stands there instead; `""` at the end.
    pub found: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, expected, found } = self;
        match found.as_str() {
            "" => write!(f, "column {column}: expected {expected}"),
            found => write!(f, "column {column}: expected {expected}, found {found:?}"),
        }
    }
}

impl std::error::Error for ParseError {}
