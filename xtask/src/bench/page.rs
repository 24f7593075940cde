//! What pages cost a browser that has never been here, and how soon the server has drawn a large one.
use std::{collections::BTreeMap, process::Command};

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

use super::{
    Value, http, median,
    stand::{Stand, serve},
};
use crate::{clock, process, product::Product, project, tools};

/// Counts requests and bytes of a page; for Node.js, in the folder of the browser tests.
const COUNT: &str = include_str!("count.mjs");

/// How often a page is drawn to know how long it takes.
const DRAWINGS: usize = 15;

const GROUPS: &str = "/policy/groups";

/// The sign-in page, cold. The peers are the console that this one replaces.
pub fn sign_in(product: &Product) -> Result<Vec<Value>> {
    let (_server, address) = serve(product, &["--demo"])?;
    let Counted { usable, bytes, requests, hydrated, .. } = count(&format!("http://{address}/sign-in"), "")?;
    Ok(vec![
        Value::new("sign-in page, cold: usable (HTML, CSS)", usable, "KB"),
        Value::new("sign-in page, cold: everything", bytes, "KB").beside(4220.0),
        Value::new("sign-in page, cold: requests", requests, "requests").beside(20.0),
        Value::new("sign-in page, cold: until it answers", hydrated, "ms"),
    ])
}

/// The groups page, cold.
pub fn groups(product: &Product) -> Result<Vec<Value>> {
    let stand = Stand::start(product, "small")?;
    let Counted { usable, bytes, requests, hydrated, .. } =
        count(&format!("http://{}{GROUPS}", stand.address), &stand.cookie)?;
    Ok(vec![
        Value::new("groups page, cold: readable (HTML, CSS)", usable, "KB"),
        Value::new("groups page, cold: everything", bytes, "KB"),
        Value::new("groups page, cold: requests", requests, "requests"),
        Value::new("groups page, cold: until it answers", hydrated, "ms"),
    ])
}

/// The groups page where there are ten thousand groups, drawn again and again.
pub fn huge(product: &Product) -> Result<Vec<Value>> {
    let stand = Stand::start(product, "huge")?;
    let headers = [stand.cookie.clone(), "Accept-Encoding: gzip".to_owned()];
    let draw = || -> Result<(f64, usize)> {
        let begin = clock::now();
        let page = http::send(&stand.address, "GET", GROUPS, &headers, "")?;
        ensure!(page.is_ok(), "{GROUPS}:\n{}", page.head);
        Ok((begin.elapsed().as_secs_f64() * 1000.0, page.wire))
    };
    let (first, _) = draw()?;
    let plain = http::send(&stand.address, "GET", GROUPS, &headers[..1], "")?;
    let rows = String::from_utf8_lossy(&plain.body).matches("<tr").count();
    ensure!(rows > 20, "{GROUPS} shows {rows} rows");
    let drawn = (0..DRAWINGS).map(|_| draw()).collect::<Result<Vec<_>>>()?;
    let (times, sizes): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    let largest = sizes.into_iter().max().unwrap_or_default();
    Ok(vec![
        Value::new("10,000 groups: first drawing", first, "ms"),
        Value::new("10,000 groups: a drawing", median(times), "ms"),
        Value::new("10,000 groups: page with its data", kilobytes(largest as f64), "KB"),
    ])
}

/// What a page cost a browser that has never been here.
pub struct Counted {
    /// KB until it is usable: HTML and CSS.
    pub usable: f64,
    /// KB in all.
    pub bytes: f64,
    /// Requests.
    pub requests: f64,
    /// Milliseconds until it answers.
    pub hydrated: f64,
    /// KB of each path that was asked for.
    pub each: BTreeMap<String, f64>,
}

/// Loads a page in a browser and counts; `cookie` is the header of the session.
pub fn count(url: &str, cookie: &str) -> Result<Counted> {
    tools::node_modules()?;
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", COUNT, url, cookie.trim_start_matches("Cookie: ")]);
    node.current_dir(project::root().join("end2end")).env("CHROMIUM", tools::chromium()?);
    let said = process::output(&mut node)?;
    let counted: Json = serde_json::from_str(&said).with_context(|| format!("the counter said: {said}"))?;
    let number =
        |name: &str| counted[name].as_f64().with_context(|| format!("the counter did not say {name}"));
    let each = counted["each"].as_object().context("the counter did not say each")?;
    let each = each.iter().map(|(path, bytes)| (path.clone(), kilobytes(bytes.as_f64().unwrap_or_default())));
    Ok(Counted {
        usable: kilobytes(number("usable")?),
        bytes: kilobytes(number("bytes")?),
        requests: number("requests")?,
        hydrated: number("hydrated")?,
        each: each.collect(),
    })
}

fn kilobytes(bytes: f64) -> f64 {
    bytes / 1024.0
}
