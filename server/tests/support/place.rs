//! Places in a form for what only a running cluster knows: ids and keys.

use network_map::model::{Key, Kind};
use serde_json::Value;

use super::{Console, browser::Browser};

/// Fields of a form.
pub type Fields = &'static [(&'static str, &'static str)];

/// Stands for the id of a pod of `payments` that speaks with the outside: where `dev` has no role.
pub const POD: &str = "{pod}";

/// Stands for the key of that pod on the map.
pub const KEY: &str = "{key}";

/// Stands for the key of the outside on the map.
pub const OUTSIDE: &str = "{outside}";

/// Stands for the key of a node of the cluster on the map.
pub const HOST: &str = "{host}";

/// Stands for the key of a pod of `payments` that speaks with nobody whom `dev` sees.
pub const UNSEEN: &str = "{unseen}";

/// Stands for the id of a capture of that pod's packets, which has ended.
pub const CAPTURE: &str = "{capture}";

/// Stands for a threat from the outside to a pod of `payments`, in the log.
pub const ENTRY: &str = "{entry}";

/// Stands for a violation from a pod of `payments` to the outside, in the log.
pub const VIOLATION: &str = "{violation}";

/// Stands for an incident of a process in a pod of `payments`, in the log.
pub const INCIDENT: &str = "{incident}";

/// The fields with what they stand for in this console's cluster.
pub async fn filled(console: &Console) -> impl Fn(Fields) -> Vec<(&'static str, String)> + use<> {
    let admin = console.signed_in("admin").await;
    let theirs = [("asked[direction]", "egress"), ("asked[service]", "payment-api.payments")];
    let shown: Value = admin.call("/api/dashboard/get_exposed_pods", &theirs).await.json();
    let pod = shown["value"]["pods"][0]["id"].as_str().expect("it speaks with the outside").to_owned();
    let key = Key::of(Kind::Pod, &pod).to_string();
    let outside = Key::of(Kind::External, "external").to_string();
    let capture = ended_capture(&admin, &key).await;
    let host = found(&admin, "node-", "node").await;
    let unseen = found(&admin, "payment-worker", "pod").await;
    let entry = threat(&admin).await;
    let violation = logged(&admin, "?kind=violation&ns=payments&target=external").await;
    let incident = logged(&admin, "?kind=incident&ns=payments&category=process").await;
    let places = [
        (POD, pod),
        (KEY, key),
        (OUTSIDE, outside),
        (HOST, host),
        (UNSEEN, unseen),
        (CAPTURE, capture),
        (ENTRY, entry),
        (VIOLATION, violation),
        (INCIDENT, incident),
    ];
    let fill = move |text: &str| {
        places.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
    };
    move |fields| fields.iter().map(|(name, value)| (*name, fill(value))).collect()
}

/// The key of a node of the map by a part of its name.
async fn found(admin: &Browser, name: &str, kind: &str) -> String {
    let all: Vec<Value> = admin.call("/api/map/find_nodes", &[("text", name)]).await.json();
    let one = all.iter().find(|one| one["kind"] == kind);
    one.and_then(|one| one["key"].as_str()).expect("it speaks").to_owned()
}

/// A threat from the outside to `payments`.
async fn threat(admin: &Browser) -> String {
    let asked = [("query", "?kind=threat&ns=payments")];
    let list: Value = admin.call("/api/events/list_entries", &asked).await.json();
    let lines = list["lines"].as_array().expect("a list");
    let one = lines.iter().find(|line| line["source"]["name"] == "external");
    one.and_then(|line| line["id"].as_str()).expect("somebody attacks").to_owned()
}

/// The newest entry of the log that matches.
async fn logged(admin: &Browser, query: &str) -> String {
    let list: Value = admin.call("/api/events/list_entries", &[("query", query)]).await.json();
    list["lines"][0]["id"].as_str().unwrap_or_else(|| panic!("nothing matches {query}")).to_owned()
}

/// A capture of a pod's packets that was begun and stopped.
async fn ended_capture(admin: &Browser, pod: &str) -> String {
    let started = admin.call("/api/map/start_capture", &[("node", pod)]).await;
    assert_eq!(started.status, 200, "{}", started.text());
    let shown: Value = admin.call("/api/map/get_captures", &[("node", pod)]).await.json();
    let id = shown["rows"][0]["id"].as_str().expect("it is listed").to_owned();
    let stopped = admin.call("/api/map/stop_capture", &[("node", pod), ("id", &id)]).await;
    assert_eq!(stopped.status, 200, "{}", stopped.text());
    id
}
