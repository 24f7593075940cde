//! Rules about what travels when: words and styles of a section come with the section, and the first load has neither.
use super::{File, Finding};

/// The table that app/text is built by.
#[path = "../../../app/text/build/sections.rs"]
mod words;

use words::SECTIONS;

/// The development page of all components: no part of the product, with styles but without words.
const GALLERY: &str = "gallery";

/// What breaks them.
pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (section, names) in SECTIONS {
        for name in names {
            let path = format!("app/locales/en/{name}.ftl");
            if !files.iter().any(|file| file.path == path) {
                findings.push(format!("app/text/build/sections.rs: {section}: there is no {path}"));
            }
        }
    }
    for file in files.iter().filter(|file| file.extension() == "rs") {
        for section in sections_of(&file.path, files) {
            findings.extend(foreign_words(file, section));
        }
    }
    findings.extend(styles(files));
    findings
}

/// The sections whose pages this file's code runs in, each with the first words: a section's own crate in that one, what a
/// section builds on in each that does, the frame for what pages of many sections stand on. None: it says nothing.
fn sections_of(path: &str, files: &[File]) -> Vec<&'static str> {
    let inside = path.strip_prefix("app/").unwrap_or_default();
    let own = inside.strip_prefix("src/").map(|path| ("", path));
    let Some((package, path)) = own.or_else(|| inside.split_once("/src/")) else { return Vec::new() };
    let in_frame = path.starts_with("layout/") || path == "unmatched.rs";
    match package {
        "" if !in_frame => vec!["gate"],
        "" | "kit" => vec!["frame"],
        "ui" => vec!["gate"],
        _ => {
            let sections = SECTIONS.iter().map(|(section, _)| *section);
            sections.filter(|section| *section == package || builds_on(files, section, package)).collect()
        }
    }
}

/// Whether a section's crate has this package among its dependencies.
fn builds_on(files: &[File], section: &str, package: &str) -> bool {
    let manifest = files.iter().find(|file| file.path == format!("app/{section}/Cargo.toml"));
    let depends = |line: &str| line.split(['.', ' ', '=']).next() == Some(package);
    manifest.is_some_and(|file| file.lines().any(|(_, line)| depends(line)))
}

/// Messages that the browser may not have when this code asks for them on a page of the section.
fn foreign_words(file: &File, own: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in file.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for (at, mark) in line.match_indices("text::") {
            let in_word = line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
            let noun = line[at + mark.len()..].split("::").next().unwrap_or_default();
            let says = |files: &[&str]| files.iter().any(|file| file.replace('-', "_") == noun);
            let with: Vec<&str> = SECTIONS
                .iter()
                .filter(|(_, files)| !in_word && says(files))
                .map(|(section, _)| *section)
                .collect();
            let is_here = |section: &&str| {
                *section == "gate" || *section == own || *section == "frame" && own != "gate"
            };
            if !with.is_empty() && !with.iter().any(is_here) {
                findings.push(format!(
                    "{}:{number}: `{noun}` has the words of {}, which need not be here on a page of {own} (app/text/build/sections.rs)",
                    file.path,
                    with.join(", ")
                ));
            }
        }
    }
    findings
}

/// Every style sheet is in one place: linked by index.html, or imported by one that is.
fn styles(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sheets: Vec<_> =
        files.iter().filter(|file| file.path.starts_with("style/") && file.extension() == "css").collect();
    let manifest = files.iter().find(|file| file.path == "index.html");
    let links: Vec<_> = manifest
        .iter()
        .flat_map(|file| file.lines())
        .filter(|(_, line)| line.contains("rel=\"css\""))
        .collect();
    for sheet in &sheets {
        let linked = links.iter().filter(|(_, line)| line.contains(&format!("/{}\"", sheet.name()))).count();
        let import = format!("@import \"{}\"", sheet.name());
        let imported = sheets.iter().filter(|file| file.text.contains(&import)).count();
        if linked + imported != 1 {
            findings.push(format!(
                "{}: stands in {} sheets; it is linked by index.html or imported by one that is",
                sheet.path,
                linked + imported
            ));
        }
    }
    for (number, line) in links {
        let sections = line.split("data-section=\"").nth(1).and_then(|rest| rest.split('"').next());
        for section in sections.unwrap_or_default().split_whitespace() {
            if section != GALLERY && !SECTIONS.iter().any(|(known, _)| *known == section) {
                findings.push(format!("index.html:{number}: there is no section {section}"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_says_its_own_words_and_those_that_are_always_here() {
        let found = |path: &str, code: &str| {
            let sections = sections_of(path, &[]);
            sections.iter().flat_map(|section| foreign_words(&File::new(path, code), section)).count()
        };
        let code = "text::groups::title() text::nav::groups() text::common::close() text::Language";
        assert_eq!(found("app/policy/src/groups/mod.rs", code), 0);
        assert_eq!(found("app/overview/src/dashboard/mod.rs", code), 1);
        assert_eq!(found("app/kit/src/nav.rs", code), 1);
        assert_eq!(found("app/src/layout/mod.rs", "text::nav::main()"), 0);
        assert_eq!(found("app/src/sign_in/mod.rs", code), 2);
        assert_eq!(found("app/src/routes.rs", "// text::nav::groups\ncontext::nav::x"), 0);
        assert_eq!(found("server/src/files/mod.rs", code), 0);
    }

    #[test]
    fn what_sections_share_says_only_what_all_of_them_have() {
        let manifest = |section: &str, with: &str| {
            File::new(
                &format!("app/{section}/Cargo.toml"),
                &format!("[dependencies]\n{with}.workspace = true\n"),
            )
        };
        let files = [manifest("network", "review"), manifest("policy", "reviewer")];
        let path = "app/review/src/frame.rs";
        assert_eq!(sections_of(path, &files), ["network"]);
        let found = |section| foreign_words(&File::new(path, "text::review::allow()"), section).len();
        assert_eq!((found("network"), found("policy")), (0, 1));
    }

    #[test]
    fn a_style_sheet_stands_once() {
        let files = |main: &str, section: &str| {
            [
                File::new(
                    "index.html",
                    &format!(
                        "rel=\"css\" href=\"x/main.css\"\nrel=\"css\" href=\"x/chart.css\" data-section=\"{section}\""
                    ),
                ),
                File::new("style/main.css", main),
                File::new("style/base.css", ""),
                File::new("style/chart.css", ""),
            ]
        };
        assert_eq!(styles(&files("@import \"base.css\";", "overview gallery")), [""; 0]);
        assert_eq!(styles(&files("@import \"base.css\";\n@import \"chart.css\";", "overview")).len(), 1);
        assert_eq!(styles(&files("", "overview")).len(), 1);
        assert_eq!(styles(&files("@import \"base.css\";", "nowhere")).len(), 1);
    }
}
