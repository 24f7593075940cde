//! Reads and writes again every recorded exchange whose endpoint this crate knows: what we say of an answer must
//! be what stood in it, and what we send must be what the controller was sent.
//!
//! The directory comes from `CONTROLLER_RECORDINGS`, so that the test can be pointed at other recordings; without
//! it, the ones beside the project are used, and the test skips where there are none.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use controller_api::{ControllerError, registry};
use serde_json::Value;

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
                let default = matches!(value, Value::Bool(false)) || value == "" || value == 0;
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

fn matches(pattern: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (mut pattern, mut path) = (pattern.split('/'), path.split('/'));
    loop {
        match (pattern.next(), path.next()) {
            (None, None) => return true,
            (Some(p), Some(s)) if p == s || (p.starts_with('{') && !s.is_empty()) => {}
            _ => return false,
        }
    }
}

/// A path of a managed cluster's controller is that controller's path behind a prefix.
fn local_path(path: &str) -> &str {
    path.strip_prefix("/v1/fed/cluster/")
        .and_then(|rest| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or(path)
}

fn directory() -> Option<PathBuf> {
    let given = std::env::var_os("CONTROLLER_RECORDINGS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
    let directory = given.clone().unwrap_or(beside);
    assert!(given.is_none() || directory.is_dir(), "CONTROLLER_RECORDINGS names no directory");
    directory.is_dir().then_some(directory)
}

#[test]
fn recorded_exchanges_are_read_and_written_again() {
    let Some(directory) = directory() else {
        println!("skipped: no recordings (set CONTROLLER_RECORDINGS to a directory of exchanges)");
        return;
    };
    let entries = registry::all();
    let (mut decoded, mut not_yet, mut bodiless) = (0, 0, 0);
    let mut failed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut unknown = Vec::new();

    let mut files: Vec<PathBuf> = std::fs::read_dir(&directory)
        .expect("the directory can be read")
        .flatten()
        .map(|f| f.path())
        .collect();
    files.retain(|f| {
        f.extension().is_some_and(|e| e == "json") && f.file_name() != Some("index.json".as_ref())
    });
    files.sort();

    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read(&file).expect("a recording can be read");
        let Ok(exchange) = serde_json::from_slice::<Value>(&text) else {
            failed.entry(name).or_default().push("is no JSON".into());
            continue;
        };
        let method = exchange["method"].as_str().unwrap_or_default();
        let path = local_path(exchange["path"].as_str().unwrap_or_default());
        let status = exchange["status"].as_u64().unwrap_or_default();
        let entry = entries.iter().find(|entry| entry.method.as_str() == method && matches(entry.path, path));
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
