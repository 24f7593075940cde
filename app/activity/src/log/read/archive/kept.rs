//! The console's copies in memory: what the store has, in the order in which it arrived there, whichever console kept it.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use event_log::{Entry, Id, Log};
use event_store::{Bounds, Error, Store, Stored};
use tokio::{sync::Notify, task::spawn_blocking};

use super::opened;
use crate::log::{read::Raw, which::Which};

/// How many copies are read at once.
const PAGE: u32 = 16_000;

/// Of what copies are kept, and how many.
#[derive(Clone, Debug)]
pub struct Retention {
    /// The cluster, as [`kit::upstream::Upstream::cluster`] names it.
    pub cluster: String,
    /// Copies older than this go, in days.
    pub days: u32,
    /// What they may take, in megabytes.
    pub megabytes: u32,
}

impl Retention {
    /// As the store has it.
    pub fn bounds(&self) -> Bounds {
        Bounds { age_seconds: Some(self.age()), bytes: Some(u64::from(self.megabytes) << 20) }
    }

    /// In seconds.
    fn age(&self) -> u32 {
        self.days.saturating_mul(86_400)
    }

    /// Whether an entry is too old to be kept, at this time. Both in unix seconds.
    pub fn is_beyond(&self, at: i64, now: i64) -> bool {
        at < now - i64::from(self.age())
    }
}

/// The copies.
pub struct Kept {
    retention: Retention,
    /// By page: it is over what it shows, and searches no more.
    logs: [RwLock<Arc<Log>>; Which::ALL.len()],
    /// The place of the last one that was read, in the order of arrival.
    read: AtomicI64,
    /// All that there were have been read once.
    complete: AtomicBool,
    news: Notify,
}

impl Kept {
    pub(super) fn new(retention: Retention) -> Self {
        Self {
            retention,
            logs: Default::default(),
            read: AtomicI64::new(0),
            complete: AtomicBool::new(false),
            news: Notify::new(),
        }
    }

    /// Of what they are kept, and how many.
    pub fn retention(&self) -> &Retention {
        &self.retention
    }

    pub(super) fn is_of(&self, cluster: &str) -> bool {
        self.retention.cluster == cluster
    }

    /// All that there were have been read since the console started.
    pub fn is_complete(&self) -> bool {
        self.complete.load(Ordering::Relaxed)
    }

    /// Those of a page.
    pub(super) fn log(&self, which: Which) -> Arc<Log> {
        self.logs[which as usize].read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends when something was kept here.
    pub async fn news(&self) {
        self.news.notified().await;
    }

    pub(super) fn tell(&self) {
        self.news.notify_one();
    }

    /// Reads what has arrived in the store since the last time.
    ///
    /// # Errors
    /// When the store cannot be read. What was read by then stays; the next call goes on.
    pub async fn follow(self: &Arc<Self>, store: &Store) -> Result<(), Error> {
        loop {
            let from = self.read.load(Ordering::Relaxed);
            let page = store.after(&self.retention.cluster, from, PAGE).await?;
            let Some(last) = page.last().map(|entry| entry.sequence) else { break };
            let this = self.clone();
            // A million of them are seconds of work.
            if spawn_blocking(move || this.take(&page)).await.is_err() {
                // The server stops.
                return Ok(());
            }
            self.read.store(last, Ordering::Relaxed);
        }
        self.complete.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn take(&self, page: &[Stored]) {
        let entries: Vec<(Id, Raw)> = page.iter().filter_map(|copy| Some((copy.id, read(copy)?))).collect();
        // An event does not say by itself how many have said the same before it: the id under which it was kept does.
        let entries: Vec<Entry<'_>> = entries.iter().map(|(id, raw)| raw.entry().under(*id)).collect();
        for which in Which::ALL {
            let mut of_page = entries.iter().filter(|entry| which.kinds().contains(&entry.kind)).peekable();
            if of_page.peek().is_some() {
                // In place, unless somebody reads the log as it was.
                self.change(which, |log| {
                    log.extend(of_page.cloned());
                });
            }
        }
    }

    fn change(&self, which: Which, change: impl FnOnce(&mut Log)) {
        let mut log = self.logs[which as usize].write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut log));
    }

