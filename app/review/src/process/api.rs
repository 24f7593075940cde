//! The server functions of process rules: what a profile says of a process, and giving it a verdict.

use kit::AppError;
use leptos::prelude::*;

use super::{ProcessDeployed, ProcessReview};
use crate::Verdict;

/// What a group's profile says of a process, by its name and its file (`""` = not known).
///
/// # Errors
/// [`AppError::NotFound`] when there is no such group any more, [`AppError::Invalid`] when it has no profile or no process is
/// named.
#[server(endpoint = "review/get_process_rule", protocol = kit::Call)]
pub async fn get_process_rule(
    group: String,
    name: String,
    #[server(default)] path: String,
) -> Result<ProcessReview, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::review(&upstream, &group, &name, &path).await
        }
        .await,
    )
}

/// Gives a process a verdict in a group's profile. What comes back is what was read after it. `back` is where a browser without
/// scripts goes on.
///
/// # Errors
/// [`AppError::Denied`] when the viewer may not, or the profile is managed elsewhere; as [`get_process_rule`] besides.
#[server(endpoint = "review/deploy_process_rule", protocol = kit::Call)]
pub async fn deploy_process_rule(
    group: String,
    name: String,
    #[server(default)] path: String,
    verdict: Verdict,
    #[server(default)] back: String,
) -> Result<ProcessDeployed, AppError> {
    let outcome = super::deploy::run(&group, &name, &path, verdict).await;
    kit::flash::go_on(&back);
    match &outcome {
        Ok(deployed) => {
            let (kind, text) = deployed.say();
            kit::flash::say(kind, text);
        }
        Err(error) => {
            kit::flash::say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()));
        }
    }
    kit::upstream::answer(outcome)
}
