//! Completion: what can stand at a place of a filter.

use serde::{Deserialize, Serialize};

use super::{
    Field, Side, Value, evaluate,
    lexer::{Piece, Token, tokens},
    parser::split_side,
};
use crate::model::{Graph, Kind};

/// What a candidate is, for its picture and its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// A field with its operator.
    Field,
    /// A value of the field before it.
    Value,
    /// `and`, `or`, `not`.
    Keyword,
}

/// A text that can stand in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The text, quoted where it has to be.
    pub text: String,
    /// What it is.
    pub sort: Sort,
}

/// What can stand in a place, and which characters it takes the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The first character that is replaced, counted from 0.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
    /// The candidates: those that begin with what is typed before those that contain it.
    pub candidates: Vec<Candidate>,
}

/// What is in a graph, for completion: the different names of namespaces, groups, nodes, pods, applications, ports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    namespaces: Vec<String>,
    groups: Vec<String>,
    hosts: Vec<String>,
    names: Vec<String>,
    applications: Vec<String>,
    ports: Vec<String>,
}

impl Vocabulary {
    /// What is in a graph.
    pub fn of(graph: &Graph) -> Self {
        let mut all = Self::default();
        for node in &graph.nodes {
            let name = graph.text(node.name).to_owned();
            match node.kind {
                Kind::Namespace => all.namespaces.push(name),
                Kind::Group => all.groups.push(name),
                _ => all.names.push(name),
            }
            all.hosts.push(graph.text(node.host).to_owned());
        }
        for edge in &graph.edges {
            all.applications.extend(graph.applications(edge).map(str::to_owned));
            all.ports.extend(graph.ports(edge).map(|port| port.to_string()));
        }
        for list in [&mut all.namespaces, &mut all.groups, &mut all.hosts, &mut all.names] {
            tidy(list);
        }
        tidy(&mut all.applications);
        tidy(&mut all.ports);
        all
    }

    fn values(&self, field: Field) -> Vec<&str> {
        let list = match field {
            Field::Name => &self.names,
            Field::Namespace => &self.namespaces,
            Field::Group => &self.groups,
            Field::Host => &self.hosts,
            Field::Application => &self.applications,
            Field::Port => &self.ports,
            field => return field.values(),
        };
        list.iter().map(String::as_str).collect()
    }
}

fn tidy(list: &mut Vec<String>) {
    list.sort_unstable();
    list.dedup();
    list.retain(|text| !text.is_empty());
}

/// What can stand where the cursor is: before the character `cursor`, counted from 0. At most `most` candidates.
pub fn complete(text: &str, cursor: usize, vocabulary: &Vocabulary, most: usize) -> Completion {
    let before: String = text.chars().take(cursor).collect();
    let cursor = before.chars().count();
    let (mut tokens, error) = tokens(&before);
    // A quote that is not closed yet is a value in the making.
    if error.is_some()
        && let Some(quote) = before.chars().collect::<Vec<_>>().iter().rposition(|c| *c == '"')
    {
        let piece = Piece::Word(before.chars().skip(quote + 1).collect());
        tokens.push(Token { piece, start: quote, end: cursor });
    }
    let typed = match tokens.last() {
        Some(Token { piece: Piece::Word(word), start, end }) if *end == cursor => {
            let typed = (word.clone(), *start);
            tokens.pop();
            Some(typed)
        }
        _ => None,
    };
    let (typed, start) = typed.unwrap_or((String::new(), cursor));
    let candidates = match tokens.as_slice() {
        [.., Token { piece: Piece::Word(name), .. }, Token { piece: Piece::Operator(_), .. }] => {
            match Field::parse(split_side(name).1) {
                Some(field) => matching(&typed, values(field, vocabulary), most),
                None => Vec::new(),
            }
        }
        tokens => matching(&typed, words(tokens, &typed, start), most),
    };
    // What follows the cursor without a blank belongs to what is typed.
    let ends = |c: &char| c.is_whitespace() || "()\":=!<>".contains(*c);
    let end = cursor + text.chars().skip(cursor).take_while(|c| !ends(c)).count();
    Completion { start, end, candidates }
}

fn values(field: Field, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let quoted = |text: &str| match field {
        Field::Port => text.to_owned(),
        _ => Value::Text(text.to_owned()).to_string(),
    };
    let texts = vocabulary.values(field).into_iter();
    texts.map(|text| Candidate { text: quoted(text), sort: Sort::Value }).collect()
}

/// Fields where a term can begin; `and` and `or` where one has ended.
fn words(tokens: &[Token], typed: &str, start: usize) -> Vec<Candidate> {
    let keyword = |text: &str| Candidate { text: text.to_owned(), sort: Sort::Keyword };
    let is_word = |token: &Token, words: &[&str]| match &token.piece {
        Piece::Word(word) => words.iter().any(|key| key.eq_ignore_ascii_case(word)),
        _ => false,
    };
    let ended = tokens.last().is_some_and(|last| {
        last.end < start.max(1) && !is_word(last, &["and", "or", "not"]) && last.piece != Piece::Open
            || matches!(last.piece, Piece::Close | Piece::Quoted(_))
    });
    let mut words = Vec::new();
    if ended {
        words.extend([keyword("and"), keyword("or")]);
    }
    words.push(keyword("not"));
    let (side, _) = split_side(typed);
    let fields = Field::ALL.iter().filter(|field| side == Side::Either || field.is_of_nodes());
    words.extend(fields.map(|field| Candidate { text: format!("{side}{field}:"), sort: Sort::Field }));
    words
}

/// Those that begin with what is typed, then those that contain it.
fn matching(typed: &str, candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    let begins = |candidate: &Candidate| {
        let text = candidate.text.trim_start_matches('"').as_bytes();
        text.get(..typed.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(typed.as_bytes()))
    };
    let (mut first, rest): (Vec<_>, Vec<_>) = candidates.into_iter().partition(begins);
    let inside =
        |candidate: &Candidate| candidate.sort == Sort::Value && evaluate::contains(&candidate.text, typed);
    first.extend(rest.into_iter().filter(inside));
    first.truncate(most);
    first
}
