//! Charts of every kind, with much, little and nothing in them.
#[cfg(not(feature = "ssr"))]
use drawn_by_the_server as samples;
use leptos::prelude::*;

use super::piece;
use crate::*;

#[cfg(feature = "ssr")]
mod samples;

/// The browser takes over what the server has drawn and has nothing to draw with.
#[cfg(not(feature = "ssr"))]
mod drawn_by_the_server {
    pub fn all() -> Vec<(&'static str, crate::Chart)> {
        Vec::new()
    }
}

pub fn view() -> AnyView {
    let charts = SharedValue::new(|| {
        samples::all().into_iter().map(|(title, chart)| (title.to_owned(), chart)).collect::<Vec<_>>()
    });
    let (sparks, figures): (Vec<_>, Vec<_>) =
        charts.into_inner().into_iter().partition(|(_, chart)| chart.picture().contains("spark-plot"));
    let figures: Vec<_> = figures
        .into_iter()
        .map(|(title, chart)| {
            let id = format!("gallery-{}", title.to_lowercase().replace(' ', "-"));
            let panel = format!("{id}-panel");
            view! {
                <Panel id=panel title=title.clone()>
                    <ChartFigure
                        id=id
                        title=title
                        untitled=true
                        chart=chart
                        table_label="Show as a table"
                        empty="Nothing happened in these seven days."
                    />
                </Panel>
            }
            .into_any()
        })
        .collect();
    let sparks: Vec<_> = sparks
        .into_iter()
        .map(|(title, chart)| {
            view! { <span>{title.clone()} " " <Sparkline title=title chart=chart /></span> }.into_any()
        })
        .collect();
    view! {
        <div class="columns">{figures}</div>
        {piece("Sparklines", view! { <div class="row">{sparks}</div> }.into_any())}
    }
    .into_any()
}
