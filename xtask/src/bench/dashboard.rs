//! What the dashboard of a large cluster costs: 80 nodes, 6,000 pods, 1,200 services, 4,096 entries in each log.
use anyhow::{Result, ensure};

use super::{
    Value, http, median,
    page::{self, Counted},
    stand::Stand,
};
use crate::{clock, product::Product};

const PATH: &str = "/dashboard";

/// A page that has nothing of its own: what it loads, every page does.
const BARE: &str = "/profile";

/// How many consoles are started that have read nothing yet.
const STARTS: usize = 5;

/// How often the page is drawn from what was read a moment ago.
const DRAWINGS: usize = 20;

/// After so many milliseconds the server draws a panel without what it waits for.
const LATE: f64 = 1500.0;

/// What the old console took on the same machine: KB, requests, and milliseconds until it settled.
const OLD: (f64, f64, f64) = (7500.0, 53.0, 4000.0);

/// The whole page, all panels in it, and what the browser receives. Aims: under 1 s when nothing was read yet, under
/// 150 ms when it was, under 150 KB beyond what every page loads.
pub fn large(product: &Product) -> Result<Vec<Value>> {
    let stand = Stand::start(product, "large")?;
    let cold = (0..STARTS).map(|_| cold(product, &stand)).collect::<Result<Vec<_>>>()?;
    whole(&stand.address, &stand.cookie)?;
    let warm = (0..DRAWINGS).map(|_| draw(&stand.address, &stand.cookie)).collect::<Result<Vec<_>>>()?;
    let at = |path: &str| page::count(&format!("http://{}{path}", stand.address), &stand.cookie);
    let (bare, dashboard) = (at(BARE)?, at(PATH)?);
    let Counted { requests, hydrated, .. } = dashboard;
    let beyond = dashboard.each.iter().filter(|(path, _)| !bare.each.contains_key(*path));
    Ok(vec![
        Value::new("dashboard, 6,000 pods: first drawing", median(cold), "ms").beside(OLD.2),
        Value::new("dashboard, 6,000 pods: a drawing", median(warm), "ms"),
        Value::new("dashboard, 6,000 pods: its own bytes", beyond.map(|(_, size)| size).sum(), "KB")
            .beside(OLD.0),
        Value::new("dashboard, 6,000 pods: requests", requests, "requests").beside(OLD.1),
        Value::new("dashboard, 6,000 pods: until it answers", hydrated, "ms"),
    ])
}

/// The first drawing of a console that has just started.
fn cold(product: &Product, stand: &Stand) -> Result<f64> {
    let (_console, address, cookie) = stand.another(product)?;
    let time = draw(&address, &cookie)?;
    // What took too long for the first answer would be left out of it.
    ensure!(time < LATE, "the first drawing took {time:.0} ms, so that panels were left out of it");
    Ok(time)
}

/// The milliseconds until the last byte of the page.
fn draw(address: &str, cookie: &str) -> Result<f64> {
    let headers = [cookie.to_owned(), "Accept-Encoding: gzip".to_owned()];
    let begin = clock::now();
    let page = http::send(address, "GET", PATH, &headers, "")?;
    let time = begin.elapsed().as_secs_f64() * 1000.0;
    ensure!(page.is_ok(), "{PATH}:\n{}", page.head);
    Ok(time)
}

/// That no panel is missing in the first answer, and none failed.
fn whole(address: &str, cookie: &str) -> Result<()> {
    let page = http::send(address, "GET", PATH, &[cookie.to_owned()], "")?;
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let count = |what: &str| html.matches(what).count();
    let (panels, charts) = (count(r#"class="panel""#), count(r#"class="chart""#));
    ensure!(panels >= 7 && charts >= 10, "{PATH} has {panels} panels and {charts} charts");
    ensure!(count(r#"aria-busy="true""#) == 0 && count(r#"role="alert""#) == 0, "{PATH} is not whole");
    Ok(())
}
