//! Makes every recorded answer odd in every way that a controller of another version could: a field is left out, is
//! `null`, is a word that nobody has heard of, a list has a hole, there is a field more. It must still be read.
//!
//! Skips where there are no recordings; see the module `recorded`.

use controller_api::registry;
use serde_json::{Map, Value, json};

use crate::recorded;

/// Fields without which there is nothing to speak of: who it is, and the ends of a rule, a conversation, a condition.
const NEEDED: [&str; 10] = ["id", "name", "fullname", "token", "key", "op", "value", "from", "to", "brief"];

/// Objects whose fields are names of things and not the controller's own words.
const MAPS: [&str; 7] =
    ["annotations", "app_ports", "domain_permissions", "interfaces", "labels", "role_domains", "user_roles"];

/// The same answer with the first item of every list only; the others add nothing but time.
fn first_items(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().take(1).map(first_items).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), first_items(value))).collect()
        }
        other => other.clone(),
    }
}

/// Every object within a value, as JSON pointers.
fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(at.to_owned());
            for (name, value) in fields {
                objects(value, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                objects(value, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The same object with one odd thing each time, and what it is.
fn odd(place: &str, fields: &Map<String, Value>) -> Vec<(String, Map<String, Value>)> {
    let mut odd = Vec::new();
    let mut add = |name: &str, value: Option<Value>| {
        let mut fields = fields.clone();
        let what = format!("{place}/{name} = {value:?}");
        match value {
            Some(value) => fields.insert(name.to_owned(), value),
            None => fields.remove(name),
        };
        odd.push((what, fields));
    };
    if !MAPS.iter().any(|map| place.ends_with(map)) {
        add("never_heard_of", Some(json!({"at": [1, "all", null]})));
    }
    for (name, value) in fields {
        // Without the object that an answer is about, it says nothing.
        let is_subject = place.is_empty() && value.is_object();
        if !is_subject && !NEEDED.contains(&name.as_str()) {
            add(name, None);
            add(name, Some(Value::Null));
        }
        match value {
            Value::String(_) => add(name, Some(json!("never-heard-of"))),
            Value::Array(_) => add(name, Some(json!([null]))),
            _ => {}
        }
    }
    odd
}

#[test]
fn odd_answers_are_still_read() {
    let Some(exchanges) = recorded::exchanges() else { return };
    let entries = registry::all();
    let (mut read, mut failed) = (0, Vec::new());
    for recorded::Exchange { name: file, value } in exchanges {
        let Some(exchange) = value else { continue };
        let body = first_items(&exchange["body"]);
        let (Some(entry), Some(200..300), true) =
            (recorded::entry_of(&entries, &exchange), exchange["status"].as_u64(), body.is_object())
        else {
            continue;
        };
        let mut places = Vec::new();
        objects(&body, "", &mut places);
        for place in places {
            let mut answer = body.clone();
            let fields = body.pointer(&place).and_then(Value::as_object).expect("an object was found here");
            for (what, fields) in odd(&place, fields) {
                *answer.pointer_mut(&place).expect("the same place") = Value::Object(fields);
                match (entry.response)(&serde_json::to_vec(&answer).expect("it was JSON")) {
                    Ok(_) => read += 1,
                    Err(error) => failed.push(format!("{file}: {what}: {error}")),
                }
            }
        }
    }
    println!("odd answers: {read} read, {} failed", failed.len());
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(read > 0, "no recording matched an endpoint: is this a directory of recordings?");
}
