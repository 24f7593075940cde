//! The server functions of network rules: one with what is known of it, and giving it a verdict.

use kit::AppError;
use leptos::prelude::*;

use super::{Deployed, Review, Said};
use crate::Verdict;

/// A rule, or with `rule` 0 the one that is proposed for what was said between two groups.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such rule any more, [`AppError::Invalid`] when there is nothing to propose.
#[server(endpoint = "review/get_rule", protocol = kit::Call)]
pub async fn get_rule(
    #[server(default)] rule: u32,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] said: Said,
) -> Result<Review, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            match rule {
                0 => super::read::proposal(&upstream, &from, &to, &said).await,
                id => super::read::rule(&upstream, id).await,
            }
        }
        .await,
    )
}

/// Gives a rule a verdict, or makes the one that is proposed. What comes back is what was read after it. `back` is where a
/// browser without scripts goes on, `to_rule` how the address begins that it goes on to when there is a rule.
///
/// # Errors
/// [`AppError::Denied`] when the viewer may not, or the rule is managed elsewhere; as [`get_rule`] besides.
#[server(endpoint = "review/deploy_rule", protocol = kit::Call)]
pub async fn deploy_rule(
    #[server(default)] rule: u32,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] said: Said,
    verdict: Verdict,
    #[server(default)] back: String,
    #[server(default)] to_rule: String,
) -> Result<Deployed, AppError> {
    let outcome = super::deploy::run(rule, (&from, &to), &said, verdict).await;
    match &outcome {
        Ok(deployed) => {
            let (kind, text) = deployed.say();
            kit::flash::go_on(&deployed.address(&back, &to_rule));
            kit::flash::say(kind, text);
        }
        Err(error) => {
            kit::flash::go_on(&back);
            kit::flash::say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()));
        }
    }
    kit::upstream::answer(outcome)
}
