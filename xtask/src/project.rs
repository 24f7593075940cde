//! Where things are, and which packages there are.
use std::path::{Path, PathBuf};

/// The packages of the product, in the order of who builds on whom.
pub const PRODUCT: [&str; 19] = [
    "controller-api",
    "controller-client",
    "country",
    "event-log",
    "event-store",
    "network-map",
    "map-canvas",
    "demo-controller",
    "text",
    "ui",
    "kit",
    "review",
    "activity",
    "network",
    "overview",
    "policy",
    "settings",
    "app",
    "server",
];

/// The sections of the menu: a package each, fetched by the browser when one of its pages is first shown.
pub const SECTIONS: [&str; 5] = ["activity", "network", "overview", "policy", "settings"];

/// The packages that the browser runs.
pub const BROWSER: [&str; 14] = [
    "controller-api",
    "event-log",
    "network-map",
    "map-canvas",
    "text",
    "ui",
    "kit",
    "review",
    "activity",
    "network",
    "overview",
    "policy",
    "settings",
    "app",
];

/// The target the browser runs.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The project's root.
///
/// # Panics
/// When xtask is started by other means than cargo, from outside the project.
pub fn root() -> PathBuf {
    // Read when run: a target directory may be shared by several clones.
    let start = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| ".".into(), PathBuf::from);
    let start = std::path::absolute(start).expect("the working directory exists");
    let root = start.ancestors().find(|dir| dir.join("xtask/Cargo.toml").exists());
    root.expect("xtask runs inside the project").to_owned()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A program's file name.
pub fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// `path` as seen from the root.
pub fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
