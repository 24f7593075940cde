//! Compiles `app/locales/<language>/<noun>.ftl` into typed functions and, for every language, a catalogue a section.
//!
//! A message that a language lacks, one that English lacks, or one that takes other arguments than the English
//! one fails the build here; a call of a message that does not exist fails the build at the call.

mod message;
mod sections;

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use message::{Message, encode};
use sections::SECTIONS;

/// English first: it says which messages there are and what they take. The order is that of `Language`.
const LANGUAGES: [&str; 2] = ["en", "ru"];

/// A section has fewer than 2 to this many messages.
const SECTION_SHIFT: usize = 12;

/// noun → key → message, in the order of names, so that a message's number is the same in every language.
type Catalogue = BTreeMap<String, BTreeMap<String, Message>>;

fn main() {
    let root =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../locales");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));

    let catalogues = LANGUAGES.map(|language| (language, read(&root.join(language), language)));
    let [(_, english), ..] = &catalogues;
    for (language, catalogue) in &catalogues[1..] {
        agree(english, catalogue, language);
    }
    let order = by_section(english);
    let mut files = String::new();
    for (language, catalogue) in &catalogues {
        files.push_str("    [\n");
        for ((section, _), nouns) in SECTIONS.iter().zip(&order) {
            let messages: Vec<String> = nouns
                .iter()
                .flat_map(|noun| {
                    catalogue[*noun]
                        .iter()
                        .map(|(key, message)| encode(message, &english[*noun][key].arguments))
                })
                .collect();
            let json = serde_json::to_string(&messages).expect("strings are JSON");
            let file = out.join(format!("{language}-{section}.json"));
            writeln!(files, "        include_str!({file:?}),").expect("a String takes all");
            fs::write(file, json).expect("OUT_DIR can be written");
        }
        files.push_str("    ],\n");
    }
    fs::write(out.join("catalogues.rs"), format!("[\n{files}]")).expect("OUT_DIR can be written");
    fs::write(out.join("messages.rs"), functions(english, &order)).expect("OUT_DIR can be written");
}

/// The nouns of each section in the order in which its catalogue has their messages.
fn by_section(english: &Catalogue) -> Vec<Vec<&str>> {
    for noun in english.keys() {
        let sections =
            SECTIONS.iter().filter(|(_, files)| files.iter().any(|file| identifier(file) == *noun));
        let sections: Vec<_> = sections.map(|(section, _)| *section).collect();
        assert!(
            !sections.is_empty(),
            "app/text/build/sections.rs: the messages of `{noun}` belong to no section"
        );
    }
    // A file that is named and is not there is for tidy to find: whoever takes one away is not kept from building.
    let nouns = |(_, files): &(&str, &[&str])| {
        let known = files.iter().filter_map(|file| english.get_key_value(&identifier(file)));
        known.map(|(noun, _)| noun.as_str()).collect()
    };
    SECTIONS.iter().map(nouns).collect()
}

fn identifier(name: &str) -> String {
    name.replace('-', "_")
}

/// Reads one language's files.
fn read(folder: &Path, language: &str) -> Catalogue {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("app/locales/{language}: {error}"));
    let mut catalogue = Catalogue::new();
    for file in
        entries.flatten().map(|entry| entry.path()).filter(|f| f.extension().is_some_and(|e| e == "ftl"))
    {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let messages = message::parse(&text, &format!("app/locales/{language}/{name}.ftl"));
        catalogue.insert(identifier(&name), messages);
    }
    catalogue
}

/// Every language has the same nouns, the same keys, and messages that take the same arguments.
fn agree(english: &Catalogue, other: &Catalogue, language: &str) {
    let mut wrong = String::new();
    let empty = BTreeMap::new();
    for noun in english.keys().chain(other.keys()) {
        let (ours, theirs) = (english.get(noun).unwrap_or(&empty), other.get(noun).unwrap_or(&empty));
        for key in ours.keys().chain(theirs.keys()) {
            let place = format!("{language}/{noun}.ftl: {key}");
            let complaint = match (ours.get(key), theirs.get(key)) {
                (Some(_), None) => "is missing".to_owned(),
                (None, _) => "is not in English".to_owned(),
                (Some(a), Some(b)) => {
                    let extra: Vec<_> =
                        b.arguments.keys().filter(|name| !a.arguments.contains_key(*name)).collect();
                    if extra.is_empty() {
                        continue;
                    } else {
                        format!("takes {extra:?}, which English does not give")
                    }
                }
            };
            let line = format!("{place} {complaint}\n");
            if !wrong.contains(&line) {
                wrong.push_str(&line);
            }
        }
    }
    assert!(wrong.is_empty(), "app/locales disagree:\n{wrong}");
}

/// The names of the sections and the typed functions, a module a noun. A message is known by its section's place in
/// the table, shifted, and its own in the section's catalogue; one that several sections say has a number in each.
fn functions(english: &Catalogue, order: &[Vec<&str>]) -> String {
    let names: Vec<_> = SECTIONS.iter().map(|(section, _)| *section).collect();
    let mut code = format!(
        "/// The sections that have words, in the order in which a browser meets them.\n\
         pub const SECTIONS: [&str; {}] = {names:?};\n\
         const SECTION_SHIFT: usize = {SECTION_SHIFT};\n",
        names.len()
    );
    for (noun, messages) in english {
        let firsts = firsts(english, order, noun);
        writeln!(code, "/// Messages about `{noun}`.\npub mod {noun} {{").expect("a String takes all");
        for (place, (key, message)) in messages.iter().enumerate() {
            let number = number(&firsts, place);
            let mut arguments: Vec<_> = message.arguments.iter().collect();
            arguments.sort_by_key(|(_, argument)| argument.position);
            writeln!(code, "    /// {}", message.doc.replace('\n', " ")).expect("a String takes all");
            if arguments.is_empty() {
                writeln!(code, "    pub fn {key}() -> &'static str {{ crate::plain({number}) }}")
            } else {
                let parameters: Vec<_> = arguments
                    .iter()
                    .map(|(name, a)| format!("{name}: {}", if a.is_number { "u64" } else { "&str" }))
                    .collect();
                let values: Vec<_> = arguments
                    .iter()
                    .map(|(name, a)| {
                        format!("crate::Value::{}({name})", if a.is_number { "Number" } else { "Text" })
                    })
                    .collect();
                writeln!(
                    code,
                    "    pub fn {key}({}) -> String {{ crate::filled({number}, &[{}]) }}",
                    parameters.join(", "),
                    values.join(", ")
                )
            }
            .expect("a String takes all");
        }
        code.push_str("}\n");
    }
    code
}

/// The numbers of a noun's first message: one for each section that says it.
fn firsts(english: &Catalogue, order: &[Vec<&str>], noun: &str) -> Vec<usize> {
    let in_section = |(section, nouns): (usize, &Vec<&str>)| {
        let at = nouns.iter().position(|known| *known == noun)?;
        let before: usize = nouns[..at].iter().map(|noun| english[*noun].len()).sum();
        assert!(
            before + english[noun].len() < 1 << SECTION_SHIFT,
            "a section has no more messages than that"
        );
        Some((section << SECTION_SHIFT) + before)
    };
    order.iter().enumerate().filter_map(in_section).collect()
}

/// The number of the message at this place of a noun, as code: found when it is said, where several sections say it, since
/// the browser has the words of those only that were shown.
fn number(firsts: &[usize], place: usize) -> String {
    match firsts {
        [first] => (first + place).to_string(),
        _ => {
            let numbers: Vec<_> = firsts.iter().map(|first| first + place).collect();
            format!("crate::here(&{numbers:?})")
        }
    }
}
