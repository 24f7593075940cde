//! A panel of the dashboard: what was read, or why not, without a thought for the other panels; and its charts.

use controller_api::access::Permission;
use kit::{AppError, Query, error::ErrorPanel, viewer::use_viewer};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use ui::{Chart, Skeleton, chart::ChartFigure};

use super::reading::Reading;

/// The content of a panel.
pub fn content<T>(
    query: Query<Reading<T>>,
    lines: usize,
    show: impl Fn(&T) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    content_with_time(query, lines, move |value, _| show(value))
}

/// The same, knowing when it was read, in unix seconds.
pub fn content_with_time<T>(
    query: Query<Reading<T>>,
    lines: usize,
    show: impl Fn(&T, i64) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let content = move || {
        Suspend::new(async move {
            query.ready().await;
            ui::live::part(move || {
                let shown = query.shown();
                match (&shown.good, shown.error) {
                    (Some(reading), _) => show(&reading.value, reading.read_at),
                    (None, Some(AppError::Late)) => view! {
                        <Skeleton lines=lines label=text::common::loading() />
                        <p class="muted">{text::error::late()}</p>
                    }
                    .into_any(),
                    (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                    (None, None) => ().into_any(),
                }
            })
        })
    };
    view! { <Transition fallback=move || view! { <Skeleton lines=lines label=text::common::loading() /> }>{content}</Transition> }
        .into_any()
}

/// That a panel is not for this viewer, in its place.
pub fn closed(permission: &Permission) -> AnyView {
    let needs = text::nav::needs(kit::can::permission_name(permission));
    view! { <p class="muted">{needs}</p> }.into_any()
}

/// Whether the viewer may read something somewhere.
pub fn may_read(permission: &Permission) -> bool {
    use_viewer().access.reads_somewhere(permission)
}

/// In the context of the report: what one unfolds on the screen is unfolded on paper.
#[derive(Clone, Copy)]
pub struct Paper;

/// A chart with its title.
pub fn figure(id: &'static str, title: &'static str, chart: &Chart, empty: &'static str) -> AnyView {
    let (chart, open) = (chart.clone(), use_context::<Paper>().is_some());
    view! {
        <ChartFigure id=id title=title chart=chart table_label=text::dashboard::as_table() empty=empty open=open />
    }
    .into_any()
}

/// A chart whose title the panel around it says.
pub fn only_figure(id: &'static str, title: &'static str, chart: &Chart, empty: &'static str) -> AnyView {
    let (chart, open) = (chart.clone(), use_context::<Paper>().is_some());
    view! {
        <ChartFigure id=id title=title untitled=true chart=chart table_label=text::dashboard::as_table() empty=empty open=open />
    }
    .into_any()
}
