//! The dashboard: how much there is, and how well it is guarded. Small still; its panels read and fail one by one.

mod api;

use std::time::Duration;

use kit::{Query, Tag, error::ErrorPanel, freshness::Freshness, nav, query, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Icon, PageBody, PageHeader, Panel, Skeleton, Stat, Stats, Tone};

use self::api::{Modes, Reading, get_modes, get_summary};
use controller_api::system::Summary;

/// How often it is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(30);

/// The page.
#[component]
pub fn Dashboard() -> impl IntoView {
    let summary: Query<Reading<Summary>> = query(Tag::System, || (), |()| get_summary()).poll(EVERY);
    let modes: Query<Reading<Modes>> = query(Tag::Groups, || (), |()| get_modes()).poll(EVERY);
    let read_at = Signal::derive(move || summary.good().map_or(0, |reading| reading.read_at));
    let late = Signal::derive(move || summary.shown().error.is_some() || modes.shown().error.is_some());
    let fresh = view! {
        <Transition>{move || Suspend::new(async move { summary.ready().await; view! { <Freshness read_at=read_at /> } })}</Transition>
    };
    view! {
        <leptos_meta::Title text=text::nav::dashboard() />
        <PageBody>
            <PageHeader title=text::nav::dashboard() fresh=fresh.into_any() late=late />
            <div class="padded stack">
                <Panel id="modes" title=text::dashboard::modes() flush=true>{panel(modes, mode_stats)}</Panel>
                <Panel id="cluster" title=text::dashboard::cluster() flush=true>{panel(summary, cluster_stats)}</Panel>
                <Panel id="system" title=text::dashboard::system() flush=true>{panel(summary, system_stats)}</Panel>
            </div>
        </PageBody>
    }
}

/// A panel's content: what was read, or why not, without a thought for the other panels.
fn panel<T>(query: Query<Reading<T>>, show: fn(&T) -> AnyView) -> AnyView
where
    T: Clone + PartialEq + serde::Serialize + serde::de::DeserializeOwned + Send + Sync + 'static,
{
    let content = move || {
        Suspend::new(async move {
            query.ready().await;
            move || {
                let shown = query.shown();
                match (&shown.good, shown.error) {
                    (Some(reading), _) => show(&reading.value),
                    (None, Some(error)) => view! { <ErrorPanel error=error /> }.into_any(),
                    (None, None) => ().into_any(),
                }
            }
        })
    };
    view! { <Transition fallback=|| view! { <Skeleton lines=3 label=text::common::loading() /> }>{content}</Transition> }
        .into_any()
}

fn mode_stats(modes: &Modes) -> AnyView {
    let share = |count: u64| match (count * 100).checked_div(modes.total()) {
        Some(percent) => text::dashboard::share(&percent.to_string()),
        None => String::new(),
    };
    let stat = |icon, label, count, word: &str| {
        let href = format!("/policy/groups?mode={word}");
        view! { <Stat label=label value=text::number(count) icon=icon href=href note=share(count) /> }
            .into_any()
    };
    let zero_drift = view! {
        <Stat label=text::dashboard::zero_drift() value=text::number(modes.zero_drift) icon=Icon::Lock note=share(modes.zero_drift) />
    };
    let figures = vec![
        stat(Icon::Discover, text::mode::discover(), modes.discover, "discover"),
        stat(Icon::Monitor, text::mode::monitor(), modes.monitor, "monitor"),
        stat(Icon::Protect, text::mode::protect(), modes.protect, "protect"),
        zero_drift.into_any(),
    ];
    figures_with_note(figures, text::dashboard::modes_lead().to_owned())
}

/// Figures, and a line that says what to know about them.
fn figures_with_note(figures: Vec<AnyView>, note: String) -> AnyView {
    let note = (!note.is_empty()).then(|| view! { <p class="note">{note}</p> });
    view! { <Stats>{figures}</Stats> {note} }.into_any()
}

/// A figure that leads to its list, where that page is there and this viewer may see it.
fn figure(label: &'static str, count: u32, path: &str) -> AnyView {
    let access = use_viewer().access;
    let value = text::number(count.into());
    match nav::page_at(path).filter(|page| page.ready && nav::may_see(page, &access).is_ok()) {
        Some(page) => view! { <Stat label=label value=value href=page.path /> }.into_any(),
        None => view! { <Stat label=label value=value /> }.into_any(),
    }
}

fn cluster_stats(summary: &Summary) -> AnyView {
    let figures = vec![
        figure(text::nav::nodes(), summary.hosts, "/assets/nodes"),
        figure(text::dashboard::pods(), summary.running_pods, "/assets/containers"),
        figure(text::dashboard::services(), summary.services, "/policy/groups"),
        figure(text::nav::namespaces(), summary.domains, "/assets/namespaces"),
    ];
    figures_with_note(figures, text::dashboard::platform(&summary.platform, &summary.kube_version))
}

fn system_stats(summary: &Summary) -> AnyView {
    let lost = u64::from(summary.disconnected_enforcers);
    let enforcers = if lost > 0 {
        view! {
            <Stat label=text::dashboard::enforcers() value=text::number(summary.enforcers.into()) tone=Tone::Danger
                note=text::dashboard::disconnected(lost) />
        }
        .into_any()
    } else {
        figure(text::dashboard::enforcers(), summary.enforcers, "/assets/components")
    };
    let figures = vec![
        figure(text::dashboard::controllers(), summary.controllers, "/assets/components"),
        enforcers,
        figure(text::dashboard::scanners(), summary.scanners, "/assets/components"),
        figure(text::nav::network_rules(), summary.policy_rules, "/policy/network-rules"),
    ];
    let versions = match summary.component_versions.as_slice() {
        [version] => version.clone(),
        versions => text::dashboard::mixed(&versions.join(", ")),
    };
    let cvedb = summary.cvedb_create_time.split('T').next().unwrap_or_default();
    figures_with_note(figures, text::dashboard::versions(&versions, &summary.cvedb_version, cvedb))
}
