//! The recorded exchanges, and which endpoint each of them is about.
//!
//! The directory comes from `CONTROLLER_RECORDINGS`, so that the tests can be pointed at other recordings; without
//! it, the ones beside the project are used, and there are none where those are absent.

use std::path::{Path, PathBuf};

use controller_api::registry::Entry;
use serde_json::Value;

/// A recorded exchange.
pub struct Exchange {
    /// The file's name.
    pub name: String,
    /// What it says; `None` = it is no JSON.
    pub value: Option<Value>,
}

fn directory() -> Option<PathBuf> {
    let given = std::env::var_os("CONTROLLER_RECORDINGS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
    let directory = given.clone().unwrap_or(beside);
    assert!(given.is_none() || directory.is_dir(), "CONTROLLER_RECORDINGS names no directory");
    directory.is_dir().then_some(directory)
}

/// All exchanges, by name. Says so and gives `None` where there are none.
pub fn exchanges() -> Option<impl Iterator<Item = Exchange>> {
    let Some(directory) = directory() else {
        println!("skipped: no recordings (set CONTROLLER_RECORDINGS to a directory of exchanges)");
        return None;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&directory)
        .expect("the directory can be read")
        .flatten()
        .map(|f| f.path())
        .collect();
    files.retain(|f| {
        f.extension().is_some_and(|e| e == "json") && f.file_name() != Some("index.json".as_ref())
    });
    files.sort();
    Some(files.into_iter().map(|file| Exchange {
        name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        value: serde_json::from_slice(&std::fs::read(&file).expect("a recording can be read")).ok(),
    }))
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

/// The endpoint that an exchange is about, if this crate knows it.
pub fn entry_of<'a>(entries: &'a [Entry], exchange: &Value) -> Option<&'a Entry> {
    let method = exchange["method"].as_str().unwrap_or_default();
    let path = local_path(exchange["path"].as_str().unwrap_or_default());
    entries.iter().find(|entry| entry.method.as_str() == method && matches(entry.path, path))
}
