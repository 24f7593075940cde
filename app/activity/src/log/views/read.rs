//! Saved views, as the server keeps them. On the server only.

use kit::{AppError, keep::Own, upstream::Upstream};

use super::SavedView;
use crate::log::which::Which;

/// How long a name may be, in characters.
const LONGEST: usize = 80;

/// How many a user may have of a page.
const MOST: usize = 50;

fn place(which: Which) -> String {
    format!("events/views/{}", which.word())
}

/// One's views of a page, by name.
pub async fn list(upstream: &Upstream, which: Which) -> Result<Vec<SavedView>, AppError> {
    Ok(Own::of(upstream)?.get(&place(which)).await?.unwrap_or_default())
}

/// Saves one.
pub async fn save(upstream: &Upstream, which: Which, name: &str, query: &str) -> Result<String, AppError> {
    let wrong = |message: String| Err(AppError::Invalid { field: "name".to_owned(), message });
    let name = name.trim();
    if name.is_empty() {
        return wrong(text::views::no_name().to_owned());
    }
    if name.chars().count() > LONGEST {
        return wrong(text::views::long_name(&LONGEST.to_string()));
    }
    // An address of this page and no other, whatever was sent.
    let query = kit::url::Params::parse(query).link("");
    let mut views = list(upstream, which).await?;
    views.retain(|view| view.name != name);
    if views.len() >= MOST {
        return wrong(text::views::too_many(&MOST.to_string()));
    }
    views.push(SavedView { name: name.to_owned(), query });
    views.sort_by_key(|view| view.name.to_lowercase());
    Own::of(upstream)?.put(&place(which), &views).await?;
    Ok(name.to_owned())
}

/// Removes one; nothing is done where there is none.
pub async fn remove(upstream: &Upstream, which: Which, name: &str) -> Result<(), AppError> {
    let mut views = list(upstream, which).await?;
    views.retain(|view| view.name != name);
    Own::of(upstream)?.put(&place(which), &views).await
}
