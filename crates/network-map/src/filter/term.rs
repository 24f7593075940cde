//! A term of the filter language: a field, how it is compared, and with what.

use std::fmt;

use super::lexer::needs_quotes;
use crate::model::{Action, Kind, Mode, Port, Protocol, Severity, Status, words};

words! {
    /// What a term looks at.
    Field {
        /// A node's name: the text is a part of it.
        Name = "name",
        /// The namespace that a node is in, or is.
        Namespace = "ns",
        /// The group that a node is in, or is; `nv.` in front may be left out.
        Group = "group",
        /// The cluster's node that it runs on.
        Host = "node",
        /// What a node is.
        Kind = "kind",
        /// A node's policy mode.
        Mode = "mode",
        /// The worst vulnerability in a node.
        Cve = "cve",
        /// A mark of a node or an edge.
        Is = "is",
        /// An application of an edge.
        Application = "app",
        /// A port of an edge: `tcp/443`, or `443` in whatever protocol.
        Port = "port",
        /// A protocol of an edge.
        Protocol = "proto",
        /// How an edge stands.
        Status = "status",
        /// What the rules made of an edge, whatever threat is in it.
        Action = "action",
        /// The worst threat in an edge.
        Severity = "severity",
        /// An edge's bytes.
        Bytes = "bytes",
        /// An edge's sessions.
        Sessions = "sessions",
        /// How long ago an edge was last seen.
        Seen = "seen",
    }
}

words! {
    /// What `is:` can ask for.
    Mark {
        /// A quarantined node.
        Quarantined = "quarantined",
        /// A node or an edge of the system.
        System = "system",
        /// A node that may do anything on its host.
        Privileged = "privileged",
        /// A node that runs as root.
        Root = "root",
        /// A node or an edge that was not there at the last look.
        New = "new",
        /// A node with a high or critical vulnerability.
        Vulnerable = "vulnerable",
        /// An edge that somebody should look at.
        Trouble = "trouble",
    }
}

words! {
    /// How a field is compared.
    Operator {
        /// It matches: texts may have `*`.
        Matches = ":",
        /// It is the same.
        Equal = "=",
        /// It is not the same.
        NotEqual = "!=",
        /// It is at most so much.
        AtMost = "<=",
        /// It is less.
        Less = "<",
        /// It is at least so much.
        AtLeast = ">=",
        /// It is more.
        More = ">",
    }
}

words! {
    /// Which end of an edge a term looks at.
    Side {
        /// Either.
        Either = "",
        /// The client.
        From = "from.",
        /// The server.
        To = "to.",
    }
}

impl Field {
    /// Whether nodes have it; the others are of edges. Marks are of both.
    pub fn is_of_nodes(self) -> bool {
        self <= Self::Is
    }

