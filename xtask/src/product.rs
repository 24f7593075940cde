//! Building the product: the app for the browser, the bundle of it, and the server.
use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{
    process,
    project::{self, WASM},
    report::Report,
    tools,
};

/// How it is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, the app in one piece.
    Dev,
    /// Optimised, the app split by section.
    Release,
}

impl Profile {
    /// Release or not.
    pub fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// What was built.
pub struct Product {
    /// The server's program.
    pub server: PathBuf,
    /// The demo controller as a program of its own.
    pub demo: PathBuf,
    /// The browser bundle.
    pub dist: PathBuf,
}

/// Builds all of it, with a step for each part.
pub fn build(profile: Profile) -> Result<Product> {
    build_into(profile, project::root().join("dist"))
}

/// The same with the bundle elsewhere.
pub fn build_into(profile: Profile, dist: PathBuf) -> Result<Product> {
    let mut report = Report::new();
    // A part that fails would only hide what is wrong behind what follows from it.
    let built = report
        .step("bundler", bundler)
        .and_then(|()| report.step("app (WebAssembly)", || app(profile)))
        .and_then(|()| report.step("bundle", || bundle(profile, &dist)))
        .and_then(|()| report.step("server", || server(profile)));
    report.finish()?;
    debug_assert!(built.is_some());
    Ok(Product { dist, ..product(profile) })
}

/// Where the parts are once they are built.
pub fn product(profile: Profile) -> Product {
    let programs = project::target().join(profile.folder());
    Product {
        server: programs.join(project::executable("console")),
        demo: programs.join(project::executable("demo-controller")),
        dist: project::root().join("dist"),
    }
}

/// Builds the program that makes the bundle.
pub fn bundler() -> Result<()> {
    process::run(process::cargo().args([
        "build",
        "--package",
        "xtask",
        "--features",
        "bundle",
        "--bin",
        "bundle",
    ]))
}

/// Compiles the app for the browser.
pub fn app(profile: Profile) -> Result<()> {
    tools::wasm_target()?;
    let mut cargo = process::cargo();
    cargo.args(["rustc", "--package", "app", "--bin", "console", "--target", WASM, "--no-default-features"]);
    if profile == Profile::Dev {
        return process::run(cargo.args(["--features", "hydrate,gallery"]));
    }
    // The profile keeps its name, so that macros are built once for it and for the server's.
    for (setting, value) in
        [("OPT_LEVEL", "z"), ("LTO", "fat"), ("CODEGEN_UNITS", "1"), ("PANIC", "abort"), ("STRIP", "none")]
    {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    cargo.args(["--features", "hydrate,split", "--release"]);
    // The splitter moves functions between modules: it needs to know who calls what.
    process::run(cargo.args(["--", "-Clink-args=--emit-relocs"]))
}

/// Makes the bundle of the compiled app, style/ and public/.
pub fn bundle(profile: Profile, dist: &Path) -> Result<()> {
    let wasm = project::target().join(WASM).join(profile.folder()).join("console.wasm");
    let mut bundle = bundle_program();
    bundle.arg("dist").arg("--wasm").arg(wasm).arg("--out").arg(dist);
    if profile == Profile::Release {
        bundle.arg("--release");
    }
    process::run(&mut bundle)
}

/// Makes the style sheets alone, for Trunk.
pub fn style(out: &Path) -> Result<()> {
    bundler()?;
    process::run(bundle_program().arg("style").arg("--out").arg(out))
}

/// Makes the bindings of one module that cargo built.
pub fn module(wasm: &Path, out: &Path) -> Result<()> {
    bundler()?;
    process::run(bundle_program().arg("module").arg("--wasm").arg(wasm).arg("--out").arg(out))
}

/// Builds the server, and the demo controller as a program: browser tests let it outlive the server.
pub fn server(profile: Profile) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", "server", "--package", "demo-controller"]);
    cargo.args(match profile {
        Profile::Dev => ["--features", "gallery"].as_slice(),
        Profile::Release => &["--release"],
    });
    process::run(&mut cargo)
}

fn bundle_program() -> Command {
    let mut bundle = Command::new(project::target().join("debug").join(project::executable("bundle")));
    bundle.current_dir(project::root());
    bundle
}
