//! The vulnerabilities of a pod, one by one, with the way to what is known of each.

mod api;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod read;

use std::time::Duration;

use kit::{AppError, Query, Tag, panel_query, url::Params};
use leptos::prelude::*;
use network_map::model::Key;
use ui::{Icon, Notice, Severity, Skeleton, Tag as Label, Time};

use self::api::{ContainerScan, VulnerabilitiesShown, VulnerabilityRow, get_vulnerabilities};
use super::{
    shown::Found,
    words::{badges, worst},
};
use crate::map::{
    PATH,
    ask::FIXABLE,
    part::{self, as_read_or, failed},
    small_table::{plain_heads, small_table},
};

/// How often they are read again while somebody looks: a scan takes its time.
const EVERY: Duration = Duration::from_secs(30);

/// The vulnerabilities.
#[component]
pub fn Vulnerabilities(
    /// The pod.
    node: Key,
    /// What the URL says.
    params: Memo<Params>,
) -> impl IntoView {
    part::of(node, move |node| view! { <OfPod node=node params=params /> }.into_any())
}

#[component]
fn OfPod(node: Key, params: Memo<Params>) -> impl IntoView {
    let fixable = Memo::new(move |_| params.with(|params| params.get(FIXABLE) == "1"));
    let key = move || (node, fixable.get());
    let found: Query<VulnerabilitiesShown> =
        panel_query(Tag::Scan, key, |(node, fixable)| get_vulnerabilities(node, fixable)).poll(EVERY);
    let content = found.drawn(move || as_read_or(found, 5, move |good| list(&good, params), unread));
    view! {
        <section class="part" aria-labelledby="vulnerabilities-title">
            <h3 id="vulnerabilities-title">{text::vulnerability::title()}</h3>
            <Transition fallback=|| view! { <Skeleton lines=5 label=text::common::loading() /> }>{content}</Transition>
        </section>
    }
}

/// Why nothing was read: what scans found may not be for this viewer.
fn unread(error: AppError) -> AnyView {
    match error {
        AppError::Denied { message } => Notice {
            icon: Icon::Lock,
            title: text::vulnerability::refused().to_owned(),
            text: message,
            actions: Vec::new(),
        }
        .view(),
        error => failed(error),
    }
}

fn list(shown: &VulnerabilitiesShown, params: Memo<Params>) -> AnyView {
    let state = states(shown);
    if shown.all == 0 {
        return state;
    }
    let table = if shown.rows.is_empty() {
        view! { <p class="muted">{text::vulnerability::none_fixable()}</p> }.into_any()
    } else {
        table(shown)
    };
    view! {
        {state}
        {sums(shown)}
        <p>{choice(shown, params)}</p>
        {table}
    }
    .into_any()
}

/// When it was scanned, and what is to be known of containers whose report does not say all.
fn states(shown: &VulnerabilitiesShown) -> AnyView {
    let several = shown.containers.len() > 1;
    let line = |container: &ContainerScan| {
        let said = state(container);
        let said = if several { text::vulnerability::of_container(&container.name, &said) } else { said };
        view! { <li>{said}</li> }
    };
    let lines: Vec<_> = shown.containers.iter().map(line).collect();
    view! { <ul class="plain muted">{lines}</ul> }.into_any()
}

/// How a container's scan stands.
fn state(container: &ContainerScan) -> String {
    let at = kit::date::moment;
    match (&container.error, container.found, container.scanned) {
        (Some(error), ..) => text::vulnerability::unread(error.title()),
        (None, _, Some(scanned)) if container.count > 0 => text::vulnerability::scanned(&at(scanned)),
        (None, Found::Counts([0, 0, 0]), Some(scanned)) => text::vulnerability::nothing(&at(scanned)),
        (None, _, Some(scanned)) => text::vulnerability::lost(&at(scanned)),
        (None, Found::Soon, None) => text::details::scan_under_way().to_owned(),
        (None, Found::Failed, None) => text::details::scan_failed().to_owned(),
        (None, _, None) => text::details::never_scanned().to_owned(),
    }
}

/// How many there are, by how bad they are.
fn sums(shown: &VulnerabilitiesShown) -> AnyView {
    let [critical, high, medium, low] = shown.counts;
    let badges = badges([
        (Severity::Critical, critical, text::details::critical(critical)),
        (Severity::High, high, text::details::high(high)),
        (Severity::Medium, medium, text::details::medium(medium)),
        (Severity::Low, low, text::vulnerability::low(low)),
    ]);
    let accepted = (shown.accepted > 0)
        .then(|| view! { <Label label=text::vulnerability::accepted_count(shown.accepted) /> });
    view! { <div class="found">{badges} {accepted}</div> }.into_any()
}

