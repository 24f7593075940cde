//! What a list says of what the console keeps: how many entries are how far, and how far back the copies go. On the server
//! only.

use event_log::{Filter, Found, State};
use kit::{AppError, upstream::Upstream};

use super::shown::{Keeping, Retention, Standing};
use crate::log::read::{Archive, Logs};

/// What a list says that found this for a filter, and all of this without one.
///
/// # Errors
/// When the server holds no archive.
pub fn keeping(
    upstream: &Upstream,
    logs: &Logs,
    filter: &Filter,
    found: &Found<'_>,
    all: &Found<'_>,
) -> Result<Keeping, AppError> {
    let archive = upstream.held::<Archive>()?;
    let (triage, seen) = (archive.standing(), logs.revision);
    let retention = match (archive.kept(), triage) {
        (None, _) | (_, Standing::Off) => Retention::Off,
        (_, Standing::Down) => Retention::Down,
        (Some(kept), Standing::On) => Retention::On {
            oldest: all.span().map(|(oldest, _)| oldest),
            days: kept.retention().days,
            megabytes: kept.retention().megabytes,
            complete: kept.is_complete(),
        },
    };
    let whoever = filter.asks_people().then(|| {
        let whoever = Filter { states: Vec::new(), assigned: Vec::new(), ..filter.clone() };
        logs.view().select(&logs.asked(&whoever))
    });
    let found = whoever.as_ref().unwrap_or(found);
    let (states, mine) = count(logs, found, &upstream.viewer().fullname);
    Ok(Keeping { triage, seen, states, mine, retention })
}

/// How many of these are how far, and how many are this viewer's.
fn count(logs: &Logs, found: &Found<'_>, viewer: &str) -> (Vec<(State, usize)>, usize) {
    let (mut acknowledged, mut closed, mut mine) = (0, 0, 0);
    for decision in found.decided(&logs.decisions) {
        mine += usize::from(decision.assigned == viewer);
        acknowledged += usize::from(decision.state == State::Acknowledged);
        closed += usize::from(decision.state == State::Closed);
    }
    let open = found.total() - acknowledged - closed;
    (vec![(State::Open, open), (State::Acknowledged, acknowledged), (State::Closed, closed)], mine)
}
