//! The small table of a panel: rows under their heads, in a region of its own that scrolls.

use leptos::prelude::*;

/// The table in the part with this title.
pub fn small_table(title_id: &'static str, heads: Vec<AnyView>, rows: Vec<AnyView>) -> AnyView {
    view! {
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

/// Heads of columns that cannot be sorted by; with those of numbers, which stand at the end.
pub fn plain_heads(heads: &[(&'static str, bool)]) -> Vec<AnyView> {
    let head = |(head, number): &(&'static str, bool)| {
        view! { <th scope="col" class=number.then_some("end")>{*head}</th> }.into_any()
    };
    heads.iter().map(head).collect()
}
