//! The store with its million copies, and the console that finds them there.
use std::{fs, path::PathBuf, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

use super::{list, named};
use crate::{
    bench::{
        Value,
        stand::{self, Stand},
    },
    clock, process,
    product::Product,
};

/// How long the console may take to read them: less than a session lasts that nobody uses.
const PATIENCE: Duration = Duration::from_secs(240);

/// How often it is asked whether it has.
const EVERY: Duration = Duration::from_millis(500);

/// The demo controller's key that may read.
const KEY: &str = "reader-key:reader-secret";

/// A store in a file of its own, which is removed with it.
pub struct Store {
    file: PathBuf,
    key: PathBuf,
}

/// Fills one, and says what that took.
pub fn filled(entries: u64) -> Result<(Store, Vec<Value>)> {
    stand::build(&["--package", "event-store", "--example", "fill"])?;
    let store = Store { file: stand::folder()?.join("events.db"), key: stand::folder()?.join("reader.key") };
    // What an earlier measurement left that was broken off.
    store.remove();
    fs::write(&store.key, KEY)?;
    let said = output(stand::example("fill")?.arg(entries.to_string()).arg(&store.file))?;
    let number = |name: &str| said[name].as_f64().with_context(|| format!("fill says no {name}: {said}"));
    let kept = number("entries")?;
    ensure!(kept == entries as f64, "{kept} entries were kept in place of {entries}");
    let values = vec![
        Value::new(named("kept a second"), number("per_second")?, "1/s"),
        Value::new(named("of each on the disk"), number("file_bytes")? / kept, "bytes"),
    ];
    Ok((store, values))
}

/// What the engine alone takes for as many, of another make.
pub fn engine(entries: u64) -> Result<Vec<Value>> {
    stand::build(&["--package", "event-log", "--example", "million"])?;
    let said = output(stand::example("million")?.arg(entries.to_string()))?;
    let number = |number: &Json, name: &str| {
        number[name].as_f64().with_context(|| format!("million says no {name}: {said}"))
    };
    let mut values =
        vec![Value::new(named("engine, of each in memory"), number(&said, "bytes an entry")?, "bytes")];
    for (name, of) in [
        ("a page", "page: namespace and term"),
        ("a page of all", "page: everything"),
        ("bars of all", "histogram of everything"),
        ("groups of all", "bundles of everything"),
        ("10 more", "extend by 10 new"),
    ] {
        values.push(Value::new(named(&format!("engine, {name}")), number(&said["ms"], of)?, "ms"));
    }
    Ok(values)
}

fn output(program: &mut std::process::Command) -> Result<Json> {
    let said = process::output(program)?;
    serde_json::from_str(&said).with_context(|| format!("no JSON: {said}"))
}

impl Store {
    /// A console that keeps copies in it, at a controller whose logs are full.
    pub fn stand(&self, product: &Product) -> Result<Stand> {
        let (file, key) = (self.file.display().to_string(), self.key.display().to_string());
        let console = [
            "--events",
            &file,
            "--retention-key-file",
            &key,
            // No copy goes.
            "--retention-days",
            "365",
            "--retention-megabytes",
            "100000",
        ];
        Stand::with(product, &["--scenario", "large", "--control"], &console)
    }

    /// Waits until the console has read all that is in it: the seconds that this took.
    pub fn wait(&self, stand: &Stand) -> Result<f64> {
        let begin = clock::now();
        loop {
            // The list of another page: whoever reads this one's while it grows makes the console copy it.
            let page = list::page(stand, "events", "")?;
            let kept = &page["keeping"]["retention"]["On"];
            ensure!(kept.is_object(), "the console keeps no copies: {}", page["keeping"]);
            if kept["complete"] == true {
                return Ok(begin.elapsed().as_secs_f64());
            }
            ensure!(begin.elapsed() < PATIENCE, "the console has not read its store after {PATIENCE:?}");
            std::thread::sleep(EVERY);
        }
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm"] {
            // They need not be there.
            let _ = fs::remove_file(format!("{}{end}", self.file.display()));
        }
        let _ = fs::remove_file(&self.key);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.remove();
    }
}
