//! Whether an expression holds for a node or an edge of a graph.

use super::{Expression, Field, Mark, Operator, Side, Term, Value};
use crate::model::{Action, Edge, EdgeMarks, Graph, NodeMarks, Severity};

/// What an expression is asked about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject<'a> {
    Node(u32),
    Edge(&'a Edge),
}

/// Whether the expression holds.
pub(super) fn holds(graph: &Graph, expression: &Expression, subject: Subject<'_>) -> bool {
    match expression {
        Expression::All(parts) => parts.iter().all(|part| holds(graph, part, subject)),
        Expression::Any(parts) => parts.iter().any(|part| holds(graph, part, subject)),
        Expression::Not(part) => !holds(graph, part, subject),
        Expression::Term(term) => {
            let same = term_holds(graph, term, subject);
            if term.operator == Operator::NotEqual { !same } else { same }
        }
    }
}

fn term_holds(graph: &Graph, term: &Term, subject: Subject<'_>) -> bool {
    let node = |node| node_holds(graph, term, node);
    match subject {
        Subject::Node(at) => term.field.is_of_nodes() && node(at),
        Subject::Edge(edge) => {
            let ends = || match term.side {
                Side::Either => node(edge.from) || node(edge.to),
                Side::From => node(edge.from),
                Side::To => node(edge.to),
            };
            let own = term.side == Side::Either && edge_holds(graph, term, edge);
            own || term.field.is_of_nodes() && ends()
        }
    }
}

fn node_holds(graph: &Graph, term: &Term, at: u32) -> bool {
    let Some(node) = graph.nodes.get(at as usize) else {
        return false;
    };
    match (term.field, &term.value) {
        (Field::Name, Value::Text(wanted)) => name_holds(term.operator, wanted, graph.text(node.name)),
        (Field::Namespace, Value::Text(wanted)) => {
            text_holds(term.operator, wanted, graph.name(graph.namespace(at)))
        }
        (Field::Group, Value::Text(wanted)) => {
            let group = graph.group(at);
            let id = graph.nodes.get(group as usize).map_or("", |group| graph.text(group.id));
            let short = |text: &str| text.strip_prefix("nv.").unwrap_or(text).to_owned();
            text_holds(term.operator, wanted, id)
                || text_holds(term.operator, wanted, graph.name(group))
                || !id.is_empty() && text_holds(term.operator, &short(wanted), &short(id))
        }
        (Field::Host, Value::Text(wanted)) => text_holds(term.operator, wanted, graph.text(node.host)),
        (Field::Kind, Value::Kind(kind)) => node.kind == *kind,
        (Field::Mode, Value::Mode(mode)) => node.mode == *mode,
        (Field::Cve, Value::Severity(severity)) => compares(term.operator, &node.cve, severity),
        (Field::Is, Value::Mark(mark)) => match mark {
            Mark::Quarantined => node.marks.has(NodeMarks::QUARANTINED),
            Mark::System => node.marks.has(NodeMarks::SYSTEM),
            Mark::Privileged => node.marks.has(NodeMarks::PRIVILEGED),
            Mark::Root => node.marks.has(NodeMarks::ROOT),
            Mark::New => node.marks.has(NodeMarks::NEW),
            Mark::Vulnerable => node.cve >= Severity::High,
            Mark::Trouble => false,
        },
        _ => false,
    }
}

fn edge_holds(graph: &Graph, term: &Term, edge: &Edge) -> bool {
    let operator = term.operator;
    match (term.field, &term.value) {
        (Field::Application, Value::Text(wanted)) => {
            graph.applications(edge).any(|name| text_holds(operator, wanted, name))
        }
        (Field::Port, Value::Port(wanted)) => graph.ports(edge).any(|port| port == *wanted),
        (Field::Port, Value::AnyPort(wanted)) => graph.ports(edge).any(|port| port.number == *wanted),
        (Field::Protocol, Value::Protocol(protocol)) => edge.protocols.has(protocol.mark()),
        (Field::Status, Value::Status(status)) => edge.status == *status,
        (Field::Action, Value::Action(action)) => match action {
            Action::Allow => !edge.marks.has(EdgeMarks::DENIED) && !edge.marks.has(EdgeMarks::VIOLATED),
            Action::Violate => edge.marks.has(EdgeMarks::VIOLATED),
            Action::Deny => edge.marks.has(EdgeMarks::DENIED),
        },
        (Field::Severity, Value::Severity(severity)) => compares(operator, &edge.severity, severity),
        (Field::Bytes, Value::Number(number)) => compares(operator, &edge.bytes, number),
        (Field::Sessions, Value::Number(number)) => compares(operator, &edge.sessions, number),
        (Field::Seen, Value::Duration(seconds)) => {
            let ago = u64::try_from(graph.taken_at.saturating_sub(edge.last_seen)).unwrap_or(0);
            compares(operator, &ago, seconds)
        }
        (Field::Is, Value::Mark(Mark::System)) => edge.marks.has(EdgeMarks::SYSTEM),
        (Field::Is, Value::Mark(Mark::New)) => edge.marks.has(EdgeMarks::NEW),
        (Field::Is, Value::Mark(Mark::Trouble)) => edge.status.is_trouble(),
        _ => false,
    }
}

/// How two values compare. `!=` asks for the same here; it is turned round where terms are joined.
fn compares<T: Ord>(operator: Operator, value: &T, wanted: &T) -> bool {
    match operator {
        Operator::Matches | Operator::Equal | Operator::NotEqual => value == wanted,
        Operator::AtMost => value <= wanted,
        Operator::Less => value < wanted,
        Operator::AtLeast => value >= wanted,
        Operator::More => value > wanted,
    }
}

/// Names match by a part of them.
fn name_holds(operator: Operator, wanted: &str, name: &str) -> bool {
    match operator {
        Operator::Matches if !wanted.contains('*') => contains(name, wanted),
        operator => text_holds(operator, wanted, name),
    }
}

fn text_holds(operator: Operator, wanted: &str, text: &str) -> bool {
    match operator {
        Operator::Matches if wanted.contains('*') => glob(wanted, text),
        _ => wanted.eq_ignore_ascii_case(text),
    }
}

/// Whether a text contains another one, in whatever case.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    part.is_empty() || text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

/// Whether a text is like a pattern in which `*` stands for anything, in whatever case.
fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut here) = (0, 0);
    // Where to go on when what follows the last star does not fit.
    let mut star: Option<(usize, usize)> = None;
    while here < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, here));
                at += 1;
            }
            Some(c) if c.eq_ignore_ascii_case(&text[here]) => {
                at += 1;
                here += 1;
            }
            _ => match star {
                Some((after, from)) => {
                    star = Some((after, from + 1));
                    (at, here) = (after, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        let cases = [
            ("*", "", true),
            ("pay*", "Payments", true),
            ("*ments", "payments", true),
            ("p*m*s", "payments", true),
            ("p*m*x", "payments", false),
            ("pay", "payments", false),
            ("**a**", "banana", true),
            ("*aab", "aaab", true),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(glob(pattern, text), expected, "{pattern} {text}");
        }
        assert!(contains("Front-End", "t-e") && contains("x", "") && !contains("x", "xy"));
    }
}
