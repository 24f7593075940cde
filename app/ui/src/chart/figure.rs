//! A chart with its title, legend, alternative and table.
use leptos::prelude::*;

use super::{Chart, Unfolded, readout};
use crate::live::{attr, part};

/// A chart that the server has drawn.
#[component]
pub fn ChartFigure(
    /// The element id; others are made from it.
    #[prop(into)]
    id: String,
    /// What the chart is of.
    #[prop(into)]
    title: TextProp,
    /// The title is for assistive technology only: the panel around the chart says the same.
    #[prop(optional)]
    untitled: bool,
    /// The chart.
    #[prop(into)]
    chart: Signal<Chart>,
    /// "Show as a table".
    #[prop(into)]
    table_label: TextProp,
    /// What stands in place of a picture where there is nothing to show.
    #[prop(into)]
    empty: TextProp,
    /// The table is open from the start, as on paper.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let unfolded = use_context::<Unfolded>();
    let open = open || unfolded.is_some_and(|unfolded| unfolded.has(&id));
    let name = id.clone();
    let toggled = move |event| {
        if let Some(unfolded) = unfolded {
            unfolded.keep(&name, &event);
        }
    };
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let label_id = format!("{id}-table");
    let scroll_by = format!("{title_id} {label_id}");
    let is_empty = Memo::new(move |_| chart.with(Chart::is_empty));
    let body = move || match is_empty.get() {
        true => view! { <p class="chart-empty">{crate::words(empty.clone())}</p> }.into_any(),
        false => view! {
            <div
                class="chart-body"
                on:pointermove=|event| readout::show(&event)
                on:pointerleave=|event| readout::hide(&event)
                inner_html=attr(move || Some(chart.with(|chart| chart.picture.clone())))
            ></div>
        }
        .into_any(),
    };
    view! {
        <figure class="chart" id=id aria-labelledby=labelled_by>
            <figcaption id=title_id class=if untitled { "sr" } else { "chart-title" }>{crate::words(title)}</figcaption>
            {part(body)}
            <details class="chart-data" open=open on:toggle=toggled>
                <summary><span class="link" id=label_id>{crate::words(table_label)}</span></summary>
                <div
                    class="chart-scroll"
                    role="region"
                    aria-labelledby=scroll_by
                    tabindex="0"
                    inner_html=attr(move || Some(chart.with(|chart| chart.table.clone())))
                ></div>
            </details>
        </figure>
    }
}

/// A small line in a row of text or a cell; its numbers are for assistive technology only.
#[component]
pub fn Sparkline(
    /// What the line is of.
    #[prop(into)]
    title: TextProp,
    /// The chart: `draw::spark` made it.
    #[prop(into)]
    chart: Signal<Chart>,
) -> impl IntoView {
    view! {
        <figure class="spark">
            <figcaption class="sr">{crate::words(title)}</figcaption>
            <div inner_html=attr(move || Some(chart.with(|chart| chart.picture.clone())))></div>
            <div class="sr" inner_html=attr(move || Some(chart.with(|chart| chart.table.clone())))></div>
        </figure>
    }
}
