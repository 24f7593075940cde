//! A rule about messages: each is shown somewhere. That those that are shown exist, and in every language, is the
//! compiler's and app/text/build's to say.
use super::{File, Finding};

/// What breaks it.
pub fn check(files: &[File]) -> Vec<Finding> {
    let code: Vec<_> =
        files.iter().filter(|file| file.extension() == "rs" && is_shown_from(&file.path)).collect();
    let mut findings = Vec::new();
    for file in
        files.iter().filter(|file| file.path.starts_with("app/locales/en/") && file.extension() == "ftl")
    {
        let noun = identifier(file.name().trim_end_matches(".ftl"));
        for key in keys(&file.text) {
            let key = identifier(key);
            if !code.iter().any(|file| names(&file.text, &noun, &key)) {
                findings.push(format!("{}: nobody shows `{key}`", file.path));
            }
        }
    }
    findings
}

fn is_shown_from(path: &str) -> bool {
    (path.starts_with("app/") && !path.starts_with("app/text/")) || path.starts_with("server/src/")
}

/// The messages of a Fluent file: `key = …` at the beginning of a line.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic())).filter_map(
        |line| {
            let (key, _) = line.split_once('=')?;
            Some(key.trim())
        },
    )
}

fn identifier(key: &str) -> String {
    key.replace('-', "_")
}

/// Whether the code says `noun::key`, or takes `key` from `noun` in a list: `use text::noun::{a, key}`.
fn names(code: &str, noun: &str, key: &str) -> bool {
    let whole = format!("{noun}::{key}");
    // A macro's argument: `text::nav::$title`.
    let inserted = format!("{noun}::$");
    let listed = format!("{noun}::{{");
    says(code, &whole)
        || code.contains(&inserted) && says(code, key)
        || code.match_indices(&listed).any(|(at, _)| {
            let list = &code[at + listed.len()..];
            list[..list.find('}').unwrap_or(list.len())].split(',').any(|name| name.trim() == key)
        })
}

/// Whether the code has it, and not as a part of a longer name.
fn says(code: &str, name: &str) -> bool {
    let in_word = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(name).any(|(at, _)| {
        !in_word(code[..at].chars().next_back()) && !in_word(code[at + name.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_nobody_shows_is_found() {
        let files = |code: &str| {
            [
                File::new(
                    "app/locales/en/sign-in.ftl",
                    "# About it.\nuser-name = User\n    .more = x\npassword = P\n",
                ),
                File::new("app/src/sign_in.rs", code),
            ]
        };
        assert_eq!(check(&files("text::sign_in::user_name() text::sign_in::password()")), [""; 0]);
        assert_eq!(check(&files("use text::sign_in::{password, user_name};")), [""; 0]);
        assert_eq!(check(&files("text::sign_in::user_name() text::sign_in::password_hint()")).len(), 1);
        assert_eq!(check(&files("text::sign_in::user_name_again()")).len(), 2);
        assert_eq!(check(&files("text::sign_in::$title; all! { user_name password }")), [""; 0]);
    }
}
