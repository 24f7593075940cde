//! `test`: every suite, each with its closing line and time.
use std::process::Command;

use anyhow::{Result, bail};

use crate::{
    browser, clock, process,
    product::{self, Profile},
    project::{self, BROWSER, PRODUCT, WASM},
    report::{self, Report},
    tidy, tools,
};

/// A suite: what `--only` and `--skip` call it, what it does, and which one must have passed before.
struct Suite {
    name: &'static str,
    run: fn() -> Result<()>,
    needs: Option<&'static str>,
}

/// In this order: what is quick and fails often comes first.
const SUITES: [Suite; 9] = [
    Suite { name: "format", run: format, needs: None },
    Suite { name: "tidy", run: tidy::tidy, needs: None },
    Suite { name: "clippy", run: clippy, needs: None },
    Suite { name: "clippy-browser", run: clippy_browser, needs: None },
    Suite { name: "tests", run: tests, needs: None },
    Suite { name: "tasks", run: tasks, needs: None },
    Suite { name: "deny", run: deny, needs: None },
    Suite { name: "release", run: release, needs: None },
    Suite { name: "browser", run: browser_tests, needs: Some("release") },
];

/// Runs the suites that `only` and `skip` leave.
pub fn test(only: &[String], skip: &[String]) -> Result<()> {
    let names = || SUITES.iter().map(|suite| suite.name);
    if only.iter().any(|name| name == "list") {
        names().for_each(|name| println!("{name}"));
        return Ok(());
    }
    if let Some(wrong) =
        only.iter().chain(skip).find(|name| !names().any(|suite| suite.contains(name.as_str())))
    {
        bail!("there is no suite {wrong}; there are: {}", names().collect::<Vec<_>>().join(", "));
    }
    let mut report = Report::new();
    let mut failed = Vec::new();
    for suite in SUITES.iter().filter(|suite| wanted(suite.name, only, skip)) {
        if let Some(needed) = suite.needs.filter(|needed| failed.contains(needed)) {
            report.left(suite.name, &format!("{needed} failed"));
            failed.push(suite.name);
        } else if report.step(suite.name, suite.run).is_none() {
            failed.push(suite.name);
        }
    }
    report.finish()
}

/// Whether it is chosen, or a chosen one needs it: browser tests of an old build would say nothing.
fn wanted(name: &str, only: &[String], skip: &[String]) -> bool {
    let needed = SUITES.iter().any(|suite| suite.needs == Some(name) && chosen(suite.name, only, skip));
    chosen(name, only, skip) || needed && !skip.iter().any(|part| part == name)
}

fn chosen(name: &str, only: &[String], skip: &[String]) -> bool {
    let named = |list: &[String]| {
        list.iter().any(|part| name == part || !is_name(part) && name.contains(part.as_str()))
    };
    (only.is_empty() || named(only)) && !named(skip)
}

/// Whether it is a whole name: `--only clippy` is not about clippy-browser.
fn is_name(part: &str) -> bool {
    SUITES.iter().any(|suite| suite.name == part)
}

fn format() -> Result<()> {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let mut cargo = process::cargo();
    process::run(packages(cargo.args(["clippy", "--quiet", "--all-targets"]), &PRODUCT).args(STRICT))
}

fn clippy_browser() -> Result<()> {
    tools::wasm_target()?;
    let mut cargo = process::cargo();
    cargo.args([
        "clippy",
        "--quiet",
        "--target",
        WASM,
        "--no-default-features",
        "--features",
        "app/hydrate,app/split",
    ]);
    process::run(packages(&mut cargo, &BROWSER).args(STRICT))
}

const STRICT: [&str; 3] = ["--", "--deny", "warnings"];

/// The tests of all packages, built together so that what they share is built once, and run one after the other.
fn tests() -> Result<()> {
    let mut build = process::cargo();
    build.args(["test", "--no-run", "--message-format", "json-render-diagnostics"]);
    let messages = process::output(packages(&mut build, &PRODUCT))?;
    let mut failed = Vec::new();
    for program in programs(&messages) {
        eprintln!("\n{} {}", report::bold("·"), report::bold(&program.name));
        let start = clock::now();
        let mut test = Command::new(&program.path);
        // As cargo does it.
        test.current_dir(&program.folder).env("CARGO_MANIFEST_DIR", &program.folder);
        let passed = test.status()?.success();
        let mark = if passed { report::green("✓") } else { report::red("✗") };
        eprintln!("{mark} {:<28} {:>9}", program.name, report::time(start.elapsed()));
        if !passed {
            failed.push(program.name);
        }
    }
    eprintln!("\n{} {}", report::bold("·"), report::bold("examples in the documentation"));
    if process::run(packages(process::cargo().args(["test", "--doc", "--quiet"]), &PRODUCT)).is_err() {
        failed.push("examples in the documentation".to_owned());
    }
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}

