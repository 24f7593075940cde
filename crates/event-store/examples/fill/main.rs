//! Fills a store with copies of security events of the last twenty days, for `cargo xtask bench events`, and says as JSON
//! what that took. `cargo run --release -p event-store --example fill -- ENTRIES FILE`; what is in the file stays in it.

mod cluster;
mod happening;

use std::{
    error::Error,
    time::{Duration, Instant, SystemTime},
};

use event_log::Id;
use event_store::{Kept, Place, Store};
use happening::happening;
use serde_json::json;

/// As the console names the controller's own cluster.
const HERE: &str = "Local";

/// As many as the console keeps in one transaction.
const BATCH: u64 = 1_000;

/// How far back the copies go, in seconds: further than the week that the demo controller's logs are of.
const PAST: u64 = 20 * 86_400;

#[tokio::main]
#[expect(clippy::disallowed_methods, reason = "copies end now, and their time is what this is about")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(entries), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("fill ENTRIES FILE".into());
    };
    let entries: u64 = entries.parse()?;
    let now = SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
    let store = Store::open(&Place::file(&file)).await?;
    let mut keeping = Duration::ZERO;
    for first in (0..entries).step_by(BATCH as usize) {
        let happened: Vec<_> = (first..entries.min(first + BATCH))
            .map(|number| happening(number, i64::try_from(now - PAST + number * PAST / entries).unwrap_or(0)))
            .collect::<Result<_, _>>()?;
        let copies: Vec<_> = happened
            .iter()
            .map(|it| Kept { id: Id::named(it.kind, &it.id), kind: it.kind, at: it.at, json: &it.json })
            .collect();
        let begin = Instant::now();
        store.keep(HERE, &copies).await?;
        keeping += begin.elapsed();
    }
    let extent = store.extent(HERE).await?;
    // What stands in the journal goes into the file with the last connection.
    store.close().await;
    println!(
        "{}",
        json!({
            "entries": extent.entries,
            "per_second": entries as f64 / keeping.as_secs_f64(),
            "counted_bytes": extent.bytes,
            "file_bytes": std::fs::metadata(&file)?.len(),
        })
    );
    Ok(())
}
