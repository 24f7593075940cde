//! Rules about Cargo.toml files: who may build on whom, and that a version is said once.
use toml::{Table, Value};

use super::{File, Finding};

/// The arrows of ARCHITECTURE.md: a package, and which of ours it may depend on. The server and xtask may on any.
const ARROWS: [(&str, &[&str]); 18] = [
    ("controller-api", &[]),
    ("controller-client", &["controller-api"]),
    ("country", &[]),
    ("demo-controller", &["controller-api"]),
    ("event-log", &["controller-api"]),
    ("event-store", &["event-log"]),
    ("map-canvas", &["network-map"]),
    ("network-map", &[]),
    ("text", &[]),
    ("ui", &["text"]),
    ("kit", &["controller-api", "controller-client", "text", "ui"]),
    ("review", &["controller-api", "kit", "text", "ui"]),
    ("activity", SECTION),
    ("network", SECTION),
    ("overview", SECTION),
    ("policy", SECTION),
    ("settings", SECTION),
    (
        "app",
        &["activity", "controller-api", "kit", "network", "overview", "policy", "settings", "text", "ui"],
    ),
];

/// A section builds on no other: a link goes through `kit::nav`.
const SECTION: &[&str] = &[
    "controller-api",
    "country",
    "event-log",
    "event-store",
    "kit",
    "map-canvas",
    "network-map",
    "review",
    "text",
    "ui",
];

/// What does IO or draws pages, and so has no place in a package that is only a vocabulary.
const IMPURE: [&str; 8] =
    ["axum", "hyper", "leptos", "leptos_router", "reqwest", "rustls", "tokio", "web-sys"];

/// What breaks them.
pub fn check(files: &[File]) -> Vec<Finding> {
    let manifests: Vec<_> =
        files.iter().filter(|file| file.name() == "Cargo.toml" && file.path.contains('/')).collect();
    let mut findings = Vec::new();
    let mut names = Vec::new();
    for file in &manifests {
        match file.text.parse::<Table>() {
            Ok(manifest) => {
                names.push(package(&manifest).to_owned());
                findings.extend(versions(file, &manifest));
                findings.extend(arrows(file, &manifest));
            }
            Err(error) => findings.push(format!("{}: {error}", file.path)),
        }
    }
    // A package that nobody thought of would be free to depend on anything.
    let known =
        |name: &String| ARROWS.iter().any(|(known, _)| known == name) || name == "server" || name == "xtask";
    let unknown = names.iter().filter(|name| !known(name));
    findings.extend(
        unknown.map(|name| format!("{name}: xtask does not say what it may depend on (tidy/manifests.rs)")),
    );
    findings
}

fn package(manifest: &Table) -> &str {
    manifest
        .get("package")
        .and_then(|package| package.get("name"))
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The tables of dependencies of all kinds, those of a target among them.
fn tables(manifest: &Table) -> Vec<(&str, &Table)> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let all = targets.filter_map(Value::as_table).chain([manifest]);
    all.flat_map(|table| {
        ["dependencies", "dev-dependencies", "build-dependencies"]
            .into_iter()
            .filter_map(|kind| Some((kind, table.get(kind)?.as_table()?)))
    })
    .collect()
}

/// Versions and places stand in the root's manifest.
fn versions(file: &File, manifest: &Table) -> Vec<Finding> {
    let inherits = |value: &Value| value.get("workspace").and_then(Value::as_bool) == Some(true);
    tables(manifest)
        .into_iter()
        .flat_map(|(_, table)| table)
        .filter(|(_, value)| !inherits(value))
        .map(|(name, _)| format!("{}: {name} does not take its version from the workspace", file.path))
        .collect()
}

/// Who may depend on whom. Tests may use more: the demo controller is everybody's upstream.
fn arrows(file: &File, manifest: &Table) -> Vec<Finding> {
    let name = package(manifest);
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else { return Vec::new() };
    let ours =
        |name: &str| name == "server" || name == "xtask" || ARROWS.iter().any(|(known, _)| *known == name);
    tables(manifest)
        .into_iter()
        .filter(|(kind, _)| *kind != "dev-dependencies")
        .flat_map(|(_, table)| table.keys())
        .filter(|on| {
            ours(on) && !allowed.contains(&on.as_str())
                || name == "controller-api" && IMPURE.contains(&on.as_str())
        })
        .map(|on| format!("{}: {name} may not depend on {on}", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, rest: &str) -> Vec<Finding> {
        check(&[File::new("x/Cargo.toml", &format!("[package]\nname = \"{name}\"\n{rest}"))])
    }

    #[test]
    fn a_version_is_said_once() {
        assert_eq!(findings("policy", "[dependencies]\nserde.workspace = true\n"), [""; 0]);
        assert_eq!(
            findings("policy", "[dependencies]\nserde = { workspace = true, optional = true }\n"),
            [""; 0]
        );
        assert_eq!(findings("policy", "[dependencies]\nserde = \"1\"\n").len(), 1);
        assert_eq!(findings("policy", "[target.'cfg(unix)'.dependencies]\nnix = \"1\"\n").len(), 1);
    }

    #[test]
    fn sections_do_not_build_on_sections() {
        assert_eq!(findings("policy", "[dependencies]\nkit.workspace = true\n"), [""; 0]);
        assert_eq!(findings("policy", "[dependencies]\nsettings.workspace = true\n").len(), 1);
    }

    #[test]
    fn the_vocabulary_does_no_io() {
        assert_eq!(findings("controller-api", "[dependencies]\ntokio.workspace = true\n").len(), 1);
        assert_eq!(findings("controller-api", "[dev-dependencies]\ntokio.workspace = true\n"), [""; 0]);
    }

    #[test]
    fn a_new_package_has_its_arrows() {
        assert_eq!(findings("unheard-of", "").len(), 1);
    }
}