/// A built program of tests.
#[derive(Debug, PartialEq)]
struct Program {
    name: String,
    path: String,
    folder: String,
}

/// The test programs that cargo's messages name.
fn programs(messages: &str) -> Vec<Program> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    messages
        .filter_map(|message| {
            let path = message["executable"].as_str().filter(|_| message["profile"]["test"] == true)?;
            let manifest = std::path::Path::new(message["manifest_path"].as_str()?);
            let folder = manifest.parent()?;
            let package = folder.file_name()?.to_string_lossy();
            let target = message["target"]["name"].as_str()?;
            let name = if target.replace('_', "-") == package {
                package.into_owned()
            } else {
                format!("{package}: {target}")
            };
            Some(Program { name, path: path.to_owned(), folder: folder.to_string_lossy().into_owned() })
        })
        .collect()
}

/// The tasks themselves.
fn tasks() -> Result<()> {
    let xtask = ["--quiet", "--package", "xtask", "--features", "bundle"];
    process::run(process::cargo().arg("test").args(xtask))?;
    process::run(process::cargo().args(["clippy", "--all-targets"]).args(xtask).args(STRICT))
}

/// Licences, second versions and sources of all that we build on; and known weaknesses, where the list of them can be had.
fn deny() -> Result<()> {
    let deny = tools::cargo_deny()?;
    let cargo_deny = || {
        let mut command = Command::new(&deny);
        command.current_dir(project::root());
        command
    };
    process::run(cargo_deny().args(["--log-level", "error", "check", "licenses", "bans", "sources"]))?;
    if process::succeeds(cargo_deny().args(["fetch", "db"])) {
        return process::run(cargo_deny().args(["check", "--disable-fetch", "advisories"]));
    }
    eprintln!("  RustSec's database of known weaknesses cannot be fetched here: that check was LEFT OUT.");
    Ok(())
}

fn release() -> Result<()> {
    product::build(Profile::Release).map(drop)
}

fn browser_tests() -> Result<()> {
    browser::run(&[], &product::product(Profile::Release), &[])
}

fn packages<'a>(command: &'a mut Command, names: &[&str]) -> &'a mut Command {
    for name in names {
        command.args(["--package", name]);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_are_chosen_by_name_or_part_of_it() {
        let list = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert!(chosen("clippy", &[], &[]));
        assert!(chosen("clippy", &list(&["clippy"]), &[]));
        assert!(!chosen("clippy-browser", &list(&["clippy"]), &[]));
        assert!(chosen("clippy-browser", &list(&["clip"]), &[]));
        assert!(!chosen("deny", &list(&["clippy"]), &[]));
        assert!(!chosen("browser", &[], &list(&["browser"])));
    }

    #[test]
    fn what_a_chosen_suite_needs_is_run_too() {
        let browser = ["browser".to_owned()];
        assert!(wanted("release", &browser, &[]));
        assert!(!wanted("release", &browser, &["release".to_owned()]));
        assert!(!wanted("release", &["deny".to_owned()], &[]));
    }

    #[test]
    fn a_suite_that_needs_another_stands_after_it() {
        for (at, suite) in SUITES.iter().enumerate() {
            let before =
                suite.needs.is_none_or(|needed| SUITES[..at].iter().any(|other| other.name == needed));
            assert!(before, "{} before what it needs", suite.name);
        }
    }

    #[test]
    fn test_programs_are_found_in_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","manifest_path":"/p/app/kit/Cargo.toml","target":{"name":"kit"},"profile":{"test":true},"executable":"/t/kit-1"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/p/server/Cargo.toml","target":{"name":"csrf"},"profile":{"test":true},"executable":"/t/csrf-1"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","manifest_path":"/p/server/Cargo.toml","target":{"name":"server"},"profile":{"test":false},"executable":"/t/server"}"#,
            "\n",
            "not a message\n",
        );
        let names: Vec<_> = programs(messages).into_iter().map(|program| program.name).collect();
        assert_eq!(names, ["kit", "server: csrf"]);
    }
}
