//! The filter language's parser. `not` binds tightest, then `and` (which may be left out), then `or`.

use super::{
    Expression, Field, Operator, ParseError, Side, Term, Value,
    error::Expected,
    lexer::{Piece, Token, tokens},
};

/// How many parentheses and `not`s may be in each other.
const DEPTH: usize = 40;

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Expression, ParseError> {
    let (tokens, error) = tokens(text);
    let mut parser = Parser { tokens: &tokens, at: 0, end: text.chars().count(), depth: 0 };
    let parsed = parser.any().and_then(|expression| match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(_) => Err(parser.error(Expected::End)),
    });
    // What is wrong first in the text is said first.
    match (parsed, error) {
        (Err(wrong), Some(error)) if wrong.found.is_empty() => Err(error),
        (Err(wrong), _) => Err(wrong),
        (Ok(_), Some(error)) => Err(error),
        (Ok(expression), None) => Ok(expression),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.tokens.get(self.at).map(|token| &token.piece)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Piece::Word(here)) if here.eq_ignore_ascii_case(word))
    }

    fn error(&self, expected: Expected) -> ParseError {
        self.error_at(self.at, expected)
    }

    fn error_at(&self, at: usize, expected: Expected) -> ParseError {
        let (column, found) = match self.tokens.get(at) {
            None => (self.end + 1, String::new()),
            Some(token) => (token.start + 1, said(&token.piece)),
        };
        ParseError { column, expected, found }
    }

    fn any(&mut self) -> Result<Expression, ParseError> {
        let mut parts = vec![self.all()?];
        while self.is_word("or") {
            self.at += 1;
            parts.push(self.all()?);
        }
        Expression::any(parts).ok_or_else(|| self.error(Expected::Term))
    }

    fn all(&mut self) -> Result<Expression, ParseError> {
        let mut parts = vec![self.not()?];
        loop {
            if self.is_word("and") {
                self.at += 1;
            } else if self.is_word("or") || matches!(self.peek(), None | Some(Piece::Close)) {
                break;
            }
            parts.push(self.not()?);
        }
        Expression::all(parts).ok_or_else(|| self.error(Expected::Term))
    }

    fn not(&mut self) -> Result<Expression, ParseError> {
        if self.depth == DEPTH {
            return Err(self.error(Expected::LessDepth));
        }
        self.depth += 1;
        let expression = if self.is_word("not") {
            self.at += 1;
            Expression::Not(Box::new(self.not()?))
        } else if self.peek() == Some(&Piece::Open) {
            self.at += 1;
            let inner = self.any()?;
            if self.peek() != Some(&Piece::Close) {
                return Err(self.error(Expected::ClosingParenthesis));
            }
            self.at += 1;
            inner
        } else {
            Expression::Term(self.term()?)
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn term(&mut self) -> Result<Term, ParseError> {
        let begin = self.at;
        let (word, quoted) = match self.peek() {
            Some(Piece::Quoted(text)) => (text.clone(), true),
            Some(Piece::Word(word)) if !["and", "or"].iter().any(|key| key.eq_ignore_ascii_case(word)) => {
                (word.clone(), false)
            }
            _ => return Err(self.error(Expected::Term)),
        };
        self.at += 1;
        let Some(Piece::Operator(operator)) = self.peek().cloned() else {
            // A word by itself is a part of a name.
            return Ok(Term {
                side: Side::Either,
                field: Field::Name,
                operator: Operator::Matches,
                value: Value::Text(word),
            });
        };
        let (side, name) = split_side(&word);
        let field = Field::parse(name).filter(|_| !quoted);
        let field = field.ok_or_else(|| self.error_at(begin, Expected::Field))?;
        if side != Side::Either && !field.is_of_nodes() {
            return Err(self.error_at(begin, Expected::NodeField));
        }
        if !field.operators().any(|fits| fits == operator) {
            return Err(self.error(Expected::Operator(field)));
        }
        self.at += 1;
        let text = match self.peek() {
            Some(Piece::Word(text) | Piece::Quoted(text)) => text.clone(),
            _ => return Err(self.error(Expected::Value(field))),
        };
        let value = Value::parse(field, &text).ok_or_else(|| self.error(Expected::Value(field)))?;
        self.at += 1;
        Ok(Term { side, field, operator, value })
    }
}

/// The side that a field's name begins with, and the rest.
pub(super) fn split_side(word: &str) -> (Side, &str) {
    let lower = word.to_ascii_lowercase();
    let side = [Side::From, Side::To].into_iter().find(|side| lower.starts_with(side.as_str()));
    side.map_or((Side::Either, word), |side| (side, &word[side.as_str().len()..]))
}

fn said(piece: &Piece) -> String {
    match piece {
        Piece::Open => "(".to_owned(),
        Piece::Close => ")".to_owned(),
        Piece::Operator(operator) => operator.to_string(),
        Piece::Word(word) => word.clone(),
        Piece::Quoted(text) => format!("\"{text}\""),
    }
}
