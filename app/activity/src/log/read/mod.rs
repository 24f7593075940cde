//! From the controller's logs to what a list shows. On the server only.

mod archive;
pub mod line;
mod logs;
mod ring;
mod rings;
mod sights;

use std::time::Duration;

use event_log::{Filter, Level, Sort};
use kit::{AppError, Tag, clock, upstream::Upstream, url::Params};

pub use self::{
    archive::{Answer, Archive, Keeper, Kept, Retention, opened},
    line::what,
    logs::Logs,
    ring::{Raw, Ring},
    rings::Rings,
};
use super::{
    ask::{Asked, PER_PAGE},
    line::{CAPACITY, LogPage, Ring as Fullness},
    timeline,
    triage::keeping,
    which::Which,
};

/// How long a reading is shown again to viewers of the same permissions.
const LIFE: Duration = Duration::from_secs(4);

/// For how many seconds it is good enough where somebody looks on: a little longer than they wait for the next.
const FRESH: i64 = 5;

/// How many values a menu offers.
const OFFERED: usize = 30;

/// The controller's logs, read a moment ago at most.
///
/// # Errors
/// When the controller does not answer well.
pub async fn ring(upstream: &Upstream, which: Which) -> Result<Ring, AppError> {
    let rings = upstream.held::<Rings>()?;
    if let Some(ring) = rings.get(upstream, which).await.filter(|ring| clock::now() - ring.read_at <= FRESH) {
        return Ok(ring);
    }
    let fetch = || rings.read(upstream, which);
    let name = format!("log of {}", which.path());
    Ok((*upstream.shared(Tag::Log, &name, LIFE, fetch).await?).clone())
}

/// A page of a list; `query` is that of its URL.
///
/// # Errors
/// When the controller does not answer well.
pub async fn list(upstream: &Upstream, which: Which, query: &str) -> Result<LogPage, AppError> {
    let (asked, wrong) = Asked::of(&Params::parse(query));
    let logs = Logs::of(upstream, which).await?;
    let view = logs.view();
    let select = |filter: &Filter| view.select(&logs.asked(filter));
    let found = select(&asked.filter);
    // A million entries are some hundredths of a second each time: what is asked for twice is looked for once.
    let all = if asked.filter.is_empty() { found.clone() } else { select(&Filter::default()) };
    let offered = match asked.filter.asks.is_empty() {
        true => found.clone(),
        false => select(&Filter { asks: Vec::new(), ..asked.filter.clone() }),
    };

    let bundles = (asked.window > 0).then(|| found.bundles(asked.window.into()));
    let rows = bundles.as_ref().map_or(found.total(), Vec::len);
    let number = asked.page.min(rows.div_ceil(PER_PAGE)).max(1);
    let start = (number - 1) * PER_PAGE;
    let lines: Vec<_> = match &bundles {
        Some(bundles) => bundles.iter().skip(start).take(PER_PAGE).map(line::of_bundle).collect(),
        None => {
            let desc = (asked.sort == Sort::Time) != asked.reversed;
            found.page(asked.sort, desc, start, PER_PAGE).into_iter().map(line::of_row).collect()
        }
    };
    let counts = found.counts();
    let keeping = keeping::keeping(upstream, &logs, &asked.filter, &found, &all)?;
    Ok(LogPage {
        lines: lines.into_iter().map(|line| logs.with_decision(line)).collect(),
        matching: found.total(),
        rows,
        total: all.total(),
        number,
        kinds: which.kinds().iter().map(|kind| (*kind, counts.kind(*kind))).collect(),
        levels: Level::ALL
            .iter()
            .map(|level| (*level, counts.level(*level)))
            .filter(|(_, count)| *count > 0)
            .collect(),
        timeline: timeline::read::timeline(&found, &asked.filter, which, asked.by, logs.now),
        facets: which.menus().iter().map(|ask| (*ask, offered.facet(*ask, OFFERED))).collect(),
        wrong,
        rings: which.kinds().iter().map(|kind| fullness(&logs.ring, *kind)).collect(),
        keeping,
        read_at: logs.ring.read_at,
        cursor: logs.ring.arrivals.cursor().to_string(),
    })
}

fn fullness(ring: &Ring, kind: event_log::Kind) -> Fullness {
    let (entries, oldest) = ring.log.ring(kind);
    // What came since all of it was read stands beside what the controller has forgotten by now.
    Fullness { kind, entries: entries.min(CAPACITY), oldest }
}
