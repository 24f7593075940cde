//! `bench`: what the console costs, measured on the release build.
//!
//! A measurement gives values with a unit; where there is something to compare it with, the peer's value and the ratio.
mod dashboard;
mod events;
mod http;
mod load;
mod map;
mod page;
mod process;
mod stand;
mod table;

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{
    product::{self, Product, Profile},
    report::Report,
};

/// A measured value.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What was measured, such as `sign-in page, cold`.
    pub name: String,
    /// How much.
    pub value: f64,
    /// Of what: `KB`, `ms`, `requests`.
    pub unit: &'static str,
    /// What the same is elsewhere: the old console, nginx.
    pub peer: Option<f64>,
}

impl Value {
    /// A value without a peer.
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value, unit, peer: None }
    }

    /// The same beside what it is elsewhere.
    pub fn beside(self, peer: f64) -> Self {
        Self { peer: Some(peer), ..self }
    }

    /// How many times the peer's it is.
    pub fn ratio(&self) -> Option<f64> {
        self.peer.filter(|&peer| peer != 0.0).map(|peer| self.value / peer)
    }
}

/// How a measurement is taken.
enum Way {
    /// On the product.
    Product(fn(&Product) -> Result<Vec<Value>>),
    /// On what it builds by itself.
    Alone(fn() -> Result<Vec<Value>>),
}

const MEASUREMENTS: [(&str, Way); 10] = [
    ("sign-in", Way::Product(page::sign_in)),
    ("groups", Way::Product(page::groups)),
    ("dashboard", Way::Product(dashboard::large)),
    ("huge", Way::Product(page::huge)),
    ("start", Way::Product(process::start)),
    ("memory", Way::Product(process::memory)),
    ("load", Way::Product(load::groups)),
    ("pass-through", Way::Product(load::pass_through)),
    ("events", Way::Product(events::all)),
    ("map", Way::Alone(map::all)),
];

/// Takes the measurements with `name` in their names.
pub fn bench(name: Option<&str>, json: Option<&Path>) -> Result<()> {
    let chosen: Vec<_> =
        MEASUREMENTS.iter().filter(|(its, _)| name.is_none_or(|name| its.contains(name))).collect();
    if chosen.is_empty() {
        let names: Vec<_> = MEASUREMENTS.iter().map(|(name, _)| *name).collect();
        bail!("there is no such measurement; there are: {}", names.join(", "));
    }
    if chosen.iter().any(|(_, way)| matches!(way, Way::Product(_))) {
        product::build(Profile::Release)?;
    }
    let product = product::product(Profile::Release);
    let mut report = Report::new();
    let mut values = Vec::new();
    for (name, way) in chosen {
        let measure = || match way {
            Way::Product(measure) => measure(&product),
            Way::Alone(measure) => measure(),
        };
        values.extend(report.step(name, measure).unwrap_or_default());
    }
    println!("\n{}", table::text(&values));
    if let Some(path) = json {
        std::fs::write(path, table::json(&values)?).with_context(|| path.display().to_string())?;
    }
    report.finish()
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }

    #[test]
    fn the_ratio_is_to_the_peer() {
        assert_eq!(Value::new("a", 2.0, "ms").beside(8.0).ratio(), Some(0.25));
        assert_eq!(Value::new("a", 2.0, "ms").ratio(), None);
    }
}
