//! The client sends what the controller was sent when its conversations were recorded.
//!
//! The directory comes from `CONTROLLER_RECORDINGS`; without it, the recordings beside the project are used, and
//! the test skips where there are none.

use std::path::{Path, PathBuf};

use controller_api::{
    Call, Endpoint, Method, Query,
    auth::{Secret, Token},
    config_file::PATH,
    name::ClusterId,
    registry::{self, Entry},
};
use controller_client::{Client, Credential, Form, Scope, Section, Upload};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::server::{Seen, Server, gzip, json};

const MANAGED: &str = "/v1/fed/cluster/";

fn directory() -> Option<PathBuf> {
    let given = std::env::var_os("CONTROLLER_RECORDINGS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
    let directory = given.clone().unwrap_or(beside);
    assert!(given.is_none() || directory.is_dir(), "CONTROLLER_RECORDINGS names no directory");
    directory.is_dir().then_some(directory)
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A path's segments and a query's pairs, as they are meant.
fn meant(target: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    (
        path.split('/').map(decoded).collect(),
        pairs.map(|(name, value)| (decoded(name), decoded(value))).collect(),
    )
}

/// The arguments of an endpoint's path, if this is its path.
fn arguments(pattern: &str, path: &[String]) -> Option<Vec<String>> {
    let pattern: Vec<&str> = pattern.split('/').collect();
    if pattern.len() != path.len() {
        return None;
    }
    let mut arguments = Vec::new();
    for (pattern, segment) in pattern.iter().zip(path) {
        match pattern.starts_with('{') {
            true => arguments.push(segment.clone()),
            false if pattern == segment => {}
            false => return None,
        }
    }
    Some(arguments)
}

/// The call of an endpoint that is known by its row in the table only.
fn call(entry: &Entry, arguments: &[String], body: Option<&Value>) -> Call<Value> {
    fn with<const N: usize>(entry: &Entry, arguments: [&str; N], body: Option<&Value>) -> Call<Value> {
        match body {
            Some(body) => Endpoint::<Value, Value, N>::new(entry.method, entry.path).send(arguments, body),
            None => Endpoint::<(), Value, N>::new(entry.method, entry.path).at(arguments),
        }
    }
    match arguments {
        [] => with(entry, [], body),
        [one] => with(entry, [one], body),
        [one, two] => with(entry, [one, two], body),
        more => panic!("{} has {} arguments", entry.path, more.len()),
    }
}

/// `null`, an empty list and nothing say the same.
fn without_nothing(value: &Value) -> Value {
    let nothing = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| (key.clone(), without_nothing(value)));
            fields.filter(|(_, value)| !nothing(value)).collect()
        }
        Value::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
    }
}

fn credential(headers: &Value) -> Credential {
    if headers.get("X-Auth-Token").is_some() {
        Credential::Token(Token::new("jwt"))
    } else if headers.get("X-Auth-Apikey").is_some() {
        Credential::ApiKey { name: "name".into(), secret: Secret::new("secret") }
    } else {
        Credential::None
    }
}

/// Makes the recorded call again. What is answered does not matter here. `None` if the recorded body is none
/// that we would ever send: it was wrong on purpose.
async fn replay(client: &Client, exchange: &Value, scope: &Scope, entry: Option<&Entry>) -> Option<()> {
    let who = credential(&exchange["request_headers"]);
    let target = exchange["path"].as_str()?;
    let (segments, pairs) = meant(target);
    let segments =
        if *scope == Scope::Local { segments } else { [&["".to_owned()], &segments[5..]].concat() };
    if segments.join("/") == PATH {
        let value =
            |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
        if exchange["method"] == "GET" {
            let section = match value("section") {
                Some("user") => Section::User,
                Some("policy") => Section::Policy,
                _ => Section::All,
            };
            let form = if value("raw").is_some() { Form::Raw } else { Form::Multipart };
            _ = client.download(&who, scope, section, form).await;
        } else if let Some(tid) = exchange["request_headers"]["X-Transaction-ID"].as_str() {
            _ = client.import_state(&who, scope, tid).await;
        } else {
            let kind = exchange["request_headers"]["Content-Type"].as_str().unwrap_or_default();
            let form = match kind.split(';').next() {
                Some("multipart/form-data") => Form::Multipart,
                Some("application/x-gzip") => Form::Raw,
                _ => return None,
            };
            let standalone = exchange["request_headers"]["X-As-Standalone"] == "true";
            let upload = Upload { filename: "NV.conf.gz".into(), form, standalone };
            let content = futures::stream::iter([Ok::<_, std::io::Error>(gzip(b"{}").into())]);
            _ = client.upload(&who, scope, &upload, content).await;
        }
        return Some(());
    }
    let entry = entry?;
    let recorded = &exchange["request"];
    let body = match recorded {
        Value::Null => None,
        body => Some((entry.request)(&serde_json::to_vec(body).ok()?).ok().filter(|ours| {
            // A refused request may hold anything; what our types made of it is then not what was sent.
            exchange["status"].as_u64() < Some(300) || without_nothing(ours) == without_nothing(body)
        })?),
    };
    let query = pairs.iter().fold(Query::new(), |query, (name, value)| query.with(name, value.as_str()));
    let call = call(entry, &arguments(entry.path, &segments)?, body.as_ref()).query(query);
    _ = client.call(&who, scope, call).await;
    Some(())
}

