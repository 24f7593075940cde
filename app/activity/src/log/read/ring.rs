//! The controller's own logs as they were last read: 4,096 entries of a kind, newest first, and no more.

use std::{collections::HashMap, sync::Arc};

use controller_api::{
    Query,
    audit::{AUDITS, Audit},
    event::{EVENTS, Event},
    security_log::{ALL, Incident, Threat, Violation, since},
};
use country::Country;
use event_log::{Entry, Id, Log};
use kit::{AppError, upstream::Upstream};

use crate::log::which::Which;
use kit::clock;

/// How far before the newest entry is read again, in seconds: enforcers report with some delay, and what repeats is
/// reported again under its id.
const OVERLAP: i64 = 90;

/// After how long all of it is read again, in seconds: the controller forgets, and may have been cleared.
const WHOLE: i64 = 600;

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
    /// When they were read, in unix seconds.
    pub read_at: i64,
    /// When all of them were read.
    whole_at: i64,
    /// When the newest was, in unix seconds.
    newest: Option<i64>,
}

impl Ring {
    /// What a page is over, read now. Of what was read before, only what may have changed is read again.
    ///
    /// # Errors
    /// When the controller does not answer well.
    pub async fn read(upstream: &Upstream, which: Which, before: Option<&Self>) -> Result<Self, AppError> {
        let now = clock::now();
        let before = before.filter(|before| now - before.whole_at < WHOLE);
        let newest = before.and_then(|before| before.newest);
        let query = newest.map_or_else(Query::new, |at| since(at - OVERLAP));
        let entries = fetch(upstream, which, query).await?;
        let (mut log, mut raw, whole_at) = match before {
            Some(before) if newest.is_some() => {
                ((*before.log).clone(), (*before.raw).clone(), before.whole_at)
            }
            _ => (Log::new(), HashMap::new(), now),
        };
        log.extend(entries.iter().map(Raw::entry));
        raw.extend(entries.iter().map(|entry| (entry.entry().id, entry.clone())));
        let newest = entries.iter().map(|entry| entry.entry().at).max().max(newest);
        Ok(Self { log: Arc::new(log), raw: Arc::new(raw), read_at: now, whole_at, newest })
    }
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
