//! The enforcer that reported an entry, as it stands now.

use event_log::Id;
use kit::{AppError, Query, Tag, error::ErrorPanel, panel_query};
use leptos::prelude::*;

use super::{api::get_enforcer, shown::Part};
use crate::log::which::Which;

/// What the controller says of it; nothing where nobody reported the entry, where it is gone, and where it is not for this
/// viewer.
#[component]
pub fn ItsEnforcer(
    /// The page.
    which: Which,
    /// The entry.
    id: Id,
) -> impl IntoView {
    let enforcer: Query<Part> = panel_query(Tag::System, || (), move |()| get_enforcer(which, id));
    let content = enforcer.drawn(move || {
        ui::live::part(move || {
            let shown = enforcer.shown();
            match (shown.good, shown.error) {
                (Some(part), _) if !part.facts.is_empty() => super::part(&part),
                (None, Some(error)) if !matches!(error, AppError::Late) => {
                    view! { <ErrorPanel error=error /> }.into_any()
                }
                _ => ().into_any(),
            }
        })
    });
    view! { <Transition>{content}</Transition> }
}
