//! A list on paper: what was asked, charts of what was found, and the lines. The server draws it, the browser prints it.

mod api;
#[cfg(feature = "ssr")]
mod charts;
#[cfg(feature = "ssr")]
mod filter;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod table;

use kit::{Query, error::ErrorPanel, once, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Banner, Facts, Icon, LinkButton, PageBody, PageHeader, Skeleton, Tone, chart::ChartFigure};

use self::api::{Figure, Printed, get_print};
use super::which::Which;

/// Where the print view of a list is.
pub fn path(which: Which) -> String {
    format!("{}/print", which.path())
}

/// Security events on paper.
#[component]
pub fn SecurityEventsPrint() -> impl IntoView {
    view! { <Page which=Which::Security /> }
}

/// Events of the product on paper.
#[component]
pub fn EventsPrint() -> impl IntoView {
    view! { <Page which=Which::Events /> }
}

/// Risk reports on paper.
#[component]
pub fn RiskReportsPrint() -> impl IntoView {
    view! { <Page which=Which::Reports /> }
}

#[component]
fn Page(which: Which) -> impl IntoView {
    let params = Params::of(&use_query_map().get_untracked());
    let file = |extension: &str| params.link(&format!("/files/events/{}.{extension}", which.word()));
    let actions = view! {
        <LinkButton label=text::print::back() href=params.link(which.path()) />
        <LinkButton label=text::export::csv() href=file("csv") icon=Icon::Download file=true />
        <LinkButton label=text::export::json() href=file("json") icon=Icon::Download file=true />
        <span class="needs-script">
            <ui::Button label=text::print::print() kind=ui::ButtonKind::Primary on_click=Callback::new(|()| {
                let _ = window().print();
            }) />
        </span>
    };
    // Whoever may not read these is told so, and the controller is not asked.
    let permission = which.permission();
    let content = if use_viewer().access.reads_somewhere(&permission) {
        let printed: Query<Printed> = once(params.link(""), move |query| get_print(which, query));
        let content = printed.drawn(move || match printed.outcome() {
            Ok(printed) => paper(which, &printed),
            Err(error) => view! { <ErrorPanel error=error /> }.into_any(),
        });
        view! { <Transition fallback=|| view! { <Skeleton lines=12 label=text::common::loading() /> }>{content}</Transition> }
            .into_any()
    } else {
        let needs = text::nav::needs(kit::can::permission_name(&permission));
        view! { <p class="muted">{needs}</p> }.into_any()
    };
    view! {
        <leptos_meta::Title text=text::print::title(which.title()) />
        <PageBody>
            <PageHeader title=text::print::title(which.title()) actions=actions.into_any() />
            <div class="padded events-print">{content}</div>
        </PageBody>
    }
}

fn paper(which: Which, printed: &Printed) -> AnyView {
    let wrong: Vec<_> = printed
        .wrong
        .iter()
        .map(|wrong| {
            let said = text::events::wrong(&wrong.parameter, &wrong.found);
            view! { <Banner tone=Tone::Warning text=said /> }.into_any()
        })
        .collect();
    let figures: Vec<_> = printed.figures.iter().map(figure).collect();
    let more = (printed.shown < printed.lines).then(|| {
        let number = |count: usize| text::number(count as u64);
        let said = text::print::more(&number(printed.shown), &number(printed.lines));
        view! { <p>{said}</p> }
    });
    view! {
        {cover(which, printed)}
        {wrong}
        <div class="figures">{figures}</div>
        <section class="entries" aria-labelledby="entries-title">
            <h2 id="entries-title">{text::print::entries()}</h2>
            {more}
            <div class="printed" inner_html=printed.table.clone()></div>
        </section>
    }
    .into_any()
}

/// What it is of, when it was so, and for whom.
fn cover(which: Which, printed: &Printed) -> AnyView {
    let made = text::print::made(&kit::date::moment_exact(printed.read_at), &use_viewer().fullname);
    let cluster =
        (!printed.cluster.is_empty()).then(|| view! { <p>{text::print::cluster(&printed.cluster)}</p> });
    let span = printed.span.map(|(first, last)| {
        let said = text::print::span(&kit::date::moment_exact(first), &kit::date::moment_exact(last));
        view! { <p>{said}</p> }
    });
    let filter = if printed.filter.is_empty() {
        view! { <p>{text::print::unfiltered()}</p> }.into_any()
    } else {
        let facts = printed.filter.iter().map(|(name, value)| (name.clone(), value.clone().into_any()));
        let facts: Vec<_> = facts.collect();
        view! { <Facts facts=facts /> }.into_any()
    };
    view! {
        <section class="cover" aria-labelledby="cover-title">
            <h2 id="cover-title">{which.title()}</h2>
            {cluster}
            <p class="muted">{made}</p>
            <p>{text::print::found(printed.matching as u64)}</p>
            {span}
            <h3>{text::print::filter()}</h3>
            {filter}
        </section>
    }
    .into_any()
}

/// A chart with its numbers, which are open: on paper nothing can be unfolded.
fn figure(figure: &Figure) -> AnyView {
    view! {
        <ChartFigure id=figure.id.clone() title=figure.title.clone() chart=figure.chart.clone() table_label=text::print::numbers()
            empty=text::print::nothing() open=true />
    }
    .into_any()
}
