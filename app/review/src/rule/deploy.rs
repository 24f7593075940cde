//! Changing a network rule, or making the one that is proposed: write, then read until the cluster shows it.

use std::collections::HashSet;

use controller_api::policy_rule::{
    self, Place, PolicyRule, PolicyRuleChange, PolicyRuleUpdate, RuleInsert, RulesAction,
};
use kit::{AppError, Tag, settle::settle, upstream::Upstream, upstream::controller};

use super::{
    Closed, Deployed, Review, Said, Way,
    proposal::{draft, same_connections},
    read,
};
use crate::Verdict;

/// Gives a rule a verdict; with `id` 0 the one that is proposed between these groups.
pub async fn run(id: u32, ends: (&str, &str), said: &Said, verdict: Verdict) -> Result<Deployed, AppError> {
    let upstream = controller()?;
    let review = match id {
        0 => read::proposal(&upstream, ends.0, ends.1, said).await?,
        id => read::rule(&upstream, id).await?,
    };
    review
        .may_deploy(&upstream.viewer().access)
        .map_err(|closed: Closed| AppError::Denied { message: closed.text() })?;
    let answer = Deployed {
        rule: None,
        verdict,
        about: review.about(),
        from: review.rule.from.clone(),
        to: review.rule.to.clone(),
        disabled: review.rule.disable,
    };
    if review.verdict() == Some(verdict) {
        return Ok(Deployed { rule: Some(review.rule.id), ..answer });
    }
    tracing::info!(
        user = %upstream.viewer().fullname,
        rule = review.rule.id,
        from = review.rule.from,
        to = review.rule.to,
        verdict = verdict.word(),
        "a network rule is deployed"
    );
    let rule = match review.way() {
        Way::Change => change(&upstream, &review, verdict).await?,
        Way::Copy | Way::Insert => add(&upstream, &review, verdict).await?,
    };
    Ok(Deployed { rule, ..answer })
}

/// Another verdict for a user's own rule.
async fn change(upstream: &Upstream, review: &Review, verdict: Verdict) -> Result<Option<u32>, AppError> {
    let id = review.rule.id;
    written(upstream, upstream.call(update(id, verdict, false)).await)?;
    let read = || async { Ok(upstream.call(policy_rule::SHOW.at([&id.to_string()])).await?.rule) };
    let (_, settled) = settle(read, |rule: &PolicyRule| rule.action == verdict.word()).await?;
    Ok(settled.then_some(id))
}

/// A rule more: a copy of a learned one before it, or one that is inserted before all others. Its id is the controller's to
/// give, so that it is known by being new.
async fn add(upstream: &Upstream, review: &Review, verdict: Verdict) -> Result<Option<u32>, AppError> {
    let before: HashSet<u32> = read::local(upstream).await?.iter().map(|rule| rule.id).collect();
    let call = match review.way() {
        Way::Copy => update(review.rule.id, verdict, true),
        Way::Insert | Way::Change => {
            let insert = RuleInsert { after: Place::First, rules: vec![draft(&review.rule, verdict)] };
            policy_rule::ACT.send([], &RulesAction { insert: Some(insert), ..RulesAction::default() })
        }
    };
    written(upstream, upstream.call(call).await)?;
    let is_new = |rule: &&PolicyRule| {
        read::is_own(rule)
            && !before.contains(&rule.id)
            && rule.action == verdict.word()
            && same_connections(rule, &review.rule)
    };
    let (rules, _) =
        settle(|| read::local(upstream), |rules: &Vec<PolicyRule>| rules.iter().any(|rule| is_new(&rule)))
            .await?;
    Ok(rules.and_then(|rules| rules.iter().find(is_new).map(|rule| rule.id)))
}

fn update(id: u32, verdict: Verdict, replicate: bool) -> controller_api::Call<controller_api::Empty> {
    let action = Some(verdict.word().to_owned());
    let config = PolicyRuleChange { id, action, ..PolicyRuleChange::default() };
    policy_rule::UPDATE.send([&id.to_string()], &PolicyRuleUpdate { config, replicate })
}

/// Makes old what a change of rules makes old, whether it went well or not.
fn written<T>(upstream: &Upstream, answer: Result<T, AppError>) -> Result<(), AppError> {
    upstream.forget(Tag::Groups);
    answer.map(drop)
}
