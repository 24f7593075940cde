//! A console that is killed again and again while it keeps entries loses none that it acknowledged, and doubles none.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use event_store::Place;
use sqlx::{Connection, SqliteConnection};

use crate::common::{Directory, all, id, keep, open, said};

const HERE: &str = "Local";
/// How often it is killed.
const ROUNDS: u32 = 50;
/// How many batches it writes at most before it ends of itself: more than anybody waits for.
const BATCHES: u32 = 1_000;
const FILE: &str = "EVENT_STORE_TEST_FILE";
const FIRST: &str = "EVENT_STORE_TEST_FIRST";

/// How many new entries a batch has: few or many, so that the end comes at every stage of a write.
const fn size(batch: u32) -> u32 {
    [1, 3, 40, 250][(batch % 4) as usize]
}

/// A batch: its new entries, and one from the batch before, which has happened once more.
fn batch(batch: u32) -> Vec<(u32, i64, u32)> {
    let new = (0..size(batch)).map(|place| (batch * 1_000 + place, i64::from(batch), 1));
    let again = batch.checked_sub(1).map(|before| (before * 1_000, i64::from(batch), 2));
    new.chain(again).collect()
}

/// The console's part: it keeps batch after batch and says so, until it is killed. Started by itself it has nothing to
/// do.
#[tokio::test]
async fn keeps_until_it_is_killed() {
    let Ok(file) = std::env::var(FILE) else { return };
    let first: u32 = std::env::var(FIRST).expect("it comes with the file").parse().expect("a number");
    let store = open(&Place::file(file)).await;
    for number in first..first + BATCHES {
        keep(&store, HERE, &batch(number)).await;
        println!("acknowledged {number}.");
    }
}

/// Starts it at a batch, kills it after it has acknowledged some, and returns the last that it acknowledged.
fn run_and_kill(directory: &Directory, first: u32, after: usize) -> u32 {
    let program = std::env::current_exe().expect("this one");
    let mut console = Command::new(program)
        .args(["--exact", "kill::keeps_until_it_is_killed", "--nocapture"])
        .env(FILE, directory.path().join("events.db"))
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let lines = BufReader::new(console.stdout.take().expect("it is piped")).lines();
    // A line that was cut short is no acknowledgement.
    let acknowledged = lines.map_while(Result::ok).filter_map(|line| {
        let number = line.strip_prefix("acknowledged ")?.strip_suffix('.')?;
        number.parse::<u32>().ok()
    });
    let mut last = None;
    for (count, number) in acknowledged.enumerate() {
        last = Some(number);
        if count + 1 == after {
            console.kill().expect("it is still writing");
        }
    }
    let status = console.wait().expect("it was started");
    assert!(!status.success(), "it was to be killed, not to end");
    last.expect("it acknowledged some")
}

#[tokio::test]
async fn killed_fifty_times_it_loses_none_and_doubles_none() {
    let directory = Directory::new();
    let mut next = 0;
    for round in 0..ROUNDS {
        next = run_and_kill(&directory, next, 1 + (round as usize * 5) % 7) + 1;
    }

    let store = open(&directory.file()).await;
    let kept = all(&store, HERE).await;
    let mut counts = BTreeMap::new();
    for (number, count) in said(&kept) {
        assert_eq!(counts.insert(number, count), None, "{number} is there twice");
    }
    for number in 0..next {
        for place in 0..size(number) {
            let incident = u64::from(number * 1_000 + place);
            let again = place == 0 && number + 1 < next;
            match counts.remove(&incident) {
                // The last one acknowledged may have been seen again by a batch that was written but not acknowledged.
                Some(1) if !again => {}
                Some(2) if place == 0 => {}
                other => panic!("{incident} was acknowledged: {other:?}"),
            }
        }
    }
    // Besides, at most one batch that nobody heard of any more, and that one whole.
    let unheard: Vec<_> = counts.into_keys().collect();
    let whole: Vec<_> = (0..size(next)).map(|place| u64::from(next * 1_000 + place)).collect();
    assert!(unheard.is_empty() || unheard == whole, "{unheard:?}");

    let extent = store.extent(HERE).await.expect("it can be read");
    assert_eq!(extent.entries, kept.len() as u64);
    assert!(store.get(HERE, id(0)).await.expect("it can be read").is_some());
    let file = format!("sqlite://{}", directory.path().join("events.db").display());
    let mut connection = SqliteConnection::connect(&file).await.expect("it can be opened");
    let found: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await
        .expect("it can be read");
    assert_eq!(found, "ok");
    connection.close().await.expect("it can be ended");
}