/// What differs between the recorded request and the one that came.
fn differences(exchange: &Value, seen: &Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    if exchange["method"] != *seen.method {
        wrong.push(format!("method {}", seen.method));
    }
    if meant(exchange["path"].as_str().unwrap_or_default()) != meant(&seen.target) {
        wrong.push(format!("target {}", seen.target));
    }
    if exchange["request"].is_object() {
        let ours: Value = serde_json::from_slice(&seen.body).unwrap_or_default();
        if without_nothing(&ours) != without_nothing(&exchange["request"]) {
            wrong.push(format!("body {ours}"));
        }
        if seen.header("content-type") != Some("application/json") {
            wrong.push(format!("content type {:?}", seen.header("content-type")));
        }
    } else if exchange["request"].is_null() && !seen.body.is_empty() {
        wrong.push("a body".to_owned());
    }
    for name in ["X-Auth-Token", "X-Auth-Apikey", "X-Transaction-ID"] {
        let recorded = exchange["request_headers"].get(name);
        if recorded.is_some() != seen.header(&name.to_ascii_lowercase()).is_some() {
            wrong.push(format!("header {name}"));
        }
    }
    let is_file =
        exchange["method"] == "GET" && exchange["path"].as_str().is_some_and(|path| path.contains(PATH));
    if seen.header("accept-encoding") != Some(if is_file { "identity" } else { "gzip" }) {
        wrong.push(format!("accept-encoding {:?}", seen.header("accept-encoding")));
    }
    wrong
}

#[tokio::test]
async fn the_client_sends_what_was_recorded() {
    let Some(directory) = directory() else {
        println!("skipped: no recordings (set CONTROLLER_RECORDINGS to a directory of exchanges)");
        return;
    };
    let entries = registry::all();
    let server = Server::start(|_, _| json(200, "null")).await;
    let client = server.client();
    let (mut same, mut not_yet, mut on_purpose) = (0, 0, 0);
    let mut failed = Vec::new();

    let mut files: Vec<_> = std::fs::read_dir(directory).unwrap().flatten().map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "json") && !file.ends_with("index.json"));
    files.sort();
    for file in files {
        let exchange: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let (segments, _) = meant(exchange["path"].as_str().unwrap_or_default());
        let target = exchange["path"].as_str().unwrap_or_default();
        let managed = target.starts_with(MANAGED) && segments.len() > 5;
        let scope =
            if managed { Scope::Managed(ClusterId::parse(&segments[4]).unwrap()) } else { Scope::Local };
        let local = if managed { [&["".to_owned()], &segments[5..]].concat() } else { segments };
        let method = [Method::Get, Method::Post, Method::Patch, Method::Delete]
            .into_iter()
            .find(|method| exchange["method"] == method.as_str());
        let entry = entries
            .iter()
            .find(|entry| Some(entry.method) == method && arguments(entry.path, &local).is_some());
        if entry.is_none() && local.join("/") != PATH {
            not_yet += 1;
            continue;
        }
        let before = server.seen().len();
        if replay(&client, &exchange, &scope, entry).await.is_none() {
            on_purpose += 1;
            continue;
        }
        let seen = server.seen();
        assert_eq!(seen.len(), before + 1, "{}: one call, one request", file.display());
        let wrong = differences(&exchange, &seen[before]);
        if wrong.is_empty() {
            same += 1;
        } else {
            failed.push((file.file_name().unwrap_or_default().to_owned(), wrong));
        }
    }
    println!(
        "recordings: {same} sent the same, {not_yet} skipped as not yet, {on_purpose} skipped as wrong on purpose, {} failed",
        failed.len()
    );
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(same > 0, "no recording matched an endpoint: is this a directory of recordings?");
}
