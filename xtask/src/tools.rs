//! What the tasks need besides cargo: found, fetched by the ordinary package clients, or named when it is missing.
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{process, project};

/// The version of cargo-deny that deny.toml is written for.
const CARGO_DENY: &str = "0.20.2";

/// The library for the browser's target, by rustup where it is missing.
pub fn wasm_target() -> Result<()> {
    let ask = ["--print", "target-libdir", "--target", project::WASM];
    let libraries = process::output(Command::new("rustc").args(ask))?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    process::run(Command::new("rustup").args(["target", "add", project::WASM])).with_context(|| {
        format!("Rust's library for {} is missing and rustup, which could fetch it, failed", project::WASM)
    })
}

/// cargo-deny, built once and kept below target/tools. Quickly, not well: it runs for a second.
pub fn cargo_deny() -> Result<PathBuf> {
    let home = project::target().join("tools");
    let program = home.join("bin").join(project::executable("cargo-deny"));
    let version = Command::new(&program).arg("--version").output().map(|out| out.stdout).unwrap_or_default();
    if !String::from_utf8_lossy(&version).contains(CARGO_DENY) {
        let mut install = process::cargo();
        install
            .args(["install", "--locked", "--quiet", "cargo-deny", "--version", CARGO_DENY, "--root"])
            .arg(&home);
        install.arg("--target-dir").arg(home.join("build"));
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        process::run(&mut install)?;
        // A gigabyte that is never looked at again.
        let _ = std::fs::remove_dir_all(home.join("build"));
    }
    Ok(program)
}

/// The packages of end2end/, as its lock file says.
pub fn node_modules() -> Result<()> {
    install_packages(&project::root().join("end2end"))
}

/// The packages of a folder's lock file, in the folder.
pub fn install_packages(dir: &Path) -> Result<()> {
    let (wanted, have) = (dir.join("package-lock.json"), dir.join("node_modules/.package-lock.json"));
    let age = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if age(&have).is_some_and(|have| age(&wanted).is_some_and(|wanted| wanted <= have)) {
        return Ok(());
    }
    if !process::succeeds(Command::new("node").arg("--version")) {
        bail!("Node.js is missing: browsers are driven by it");
    }
    process::run(Command::new(npm()).args(["ci", "--no-audit", "--no-fund"]).current_dir(dir))
}

/// npm's name.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// A Chromium: the one in `CHROMIUM`, one that is installed, or Debian's where we may install it.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        let path = PathBuf::from(path);
        if !path.exists() {
            bail!("CHROMIUM is {}, which does not exist", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    let missing =
        "there is no Chromium or Chrome on the PATH; install Debian's `chromium`, or name one in CHROMIUM";
    if !install("chromium")? {
        bail!("{missing}");
    }
    installed_chromium().context(missing)
}

/// A program of a Debian package.
pub fn debian(program: &str, package: &str) -> Result<PathBuf> {
    let missing = || format!("{program} is not on the PATH; it is in Debian's package {package}");
    if find(program).is_none() && !install(package)? {
        bail!("{}", missing());
    }
    find(program).with_context(missing)
}

/// Installs a Debian package, where we may.
fn install(package: &str) -> Result<bool> {
    if find("apt-get").is_none() || !is_root() {
        return Ok(false);
    }
    let apt = |arguments: &[&str]| {
        process::run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
    };
    apt(&["-qq", "update"])?;
    apt(&["-qq", "-y", "install", "--no-install-recommends", package])?;
    Ok(true)
}

fn installed_chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].into_iter().find_map(find)
}

/// A program on the PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let name = project::executable(name);
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(&name)).find(|path| path.is_file())
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
