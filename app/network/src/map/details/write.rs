//! What is done to a node: write, then read again until the cluster says what was asked, or time is up.
//!
//! Reads trail writes a little, so that the reading again happens here on the server, once for browsers with and without
//! scripts, and what is said in the end is what was read.

use std::time::Duration;

use controller_api::{
    Query,
    conversation::{self, EndChange, EndUpdate},
    workload::{self, WorkloadChange, WorkloadState, WorkloadUpdate},
};
use kit::{
    AppError, Tag, flash,
    upstream::{Upstream, controller},
};
use network_map::model::Kind;

use super::{
    outcome::{EndOutcome, QuarantineOutcome},
    read::key,
};
use crate::map::read::whole;

/// How long to wait before each reading.
const WAITS: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(600), Duration::from_millis(1200)];

/// Ends a form that a browser sent by itself: where it goes on, and what is said there.
pub fn ended(back: &str, outcome: Result<(flash::Kind, String), &AppError>) {
    flash::go_on(back);
    match outcome {
        Ok((kind, text)) => flash::say(kind, text),
        Err(error) => flash::say(flash::Kind::Bad, format!("{}. {}", error.title(), error.detail())),
    }
}

/// What a node is, the controller's id of it, and its name.
async fn known(upstream: &Upstream, node: &str) -> Result<(Kind, String, String), AppError> {
    let key = key(node)?;
    let whole = whole(upstream).await?;
    let (kind, id) = whole.id(key).ok_or(AppError::NotFound)?;
    let name = whole.node(key).map(|at| whole.graph.name(at).to_owned()).unwrap_or_default();
    Ok((kind, id.to_owned(), name))
}

fn wrong(field: &str, message: &str) -> AppError {
    AppError::Invalid { field: field.into(), message: message.into() }
}

/// Cuts a pod off, or lets it back.
pub async fn quarantine(node: &str, on: bool) -> Result<QuarantineOutcome, AppError> {
    let upstream = controller()?;
    let (kind, id, name) = known(&upstream, node).await?;
    if !matches!(kind, Kind::Pod | Kind::Sidecar) {
        return Err(wrong("node", text::details::only_pods()));
    }
    tracing::info!(user = %upstream.viewer().fullname, workload = id, on, "a pod's quarantine is switched");
    let config = WorkloadChange { quarantine: Some(on), ..WorkloadChange::default() };
    let written = upstream.call(workload::UPDATE.send([id.as_str()], &WorkloadUpdate { config })).await;
    upstream.forget(Tag::Traffic);
    written?;

    let mut outcome = QuarantineOutcome { name, asked: on, now: None };
    for wait in WAITS {
        tokio::time::sleep(wait).await;
        // The write is done: a reading that fails is no failure of it, but nothing can be said then.
        match upstream.call(workload::SHOW.at([id.as_str()]).query(Query::new().pods())).await {
            Ok(shown) => {
                let state = &shown.workload.workload.brief.state;
                outcome.now = Some(*state == WorkloadState::Quarantined);
            }
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            Err(error) => tracing::warn!(%error, "a pod could not be read again"),
        }
        if outcome.is_settled() {
            break;
        }
    }
    upstream.forget(Tag::Traffic);
    Ok(outcome)
}

/// Names an end; `""` gives it back its own name.
pub async fn name(node: &str, name: &str) -> Result<EndOutcome, AppError> {
    let upstream = controller()?;
    let (_, id, _) = known(&upstream, node).await?;
    tracing::info!(user = %upstream.viewer().fullname, id, name, "an end is named");
    let config = EndChange { id: id.clone(), display_name: Some(name.to_owned()) };
    let written = upstream.call(conversation::CHANGE_END.send([id.as_str()], &EndUpdate { config })).await;
    upstream.forget(Tag::Traffic);
    written?;

    let mut outcome = EndOutcome::Named { asked: name.to_owned(), now: None };
    for wait in WAITS {
        tokio::time::sleep(wait).await;
        upstream.forget(Tag::Traffic);
        match known(&upstream, node).await {
            Ok((_, _, now)) => outcome = EndOutcome::Named { asked: name.to_owned(), now: Some(now) },
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            Err(error) => tracing::warn!(%error, "an end could not be read again"),
        }
        if outcome.is_settled() {
            break;
        }
    }
    Ok(outcome)
}

/// Forgets an end with all that it said.
pub async fn forget(node: &str) -> Result<EndOutcome, AppError> {
    let upstream = controller()?;
    let (_, id, name) = known(&upstream, node).await?;
    tracing::info!(user = %upstream.viewer().fullname, id, "an end is forgotten");
    let written = upstream.call(conversation::DELETE_END.at([id.as_str()])).await;
    upstream.forget(Tag::Traffic);
    written?;

    let mut gone = false;
    for wait in WAITS {
        tokio::time::sleep(wait).await;
        upstream.forget(Tag::Traffic);
        match known(&upstream, node).await {
            Ok(_) => gone = false,
            Err(AppError::NotFound) => gone = true,
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            Err(error) => tracing::warn!(%error, "an end could not be read again"),
        }
        if gone {
            break;
        }
    }
    Ok(EndOutcome::Forgotten { name, gone })
}