/// The way to those that another version of the package is without, or back to all.
fn choice(shown: &VulnerabilitiesShown, params: Memo<Params>) -> AnyView {
    if shown.only_fixable {
        let href = move || params.get().without(FIXABLE).link(PATH);
        return view! { <a class="link" href=href>{text::vulnerability::all(shown.all)}</a> }.into_any();
    }
    match shown.fixable {
        0 => text::vulnerability::none_fixable().into_any(),
        count => {
            let href = move || params.get().with(FIXABLE, "1").link(PATH);
            view! { <a class="link" href=href>{text::vulnerability::only_fixable(count)}</a> }.into_any()
        }
    }
}

fn table(shown: &VulnerabilitiesShown) -> AnyView {
    let listed = shown.rows.len() as u64;
    let count = if shown.matching > listed {
        text::vulnerability::first_of(listed, &text::number(shown.matching))
    } else {
        text::vulnerability::count(listed)
    };
    let several = shown.containers.len() > 1;
    let rows: Vec<_> = shown
        .rows
        .iter()
        .map(|found| {
            let container = shown.containers.get(found.container).filter(|_| several);
            row(found, container.map(|container| container.name.as_str()))
        })
        .collect();
    let heads = plain_heads(&[
        (text::vulnerability::name(), false),
        (text::vulnerability::severity(), false),
        (text::vulnerability::package(), false),
        (text::vulnerability::fixed(), false),
    ]);
    view! { <p class="muted">{count}</p> {small_table("vulnerabilities-title", heads, rows)} }.into_any()
}

fn row(found: &VulnerabilityRow, container: Option<&str>) -> AnyView {
    let name = found.name.clone();
    let name = match found.link.as_str() {
        "" => name.into_any(),
        // Who keeps the register need not know which console its reader comes from.
        link => {
            let link = link.to_owned();
            view! { <a class="link" href=link rel="noopener noreferrer external">{name}</a> }.into_any()
        }
    };
    let accepted = found.accepted.then(|| view! { <Label label=text::vulnerability::accepted() /> });
    let container = container.map(|name| view! { <span class="muted">{name.to_owned()}</span> });
    let score = (found.tenths > 0)
        .then(|| text::vulnerability::score(&format!("{}.{}", found.tenths / 10, found.tenths % 10)));
    let fixed = match found.fixed.as_str() {
        "" => view! { <span class="muted">{text::vulnerability::no_fix()}</span> }.into_any(),
        version => view! { <code>{version.to_owned()}</code> }.into_any(),
    };
    view! {
        <tr>
            <td><strong>{name}</strong> {accepted} {container} {published(found.published)}</td>
            <td>{worst(found.severity)} <span class="muted">{score}</span></td>
            <td>{found.package.clone()} <span class="muted"><code>{found.version.clone()}</code></span></td>
            <td>{fixed}</td>
        </tr>
    }
    .into_any()
}

/// The day on which it was published, where that is known.
fn published(at: Option<i64>) -> AnyView {
    let line = at.map(|at| {
        let exact = kit::date::machine(at);
        let day = exact.split('T').next().unwrap_or_default().to_owned();
        view! {
            <span class="muted">
                {text::vulnerability::published()} " "
                <Time text=day exact=kit::date::moment(at) datetime=exact />
            </span>
        }
    });
    line.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_is_said_only_of_what_was_scanned_and_is_clean() {
        let scan = |found, scanned, count, error| ContainerScan {
            name: "web".to_owned(),
            found,
            scanned,
            count,
            error,
        };
        let (clean, dirty) = (Found::Counts([0; 3]), Found::Counts([0, 2, 0]));
        let when = kit::date::moment(7);
        for (scan, said) in [
            (scan(clean, Some(7), 0, None), text::vulnerability::nothing(&when)),
            // Low ones are not counted by the controller, nor are those that are accepted.
            (scan(clean, Some(7), 3, None), text::vulnerability::scanned(&when)),
            (scan(dirty, Some(7), 2, None), text::vulnerability::scanned(&when)),
            (scan(dirty, Some(7), 0, None), text::vulnerability::lost(&when)),
            (scan(Found::Never, None, 0, None), text::details::never_scanned().to_owned()),
            (scan(Found::Soon, None, 0, None), text::details::scan_under_way().to_owned()),
            (scan(Found::Failed, None, 0, None), text::details::scan_failed().to_owned()),
            (
                scan(clean, Some(7), 0, Some(AppError::TimedOut)),
                text::vulnerability::unread(AppError::TimedOut.title()),
            ),
        ] {
            assert_eq!(state(&scan), said, "{scan:?}");
        }
    }
}
