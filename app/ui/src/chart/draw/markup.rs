//! The markup around the marks: scales, names, legends, tables. Leptos writes it, and so escapes every word.
use leptos::prelude::*;

/// A key of a legend.
pub struct Key {
    /// A small chart with the place of the series in it, as SVG.
    pub swatch: String,
    /// Its word.
    pub label: String,
    /// Its sum, formatted.
    pub value: String,
    /// The list that the sum counts.
    pub href: Option<String>,
}

/// The words under slots.
pub enum Ticks {
    /// Some slots have one: SVG.
    Some(String),
    /// Each slot has one: a name that may wrap.
    Names(Vec<String>),
}

/// The numbers of a chart, formatted.
pub struct Table {
    /// What the columns are.
    pub heads: Vec<String>,
    /// What each row is, with its numbers: one cell less than there are heads.
    pub rows: Vec<(String, Vec<String>)>,
}

/// A view as it is sent. The marks by which Leptos would find its way in the browser are left out: nobody looks for them.
fn html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}

fn each<T>(all: impl IntoIterator<Item = T>, one: impl Fn(T) -> AnyView) -> Vec<AnyView> {
    all.into_iter().map(one).collect()
}

/// Marks over a scale, with slots from left to right. `series` are the words and swatches of the note that shows what is
/// pointed at.
pub fn scaled(
    alt: &str,
    svg: String,
    scale: Vec<String>,
    ticks: Ticks,
    series: Vec<(String, String)>,
) -> String {
    let scale = each(scale, |word| view! { <span>{word}</span> }.into_any());
    let ticks = match ticks {
        Ticks::Some(svg) => view! { <div class="chart-ticks" inner_html=svg></div> }.into_any(),
        Ticks::Names(names) => {
            let names = each(names, |name| view! { <span>{name}</span> }.into_any());
            view! { <div class="chart-names">{names}</div> }.into_any()
        }
    };
    let note = each(series, |(label, swatch)| {
        view! { <li>{swatch_view(swatch)} <span class="label">{label}</span> <span class="value" data-cell></span></li> }
            .into_any()
    });
    html(view! {
        <div class="chart-scaled" role="img" aria-label=alt.to_owned()>
            <div class="chart-scale">{scale}</div>
            <div class="chart-area">
                <div class="chart-plot" inner_html=svg></div>
                <svg class="chart-cursor" width="100%" height="100%"><line y1="0" y2="100%"></line></svg>
                <div class="chart-note"><strong data-cell></strong><ul>{note}</ul></div>
            </div>
            {ticks}
        </div>
    })
}

/// Bars with their names, sums and what they lead to. The names are words beside the picture, not a part of it: they may be
/// links.
pub fn bars(alt: &str, svg: String, lines: Vec<(String, String, Option<String>)>) -> String {
    let lines = each(lines, |(name, value, href)| {
        let name = match href {
            Some(href) => view! { <a class="name" href=href>{name}</a> }.into_any(),
            None => view! { <span class="name">{name}</span> }.into_any(),
        };
        view! { <li>{name} <span class="value">{value}</span></li> }.into_any()
    });
    html(view! {
        <div class="chart-bars">
            <div class="chart-plot" role="img" aria-label=alt.to_owned() inner_html=svg></div>
            <ol>{lines}</ol>
        </div>
    })
}

/// A ring with a figure in its middle and a word under it.
pub fn ring(alt: &str, svg: String, value: String, note: String) -> String {
    html(view! {
        <div class="chart-ring" role="img" aria-label=alt.to_owned()>
            <div class="chart-plot" inner_html=svg></div>
            <div class="chart-middle"><strong>{value}</strong> <span>{note}</span></div>
        </div>
    })
}

/// A line as high as a word.
pub fn spark(alt: &str, svg: String) -> String {
    html(view! { <div class="spark-plot" role="img" aria-label=alt.to_owned() inner_html=svg></div> })
}

/// The legend; nothing where there are no keys.
pub fn legend(keys: Vec<Key>) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let keys = each(keys, |Key { swatch, label, value, href }| {
        let value = match href {
            Some(href) => {
                let spoken = format!("{value} {label}");
                view! { <a class="number" href=href aria-label=spoken>{value}</a> }.into_any()
            }
            None => view! { <span class="value">{value}</span> }.into_any(),
        };
        view! { <li>{swatch_view(swatch)} <span class="label">{label}</span> {value}</li> }.into_any()
    });
    html(view! { <ul class="chart-keys">{keys}</ul> })
}

fn swatch_view(swatch: String) -> AnyView {
    view! { <span class="chart-swatch" aria-hidden="true" inner_html=swatch></span> }.into_any()
}

/// The numbers.
pub fn table(Table { heads, rows }: Table) -> String {
    let heads = each(heads, |head| view! { <th scope="col">{head}</th> }.into_any());
    let rows = each(rows, |(name, cells)| {
        let cells = each(cells, |cell| view! { <td>{cell}</td> }.into_any());
        view! { <tr><th scope="row">{name}</th>{cells}</tr> }.into_any()
    });
    html(view! {
        <table>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    })
}
