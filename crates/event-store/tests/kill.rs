//! A writer that is killed again and again while it keeps entries and decides about them loses nothing that it acknowledged, and
//! doubles nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use event_store::{By, Change, Place, Step};
use sqlx::{Connection, SqliteConnection};

use crate::common::{Directory, all, id, keep, open, said};

const HERE: &str = "Local";
/// How often it is killed.
const ROUNDS: u32 = 50;
/// How many batches it writes at most before it ends of itself: more than anybody waits for.
const BATCHES: u32 = 1_000;
/// How long it may say nothing.
const PATIENCE: Duration = Duration::from_secs(60);
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

/// The writer's part: it keeps batch after batch and says so, until it is killed. Started by itself it has nothing to
/// do.
#[tokio::test]
async fn keeps_until_it_is_killed() {
    let Ok(file) = std::env::var(FILE) else { return };
    let first: u32 = std::env::var(FIRST).expect("it comes with the file").parse().expect("a number");
    let store = open(&Place::file(file)).await;
    for number in first..first + BATCHES {
        keep(&store, HERE, &batch(number)).await;
        println!("acknowledged {number}.");
        let note = Change { note: Some(number.to_string()), ..Change::default() };
        let by = By { name: "ann", at: i64::from(number), seen: None };
        let about: Vec<_> = decided(number).map(id).collect();
        store.decide(HERE, &about, &note, &by).await.expect("it can be decided");
        println!("decided {number}.");
    }
}

/// What is decided about once a batch is kept: its first entry, and one that all batches are about.
fn decided(batch: u32) -> impl Iterator<Item = u32> {
    [0, batch * 1_000].into_iter().take(if batch == 0 { 1 } else { 2 })
}

/// Starts it at a batch, kills it after it has said so many lines, and returns the last batch that it acknowledged, and the last
/// that it decided about.
fn run_and_kill(directory: &Directory, first: u32, after: usize) -> (u32, Option<u32>) {
    let program = std::env::current_exe().expect("this one");
    let mut console = Command::new(program)
        .args(["--exact", "kill::keeps_until_it_is_killed", "--nocapture"])
        .env(FILE, directory.path().join("events.db"))
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let lines = BufReader::new(console.stdout.take().expect("it is piped")).lines();
    let (say, hear) = mpsc::channel();
    let reads = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            // A line that was cut short is no acknowledgement.
            let said = line.strip_suffix('.').and_then(|line| line.split_once(' '));
            let said = said.and_then(|(what, number)| Some((what == "decided", number.parse().ok()?)));
            if said.is_some_and(|said: (bool, u32)| say.send(said).is_err()) {
                return;
            }
        }
    });
    let (mut kept, mut decided, mut count) = (None, None, 0);
    loop {
        match hear.recv_timeout(PATIENCE) {
            Ok((is_decision, number)) => {
                *(if is_decision { &mut decided } else { &mut kept }) = Some(number);
                count += 1;
                if count == after {
                    console.kill().expect("it is still writing");
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                console.kill().expect("it is still there");
                panic!("it says nothing any more");
            }
        }
    }
    reads.join().expect("it only reads");
    let status = console.wait().expect("it was started");
    assert!(!status.success(), "it was to be killed, not to end");
    (kept.expect("it acknowledged some"), decided)
}

#[tokio::test]
async fn killed_fifty_times_it_loses_none_and_doubles_none() {
    let directory = Directory::new();
    let mut next = 0;
    let mut heard = BTreeSet::new();
    for round in 0..ROUNDS {
        let first = next;
        let (kept, decided) = run_and_kill(&directory, first, 1 + (round as usize * 5) % 13);
        heard.extend(decided.map_or(first..first, |last| first..last + 1));
        next = kept + 1;
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

    // A decision that was acknowledged is there, once, with every step; at most one a round is there that nobody heard of.
    let about_all = store.steps(HERE, id(0)).await.expect("it can be read");
    let noted = |step: &Step| step.change.note.as_deref().and_then(|note| note.parse::<u32>().ok());
    let notes: Vec<u32> = about_all.iter().filter_map(noted).collect();
    let once: BTreeSet<u32> = notes.iter().copied().collect();
    assert_eq!(once.len(), notes.len(), "doubled: {notes:?}");
    assert!(once.is_superset(&heard), "lost: {:?}", heard.difference(&once).collect::<Vec<_>>());
    assert!(once.len() <= heard.len() + ROUNDS as usize, "{} for {}", once.len(), heard.len());
    for number in &heard {
        let steps = store.steps(HERE, id(number * 1_000)).await.expect("it can be read");
        assert!(steps.iter().any(|step| noted(step) == Some(*number)), "{number}: all of a decision or none");
    }
    let now = store.decisions(HERE).await.expect("it can be read");
    let sum = now.entries.iter().find(|(one, _)| *one == id(0)).map(|(_, decision)| decision.clone());
    assert_eq!(sum, Step::sum(&about_all), "what is decided is what the steps come to");

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
