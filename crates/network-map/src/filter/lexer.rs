//! The filter language's words: where each begins, and what it is.

use super::{
    Operator,
    error::{Expected, ParseError},
};

/// What a piece of the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    Operator(Operator),
    /// A word without quotes; `and`, `or` and `not` are words too.
    Word(String),
    /// A text in quotes.
    Quoted(String),
}

/// A piece, and which characters of the text it takes: from `start` up to `end`, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) start: usize,
    pub(super) end: usize,
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || "()\":=!<>".contains(c)
}

/// Whether a text has to be in quotes to be one word that means itself.
pub(super) fn needs_quotes(text: &str) -> bool {
    let keyword = ["and", "or", "not"].iter().any(|word| word.eq_ignore_ascii_case(text));
    text.is_empty() || keyword || text.chars().any(ends_word)
}

/// The pieces of a text. With an error also those before it, for completion.
pub(super) fn tokens(text: &str) -> (Vec<Token>, Option<ParseError>) {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let start = at;
        if c.is_whitespace() {
            at += 1;
            continue;
        }
        let next = chars.get(at + 1).copied();
        let sign = |operator, length| (Piece::Operator(operator), length);
        let (piece, length) = match (c, next) {
            ('(', _) => (Piece::Open, 1),
            (')', _) => (Piece::Close, 1),
            (':', _) => sign(Operator::Matches, 1),
            ('=', _) => sign(Operator::Equal, 1),
            ('!', Some('=')) => sign(Operator::NotEqual, 2),
            ('<', Some('=')) => sign(Operator::AtMost, 2),
            ('>', Some('=')) => sign(Operator::AtLeast, 2),
            ('<', _) => sign(Operator::Less, 1),
            ('>', _) => sign(Operator::More, 1),
            ('!', found) => {
                let found = found.map(String::from).unwrap_or_default();
                return (tokens, Some(ParseError { column: at + 2, expected: Expected::EqualSign, found }));
            }
            ('"', _) => match quoted(&chars[at + 1..]) {
                Some((text, length)) => (Piece::Quoted(text), length + 1),
                None => {
                    let error = ParseError {
                        column: chars.len() + 1,
                        expected: Expected::ClosingQuote,
                        found: String::new(),
                    };
                    return (tokens, Some(error));
                }
            },
            _ => {
                let word: String = chars[at..].iter().take_while(|c| !ends_word(**c)).collect();
                let length = word.chars().count();
                (Piece::Word(word), length)
            }
        };
        at += length;
        tokens.push(Token { piece, start, end: at });
    }
    (tokens, None)
}

/// What stands before the closing quote, and how many characters it takes with it.
fn quoted(chars: &[char]) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut rest = chars.iter().enumerate();
    while let Some((at, c)) = rest.next() {
        match c {
            '"' => return Some((text, at + 1)),
            '\\' => text.push(*rest.next()?.1),
            c => text.push(*c),
        }
    }
    None
}
