//! The bars as a table, each with the address of its stretch: for those who do not see them or have no pointer.

use kit::url::Params;
use leptos::prelude::*;

use super::{Bar, Timeline};
use crate::log::which::Which;

/// The table.
pub fn table(which: Which, timeline: &Timeline, params: &Params) -> AnyView {
    let heads: Vec<_> = timeline
        .series
        .iter()
        .map(|series| view! { <th scope="col" class="end">{series.name()}</th> }.into_any())
        .collect();
    let row = |bar: &Bar| {
        let href = timeline.within(params, bar.bucket, bar.bucket).link(which.path());
        let counts: Vec<_> = bar
            .counts
            .iter()
            .map(|count| view! { <td class="end">{text::number(*count as u64)}</td> }.into_any())
            .collect();
        view! {
            <tr>
                <th scope="row"><a class="link" href=href>{timeline.span(bar.bucket, bar.bucket)}</a></th>
                {counts}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<_> = timeline.bars.iter().rev().map(row).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="timeline-title">
            <table class="plain">
                <thead><tr><th scope="col">{text::timeline::when()}</th> {heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
