//! Measured values as a table for people and as JSON for programs.
use anyhow::Result;
use serde_json::json;

use super::Value;

/// A line for each.
pub fn text(values: &[Value]) -> String {
    let mut out = format!("{:<48} {:>12} {:<10} {:>12} {:>8}\n", "", "value", "unit", "peer", "ratio");
    for value in values {
        let peer = value.peer.map(number).unwrap_or_default();
        let ratio = value.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        let line = format!(
            "{:<48} {:>12} {:<10} {peer:>12} {ratio:>8}",
            value.name,
            number(value.value),
            value.unit
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A list of objects.
pub fn json(values: &[Value]) -> Result<String> {
    let list: Vec<_> = values
        .iter()
        .map(|value| {
            json!({
                "name": value.name,
                "value": value.value,
                "unit": value.unit,
                "peer": value.peer,
                "ratio": value.ratio(),
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

fn number(value: f64) -> String {
    if value.abs() >= 100.0 || value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_say_the_same() {
        let values = [Value::new("start", 41.25, "ms"), Value::new("sign-in", 8.0, "requests").beside(20.0)];
        let table = text(&values);
        assert!(
            table.lines().nth(1).is_some_and(|line| line.starts_with("start") && line.ends_with("41.25 ms"))
        );
        assert!(table.contains("0.40"));
        let list: serde_json::Value = serde_json::from_str(&json(&values).unwrap()).unwrap();
        assert_eq!(list[1]["ratio"], 0.4);
        assert!(list[0]["peer"].is_null());
    }
}
