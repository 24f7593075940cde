//! How much there is of everything, and how the product itself stands.

use controller_api::{access::Permission, system::Summary};
use kit::{nav, viewer::use_viewer};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{Stat, Stats, Tone};

use super::reading::Answer;

/// The cluster in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// What the controller says of it.
    pub summary: Summary,
    /// The namespaces that the viewer may look at alone.
    pub namespaces: Vec<String>,
}

/// How much there is of everything.
#[server(endpoint = "dashboard/get_summary", protocol = kit::Call)]
pub async fn get_summary() -> Answer<Cluster> {
    use controller_api::{domain, system};
    use kit::Tag;

    use super::{read, reading::Reading};
    /// How many namespaces are offered; the rest can be typed.
    const OFFERED: usize = 500;
    const LIFE: std::time::Duration = std::time::Duration::from_secs(15);
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let fetch = || async {
                let (summary, domains) = futures::join!(
                    upstream.glance(system::SUMMARY.at([])),
                    read::aside(upstream.glance(domain::LIST.at([]))),
                );
                // The names are worth offering, and not worth the panel.
                let mut namespaces: Vec<String> = domains
                    .map(|list| list.domains.into_iter().map(|domain| domain.name).collect())
                    .unwrap_or_default();
                // Names such as `_images` are the product's own.
                namespaces.retain(|name| !name.starts_with('_'));
                namespaces.sort_unstable();
                namespaces.truncate(OFFERED);
                Ok(Reading::now(Cluster { summary: summary?.summary, namespaces }))
            };
            Ok(Reading::clone(&*upstream.shared(Tag::System, "cluster", LIFE, fetch).await?))
        }
        .await,
    )
}

/// The panel's content.
pub fn view(cluster: &Cluster) -> AnyView {
    let summary = &cluster.summary;
    // The controller tells nobody else of the product itself and of what belongs to no namespace: it says 0.
    let whole = use_viewer().access.reads(&Permission::Config);
    let of_all = |count: u32| Some(count).filter(|_| whole);
    let lost = u64::from(summary.disconnected_enforcers);
    let enforcers = if lost > 0 {
        view! {
            <Stat label=text::dashboard::enforcers() value=text::number(summary.enforcers.into()) tone=Tone::Danger
                note=text::dashboard::disconnected(lost) />
        }
        .into_any()
    } else {
        figure(text::dashboard::enforcers(), of_all(summary.enforcers), "/assets/components")
    };
    let figures = vec![
        figure(text::nav::nodes(), of_all(summary.hosts), "/assets/nodes"),
        figure(text::dashboard::pods(), Some(summary.running_pods), "/assets/containers"),
        figure(text::dashboard::services(), Some(summary.services), "/policy/groups"),
        figure(text::nav::namespaces(), of_all(summary.domains), "/assets/namespaces"),
        figure(text::dashboard::controllers(), of_all(summary.controllers), "/assets/components"),
        enforcers,
        figure(text::dashboard::scanners(), of_all(summary.scanners), "/assets/components"),
        figure(text::nav::network_rules(), Some(summary.policy_rules), "/policy/network-rules"),
    ];
    let versions = match summary.component_versions.as_slice() {
        [] => None,
        [version] => Some(version.clone()),
        versions => Some(text::dashboard::mixed(&versions.join(", "))),
    };
    let versions = versions.map(|versions| text::dashboard::version(&versions));
    // A new installation knows the version before the platform.
    let platform = if summary.platform.is_empty() { "Kubernetes" } else { &*summary.platform };
    let platform = (!summary.kube_version.is_empty())
        .then(|| text::dashboard::platform(platform, &summary.kube_version));
    view! {
        <Stats>{figures}</Stats>
        <p class="muted">{platform} " " {versions}</p>
    }
    .into_any()
}

/// A figure that leads to its list, where that page is there and this viewer may see it. None: it is not said to this viewer.
fn figure(label: &'static str, count: Option<u32>, path: &str) -> AnyView {
    let access = use_viewer().access;
    let value = count.map_or_else(|| "–".to_owned(), |count| text::number(count.into()));
    match nav::page_at(path).filter(|page| page.ready && nav::may_see(page, &access).is_ok()) {
        Some(page) => view! { <Stat label=label value=value href=page.path /> }.into_any(),
        None => view! { <Stat label=label value=value /> }.into_any(),
    }
}
