//! The clusters of the federation, at its master: how each stands, its score, and how much there is of it.

pub mod api;
#[cfg(feature = "ssr")]
pub mod read;
#[cfg(feature = "ssr")]
mod rollup;
mod status;

use controller_api::access::Permission;
use kit::{Query, Tag, panel_query, viewer::use_viewer};
use leptos::prelude::*;
use ui::{Badge, Panel, Tone};

use self::api::{Member, Numbers, get_clusters};
use super::{EVERY, panel, reading::Reading, score::api::Band};

/// Whether there may be clusters to show: to who may read the federation, and beside the numbers of whole clusters only.
pub fn may_show(ns: &str) -> bool {
    ns.is_empty() && use_viewer().access.reads(&Permission::Federation)
}

/// The panel, where this cluster is the master.
#[component]
pub fn Clusters(ns: Memo<String>) -> impl IntoView {
    let frame = |content: AnyView| {
        view! { <Panel id="clusters" title=text::dashboard::clusters()>{content}</Panel> }.into_any()
    };
    let may = Memo::new(move |_| may_show(&ns.get()));
    move || {
        may.get().then(|| {
            let clusters: Query<Reading<Option<Vec<Member>>>> =
                panel_query(Tag::System, || (), |()| get_clusters()).poll(EVERY);
            panel::optional(clusters, 4, frame, |members| view(members))
        })
    }
}

/// The panel's content.
pub fn view(members: &[Member]) -> AnyView {
    let rows: Vec<_> = members.iter().map(row).collect();
    view! {
        <div class="table-scroll">
            <table class="sums">
                <thead>
                    <tr>
                        <th scope="col">{text::dashboard::fed_cluster()}</th>
                        <th scope="col">{text::dashboard::fed_status()}</th>
                        <th scope="col">{text::dashboard::fed_score()}</th>
                        <th scope="col" class="amount">{text::nav::nodes()}</th>
                        <th scope="col" class="amount">{text::dashboard::fed_pods()}</th>
                        <th scope="col">{text::dashboard::fed_database()}</th>
                        <th scope="col">{text::dashboard::fed_version()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(member: &Member) -> AnyView {
    let master = member.is_master.then(|| view! { <ui::Tag label=text::dashboard::fed_master() /> });
    let said = match &member.numbers {
        Some(numbers) => said(numbers),
        None => view! { <td colspan="5" class="muted">{text::dashboard::fed_silent()}</td> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{member.name.clone()} " " {master}</th>
            <td>{status::badge(&member.status)}</td>
            {said}
        </tr>
    }
    .into_any()
}

/// What a cluster says of itself, in the cells after its status.
fn said(numbers: &Numbers) -> AnyView {
    let amount = |count: Option<u64>| count.map_or_else(unsaid, text::number);
    let word = |word: String| if word.is_empty() { unsaid() } else { word };
    let score = match numbers.score {
        Some(score) => {
            let band = Band::of(score);
            let tone = match band {
                Band::Good => Tone::Success,
                Band::Fair => Tone::Warning,
                Band::Poor => Tone::Danger,
            };
            view! { <span class="value">{text::number(score.into())}</span> " " <Badge tone=tone label=band.name() /> }
                .into_any()
        }
        None => unsaid().into_any(),
    };
    view! {
        <td>{score}</td>
        <td class="amount">{amount(numbers.nodes)}</td>
        <td class="amount">{amount(numbers.pods)}</td>
        <td>{word(numbers.database.clone())}</td>
        <td>{word(numbers.versions.join(", "))}</td>
    }
    .into_any()
}

/// In place of what was not said.
fn unsaid() -> String {
    "–".to_owned()
}
