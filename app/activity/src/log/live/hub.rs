//! One poll for all who look at the same log with the same permissions. On the server only.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use event_log::{Asked, Decisions, Filter, Sights, matches};
use futures::{Stream, stream};
use kit::{
    AppError, clock,
    upstream::{Circle, Upstream},
};
use tokio::{sync::watch, time::Instant};

use super::cursor::Cursor;
use crate::log::{
    read::{Ring, Rings},
    which::Which,
};

/// How often the controller is asked.
const EVERY: Duration = Duration::from_secs(4);

/// How seldom it is asked when it is slow or fails.
const SELDOM: Duration = Duration::from_secs(60);

/// How much longer than an answer took the next question waits: at most a tenth of the controller's time is ours.
const PATIENCE: u32 = 9;

/// What the last poll came to.
#[derive(Clone, Default)]
struct Now {
    /// The log as it was last read well.
    ring: Option<Ring>,
    /// The last poll failed.
    failed: bool,
}

/// By who sees the same, and what they look at.
type Hubs = HashMap<(Circle, Which), Arc<Hub>>;

/// The hubs. A clone is the same.
#[derive(Clone)]
pub struct Live {
    hubs: Arc<Mutex<Hubs>>,
    stop: Arc<watch::Sender<bool>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { hubs: Arc::default(), stop: Arc::new(watch::Sender::new(false)) }
    }
}

/// Those who look at the same.
struct Hub {
    watchers: Mutex<Watchers>,
    now: watch::Sender<Now>,
}

#[derive(Default)]
struct Watchers {
    next: u64,
    /// By number: their way to the controller. Whose is asked by is of no matter, for they see the same.
    ways: HashMap<u64, Upstream>,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What somebody who looks is told after each poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// How many entries they ask for arrived since the beat before.
    pub new: usize,
    /// Up to where they have been told.
    pub cursor: Cursor,
    /// The controller could not be read.
    pub failed: bool,
}

impl Live {
    /// Ends all streams, and with them the polls: the server is told to stop.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// What arrives for somebody from a place on, until they leave, their session ends, or the server stops.
    ///
    /// # Errors
    /// When the server holds no logs.
    pub fn watch(
        &self,
        upstream: Upstream,
        which: Which,
        filter: Filter,
        cursor: Cursor,
    ) -> Result<impl Stream<Item = Beat> + Send + use<>, AppError> {
        let rings = upstream.held::<Rings>()?;
        let seat = self.sit_down(upstream, which, rings);
        let stop = self.stop.subscribe();
        let mut now = seat.hub.now.subscribe();
        if now.borrow().ring.is_some() {
            // Who sits down among others need not wait for the next poll.
            now.mark_changed();
        }
        let state = Watching { now, seat, stop, filter, cursor };
        Ok(stream::unfold(state, |mut state| async move {
            let beat = state.next().await?;
            Some((beat, state))
        }))
    }

    fn sit_down(&self, upstream: Upstream, which: Which, rings: Arc<Rings>) -> Seat {
        let key = (upstream.circle(), which);
        let mut hubs = lock(&self.hubs);
        let is_new = !hubs.contains_key(&key);
        let hub = hubs
            .entry(key.clone())
            .or_insert_with(|| Arc::new(Hub { watchers: Mutex::default(), now: watch::Sender::default() }))
            .clone();
        let number = {
            let mut watchers = lock(&hub.watchers);
            watchers.next += 1;
            let number = watchers.next;
            watchers.ways.insert(number, upstream);
            number
        };
        if is_new {
            tokio::spawn(poll(self.clone(), key, hub.clone(), rings));
        }
        Seat { hub, number }
    }

    /// Takes a hub away if nobody looks any more.
    fn close(&self, key: &(Circle, Which), hub: &Hub) -> bool {
        let mut hubs = lock(&self.hubs);
        let nobody = lock(&hub.watchers).ways.is_empty();
        if nobody {
            hubs.remove(key);
        }
        nobody
    }
}

