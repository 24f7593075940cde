//! Reading what a group's profile says of a process.

use controller_api::{
    group::{self, GroupKind},
    process_profile::{self, ProcessProfile, ProcessRule},
};
use kit::{AppError, upstream::Upstream};

use super::ProcessReview;

/// What a group's profile says of a process.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such group, [`AppError::Invalid`] when it has no profile or no process is named.
pub async fn review(
    upstream: &Upstream,
    group: &str,
    name: &str,
    path: &str,
) -> Result<ProcessReview, AppError> {
    let wrong =
        |field: &str, message: &str| AppError::Invalid { field: field.into(), message: message.into() };
    if name.trim().is_empty() {
        return Err(wrong("name", text::review::no_process()));
    }
    if group.is_empty() {
        return Err(wrong("group", text::review::no_profile()));
    }
    let about = upstream.call(group::SHOW.at([group])).await?.group;
    if !matches!(about.kind, GroupKind::Container | GroupKind::Node) {
        return Err(wrong("group", text::review::no_profile()));
    }
    let profile = profile(upstream, group).await?;
    let (rule, own) = found(&profile.process_list, name, path);
    Ok(ProcessReview {
        group: group.to_owned(),
        namespace: about.domain,
        cfg_type: about.cfg_type,
        mode: profile.mode,
        baseline: profile.baseline,
        name: name.to_owned(),
        path: path.to_owned(),
        rule,
        own,
    })
}

/// A group's profile.
pub(super) async fn profile(upstream: &Upstream, group: &str) -> Result<ProcessProfile, AppError> {
    Ok(upstream.call(process_profile::SHOW.at([group])).await?.process_profile)
}

/// What the rules of a profile, in their order, say of a process: the first that speaks of it, and the one of just this name
/// and file.
pub(super) fn found(
    rules: &[ProcessRule],
    name: &str,
    path: &str,
) -> (Option<ProcessRule>, Option<ProcessRule>) {
    let is_own = |rule: &&ProcessRule| (&*rule.name, &*rule.path) == (name, path);
    let own = rules.iter().find(is_own);
    let first = rules.iter().find(|rule| rule.matches(name, path));
    // A rule without a file speaks of a process whose file is not known, too.
    (first.or(own).cloned(), own.cloned())
}
