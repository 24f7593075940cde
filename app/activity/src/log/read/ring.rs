//! The controller's own logs as they were last read: 4,096 entries of a kind, newest first, and no more.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
    sync::Arc,
};

use controller_api::{
    Query,
    audit::Audit,
    event::Event,
    security_log::{CAPACITY, Incident, Threat, Violation, since},
};
use country::Country;
use event_log::{Entry, Id, Kind, Log};
use kit::{AppError, clock, upstream::Upstream};

use super::{answer, heavy};
use crate::log::{live::Arrivals, which::Which};

/// How far before the newest entry is read again, in seconds: enforcers report with some delay, and what repeats is
/// reported again under its id.
const OVERLAP: i64 = 90;

/// After how long all of it is read again, in seconds: the controller forgets, and may have been cleared.
pub(super) const WHOLE: i64 = 600;

/// From when on is read again after the newest entry was at this time. The clock of some node may be ahead: what others report
/// meanwhile is older than that, and new all the same.
pub(super) fn again_from(newest: i64, now: i64) -> i64 {
    newest.min(now) - OVERLAP
}

/// An entry as the controller said it.
#[derive(Clone, Debug)]
pub enum Raw {
    /// A threat.
    Threat(Arc<Threat>),
    /// A violation.
    Violation(Arc<Violation>),
    /// An incident.
    Incident(Arc<Incident>),
    /// An event.
    Event(Arc<Event>),
    /// A risk report.
    Report(Arc<Audit>),
}

impl Raw {
    /// Whether the controller says the same of an entry as before: only what repeats changes.
    fn same(&self, other: &Self) -> bool {
        let (one, other) = (self.entry(), other.entry());
        (one.at, one.count) == (other.at, other.count)
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Threat(_) => Kind::Threat,
            Self::Violation(_) => Kind::Violation,
            Self::Incident(_) => Kind::Incident,
            Self::Event(_) => Kind::Event,
            Self::Report(_) => Kind::Report,
        }
    }

    /// When it was reported, in unix seconds.
    pub fn at(&self) -> i64 {
        match self {
            Self::Threat(of) => of.reported_timestamp,
            Self::Violation(of) => of.reported_timestamp,
            Self::Incident(of) => of.reported_timestamp,
            Self::Event(of) => of.reported_timestamp,
            Self::Report(of) => of.reported_timestamp,
        }
    }

    /// As the vocabulary has it.
    pub fn entry(&self) -> Entry<'_> {
        let entry = match self {
            Self::Threat(threat) => Entry::from(&**threat),
            Self::Violation(violation) => Entry::from(&**violation),
            Self::Incident(incident) => Entry::from(&**incident),
            Self::Event(event) => Entry::from(&**event),
            Self::Report(report) => Entry::from(&**report),
        };
        entry.located(country)
    }
}

/// The code of the country in which an address is registered; `""` for what is no public address.
fn country(address: &str) -> &'static str {
    address.parse().ok().and_then(Country::of).map_or("", Country::code)
}

/// Logs as they were read.
#[derive(Clone, Default)]
pub struct Ring {
    /// The entries.
    pub log: Arc<Log>,
    /// The same as the controller said them.
    pub raw: Arc<HashMap<Id, Raw>>,
    /// The order in which they arrived here.
    pub arrivals: Arc<Arrivals>,
    /// When they were read, in unix seconds.
    pub read_at: i64,
    /// When all of them were read.
    whole_at: i64,
    /// When the newest was, in unix seconds.
    newest: Option<i64>,
}

/// What the controller answered.
pub struct News {
    /// The oldest first.
    entries: Vec<(Id, Raw)>,
    /// These are all that there are.
    whole: bool,
    /// When the answer was there, in unix seconds.
    at: i64,
}

impl News {
    /// Reads what a page is over. Of what was read before, only what may have changed is read again.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn read(upstream: &Upstream, which: Which, before: Option<&Ring>) -> Result<Self, AppError> {
        let now = clock::now();
        let newest = before.filter(|before| now - before.whole_at < WHOLE).and_then(|before| before.newest);
        let query = newest.map_or_else(Query::new, |newest| since(again_from(newest, now)));
        let answer = upstream.call(answer::call(which, query)).await?;
        let at = clock::now();
        let whole = newest.is_none();
        // Thousands at once, when all of it is read.
        let (said, wrong) = heavy(move || answer.read()).await?;
        // What was left out is left out each time; it is enough to say so now and then.
        if let Some(error) = wrong.first().filter(|_| whole) {
            tracing::warn!(%error, log = which.word(), left_out = wrong.len(), "entries cannot be read");
        }
        Ok(Self { entries: said.into_iter().map(|said| (said.id, said.raw)).collect(), whole, at })
    }
}

