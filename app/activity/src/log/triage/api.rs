//! The server functions of triage.

use event_log::Id;
use kit::AppError;
use leptos::prelude::*;

use super::shown::{Decided, TriageShown, Wanted};
use crate::log::which::Which;

/// Shows how an entry stands with people. [`AppError::NotFound`] when this viewer does not see it.
#[server(endpoint = "events/get_triage", protocol = kit::Call)]
pub async fn get_triage(#[server(default)] which: Which, id: Id) -> Result<TriageShown, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::triage(&upstream, which, id).await
        }
        .await,
    )
}

/// Decides the same about some entries, about all of them or none. `back` is where a browser without scripts goes on.
#[server(endpoint = "events/decide", protocol = kit::Call)]
pub async fn decide(what: Wanted, #[server(default)] back: String) -> Result<Decided, AppError> {
    let act = what.act;
    let outcome = super::write::run(what).await;
    kit::flash::go_on(&back);
    let (kind, text) = super::part::said(act, &outcome);
    kit::flash::say(kind, text);
    kit::upstream::answer(outcome)
}
