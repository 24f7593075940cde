//! Rules about source files: what each begins with, how long it may be, and what it may not contain.
use super::{File, Finding};
use crate::project::SECTIONS;

/// Longer than this a file has more than one subject.
const LONGEST: usize = 450;

/// What breaks them.
pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let written = matches!(file.extension(), "rs" | "css" | "js" | "mjs" | "ts");
        if written && file.lines().count() > LONGEST {
            findings.push(format!("{}: longer than {LONGEST} lines", file.path));
        }
        if file.extension() == "rs" {
            if !file.text.starts_with("//! ") {
                findings.push(format!(
                    "{}: does not begin with a `//!` line that says what it is about",
                    file.path
                ));
            }
            findings.extend(unfinished(file));
            findings.extend(split_views(file));
        }
    }
    findings
}

/// Leftovers of work, and tests that nobody runs.
fn unfinished(file: &File) -> Vec<Finding> {
    // In two parts: this file would break the rule.
    let words = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("dbg", "!("),
        concat!("#[ign", "ore"),
    ];
    let found = |line: &str| words.into_iter().find(|word| line.contains(word));
    file.lines()
        .filter_map(|(number, line)| Some(format!("{}:{number}: {}", file.path, found(line)?)))
        .collect()
}

/// Views are the same on both sides: only these may tell the server from the browser.
///
/// lib.rs says which modules there are, upstream.rs and api.rs are the server's, and a module that only one side has is
/// declared, or used, by the one above it.
fn split_views(file: &File) -> Vec<Finding> {
    let view = file.path.strip_prefix("app/").is_some_and(|path| {
        path.starts_with("src/")
            || SECTIONS.iter().chain(&["ui"]).any(|name| path.starts_with(&format!("{name}/src/")))
    });
    if !view || matches!(file.name(), "lib.rs" | "main.rs" | "upstream.rs" | "api.rs") {
        return Vec::new();
    }
    let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
    let declares = |line: &str| {
        let line = line
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ")
            .trim_start_matches("pub ");
        line.starts_with("mod ") || line.starts_with("use ")
    };
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.starts_with("//"))
        .filter(|(_, line)| {
            ["cfg(feature", "cfg!(feature", "cfg_attr(feature"].iter().any(|cfg| line.contains(cfg))
        })
        .filter(|&(at, _)| !lines.get(at + 1).is_some_and(|next| declares(next)))
        .map(|(at, _)| format!("{}:{}: a view that tells server and browser apart", file.path, at + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&[File::new(path, text)]).len()
    }

    #[test]
    fn a_file_says_what_it_is_about() {
        assert_eq!(findings("server/src/run.rs", "//! The app.\n"), 0);
        assert_eq!(findings("server/src/run.rs", "use std::fs;\n"), 1);
    }

    #[test]
    fn a_file_has_one_subject() {
        assert_eq!(findings("style/table.css", &"a {}\n".repeat(LONGEST)), 0);
        assert_eq!(findings("style/table.css", &"a {}\n".repeat(LONGEST + 1)), 1);
    }

    #[test]
    fn work_is_finished() {
        let line = format!("//! A file.\nfn f() {{ {}) }}\n", concat!("todo", "!("));
        assert_eq!(findings("server/src/run.rs", &line), 1);
    }

    #[test]
    fn views_are_the_same_on_both_sides() {
        let inside = "//! A page.\nfn f() {\n    #[cfg(feature = \"ssr\")]\n    g();\n}\n";
        assert_eq!(findings("app/policy/src/groups/row.rs", inside), 1);
        assert_eq!(findings("app/policy/src/groups/api.rs", inside), 0);
        assert_eq!(findings("app/kit/src/query.rs", inside), 0);
        let module = "//! A page.\n#[cfg(feature = \"ssr\")]\nmod read;\n";
        assert_eq!(findings("app/policy/src/groups/mod.rs", module), 0);
    }
}
