//! What a page costs a browser that has never been here.
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value as Json;

use super::{Value, process::serve};
use crate::{process, product::Product, project, run, tools};

/// Counts requests and bytes of a page; for Node.js, in the folder of the browser tests.
const COUNT: &str = include_str!("count.mjs");

/// The sign-in page, cold. The peers are the console that this one replaces.
pub fn sign_in(product: &Product) -> Result<Vec<Value>> {
    let address = run::free_address();
    let mut server = serve(product, &address, &["--demo"])?;
    server.wait_until(|| run::ready(&address))?;
    let counted = count(&format!("http://{address}/sign-in"))?;
    let number =
        |name: &str| counted[name].as_f64().with_context(|| format!("the counter did not say {name}"));
    Ok(vec![
        Value::new("sign-in page, cold: usable (HTML + CSS)", number("usable")? / 1024.0, "KB"),
        Value::new("sign-in page, cold: everything", number("bytes")? / 1024.0, "KB").beside(4220.0),
        Value::new("sign-in page, cold: requests", number("requests")?, "requests").beside(20.0),
        Value::new("sign-in page, cold: until it answers", number("hydrated")?, "ms"),
    ])
}

fn count(url: &str) -> Result<Json> {
    tools::node_modules()?;
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", COUNT, url]).current_dir(project::root().join("end2end"));
    let said = process::output(node.env("CHROMIUM", tools::chromium()?))?;
    serde_json::from_str(&said).with_context(|| format!("the counter said: {said}"))
}
