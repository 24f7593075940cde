//! Expressions of the filter language: terms joined by `and`, `or` and `not`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Field, ParseError, Side, Term, parser::parse};

/// An expression. As text it reads back to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// All of these hold; never fewer than two, and none of them is an `All`.
    All(Vec<Self>),
    /// One of these holds at least; never fewer than two, and none of them is an `Any`.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
    /// A term holds.
    Term(Term),
}

impl Expression {
    /// What holds where all of these do; `None` for no parts.
    pub fn all(parts: Vec<Self>) -> Option<Self> {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::All(parts) => parts,
            part => vec![part],
        });
        Self::joined(flat.collect(), Self::All)
    }

    /// What holds where one of these does; `None` for no parts.
    pub fn any(parts: Vec<Self>) -> Option<Self> {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Any(parts) => parts,
            part => vec![part],
        });
        Self::joined(flat.collect(), Self::Any)
    }

    fn joined(mut parts: Vec<Self>, join: fn(Vec<Self>) -> Self) -> Option<Self> {
        if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
    }

    /// Its terms, from left to right.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::terms).collect(),
            Self::Not(part) => part.terms(),
            Self::Term(term) => vec![term],
        }
    }

    /// Whether it says anything that only an edge can answer. What says nothing of edges also holds for nodes that
    /// have none.
    pub fn is_about_edges(&self) -> bool {
        let of_edge = |term: &Term| {
            let trouble = term.field == Field::Is && term.value == super::Value::Mark(super::Mark::Trouble);
            term.side != Side::Either || !term.field.is_of_nodes() || trouble
        };
        self.terms().into_iter().any(of_edge)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |f: &mut fmt::Formatter<'_>, part: &Self, wraps: bool| {
            if wraps { write!(f, "({part})") } else { write!(f, "{part}") }
        };
        match self {
            Self::Term(term) => term.fmt(f),
            Self::Not(inner) => {
                f.write_str("not ")?;
                part(f, inner, matches!(**inner, Self::All(_) | Self::Any(_)))
            }
            Self::All(parts) | Self::Any(parts) => {
                let all = matches!(self, Self::All(_));
                for (at, inner) in parts.iter().enumerate() {
                    if at > 0 {
                        f.write_str(if all { " and " } else { " or " })?;
                    }
                    // What binds tighter needs no parentheses.
                    part(f, inner, all && matches!(inner, Self::Any(_)))?;
                }
                Ok(())
            }
        }
    }
}

impl FromStr for Expression {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text)
    }
}

impl Serialize for Expression {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Expression {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
