//! A message as the build sees it: parsed from Fluent, encoded for the catalogue.
//!
//! Of Fluent we take what a console needs: text, `{ $argument }`, and `{ $number -> [one] … *[other] … }`.
//! Anything else is refused, so that the reader in `src/pattern.rs` can stay small.

use std::collections::BTreeMap;

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};

/// A message.
pub struct Message {
    /// Its parts.
    pub parts: Vec<Part>,
    /// What it takes, by name.
    pub arguments: BTreeMap<String, Argument>,
    /// Its text, for the doc of its function.
    pub doc: String,
}

/// What a message takes.
#[derive(Clone, Copy)]
pub struct Argument {
    /// Its place among the others: that of its first mention.
    pub position: usize,
    /// It chooses a plural.
    pub is_number: bool,
}

/// A part of a message.
pub enum Part {
    /// Text as it is.
    Text(String),
    /// An argument.
    Argument(String),
    /// One of several texts, by a number's plural category.
    Plural(String, Vec<(String, Vec<Part>)>),
}

/// Reads a file.
pub fn parse(text: &str, place: &str) -> BTreeMap<String, Message> {
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{place}: {errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(term) => panic!("{place}: -{}: terms are not supported", term.id.name),
            Entry::Junk { content } => panic!("{place}: cannot be read: {content}"),
        };
        let key = message.id.name.replace('-', "_");
        let place = format!("{place}: {key}");
        let pattern = message.value.unwrap_or_else(|| panic!("{place} has no text"));
        let mut arguments = BTreeMap::new();
        let parts = read(&pattern, &mut arguments, &place);
        let message = Message { doc: doc(&parts), parts, arguments };
        assert!(messages.insert(key, message).is_none(), "{place} stands twice");
    }
    messages
}

fn read(pattern: &Pattern<&str>, arguments: &mut BTreeMap<String, Argument>, place: &str) -> Vec<Part> {
    let mut mention = |name: &str, is_number: bool| {
        let position = arguments.len();
        let known = arguments.entry(name.to_owned()).or_insert(Argument { position, is_number });
        known.is_number |= is_number;
        name.to_owned()
    };
    let mut parts = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => parts.push(Part::Text((*value).to_owned())),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    parts.push(Part::Argument(mention(id.name, false)));
                }
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    parts.push(Part::Text((*value).to_owned()));
                }
                Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                    let name = mention(id.name, true);
                    let variants = variants
                        .iter()
                        .map(|variant| {
                            let key = match &variant.key {
                                VariantKey::Identifier { name }
                                | VariantKey::NumberLiteral { value: name } => name,
                            };
                            ((*key).to_owned(), read(&variant.value, arguments, place))
                        })
                        .collect();
                    parts.push(Part::Plural(name, variants));
                    return join(parts, pattern, element, arguments, place);
                }
                other => panic!("{place}: {other:?} is not supported"),
            },
        }
    }
    parts
}

/// Reads what stands after a plural, which borrows the arguments anew.
fn join(
    mut parts: Vec<Part>,
    pattern: &Pattern<&str>,
    after: &PatternElement<&str>,
    arguments: &mut BTreeMap<String, Argument>,
    place: &str,
) -> Vec<Part> {
    let rest = pattern.elements.iter().position(|element| element == after).map_or(0, |at| at + 1);
    let rest = Pattern { elements: pattern.elements[rest..].to_vec() };
    parts.extend(read(&rest, arguments, place));
    parts
}

/// The message's text with its arguments' names, one line.
fn doc(parts: &[Part]) -> String {
    let text = parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Argument(name) => format!("‹{name}›"),
        Part::Plural(_, variants) => variants.last().map(|(_, parts)| doc(parts)).unwrap_or_default(),
    });
    text.collect::<String>().replace(['[', ']', '<', '>', '`'], "'")
}

/// Writes a message as `src/pattern.rs` reads it: text with control characters as marks.
pub fn encode(message: &Message, order: &BTreeMap<String, Argument>) -> String {
    let mut text = String::new();
    write(&message.parts, order, &mut text);
    text
}

fn write(parts: &[Part], order: &BTreeMap<String, Argument>, text: &mut String) {
    let number = |name: &str| {
        let position = order.get(name).map_or(0, |argument| argument.position);
        char::from_digit(u32::try_from(position).unwrap_or(0), 36).expect("no message has 36 arguments")
    };
    for part in parts {
        match part {
            Part::Text(plain) => text.push_str(plain),
            Part::Argument(name) => text.extend(['\u{1}', number(name)]),
            Part::Plural(name, variants) => {
                text.extend(['\u{2}', number(name)]);
                for (category, parts) in variants {
                    text.push('\u{3}');
                    text.push_str(category);
                    text.push('\u{3}');
                    write(parts, order, text);
                }
                text.push('\u{4}');
            }
        }
    }
}
