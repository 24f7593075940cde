//! The browser tests of end2end/: what they need, and how they are started.
use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, product::Product, project, tools};

/// Runs end2end/run.mjs with the product and a browser.
pub fn run(arguments: &[&str], product: &Product, more: &[(&str, &str)]) -> Result<()> {
    tools::node_modules()?;
    let chromium = tools::chromium().context("the browser tests need a browser")?;
    let mut node = Command::new("node");
    node.arg("run.mjs").args(arguments).current_dir(project::root().join("end2end"));
    node.env("CONSOLE_BIN", &product.server).env("DEMO_CONTROLLER_BIN", &product.demo);
    node.env("CONSOLE_DIST", &product.dist).env("CHROMIUM", chromium).envs(more.iter().copied());
    process::run(&mut node)
}
