//! The recorded exchanges of a real controller, where they are at hand.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// An exchange.
#[derive(Debug)]
pub struct Recording {
    pub file: String,
    pub method: String,
    pub target: String,
    pub status: u16,
    pub request: Value,
    pub body: Value,
}

impl Recording {
    /// What the file's name says of the circumstances, such as `fresh_install`.
    pub fn circumstances(&self) -> &str {
        self.file.trim_end_matches(".json").split_once("__").map_or("", |(_, words)| words)
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

/// All of them, from `CONTROLLER_RECORDINGS` or from beside the project; none, with a message, where there are none.
pub fn all() -> Vec<Recording> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
    let directory = std::env::var_os("CONTROLLER_RECORDINGS").map_or_else(beside, PathBuf::from);
    let Ok(files) = std::fs::read_dir(&directory) else {
        println!("skipped: no recordings (set CONTROLLER_RECORDINGS to a directory of exchanges)");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.sort();
    files.iter().filter_map(|file| read(file)).collect()
}

fn read(file: &Path) -> Option<Recording> {
    let name = file.file_name()?.to_str()?.to_owned();
    if !name.ends_with(".json") || name == "index.json" {
        return None;
    }
    let exchange: Value = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    let text = |field: &str| exchange[field].as_str().unwrap_or_default().to_owned();
    Some(Recording {
        file: name,
        method: text("method"),
        target: text("path"),
        status: u16::try_from(exchange["status"].as_u64()?).ok()?,
        request: exchange["request"].clone(),
        body: exchange["body"].clone(),
    })
}
