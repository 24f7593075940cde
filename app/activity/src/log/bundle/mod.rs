//! The entries of a row that stands for several: beside the list, in the panel of the newest of them.

mod api;
#[cfg(feature = "ssr")]
mod read;

use event_log::Id;
use kit::{AppError, Query, Tag, error::ErrorPanel, query, url::Params};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Skeleton;

use self::api::list_bundle;
use super::{
    ask::closed,
    line::{Line, Spread},
    which::Which,
    words,
};

/// The entries of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleShown {
    /// The newest of them; some are left out where there are many.
    pub lines: Vec<Line>,
    /// How often it happened, all together.
    pub count: u64,
    /// How they spread.
    pub spread: Spread,
}

/// The entries of the row that the URL has open, where the list has such rows.
#[component]
pub fn OpenBundle(
    /// The page.
    which: Which,
    /// The entry that is open: the newest of its row, unless the URL says which that is.
    id: Id,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    let grouped = params.with_untracked(|params| !params.get("window").is_empty());
    let newest = params.with_untracked(|params| params.get("of").parse::<Id>().ok()).unwrap_or(id);
    ui::live::part(move || {
        let bundle = grouped.then(|| view! { <Entries which=which newest=newest open=id params=params /> });
        bundle.into_any()
    })
}

#[component]
fn Entries(which: Which, newest: Id, open: Id, params: Memo<Params>) -> impl IntoView {
    let asked = closed(&params.get_untracked()).link("");
    let bundle: Query<BundleShown> =
        query(Tag::Log, || (), move |()| list_bundle(which, asked.clone(), newest));
    let content = bundle.drawn(move || {
        ui::live::part(move || {
            let shown = bundle.shown();
            match (shown.good, shown.error) {
                (Some(bundle), _) if bundle.spread.entries > 1 => {
                    list(which, newest, open, &bundle, &params.get_untracked())
                }
                (Some(_), _) | (None, Some(AppError::NotFound) | None) => ().into_any(),
                (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
            }
        })
    });
    view! { <Transition fallback=|| view! { <Skeleton lines=3 label=text::common::loading() /> }>{content}</Transition> }
}

fn list(which: Which, newest: Id, open: Id, bundle: &BundleShown, params: &Params) -> AnyView {
    let spread = &bundle.spread;
    let params = closed(params).with("of", &newest.to_string());
    let row = |line: &Line| {
        let href = params.with("entry", &line.id.to_string()).link(which.path());
        let current = (line.id == open).then_some("true");
        let end = |name: &str, address: &str| words::end_name(name, address);
        let (source, target) =
            (end(&line.source.name, &line.source.address), end(&line.target.name, &line.target.address));
        let ends = if target.is_empty() { source } else { format!("{source} → {target}") };
        view! {
            <li>
                <a class="link" href=href aria-current=current>
                    {words::time(line.at)}
                </a>
                " " {ends} " " <span class="muted">{line.what.clone()}</span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<_> = bundle.lines.iter().map(row).collect();
    let left = spread.entries - bundle.lines.len();
    let left = (left > 0).then(|| view! { <p class="muted">{text::bundle::more(left as u64)}</p> });
    let last = bundle.lines.first().map_or(spread.first, |line| line.at);
    let said = text::bundle::spread(
        &text::number(bundle.count),
        &kit::zone::minute(spread.first),
        &kit::zone::minute(last),
        &kit::zone::name(last),
        &text::number(spread.source_count as u64),
        &text::number(spread.target_count as u64),
    );
    view! {
        <section class="part" aria-labelledby="bundle-title">
            <h3 id="bundle-title">{text::bundle::title(spread.entries as u64)}</h3>
            <p class="muted">{said}</p>
            <ol class="bundle" reversed>{rows}</ol>
            {left}
        </section>
    }
    .into_any()
}
