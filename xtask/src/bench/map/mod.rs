//! What the network map costs natively and in a browser, beside a bare WebGL2 page and beside sigma with graphology's
//! ForceAtlas2, all on the same made-up clusters with three edges a pod.
mod said;

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};
use serde_json::Value as Json;

use super::{Value, stand};
use crate::{
    process, product,
    project::{self, WASM},
    tools,
};

/// How many pods the clusters have.
const SIZES: [usize; 5] = [100, 1000, 5000, 10_000, 20_000];

/// Our scripts, from the project's root: one drives the browser, for Node.js in the folder of the browser tests; the
/// others are the pages.
const SCRIPTS: &str = "xtask/src/bench/map";

/// The peers' packages.
const PACKAGES: [(&str, &str); 2] = [
    ("package.json", include_str!("package.json")),
    ("package-lock.json", include_str!("package-lock.json")),
];

/// All of it. Aims: a tenth of the peer's time for a layout, with edges as alike in length and as few crossings; a
/// quarter more than the bare page for a frame; no task over 50 ms with 5,000 pods.
pub fn all() -> Result<Vec<Value>> {
    let folder = stand::folder()?.join("map");
    let built = folder.join("built");
    fs::create_dir_all(&built).with_context(|| built.display().to_string())?;
    build()?;
    let native = native(&built)?;
    let browser = browser(&folder, &built)?;
    let sizes = native.iter().zip(&browser).map(|(native, browser)| said::values(native, browser));
    Ok(sizes.collect::<Result<Vec<_>>>()?.concat())
}

/// Builds the native program and the module of the page.
fn build() -> Result<()> {
    tools::wasm_target()?;
    stand::build(&["--package", "network-map", "--example", "measure"])?;
    // Quick, not small: this is about time.
    stand::build(&["--package", "map-canvas", "--example", "bench", "--target", WASM])?;
    let wasm = stand::folder()?.join(WASM).join("release/examples/bench.wasm");
    product::module(&wasm, &stand::folder()?.join("map/built"))
}

fn native(built: &Path) -> Result<Vec<Json>> {
    let mut measure = stand::example("measure")?;
    let said = process::output(measure.arg(built).args(SIZES.map(|pods| pods.to_string())))?;
    serde_json::from_str(&said).with_context(|| format!("the native program said: {said}"))
}

fn browser(folder: &Path, built: &Path) -> Result<Vec<Json>> {
    tools::node_modules()?;
    for (name, text) in PACKAGES {
        let path = folder.join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            fs::write(path, text)?;
        }
    }
    tools::install_packages(folder)?;
    let mut node = Command::new("node");
    let scripts = project::root().join(SCRIPTS);
    node.arg(scripts.join("drive.mjs")).arg(scripts.join("page")).arg(built).arg(folder.join("node_modules"));
    node.args(SIZES.map(|pods| pods.to_string()));
    node.current_dir(project::root().join("end2end")).env("CHROMIUM", tools::chromium()?);
    let said = process::output(&mut node)?;
    serde_json::from_str(&said).with_context(|| format!("the browser's driver said: {said}"))
}
