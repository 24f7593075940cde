//! What the console keeps itself about events, in a store of its own: what people decided, and copies of entries that the
//! controller forgets. The store is optional, and may be out of reach: lists are shown all the same, and say so.

mod decided;
mod keeper;
mod kept;
mod opened;

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use event_log::{Id, Log};
use event_store::{By, Change, Decisions, Error, Place, Step, Store, Stored};
use kit::clock;

pub use self::{
    decided::Known,
    keeper::Keeper,
    kept::{Kept, Retention},
    opened::opened,
};
use crate::log::{triage::Standing, which::Which};

/// How long somebody who looks at a list waits for the store.
const PATIENCE: Duration = Duration::from_secs(2);

/// For how many seconds the store is left alone that did not answer: nobody else is made to wait for it.
const REST: i64 = 5;

/// What the console keeps. The server has one.
pub struct Archive {
    place: Option<Place>,
    store: OnceLock<Store>,
    /// Until when the store is left alone, in unix seconds.
    rests_until: AtomicI64,
    decided: decided::Decided,
    kept: Option<Arc<Kept>>,
}

impl Archive {
    /// Of a store at this place; none = there is none, and nothing is kept. With `retention` it keeps copies too.
    pub fn new(place: Option<Place>, retention: Option<Retention>) -> Self {
        Self {
            place,
            store: OnceLock::new(),
            rests_until: AtomicI64::new(0),
            decided: decided::Decided::default(),
            kept: retention.map(|retention| Arc::new(Kept::new(retention))),
        }
    }

    /// Where the store is.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// Opens the store, if that has not been done. Whoever fails may try again.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(&self) -> Result<(), Error> {
        let Some(place) = self.place.as_ref().filter(|_| self.store.get().is_none()) else { return Ok(()) };
        let store = Store::open(place).await?;
        if let Err(late) = self.store.set(store) {
            late.close().await;
        }
        Ok(())
    }

    /// Ends the store's connections, once they have done what they are at.
    pub async fn close(&self) {
        if let Some(store) = self.store.get() {
            store.close().await;
        }
    }

    /// The store, once it is open.
    pub fn store(&self) -> Option<&Store> {
        self.store.get()
    }

    /// The copies, where the console keeps them.
    pub fn kept(&self) -> Option<&Arc<Kept>> {
        self.kept.as_ref()
    }

    /// Whether it can be used now.
    pub fn standing(&self) -> Standing {
        match (&self.place, self.reachable()) {
            (None, _) => Standing::Off,
            (_, None) => Standing::Down,
            (_, Some(_)) => Standing::On,
        }
    }

    fn reachable(&self) -> Option<&Store> {
        self.store.get().filter(|_| clock::now() >= self.rests_until.load(Ordering::Relaxed))
    }

    /// Asks the store, if it is there to be asked and answers in time.
    async fn ask<T>(&self, asked: impl AsyncFnOnce(&Store) -> Result<T, Error>) -> Option<T> {
        let store = self.reachable()?;
        let failed = match tokio::time::timeout(PATIENCE, asked(store)).await {
            Ok(Ok(answer)) => return Some(answer),
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no answer within {} s", PATIENCE.as_secs()),
        };
        tracing::warn!(error = failed, "the store of events cannot be read");
        self.rests_until.store(clock::now() + REST, Ordering::Relaxed);
        None
    }

    /// What people have decided about a cluster's entries, as it was a second ago at most; while the store is out of reach, as
    /// it was when it was last read.
    pub async fn decisions(&self, cluster: &str) -> Known {
        let read = self.ask(async |store| self.decided.of(store, cluster, clock::now()).await).await;
        match read {
            Some(known) => known,
            None => self.decided.last(cluster).await,
        }
    }

    /// Every step about an entry, oldest first; none when the store is out of reach.
    pub async fn steps(&self, cluster: &str, id: Id) -> Option<Vec<Step>> {
        self.ask(async |store| store.steps(cluster, id).await).await
    }

    /// Decides; everybody who asks this console afterwards sees it. None: there is no store to decide in.
    ///
    /// # Errors
    /// See [`Store::decide`].
    pub async fn decide(
        &self,
        cluster: &str,
        ids: &[Id],
        change: &Change,
        by: &By<'_>,
    ) -> Result<Option<Decisions>, Error> {
        let Some(store) = self.reachable() else { return Ok(None) };
        let outcome = store.decide(cluster, ids, change, by).await;
        // A conflict is news as well: somebody else's.
        self.decided.forget_when(cluster).await;
        outcome.map(Some)
    }

    /// The copies of a page's entries of a cluster, where there are any.
    pub fn log(&self, cluster: &str, which: Which) -> Option<Arc<Log>> {
        self.kept.as_ref().filter(|kept| kept.is_of(cluster)).map(|kept| kept.log(which))
    }

    /// The copy of an entry as the store has it, if it has one; none when the store is out of reach.
    pub async fn copy(&self, cluster: &str, id: Id) -> Option<Option<Stored>> {
        self.ask(async |store| store.get(cluster, id).await).await
    }
}
