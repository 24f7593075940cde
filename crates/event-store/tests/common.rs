//! What the tests share: a directory of their own, and entries.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use event_log::{Id, Kind};
use event_store::{Kept, Place, Store, Stored};

/// A directory that is gone when it is dropped.
pub struct Directory(PathBuf);

impl Directory {
    /// A new one.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("event-store-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).expect("it can be made");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A store in it.
    pub fn file(&self) -> Place {
        Place::file(self.0.join("events.db"))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub async fn open(place: &Place) -> Store {
    Store::open(place).await.expect("it can be opened")
}

/// The id of the incident of this number.
pub fn id(number: u32) -> Id {
    Id::named(Kind::Incident, &number.to_string())
}

/// What the controller says of it after it happened so often.
pub fn json(number: u32, count: u32) -> String {
    format!(
        r#"{{"action":"violate","count":{count},"id":"{number}","level":"Warning","message":"Process profile violation","name":"Process.Profile.Violation","proc_path":"/usr/bin/curl","workload_id":"{:064x}"}}"#,
        u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_0c5d_1b2e_6a35),
    )
}

/// Keeps incidents: number, when it was reported, how often it happened.
pub async fn keep(store: &Store, cluster: &str, incidents: &[(u32, i64, u32)]) -> u64 {
    let texts: Vec<_> = incidents.iter().map(|(number, _, count)| json(*number, *count)).collect();
    let entries: Vec<_> = incidents
        .iter()
        .zip(&texts)
        .map(|((number, at, _), json)| Kept { id: id(*number), kind: Kind::Incident, at: *at, json })
        .collect();
    store.keep(cluster, &entries).await.expect("it can be kept")
}

/// All that is kept, read a few at a time.
pub async fn all(store: &Store, cluster: &str) -> Vec<Stored> {
    let mut all: Vec<Stored> = Vec::new();
    loop {
        let last = all.last().map_or(0, |entry| entry.sequence);
        let more = store.after(cluster, last, 1_000).await.expect("it can be read");
        assert!(more.iter().map(|entry| entry.sequence).is_sorted(), "in order of arrival");
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

/// The numbers and counts of entries, in their order.
pub fn said(entries: &[Stored]) -> Vec<(u64, u64)> {
    let said = |entry: &Stored| {
        let json = entry.json().expect("it is whole");
        let said: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        let number = said["id"].as_str().and_then(|id| id.parse().ok()).expect("a number");
        (number, said["count"].as_u64().expect("a count"))
    };
    entries.iter().map(said).collect()
}
