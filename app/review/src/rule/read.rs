//! Reading the rule behind a connection, or making the one that is proposed where none decided.

use controller_api::{
    Query,
    conversation::ConversationDetail,
    group::{self, CfgType},
    policy_rule::{self, PolicyRule},
};
use kit::{AppError, upstream::Upstream};

use super::{
    Review, Said,
    proposal::{group_of, namespace_by_name, propose, same_connections},
};

/// The rule of this id.
///
/// # Errors
/// [`AppError::NotFound`] when there is none any more, and whatever reading it gives.
pub async fn rule(upstream: &Upstream, id: u32) -> Result<Review, AppError> {
    let rule = upstream.call(policy_rule::SHOW.at([&id.to_string()])).await?.rule;
    Ok(Review { namespaces: namespaces(upstream, &rule).await, rule, already: false })
}

/// The rule that is proposed for what was said between two groups; `""` = an end is in none. A rule that says the same already
/// takes its place.
///
/// # Errors
/// [`AppError::Invalid`] when nothing is said, or an end is in no group.
pub async fn proposal(upstream: &Upstream, from: &str, to: &str, said: &Said) -> Result<Review, AppError> {
    let wrong =
        |field: &str, message: &str| AppError::Invalid { field: field.into(), message: message.into() };
    if *said == Said::default() {
        return Err(wrong("said", text::review::nothing_said()));
    }
    if from.is_empty() || to.is_empty() {
        return Err(wrong("", text::review::no_group()));
    }
    let proposal = propose(from, to, said);
    let rules = local(upstream).await?;
    let already =
        rules.into_iter().find(|rule| is_own(rule) && !rule.disable && same_connections(rule, &proposal));
    let (rule, already) = match already {
        Some(rule) => (rule, true),
        None => (proposal, false),
    };
    Ok(Review { namespaces: namespaces(upstream, &rule).await, rule, already })
}

/// The same for what two ends of a conversation said.
///
/// # Errors
/// [`AppError::NotFound`] when they did not say that, and as [`proposal`].
pub async fn proposal_between(
    upstream: &Upstream,
    pair: &ConversationDetail,
    said: &Said,
) -> Result<Review, AppError> {
    let is_it = |entry: &controller_api::conversation::ConversationDetailEntry| {
        (&entry.application, &entry.port) == (&said.application, &said.port)
    };
    if *said != Said::default() && !pair.entries.iter().any(is_it) {
        return Err(AppError::NotFound);
    }
    let group = |end| group_of(end).unwrap_or_default();
    proposal(upstream, group(&pair.from), group(&pair.to), said).await
}

/// The rules of the cluster's own, in their order.
pub(super) async fn local(upstream: &Upstream) -> Result<Vec<PolicyRule>, AppError> {
    let query = Query::new().with("scope", "local");
    Ok(upstream.call(policy_rule::LIST.at([]).query(query)).await?.rules)
}

/// Whether a user made it.
pub(super) fn is_own(rule: &PolicyRule) -> bool {
    rule.cfg_type == CfgType::UserCreated
}

async fn namespaces(upstream: &Upstream, rule: &PolicyRule) -> [Option<String>; 2] {
    let (from, to) = futures::join!(namespace(upstream, &rule.from), namespace(upstream, &rule.to));
    [from, to]
}

/// The namespace of a group; none of one that is gone, or that this viewer may not see.
async fn namespace(upstream: &Upstream, name: &str) -> Option<String> {
    if let Some(namespace) = namespace_by_name(name) {
        return Some(namespace.to_owned());
    }
    let shown = upstream.call(group::SHOW.at([name])).await.ok()?;
    Some(shown.group.domain)
}