    /// Removes what is beyond the bounds, from the store and from here, at `now` in unix seconds. Not while [`Kept::follow`] is
    /// under way: what it brings could be older than what was oldest a moment ago.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn prune(&self, store: &Store, now: i64) -> Result<(), Error> {
        let Retention { cluster, .. } = &self.retention;
        store.prune(cluster, &self.retention.bounds(), now).await?;
        // Another console may have removed more, for the sake of size.
        let oldest = store.extent(cluster).await?.oldest.unwrap_or(i64::MAX);
        for which in Which::ALL {
            if self.log(which).oldest().is_some_and(|at| at < oldest) {
                self.change(which, |log| log.forget_before(oldest));
            }
        }
        Ok(())
    }
}

/// What a copy says. One that cannot be read is left out of the lists: nothing can be said of it.
fn read(copy: &Stored) -> Option<Raw> {
    let json = copy.json().map_err(|error| error.to_string());
    match json.and_then(|json| opened(copy.kind, &json).map_err(|error| error.to_string())) {
        Ok(raw) => Some(raw),
        Err(error) => {
            tracing::warn!(id = %copy.id, error, "the copy of an entry cannot be read");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use event_log::{Field, Kind};
    use event_store::{Kept as Copy, Place};

    use super::*;

    const DAY: i64 = 86_400;

    fn violation(id: &str, at: i64, port: u16) -> (Id, i64, String) {
        let json = format!(r#"{{"id":"{id}","reported_timestamp":{at},"ip_proto":6,"server_port":{port}}}"#);
        (Id::named(Kind::Violation, id), at, json)
    }

    async fn keep(store: &Store, entries: &[(Id, i64, String)]) {
        let copies: Vec<_> = entries
            .iter()
            .map(|(id, at, json)| Copy { id: *id, kind: Kind::Violation, at: *at, json })
            .collect();
        store.keep("here", &copies).await.expect("it can be kept");
    }

    #[test]
    fn what_the_store_has_is_in_memory_as_it_was_said_last_and_goes_with_it() {
        let path = std::env::temp_dir().join(format!("activity-kept-{}.db", std::process::id()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("it can be made").block_on(async {
            let store = Store::open(&Place::file(&path)).await.expect("it can be opened");
            let retention = Retention { cluster: "here".to_owned(), days: 2, megabytes: 1 };
            let kept = Arc::new(Kept::new(retention));
            assert!(kept.is_of("here") && !kept.is_of("there") && !kept.is_complete());
            keep(&store, &[violation("a", DAY, 1), violation("b", 3 * DAY, 2)]).await;
            kept.follow(&store).await.expect("it can be read");
            keep(&store, &[violation("b", 3 * DAY + 1, 3)]).await;
            kept.follow(&store).await.expect("it can be read");
            assert!(kept.is_complete());
            let log = kept.log(Which::Security);
            let port = |id: &str| {
                let row = log.find(Id::named(Kind::Violation, id));
                row.map(|row| (row.at(), row.word(Field::Port).to_owned()))
            };
            assert_eq!((log.len(), kept.log(Which::Events).len()), (2, 0));
            assert_eq!(port("b"), Some((3 * DAY + 1, "tcp/3".to_owned())));

            kept.prune(&store, 3 * DAY).await.expect("it can be written");
            assert_eq!(kept.log(Which::Security).len(), 2, "what is just as old as it may be stays");
            kept.prune(&store, 4 * DAY).await.expect("it can be written");
            let left = kept.log(Which::Security);
            assert_eq!(
                (left.len(), left.oldest(), log.len()),
                (1, Some(3 * DAY + 1), 2),
                "who reads reads on"
            );
            assert!(
                kept.retention().is_beyond(DAY, 4 * DAY) && !kept.retention().is_beyond(2 * DAY, 4 * DAY)
            );
            store.close().await;
        });
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
    }
}
