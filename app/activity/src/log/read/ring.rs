//! The controller's own logs as they were last read: 4,096 entries of a kind, newest first, and no more.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
    sync::Arc,
};

use controller_api::{
    Query,
    audit::{AUDITS, Audit},
    event::{EVENTS, Event},
    security_log::{ALL, Incident, Threat, Violation, since},
};
use country::Country;
use event_log::{Entry, Id, Log};
use kit::{AppError, clock, upstream::Upstream};

use crate::log::{live::Arrivals, which::Which};

/// How far before the newest entry is read again, in seconds: enforcers report with some delay, and what repeats is
/// reported again under its id.
pub(super) const OVERLAP: i64 = 90;

/// After how long all of it is read again, in seconds: the controller forgets, and may have been cleared.
pub(super) const WHOLE: i64 = 600;

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
    entries: Vec<Raw>,
    /// These are all that there are.
    whole: bool,
    at: i64,
}

impl News {
    /// Reads what a page is over. Of what was read before, only what may have changed is read again.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn read(upstream: &Upstream, which: Which, before: Option<&Ring>) -> Result<Self, AppError> {
        let at = clock::now();
        let newest = before.filter(|before| at - before.whole_at < WHOLE).and_then(|before| before.newest);
        let query = newest.map_or_else(Query::new, |newest| since(newest - OVERLAP));
        Ok(Self { entries: fetch(upstream, which, query).await?, whole: newest.is_none(), at })
    }
}

impl Ring {
    /// What is known now, after what was known before. What others have read in between is in `before`.
    pub fn after(before: Option<&Self>, news: News) -> Self {
        let News { mut entries, whole, at } = news;
        let newest = entries.iter().map(|entry| entry.entry().at).max();
        let known = |entry: &Raw| {
            let id = entry.entry().id;
            before.and_then(|before| before.raw.get(&id))
        };
        let mut arrivals = match before {
            Some(before) => (*before.arrivals).clone(),
            None => Arrivals::new(epoch()),
        };
        // The controller says the newest first.
        for entry in entries.iter().rev().filter(|entry| known(entry).is_none()) {
            arrivals.push(entry.entry().id, entry.entry().at);
        }
        let (mut log, mut raw, whole_at) = match before {
            Some(before) if !whole => {
                entries.retain(|entry| !known(entry).is_some_and(|before| before.same(entry)));
                if entries.is_empty() {
                    return Self { read_at: at, ..before.clone() };
                }
                ((*before.log).clone(), (*before.raw).clone(), before.whole_at)
            }
            Some(before) => {
                // Others may have read on while this was under way.
                let later = before.raw.values().filter(|raw| Some(raw.entry().at) > newest);
                entries.extend(later.cloned());
                (Log::new(), HashMap::new(), at)
            }
            None => (Log::new(), HashMap::new(), at),
        };
        log.extend(entries.iter().map(Raw::entry));
        let newest = newest.max(before.and_then(|before| before.newest));
        raw.extend(entries.into_iter().map(|entry| (entry.entry().id, entry)));
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

async fn fetch(upstream: &Upstream, which: Which, query: Query) -> Result<Vec<Raw>, AppError> {
    Ok(match which {
        Which::Security => {
            let log = upstream.call(ALL.at([]).query(query)).await?;
            let threats = log.threats.into_iter().map(|threat| Raw::Threat(Arc::new(threat)));
            let violations = log.violations.into_iter().map(|entry| Raw::Violation(Arc::new(entry)));
            let incidents = log.incidents.into_iter().map(|entry| Raw::Incident(Arc::new(entry)));
            threats.chain(violations).chain(incidents).collect()
        }
        Which::Events => {
            let log = upstream.call(EVENTS.at([]).query(query)).await?;
            log.events.into_iter().map(|event| Raw::Event(Arc::new(event))).collect()
        }
        Which::Reports => {
            let log = upstream.call(AUDITS.at([]).query(query)).await?;
            log.audits.into_iter().map(|report| Raw::Report(Arc::new(report))).collect()
        }
    })
}
