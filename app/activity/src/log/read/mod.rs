//! From the controller's logs to what a list shows. On the server only.

mod answer;
mod archive;
pub mod line;
mod logs;
mod ring;
mod rings;
mod sights;

use std::time::Duration;

use controller_api::security_log::CAPACITY;
use event_log::{Filter, Level, Wrong};
use kit::{AppError, Tag, clock, upstream::Upstream, url::Params};
use leptos::prelude::{Owner, provide_context};

pub use self::{
    answer::Answer,
    archive::{Archive, Keeper, Kept, Retention, opened},
    line::what,
    logs::Logs,
    ring::{Raw, Ring},
    rings::Rings,
};
use super::{
    ask::{Asked, PER_PAGE},
    line::{LogPage, Ring as Fullness},
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
    let fetch = || rings.read(upstream, which, None);
    let name = format!("log of {}", which.path());
    Ok((*upstream.shared(Tag::Log, &name, LIFE, fetch).await?).clone())
}

/// The same, however old, where it is held: for what hardly changes. Whoever asks for it often asks the controller nothing.
///
/// # Errors
/// When it is not held, and the controller does not answer well.
pub async fn held_ring(upstream: &Upstream, which: Which) -> Result<Ring, AppError> {
    match upstream.held::<Rings>()?.get(upstream, which).await {
        Some(held) => Ok(held),
        None => ring(upstream, which).await,
    }
}

/// Does what takes the processor for long where it keeps nobody else waiting. Words are the reader's there, too.
pub async fn heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let language = text::language();
    let work = move || {
        Owner::new().with(|| {
            provide_context(language);
            work()
        })
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::Unexpected { detail: error.to_string() })
}

/// A page of a list; `query` is that of its URL.
///
/// # Errors
/// When the controller does not answer well.
pub async fn list(upstream: &Upstream, which: Which, query: &str) -> Result<LogPage, AppError> {
    let (asked, wrong) = Asked::of(&Params::parse(query));
    let logs = Logs::of(upstream, which).await?;
    let upstream = upstream.clone();
    heavy(move || page(&upstream, which, &asked, wrong, &logs)).await?
}

fn page(
    upstream: &Upstream,
    which: Which,
    asked: &Asked,
    wrong: Vec<Wrong>,
    logs: &Logs,
) -> Result<LogPage, AppError> {
    let view = logs.view();
    let select = |filter: &Filter| view.select(&logs.asked(filter));
    let found = select(&asked.filter);
    // A million entries are some hundredths of a second each time: what is asked for twice is looked for once.
    let all = if asked.filter.is_empty() { found.clone() } else { select(&Filter::default()) };

    let bundles =
        (asked.window > 0).then(|| found.sorted_bundles(asked.window.into(), asked.sort, asked.desc()));
    let rows = bundles.as_ref().map_or(found.total(), Vec::len);
    let number = asked.page.min(rows.div_ceil(PER_PAGE)).max(1);
    let start = (number - 1) * PER_PAGE;
    let lines: Vec<_> = match &bundles {
        Some(bundles) => bundles.iter().skip(start).take(PER_PAGE).map(line::of_bundle).collect(),
        None => found.page(asked.sort, asked.desc(), start, PER_PAGE).into_iter().map(line::of_row).collect(),
    };
    // What a menu offers are alternatives: each is counted as if nothing of the kind were asked.
    let whatever = |asks: bool, filter: Filter| if asks { select(&filter).counts() } else { found.counts() };
    let Filter { kinds, levels, .. } = &asked.filter;
    let of_kinds = whatever(!kinds.is_empty(), Filter { kinds: Vec::new(), ..asked.filter.clone() });
    let of_levels = whatever(!levels.is_empty(), Filter { levels: Vec::new(), ..asked.filter.clone() });
    let keeping = keeping::keeping(upstream, logs, &asked.filter, &found, &all)?;
    Ok(LogPage {
        lines: lines.into_iter().map(|line| logs.with_decision(line)).collect(),
        matching: found.total(),
        rows,
        total: all.total(),
        number,
        kinds: which.kinds().iter().map(|kind| (*kind, of_kinds.kind(*kind))).collect(),
        levels: Level::ALL
            .iter()
            .map(|level| (*level, of_levels.level(*level)))
            .filter(|(_, count)| *count > 0)
            .collect(),
        timeline: timeline::read::timeline(&found, &asked.filter, which, asked.by, logs.now),
        facets: which.menus().iter().map(|ask| logs.facet(&found, &asked.filter, *ask, OFFERED)).collect(),
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