    /// Whether it can be more or less.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Cve | Self::Severity | Self::Bytes | Self::Sessions | Self::Seen)
    }

    /// The words that it can be compared with; empty for free texts and numbers.
    pub fn values(self) -> Vec<&'static str> {
        match self {
            Self::Kind => Kind::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Mode => Mode::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Cve | Self::Severity => Severity::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Is => Mark::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Protocol => Protocol::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Action => Action::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Status => Status::ALL.iter().map(|word| word.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The operators that it can be compared by.
    pub fn operators(self) -> impl Iterator<Item = Operator> {
        let ordered = self.is_ordered();
        Operator::ALL.iter().copied().filter(move |operator| ordered || *operator <= Operator::NotEqual)
    }
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// What a node is.
    Kind(Kind),
    /// A mode.
    Mode(Mode),
    /// A severity.
    Severity(Severity),
    /// A mark.
    Mark(Mark),
    /// A protocol.
    Protocol(Protocol),
    /// A status.
    Status(Status),
    /// An action.
    Action(Action),
    /// A port of one protocol.
    Port(Port),
    /// A port of whatever protocol.
    AnyPort(u16),
    /// A number.
    Number(u64),
    /// A time in seconds.
    Duration(u64),
}

impl Value {
    /// The value of a field for a text; `None` when the field cannot have it.
    pub(crate) fn parse(field: Field, text: &str) -> Option<Self> {
        match field {
            Field::Name | Field::Namespace | Field::Group | Field::Host | Field::Application => {
                Some(Self::Text(text.to_owned()))
            }
            Field::Kind => Kind::parse(text).map(Self::Kind),
            Field::Mode => Mode::parse(text).map(Self::Mode),
            Field::Cve | Field::Severity => Severity::parse(text).map(Self::Severity),
            Field::Is => Mark::parse(text).map(Self::Mark),
            Field::Protocol => Protocol::parse(text).map(Self::Protocol),
            Field::Status => Status::parse(text).map(Self::Status),
            Field::Action => Action::parse(text).map(Self::Action),
            Field::Port => match text.parse() {
                Ok(port) => Some(Self::Port(port)),
                Err(_) => number(text, &[]).and_then(|port| u16::try_from(port).ok()).map(Self::AnyPort),
            },
            Field::Bytes | Field::Sessions => number(text, UNITS).map(Self::Number),
            Field::Seen => number(text, TIMES).map(Self::Duration),
        }
    }
}

/// Multiples, the largest first.
const UNITS: &[(&str, u64)] =
    &[("t", 1_000_000_000_000), ("g", 1_000_000_000), ("m", 1_000_000), ("k", 1000)];
/// Spans of time in seconds, the largest first.
const TIMES: &[(&str, u64)] = &[("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

/// Digits, perhaps with a unit: `500`, `1m`, `1.5k`.
fn number(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let text = text.to_ascii_lowercase();
    let unit = units.iter().find_map(|(unit, by)| text.strip_suffix(unit).map(|digits| (digits, *by)));
    let (digits, by) = unit.unwrap_or((&text, 1));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || part.len() > 9 {
        return None;
    }
    let part_of =
        u64::try_from(u128::from(part.parse::<u64>().ok()?) * u128::from(by) / 10u128.pow(part.len() as u32));
    whole.parse::<u64>().ok()?.checked_mul(by)?.checked_add(part_of.ok()?)
}

fn say_number(f: &mut fmt::Formatter<'_>, number: u64, units: &[(&str, u64)]) -> fmt::Result {
    match units.iter().find(|(_, by)| number >= *by && number.is_multiple_of(*by)) {
        Some((unit, by)) => write!(f, "{}{unit}", number / by),
        None => write!(f, "{number}"),
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) if needs_quotes(text) => {
                write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
            }
            Self::Text(text) => f.write_str(text),
            Self::Kind(word) => word.fmt(f),
            Self::Mode(word) => word.fmt(f),
            Self::Action(word) => word.fmt(f),
            Self::Severity(word) => word.fmt(f),
            Self::Mark(word) => word.fmt(f),
            Self::Protocol(word) => word.fmt(f),
            Self::Status(word) => word.fmt(f),
            Self::Port(port) => port.fmt(f),
            Self::AnyPort(port) => port.fmt(f),
            Self::Number(number) => say_number(f, *number, UNITS),
            Self::Duration(seconds) => say_number(f, *seconds, TIMES),
        }
    }
}

/// A term, such as `from.ns:payments` or `bytes>1m`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Which end it looks at.
    pub side: Side,
    /// What it looks at.
    pub field: Field,
    /// How it compares.
    pub operator: Operator,
    /// What it compares with.
    pub value: Value,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}{}", self.side, self.field, self.operator, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_units_and_said_with_the_largest_that_fits() {
        let cases = [
            (Field::Bytes, "1m", Some("1m")),
            (Field::Bytes, "1.5K", Some("1500")),
            (Field::Bytes, "2000000", Some("2m")),
            (Field::Sessions, "0", Some("0")),
            (Field::Seen, "120m", Some("2h")),
            (Field::Seen, "90", Some("90s")),
            (Field::Port, "443", Some("443")),
            (Field::Port, "TCP/443", Some("tcp/443")),
            (Field::Port, "70000", None),
            (Field::Port, "1k", None),
            (Field::Bytes, "", None),
            (Field::Bytes, "m", None),
            (Field::Bytes, "-1", None),
            (Field::Bytes, "1.", None),
            (Field::Bytes, "99999999999999999999", None),
            (Field::Bytes, "99999999999t", None),
        ];
        for (field, text, expected) in cases {
            let said = Value::parse(field, text).map(|value| value.to_string());
            assert_eq!(said.as_deref(), expected, "{field}:{text}");
        }
    }

    #[test]
    fn texts_are_quoted_where_they_have_to_be() {
        let cases = [
            ("payments", "payments"),
            ("a b", "\"a b\""),
            ("and", "\"and\""),
            ("", "\"\""),
            ("q\"\\", "\"q\\\"\\\\\""),
        ];
        for (text, expected) in cases {
            assert_eq!(Value::Text(text.to_owned()).to_string(), expected);
        }
    }
}
