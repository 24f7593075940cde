//! Reading the rule behind an entry, or making the one that is proposed where none decided.

use controller_api::{
    Query,
    group::{self, CfgType},
    policy_rule::{self, PolicyRule},
};
use kit::{AppError, upstream::Upstream};
use network_map::model::Key;

use super::{
    proposal::{group_of, namespace_by_name, propose, same_connections},
    read,
    rule::{Review, Said},
};

/// The rule of this id, or with 0 the one proposed for what two ends said. A rule that says the same already takes the
/// proposal's place.
pub async fn of(upstream: &Upstream, ends: (Key, Key), id: u32, said: &str) -> Result<Review, AppError> {
    if id != 0 {
        // The ends must be ones that this viewer sees, whatever rule is asked for beside them.
        read::ends(upstream, ends.0, ends.1).await?;
        let rule = upstream.call(policy_rule::SHOW.at([&id.to_string()])).await?.rule;
        return Ok(Review { namespaces: namespaces(upstream, &rule).await, rule, already: false });
    }
    let proposal = proposal(upstream, ends, said).await?;
    let rules = local(upstream).await?;
    let already =
        rules.into_iter().find(|rule| is_own(rule) && !rule.disable && same_connections(rule, &proposal));
    let (rule, already) = match already {
        Some(rule) => (rule, true),
        None => (proposal, false),
    };
    Ok(Review { namespaces: namespaces(upstream, &rule).await, rule, already })
}

/// The rules of the cluster's own, in their order.
pub async fn local(upstream: &Upstream) -> Result<Vec<PolicyRule>, AppError> {
    let query = Query::new().with("scope", "local");
    Ok(upstream.call(policy_rule::LIST.at([]).query(query)).await?.rules)
}

/// Whether a user made it.
pub fn is_own(rule: &PolicyRule) -> bool {
    rule.cfg_type == CfgType::UserCreated
}

async fn proposal(upstream: &Upstream, (from, to): (Key, Key), said: &str) -> Result<PolicyRule, AppError> {
    let said = Said::of_word(said).ok_or_else(|| AppError::Invalid {
        field: "said".to_owned(),
        message: text::conversation::nothing_said().to_owned(),
    })?;
    let pair = read::pair(upstream, from, to).await?;
    let is_it = |entry: &controller_api::conversation::ConversationDetailEntry| {
        (&entry.application, &entry.port) == (&said.application, &said.port)
    };
    if !pair.entries.iter().any(is_it) {
        return Err(AppError::NotFound);
    }
    let (Some(from), Some(to)) = (group_of(&pair.from), group_of(&pair.to)) else {
        let message = text::conversation::no_group().to_owned();
        return Err(AppError::Invalid { field: String::new(), message });
    };
    Ok(propose(from, to, &said))
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
