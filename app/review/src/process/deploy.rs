//! Changing what a group's profile says of a process: write, then read until the cluster shows it.

use controller_api::process_profile::{
    self, ProcessProfileChange, ProcessProfileUpdate, ProcessRule, ProcessRuleDraft,
};
use kit::{AppError, Tag, settle::settle, upstream::controller};

use super::{
    ProcessDeployed, ProcessReview,
    read::{self, found},
};
use crate::Verdict;

/// Gives a process a verdict in a group's profile.
pub async fn run(group: &str, name: &str, path: &str, verdict: Verdict) -> Result<ProcessDeployed, AppError> {
    let upstream = controller()?;
    let review = read::review(&upstream, group, name, path).await?;
    review
        .may_deploy(&upstream.viewer().access, verdict)
        .map_err(|closed| AppError::Denied { message: closed.text() })?;
    let answer = ProcessDeployed {
        shown: true,
        verdict,
        name: name.to_owned(),
        group: group.to_owned(),
        mode: review.mode,
    };
    if review.verdict() == Some(verdict) {
        return Ok(answer);
    }
    let user = &upstream.viewer().fullname;
    tracing::info!(%user, group, name, path, verdict = verdict.word(), "a process rule is deployed");
    let change = vec![draft(&review, verdict)];
    let config = ProcessProfileChange { group: group.to_owned(), change, ..ProcessProfileChange::default() };
    let written =
        upstream.call(process_profile::UPDATE.send([group], &ProcessProfileUpdate { config })).await;
    upstream.forget(Tag::Groups);
    written?;
    let read = || async { Ok(found(&read::profile(&upstream, group).await?.process_list, name, path).1) };
    let stands = |own: &Option<ProcessRule>| own.as_ref().is_some_and(|rule| rule.action == verdict.word());
    let (_, shown) = settle(read, stands).await?;
    Ok(ProcessDeployed { shown, ..answer })
}

/// The rule as it is written, with a verdict.
pub(super) fn draft(review: &ProcessReview, verdict: Verdict) -> ProcessRuleDraft {
    ProcessRuleDraft {
        name: review.name.clone(),
        path: review.path.clone(),
        action: verdict.word().to_owned(),
        allow_update: review.own.as_ref().is_some_and(|rule| rule.allow_update),
    }
}
