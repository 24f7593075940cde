//! Beginning, ending and deleting captures: write, then read until the controller shows it, or time is up.

use controller_api::{
    session,
    sniffer::{self, SnifferStart, SnifferStatus},
};
use kit::{AppError, Tag, settle::settle, upstream::Upstream, upstream::controller};
use network_map::model::Key;

use super::{
    api::{CaptureRow, Done},
    args, read,
};

/// What is done with a capture.
pub enum Act {
    /// One begins.
    Start {
        /// For how long, as it was filled in.
        duration: String,
        /// Which packets, as it was filled in.
        filter: String,
    },
    /// It ends.
    Stop(String),
    /// It goes, with what it holds.
    Delete(String),
}

/// Does it, and says whether the controller shows it.
pub async fn run(node: Key, act: Act) -> Result<Done, AppError> {
    let upstream = controller()?;
    let (workload, _) = read::pod(&upstream, node).await?;
    let user = &upstream.viewer().fullname;
    let outcome = match act {
        Act::Start { duration, filter } => {
            let sniffer = args::parse(&duration, &filter).map_err(|wrong| AppError::Invalid {
                field: wrong.field.to_owned(),
                message: wrong.message,
            })?;
            if read::list(&upstream, &workload).await?.iter().any(CaptureRow::is_running) {
                let message = text::capture::one_runs().to_owned();
                return Err(AppError::Invalid { field: String::new(), message });
            }
            tracing::info!(user, workload, ?sniffer, "a capture begins");
            let call = sniffer::START.send([], &SnifferStart { sniffer });
            let started = upstream.call(call.query(session::of_workload(&workload))).await?.result.id;
            let there = |row: &CaptureRow| row.id == started;
            Done::Started { shown: shows(&upstream, &workload, |rows| rows.iter().any(there)).await? }
        }
        Act::Stop(id) => {
            known(&upstream, &workload, &id).await?;
            tracing::info!(user, workload, capture = id, "a capture is stopped");
            upstream.call(sniffer::STOP.at([&id])).await?;
            let runs = |row: &CaptureRow| row.id == id && row.status == SnifferStatus::Running;
            Done::Stopped { shown: shows(&upstream, &workload, |rows| !rows.iter().any(runs)).await? }
        }
        Act::Delete(id) => {
            known(&upstream, &workload, &id).await?;
            tracing::info!(user, workload, capture = id, "a capture is deleted");
            upstream.call(sniffer::DELETE.at([&id])).await?;
            let there = |row: &CaptureRow| row.id == id;
            Done::Deleted { shown: shows(&upstream, &workload, |rows| !rows.iter().any(there)).await? }
        }
    };
    upstream.forget(Tag::Traffic);
    Ok(outcome)
}

/// Only captures of the pod that was named: the id alone would reach any.
async fn known(upstream: &Upstream, workload: &str, id: &str) -> Result<(), AppError> {
    let rows = read::list(upstream, workload).await?;
    if rows.iter().any(|row| row.id == id) { Ok(()) } else { Err(AppError::NotFound) }
}

async fn shows(
    upstream: &Upstream,
    workload: &str,
    done: impl Fn(&Vec<CaptureRow>) -> bool,
) -> Result<bool, AppError> {
    Ok(settle(|| read::list(upstream, workload), done).await?.1)
}
