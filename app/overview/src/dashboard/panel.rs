//! A panel of the dashboard: what was read, or why not, without a thought for the other panels; and its charts.

use controller_api::access::Permission;
use kit::{AppError, Query, error::ErrorPanel, viewer::use_viewer};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use ui::{Banner, Chart, Skeleton, Tone, chart::ChartFigure};

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
    let content = drawn(query, move |value, error| match (value, error) {
        (Some(value), error) => with_age(show(value), error),
        (None, Some(error)) => trouble(error, lines),
        (None, None) => ().into_any(),
    });
    view! { <Transition fallback=move || view! { <Skeleton lines=lines label=text::common::loading() /> }>{content}</Transition> }
        .into_any()
}

/// What becomes of a reading's value and error, drawn again when either changes. What is read again and is the same stays as
/// it stands: tables that were unfolded, and the focus.
fn drawn<T>(
    query: Query<Reading<T>>,
    draw: impl Fn(Option<&T>, Option<&AppError>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let shown = Memo::new(move |_| {
        let shown = query.shown();
        (shown.good.map(|reading| reading.value), shown.error)
    });
    query.drawn(move || {
        ui::live::part(move || shown.with(|(value, error)| draw(value.as_ref(), error.as_ref())))
    })
}

/// What was read, and that it is old when a later reading failed.
fn with_age(content: AnyView, error: Option<&AppError>) -> AnyView {
    match error {
        None | Some(AppError::Late) => content,
        Some(error) => {
            let old = text::dashboard::panel_old(error.title());
            view! { <Banner tone=Tone::Warning text=old inset=true /> {content} }.into_any()
        }
    }
}

/// What stands in a panel of which nothing was read.
fn trouble(error: &AppError, lines: usize) -> AnyView {
    match error {
        AppError::Late => view! {
            <Skeleton lines=lines label=text::common::loading() />
            <p class="muted">{text::error::late()}</p>
        }
        .into_any(),
        error => view! { <ErrorPanel error=error.clone() /> }.into_any(),
    }
}

/// A panel that is there only where there is something to show: whether there is, the reading says. `frame` puts the panel
/// around its content.
pub fn optional<T>(
    query: Query<Reading<Option<T>>>,
    lines: usize,
    frame: fn(AnyView) -> AnyView,
    show: fn(&T) -> AnyView,
) -> AnyView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let content = drawn(query, move |value, error| match (value, error) {
        (Some(Some(value)), error) => frame(with_age(show(value), error)),
        (Some(None), _) | (None, None) => ().into_any(),
        (None, Some(error)) => frame(trouble(error, lines)),
    });
    view! { <Transition>{content}</Transition> }.into_any()
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

/// What a panel's numbers mean and what to do about them, for whoever asks; on paper it stands over them already.
pub fn why(said: &'static str) -> AnyView {
    let why = use_context::<Paper>().is_none().then(|| {
        view! { <details class="why"><summary><span class="link">{text::dashboard::what_it_means()}</span></summary><p>{said}</p></details> }
    });
    why.into_any()
}

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