impl Ring {
    /// What is known now, after what was known before. What others have read in between is in `before`.
    pub fn after(before: Option<&Self>, news: News) -> Self {
        let News { mut entries, whole, at } = news;
        let newest = |entries: &[(Id, Raw)]| entries.iter().map(|(_, raw)| raw.at()).max();
        let known = |id: &Id| before.and_then(|before| before.raw.get(id));
        let mut arrivals = match before {
            Some(before) => (*before.arrivals).clone(),
            None => Arrivals::new(epoch()),
        };
        for (id, raw) in entries.iter().filter(|(id, _)| known(id).is_none()) {
            arrivals.push(*id, raw.at());
        }
        let (mut log, mut raw, whole_at, newest) = match before {
            Some(before) if !whole => {
                entries.retain(|(id, raw)| !known(id).is_some_and(|before| before.same(raw)));
                if entries.is_empty() {
                    return Self { read_at: at, ..before.clone() };
                }
                let newest = newest(&entries).max(before.newest);
                ((*before.log).clone(), (*before.raw).clone(), before.whole_at, newest)
            }
            Some(before) => {
                // Others may have read on while this was under way. A log that is empty now was cleared.
                let last = newest(&entries);
                let later = before.raw.iter().filter(|(_, raw)| last.is_some_and(|last| raw.at() > last));
                entries.extend(later.map(|(id, raw)| (*id, raw.clone())));
                let newest = newest(&entries);
                (Log::new(), HashMap::new(), at, newest)
            }
            None => (Log::new(), HashMap::new(), at, newest(&entries)),
        };
        log.extend(entries.iter().map(|(id, raw)| raw.entry().under(*id)));
        raw.extend(entries);
        trim(&mut log, &mut raw);
        Self {
            log: Arc::new(log),
            raw: Arc::new(raw),
            arrivals: Arc::new(arrivals),
            read_at: at,
            whole_at,
            newest,
        }
    }
}

/// A number that no other order of arrivals has, whichever console made it.
fn epoch() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Forgets what the controller has forgotten by now, which keeps so many entries of a kind. What was reported in the same second
/// as the oldest of these stays.
fn trim(log: &mut Log, raw: &mut HashMap<Id, Raw>) {
    for kind in Kind::ALL.iter().copied().filter(|kind| log.ring(*kind).0 > CAPACITY).collect::<Vec<_>>() {
        let of_kind = raw.values().filter(|raw| raw.kind() == kind);
        let mut times: Vec<i64> = of_kind.map(Raw::at).collect();
        let (_, oldest, _) = times.select_nth_unstable_by_key(CAPACITY - 1, |at| std::cmp::Reverse(*at));
        log.forget_kind_before(kind, *oldest);
        raw.retain(|_, raw| raw.kind() != kind || raw.at() >= *oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many incidents, a second each, the last at this time.
    fn incidents(count: i64, last: i64) -> Vec<(Id, Raw)> {
        let incident = |at: i64| {
            let of = Incident { id: at.to_string(), reported_timestamp: at, ..Incident::default() };
            let raw = Raw::Incident(Arc::new(of));
            (raw.entry().id, raw)
        };
        (last + 1 - count..=last).map(incident).collect()
    }

    fn news(entries: Vec<(Id, Raw)>, whole: bool) -> News {
        News { entries, whole, at: 0 }
    }

    #[test]
    fn a_log_that_was_cleared_is_empty_here_too() {
        let full = Ring::after(None, news(incidents(5, 100), true));
        let empty = Ring::after(Some(&full), news(Vec::new(), true));
        assert_eq!((empty.log.len(), empty.raw.len(), empty.newest), (0, 0, None));
        let again = Ring::after(Some(&empty), news(incidents(1, 101), true));
        assert_eq!((again.log.len(), again.newest), (1, Some(101)));
        assert_eq!(again.arrivals.after(full.arrivals.cursor()).count(), 1);
    }

    #[test]
    fn what_others_read_while_all_was_read_stays() {
        let before = Ring::after(None, news(incidents(5, 100), true));
        let others = Ring::after(Some(&before), news(incidents(2, 102), false));
        let whole = Ring::after(Some(&others), news(incidents(5, 100), true));
        assert_eq!((whole.log.len(), whole.newest), (7, Some(102)));
    }

    #[test]
    fn no_more_is_held_than_the_controller_keeps() {
        let most = i64::try_from(CAPACITY).expect("it is no more than some thousand");
        let whole = Ring::after(None, news(incidents(most, 10_000), true));
        let ring = Ring::after(Some(&whole), news(incidents(10, 10_010), false));
        assert_eq!(ring.log.ring(Kind::Incident), (CAPACITY, Some(10_010 + 1 - most)));
        assert_eq!(ring.raw.len(), CAPACITY);
    }

    #[test]
    fn a_clock_that_is_ahead_hides_nothing_that_others_report() {
        assert_eq!(again_from(1_000, 1_010), 1_000 - OVERLAP);
        assert_eq!(again_from(5_000, 1_010), 1_010 - OVERLAP);
    }
}
