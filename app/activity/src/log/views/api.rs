//! The server functions of saved views: one's own, and nobody else's.

use kit::AppError;
use leptos::prelude::*;

use super::SavedView;
use crate::log::which::Which;

/// One's views of a page, by name.
#[server(endpoint = "events/get_views", protocol = kit::Call)]
pub async fn get_views(#[server(default)] which: Which) -> Result<Vec<SavedView>, AppError> {
    kit::upstream::answer(async { super::read::list(&kit::upstream::controller()?, which).await }.await)
}

/// Saves what a list shows, instead of what had this name before; says the name. `back` is where a browser without scripts goes
/// on.
///
/// # Errors
/// [`AppError::Invalid`] for a name that is empty or too long, and when there are too many.
#[server(endpoint = "events/save_view", protocol = kit::Call)]
pub async fn save_view(
    #[server(default)] which: Which,
    #[server(default)] name: String,
    #[server(default)] query: String,
    #[server(default)] back: String,
) -> Result<String, AppError> {
    let outcome =
        async { super::read::save(&kit::upstream::controller()?, which, &name, &query).await }.await;
    told(outcome.as_ref().map(|name| text::views::saved(name)), &back);
    kit::upstream::answer(outcome)
}

/// Removes a view. `back` is where a browser without scripts goes on.
#[server(endpoint = "events/remove_view", protocol = kit::Call)]
pub async fn remove_view(
    #[server(default)] which: Which,
    #[server(default)] name: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let outcome = async { super::read::remove(&kit::upstream::controller()?, which, &name).await }.await;
    told(outcome.as_ref().map(|()| text::views::removed().to_owned()), &back);
    kit::upstream::answer(outcome)
}

#[cfg(feature = "ssr")]
fn told(outcome: Result<String, &AppError>, back: &str) {
    kit::flash::go_on(back);
    match outcome {
        Ok(text) => kit::flash::say(kit::flash::Kind::Good, text),
        Err(AppError::Invalid { message, .. }) => kit::flash::say(kit::flash::Kind::Bad, message.clone()),
        Err(error) => {
            kit::flash::say(kit::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()))
        }
    }
}
