//! Reads and writes again every recorded exchange whose endpoint this crate knows: what we say of an answer must
//! be what stood in it, and what we send must be what the controller was sent.
//!
//! Skips where there are no recordings; see the module `recorded`.

use std::collections::BTreeMap;

use controller_api::{ControllerError, registry};
use serde_json::Value;

use crate::recorded;

/// What differs without meaning: `null`, `[]`, `{}` and an absent field all say "nothing here".
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// Compares what we wrote again with what was recorded. A wrong or lost value goes to `wrong`; a field that our
/// types do not know goes to `unknown`: a newer controller may say more, and that costs nothing.
fn compare(at: &str, recorded: &Value, ours: &Value, wrong: &mut Vec<String>, unknown: &mut Vec<String>) {
    match (recorded, ours) {
        (recorded, ours) if is_nothing(recorded) && is_nothing(ours) => {}
        (Value::Object(recorded), Value::Object(ours)) => {
            for (key, value) in recorded {
                let at = format!("{at}.{key}");
                match ours.get(key) {
                    Some(our_value) => compare(&at, value, our_value, wrong, unknown),
                    None if is_nothing(value) || value == "" => {}
                    None => unknown.push(at),
                }
            }
            for (key, value) in ours.iter().filter(|(key, _)| !recorded.contains_key(*key)) {
                // A default that stands where nothing was said; anything else would be invented.
                let default =
                    matches!(value, Value::Bool(false)) || value == "" || value.as_f64() == Some(0.0);
                if !is_nothing(value) && !default {
                    wrong.push(format!("{at}.{key}: invented {value}"));
                }
            }
        }
        (Value::Array(recorded), Value::Array(ours)) if recorded.len() == ours.len() => {
            for (index, (recorded, ours)) in recorded.iter().zip(ours).enumerate() {
                compare(&format!("{at}[{index}]"), recorded, ours, wrong, unknown);
            }
        }
        // A mode or baseline of "" is no mode; ours is then absent or null.
        (Value::String(empty), Value::Null) if empty.is_empty() => {}
        // 7 and 7.0 are one score.
        (Value::Number(recorded), Value::Number(ours))
            if ours.is_f64() && recorded.as_f64() == ours.as_f64() => {}
        (recorded, ours) if recorded == ours => {}
        (recorded, ours) => wrong.push(format!("{at}: {recorded} became {ours}")),
    }
}

/// `[12]` → `[]`, so that a field is named once however many rows have it.
fn without_indices(path: &str) -> String {
    let mut plain = String::new();
    let mut skipping = false;
    for c in path.chars() {
        match c {
            '[' => {
                plain.push('[');
                skipping = true;
            }
            ']' => {
                plain.push(']');
                skipping = false;
            }
            c if !skipping => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[test]
fn recorded_exchanges_are_read_and_written_again() {
    let Some(exchanges) = recorded::exchanges() else { return };
    let entries = registry::all();
    let (mut decoded, mut not_yet, mut bodiless) = (0, 0, 0);
    let mut failed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut unknown = Vec::new();

    for recorded::Exchange { name, value } in exchanges {
        let Some(exchange) = value else {
            failed.entry(name).or_default().push("is no JSON".into());
            continue;
        };
        let status = exchange["status"].as_u64().unwrap_or_default();
        let entry = recorded::entry_of(&entries, &exchange);
        let body = &exchange["body"];
        let bytes = if body.is_null() { Vec::new() } else { serde_json::to_vec(body).expect("it was JSON") };
        let is_file = exchange.get("body_base64_head").is_some() || body.is_string();

        let mut wrong = Vec::new();
        let again = match (entry, status) {
            (_, 0) => {
                bodiless += 1;
                continue;
            }
            (_, 400..) if bytes.is_empty() || is_file => {
                bodiless += 1;
                continue;
            }
            (_, 400..) => serde_json::from_slice::<ControllerError>(&bytes).and_then(serde_json::to_value),
            (None, _) => {
                not_yet += 1;
                continue;
            }
            (Some(_), _) if is_file => {
                bodiless += 1;
                continue;
            }
            (Some(entry), _) => (entry.response)(&bytes),
        };
        match again {
            // An endpoint without an answer of its own says nothing, whatever the controller said.
            Ok(Value::Null) => {}
            Ok(ours) => compare("", body, &ours, &mut wrong, &mut unknown),
            Err(error) => wrong.push(format!("answer: {error}")),
        }
        // What was sent on success is what we would send; what was refused is often wrong on purpose.
        let request = &exchange["request"];
        if let (Some(entry), 200..300, true) = (entry, status, request.is_object()) {
            match (entry.request)(&serde_json::to_vec(request).expect("it was JSON")) {
                Ok(ours) => compare("request", request, &ours, &mut wrong, &mut unknown),
                Err(error) => wrong.push(format!("request: {error}")),
            }
        }
        if wrong.is_empty() {
            decoded += 1;
        } else {
            failed.insert(name, wrong);
        }
    }

    unknown = unknown.iter().map(|path| without_indices(path)).collect();
    unknown.sort();
    unknown.dedup();
    for path in &unknown {
        println!("not modelled: {path}");
    }
    println!(
        "recordings: {decoded} decoded, {not_yet} skipped as not yet, {bodiless} without a JSON body, {} failed",
        failed.len()
    );
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(decoded > 0, "no recording matched an endpoint: is this a directory of recordings?");
}
