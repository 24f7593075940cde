//! The small table of a panel: how many there are, and the rows, in a region of its own that scrolls.

use leptos::prelude::*;

/// The table in the part with this title; `heads` with those of numbers, which stand at the end.
pub fn small_table(
    title_id: &'static str,
    count: String,
    heads: &[(&'static str, bool)],
    rows: Vec<AnyView>,
) -> AnyView {
    let heads: Vec<_> = heads
        .iter()
        .map(|(head, number)| view! { <th scope="col" class=number.then_some("end")>{*head}</th> })
        .collect();
    view! {
        <p class="muted">{count}</p>
        <div class="small-table" role="region" aria-labelledby=title_id tabindex="0">
            <table class="said">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
