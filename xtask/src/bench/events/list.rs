//! Pages of the list, as the browser asks for them: fifty lines, with the total, the bars over time and the menus.
use std::io::Read;

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

use super::named;
use crate::{
    bench::{Value, http, median, stand::Stand},
    clock,
};

/// How often each page is asked for.
const TIMES: usize = 40;

/// How many lines a page has.
const LINES: u64 = 50;

/// What is asked, and the query of the page's URL that asks it.
const QUESTIONS: [(&str, &str); 7] = [
    ("first page", ""),
    ("namespace and kind", "ns=billing-prod&kind=violation"),
    ("words", "q=sql%20gateway"),
    ("country", "country=CN"),
    ("port", "port=tcp%2F5432"),
    ("grouped by the hour", "window=3600"),
    ("last page by name", "sort=name&page=last"),
];

/// The milliseconds until the last byte of each: the middle one, and what 95 of 100 do not exceed.
pub fn pages(stand: &Stand) -> Result<Vec<Value>> {
    let mut values = Vec::new();
    for (name, query) in QUESTIONS {
        let last = count(&page(stand, "security", query)?, "rows")?.div_ceil(LINES);
        let query = query.replace("page=last", &format!("page={last}"));
        whole(&query, &page(stand, "security", &query)?)?;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let begin = clock::now();
            read(stand, "security", &query)?;
            times.push(begin.elapsed().as_secs_f64() * 1000.0);
        }
        let slow = exceeded_by_five_of_100(times.clone());
        values.push(Value::new(named(name), median(times), "ms"));
        values.push(Value::new(named(&format!("{name}, 95 %")), slow, "ms"));
    }
    Ok(values)
}

/// That the list has all of the copies, and the controller's logs are full besides.
pub fn holds(stand: &Stand, copies: u64) -> Result<()> {
    const FULL: u64 = 4096;
    let page = page(stand, "security", "")?;
    let total = total(&page)?;
    let rings = page["rings"].as_array().context("a list without the controller's logs")?;
    // What an enforcer says again within seconds is one entry.
    let full = rings.iter().filter(|ring| ring["entries"].as_u64() > Some(FULL - FULL / 20)).count();
    ensure!(total > copies && full == 3, "the list has {total} entries, and of the controller's: {rings:?}");
    Ok(())
}

/// How many entries the list has.
pub fn total(page: &Json) -> Result<u64> {
    count(page, "total")
}

/// A page of a list.
pub fn page(stand: &Stand, list: &str, query: &str) -> Result<Json> {
    let body = read(stand, list, query)?;
    serde_json::from_slice(&body).with_context(|| String::from_utf8_lossy(&body).into_owned())
}

fn read(stand: &Stand, list: &str, query: &str) -> Result<Vec<u8>> {
    let headers = [
        stand.cookie.clone(),
        format!("Origin: http://{}", stand.address),
        "Accept: application/json".to_owned(),
        "Content-Type: application/x-www-form-urlencoded".to_owned(),
    ];
    let form = format!("which={list}&query={}", escaped(query));
    let mut body = Vec::new();
    http::open(&stand.address, "POST", "/api/events/list_entries", &headers, &form)?
        .read_to_end(&mut body)?;
    Ok(body)
}

/// That there is something to be measured.
fn whole(query: &str, page: &Json) -> Result<()> {
    let (rows, number) = (count(page, "rows")?, count(page, "number")?);
    let lines = page["lines"].as_array().map_or(0, Vec::len) as u64;
    let bars = page["timeline"]["bars"].as_array().map_or(0, Vec::len);
    let wanted = rows.saturating_sub((number - 1) * LINES).min(LINES);
    ensure!(
        rows > LINES && lines == wanted && bars > 1 && page["wrong"].as_array().is_some_and(Vec::is_empty),
        "?{query} is page {number} of {rows} rows, with {lines} lines and {bars} bars; not understood: {}",
        page["wrong"]
    );
    Ok(())
}

fn count(page: &Json, name: &str) -> Result<u64> {
    page[name].as_u64().with_context(|| format!("a list without {name}"))
}

/// As a form has it.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |out, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out + &char::from(byte).to_string(),
        _ => out + &format!("%{byte:02X}"),
    })
}

fn exceeded_by_five_of_100(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() * 95).div_ceil(100);
    values.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_twenty_is_slower() {
        let hundred = (1..=100).rev().map(f64::from).collect();
        assert_eq!(exceeded_by_five_of_100(hundred), 95.0);
        assert_eq!(exceeded_by_five_of_100((1..=40).map(f64::from).collect()), 38.0);
        assert_eq!(exceeded_by_five_of_100(vec![7.0]), 7.0);
    }

    #[test]
    fn a_query_is_one_value_of_a_form() {
        assert_eq!(escaped("ns=a&q=b%20c"), "ns%3Da%26q%3Db%2520c");
    }
}
