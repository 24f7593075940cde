//! The browser tests of end2end/: what they need, and how they are started.
use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, product::Product, project, tools};

/// Runs the script `name` of end2end/package.json with the product and a browser.
///
/// The script is told by its environment: `CONSOLE_SERVER` (the program), `CONSOLE_DIST` and `CHROMIUM`.
pub fn run(name: &str, product: &Product, more: &[(&str, &str)]) -> Result<()> {
    tools::node_modules()?;
    let chromium = tools::chromium().context("the browser tests need a browser")?;
    let mut npm = Command::new(tools::npm());
    npm.args(["run", "--silent", name]).current_dir(project::root().join("end2end"));
    npm.env("CONSOLE_SERVER", &product.server).env("CONSOLE_DIST", &product.dist).env("CHROMIUM", chromium);
    npm.envs(more.iter().copied());
    process::run(&mut npm)
}
