//! The server functions of a node's panel: what is known of it, what a switch of its modes is about, and what is done to it.
//!
//! The browser knows nodes by their keys; the controller's id of a node is looked up in all that this viewer may see.

use kit::{AppError, mode::Plan};
use leptos::prelude::*;

use super::{
    facts::Facts,
    outcome::{EndOutcome, QuarantineOutcome},
    shown::NodeShown,
};

/// Reads what is known of a node. None when it is not on the map any more, or never was for this viewer: that is how pods end,
/// and no failure.
#[server(endpoint = "map/get_node", protocol = kit::Call)]
pub async fn get_node(node: String) -> Result<Option<NodeShown>, AppError> {
    kit::upstream::answer(
        async {
            match super::read::node(&kit::upstream::controller()?, &node).await {
                Ok(shown) => Ok(Some(shown)),
                Err(AppError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        }
        .await,
    )
}

/// The same without the details: what a menu of the node's acts hangs on. [`AppError::NotFound`] when it is not on the map.
#[server(endpoint = "map/get_facts", protocol = kit::Call)]
pub async fn get_facts(node: String) -> Result<Facts, AppError> {
    kit::upstream::answer(async { super::read::facts(&kit::upstream::controller()?, &node).await }.await)
}

/// Says how the groups stand that a switch of a node's modes is about: a pod's group, a group, all groups of a namespace, the
/// group `nodes`.
#[server(endpoint = "map/plan_node", protocol = kit::Call)]
pub async fn plan_node(node: String) -> Result<Plan, AppError> {
    kit::upstream::answer(async { super::read::plan(&kit::upstream::controller()?, &node).await }.await)
}

/// Cuts a pod off from the network, or lets it back. What comes back is how it stands now. `back` is where a browser without
/// scripts goes on.
#[server(endpoint = "map/set_quarantine", protocol = kit::Call)]
pub async fn set_quarantine(
    node: String,
    #[server(default)] on: bool,
    #[server(default)] back: String,
) -> Result<QuarantineOutcome, AppError> {
    let outcome = super::write::quarantine(&node, on).await;
    super::write::ended(&back, outcome.as_ref().map(QuarantineOutcome::say));
    kit::upstream::answer(outcome)
}

/// Names an end that no enforcer looks after, or a node; no name gives it back its own.
#[server(endpoint = "map/name_end", protocol = kit::Call)]
pub async fn name_end(
    node: String,
    #[server(default)] name: String,
    #[server(default)] back: String,
) -> Result<EndOutcome, AppError> {
    let outcome = super::write::name(&node, name.trim()).await;
    super::write::ended(&back, outcome.as_ref().map(EndOutcome::say));
    kit::upstream::answer(outcome)
}

/// Forgets such an end, with all that it said.
#[server(endpoint = "map/forget_end", protocol = kit::Call)]
pub async fn forget_end(node: String, #[server(default)] back: String) -> Result<EndOutcome, AppError> {
    let outcome = super::write::forget(&node).await;
    super::write::ended(&back, outcome.as_ref().map(EndOutcome::say));
    kit::upstream::answer(outcome)
}
