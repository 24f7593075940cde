//! A part of a panel that is read by itself: what was read, or why it was not.

use std::hash::Hash;

use kit::{AppError, Query, error::ErrorPanel, error::stale};
use leptos::prelude::*;
use ui::Skeleton;

/// A part that is a node's own, or an edge's. Another one's is another part: drawn in the place of this, what waits here would look
/// for what is gone.
pub fn of<K>(whose: K, view: impl Fn(K) -> AnyView + Clone + Send + 'static) -> AnyView
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
{
    view! { <For each=move || [whose] key=|whose| *whose children=view /> }.into_any()
}

/// What stands in the part: lines of bones until something is read, then what `view` makes of it, with a word where that is old.
/// Stands in [`Query::drawn`].
pub fn as_read<T>(query: Query<T>, lines: usize, view: impl Fn(T) -> AnyView + Send + 'static) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    as_read_or(query, lines, view, failed)
}

/// Why nothing was read.
pub fn failed(error: AppError) -> AnyView {
    view! { <ErrorPanel error=error /> }.into_any()
}

/// The same with another word for why nothing was read.
pub fn as_read_or<T>(
    query: Query<T>,
    lines: usize,
    view: impl Fn(T) -> AnyView + Send + 'static,
    failed: fn(AppError) -> AnyView,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    ui::live::part(move || {
        let shown = query.shown();
        match (shown.good, shown.error) {
            (Some(good), error) => view! { {error.as_ref().map(stale)} {view(good)} }.into_any(),
            (None, Some(AppError::Late)) => view! {
                <Skeleton lines=lines label=text::common::loading() />
                <p class="muted">{text::error::late()}</p>
            }
            .into_any(),
            (None, Some(error)) => failed(error),
            (None, None) => ().into_any(),
        }
    })
}
