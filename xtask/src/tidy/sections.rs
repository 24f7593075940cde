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
        findings.extend(foreign_words(file));
    }
    findings.extend(styles(files));
    findings
}

/// The section whose words are here when this file's code runs, besides the first ones: a section's own crate, or the
/// frame for what pages of many sections stand on. None: it says nothing.
fn section_of(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("app/")?;
    let (package, path) = path.split_once("/src/").or_else(|| Some(("", path.strip_prefix("src/")?)))?;
    let in_frame = path.starts_with("layout/") || path == "unmatched.rs";
    match package {
        "" if !in_frame => Some("gate"),
        "" | "kit" => Some("frame"),
        "ui" => Some("gate"),
        _ => SECTIONS.iter().map(|(section, _)| *section).find(|section| *section == package),
    }
}

/// Messages that the browser may not have when this code asks for them.
fn foreign_words(file: &File) -> Vec<Finding> {
    let Some(own) = section_of(&file.path) else { return Vec::new() };
    let mut findings = Vec::new();
    for (number, line) in file.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for (at, mark) in line.match_indices("text::") {
            let in_word = line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
            let noun = line[at + mark.len()..].split("::").next().unwrap_or_default();
            let section = SECTIONS
                .iter()
                .find(|(_, files)| !in_word && files.iter().any(|file| file.replace('-', "_") == noun));
            if let Some((section, _)) = section
                && *section != "gate"
                && *section != own
                && !(*section == "frame" && own != "gate")
            {
                findings.push(format!(
                    "{}:{number}: `{noun}` has the words of {section}, which need not be here (app/text/build/sections.rs)",
                    file.path
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
        let found = |path: &str, code: &str| foreign_words(&File::new(path, code)).len();
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