/// A place among those who look; who drops it has left.
struct Seat {
    hub: Arc<Hub>,
    number: u64,
}

impl Drop for Seat {
    fn drop(&mut self) {
        lock(&self.hub.watchers).ways.remove(&self.number);
    }
}

/// Somebody who looks.
struct Watching {
    now: watch::Receiver<Now>,
    seat: Seat,
    stop: watch::Receiver<bool>,
    filter: Filter,
    cursor: Cursor,
}

impl Watching {
    /// What the next poll came to; none when it is over for them.
    async fn next(&mut self) -> Option<Beat> {
        tokio::select! {
            changed = self.now.changed() => changed.ok()?,
            _ = self.stop.wait_for(|stop| *stop) => return None,
        }
        if !lock(&self.seat.hub.watchers).ways.contains_key(&self.seat.number) {
            return None;
        }
        let now = self.now.borrow_and_update();
        let new = now.ring.as_ref().map_or(0, |ring| count(ring, &self.filter, self.cursor));
        if let Some(ring) = &now.ring {
            // The list may have been read later than what is passed on here.
            self.cursor = self.cursor.or_later(ring.arrivals.cursor());
        }
        Some(Beat { new, cursor: self.cursor, failed: now.failed })
    }
}

/// How many of those that are asked for are new to somebody.
fn count(ring: &Ring, filter: &Filter, seen: Cursor) -> usize {
    // The controller has left out what they may not see, and nobody has decided anything about what has just come.
    let (sights, decisions) = (Sights::all(), Decisions::default());
    let asked = Asked { filter, now: clock::now(), sights: &sights, decisions: &decisions };
    let new = ring.arrivals.after(seen).filter_map(|id| ring.raw.get(&id));
    new.filter(|raw| matches(&raw.entry(), &asked)).count()
}

/// Asks the controller again and again, as long as somebody looks.
async fn poll(live: Live, key: (Circle, Which), hub: Arc<Hub>, rings: Arc<Rings>) {
    let mut stop = live.stop.subscribe();
    let mut failures = 0;
    loop {
        let way = lock(&hub.watchers).ways.iter().next().map(|(number, way)| (*number, way.clone()));
        let Some((number, way)) = way else {
            if live.close(&key, &hub) {
                return;
            }
            continue;
        };
        let began = Instant::now();
        // What was read last may have had to make room meanwhile; here it is known still.
        let own = hub.now.borrow().ring.clone();
        let read = rings.read(&way, key.1, own.as_ref()).await;
        match read {
            Ok(ring) => {
                failures = 0;
                hub.now.send_replace(Now { ring: Some(ring), failed: false });
            }
            Err(AppError::SignedOut) => {
                // Theirs is over; the others go on.
                lock(&hub.watchers).ways.remove(&number);
                hub.now.send_modify(|_| {});
                continue;
            }
            Err(error) => {
                failures += 1;
                tracing::debug!(%error, failures, "a log could not be read");
                hub.now.send_modify(|now| now.failed = true);
            }
        }
        tokio::select! {
            () = tokio::time::sleep(pause(began.elapsed(), failures)) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// How long to wait after an answer that took so long, the last of so many failures in a row.
fn pause(took: Duration, failures: u32) -> Duration {
    let doubled = EVERY.saturating_mul(1 << failures.min(6));
    doubled.max(took.saturating_mul(PATIENCE)).min(SELDOM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_or_failing_controller_is_asked_less_often() {
        let seconds = |took, failures| pause(Duration::from_millis(took), failures).as_secs();
        assert_eq!(seconds(10, 0), 4);
        assert_eq!(seconds(2000, 0), 18);
        assert_eq!(seconds(30_000, 0), 60);
        assert_eq!([1, 2, 3, 4, 40].map(|failures| seconds(10, failures)), [8, 16, 32, 60, 60]);
    }
}
