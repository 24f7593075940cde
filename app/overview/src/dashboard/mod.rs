//! The dashboard: what is at risk now, and the way to do something about it. Each panel has a folder of its own: what it
//! asks (`api`), how the controller's answers are counted (`rollup`, pure), its charts, and how it looks. Panels read
//! and fail one by one; the URL holds what they show.

mod cluster;
mod events;
mod exposure;
mod federation;
#[cfg(feature = "ssr")]
pub mod files;
mod improve;
mod modes;
mod panel;
mod protocols;
#[cfg(feature = "ssr")]
mod read;
mod reading;
#[cfg(all(test, feature = "ssr"))]
mod recorded;
mod report;
mod scope;
mod score;
mod vulnerable;

use std::time::Duration;

use controller_api::access::Permission;
use kit::{Query, Tag, freshness::Freshness, panel_query, url::Params};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use ui::{Close, Icon, LinkButton, PageBody, PageHeader, Panel, SidePanel};

pub use self::report::Report;
use self::{
    cluster::{Cluster, get_summary},
    events::api::{EventsAsked, EventsCard, get_events},
    exposure::api::{ExposedPods, Exposure, ExposureAsked, PodsAsked, get_exposed_pods, get_exposure},
    federation::Clusters,
    improve::api::{Ladder, get_ladder},
    modes::api::{Modes, get_modes},
    protocols::api::{ProtocolCharts, get_protocols},
    reading::Reading,
    scope::{PATH, Scope},
    score::api::{ScoreCard, get_score},
    vulnerable::api::{Vulnerable, get_vulnerable},
};

/// How often it is read again while somebody looks.
const EVERY: Duration = Duration::from_secs(30);

/// The page.
#[component]
pub fn Dashboard() -> impl IntoView {
    let map = use_query_map();
    let params = Memo::new(move |_| Params::of(&map.get()));
    let scope = Memo::new(move |_| Scope::of(&params.get()));
    let ns = Memo::new(move |_| scope.get().ns);
    let summary: Query<Reading<Cluster>> = panel_query(Tag::System, || (), |()| get_summary()).poll(EVERY);
    provide_context(ui::chart::Unfolded::default());
    let score: Query<Reading<ScoreCard>> = panel_query(Tag::Groups, move || ns.get(), get_score).poll(EVERY);
    let read_at = Signal::derive(move || score.good().map_or(0, |reading| reading.read_at));
    let late = Signal::derive(move || score.shown().error.is_some());
    let fresh = view! {
        <Transition>{score.drawn(move || view! { <Freshness read_at=read_at /> }.into_any())}</Transition>
    };
    let report = move || {
        params
            .get()
            .without("change")
            .without("from")
            .without("ready")
            .without("improve")
            .link("/dashboard/report")
    };
    // Of a namespace it says nothing.
    let whole = move || {
        ns.get().is_empty().then(|| {
            view! { <Panel id="cluster" title=text::dashboard::cluster()>{panel::content(summary, 3, cluster::view)}</Panel> }
        })
    };
    let actions = view! {
        <LinkButton label=text::dashboard::report() href=Signal::derive(report) icon=Icon::Download />
    };
    view! {
        <leptos_meta::Title text=text::nav::dashboard() />
        <PageBody>
            <PageHeader title=text::nav::dashboard() fresh=fresh.into_any() late=late actions=actions.into_any() />
            <Namespace params=params summary=summary />
            <div class="padded dashboard">
                <Panel id="score" title=text::dashboard::score()>
                    {panel::content(score, 6, move |card| score::view(card, params.get().with("improve", "1").link(PATH)))}
                </Panel>
                <Clusters ns=ns />
                <Panels params=params scope=scope ns=ns />
                {whole}
            </div>
        </PageBody>
        <OpenLadder params=params ns=ns />
        <modes::OpenDialog params=params />
    }
}

/// The panels that some viewers may not see.
#[component]
fn Panels(params: Memo<Params>, scope: Memo<Scope>, ns: Memo<String>) -> impl IntoView {
    let guarded = |permission: Permission, content: &dyn Fn() -> AnyView| {
        if panel::may_read(&permission) { content() } else { panel::closed(&permission) }
    };
    let modes = guarded(Permission::RuntimePolicy, &|| {
        let modes: Query<Reading<Modes>> = panel_query(Tag::Groups, move || ns.get(), get_modes).poll(EVERY);
        panel::content(modes, 6, move |modes| modes::view(modes, &params.get()))
    });
    let exposure = guarded(Permission::RuntimePolicy, &|| {
        let asked = move || {
            let scope = scope.get();
            ExposureAsked { ns: scope.ns, direction: scope.direction, all: scope.all, only: scope.only }
        };
        let exposure: Query<Reading<Exposure>> = panel_query(Tag::Traffic, asked, get_exposure).poll(EVERY);
        let asked = move || {
            let Scope { ns, direction, service, only, .. } = scope.get();
            PodsAsked { ns, direction, service, only }
        };
        let pods: Query<Reading<ExposedPods>> = panel_query(Tag::Traffic, asked, get_exposed_pods);
        // Those of the service that is open are of the same moment as the service.
        Effect::new(move |before: Option<Option<i64>>| {
            let read_at = exposure.good().map(|reading| reading.read_at);
            let open = !scope.get_untracked().service.is_empty();
            if open && before.flatten().is_some_and(|before| Some(before) != read_at) {
                pods.again();
            }
            read_at
        });
        view! {
            {panel::content(exposure, 8, move |exposure| exposure::view(exposure, params))}
            {panel::content(pods, 1, exposure::pods)}
        }
        .into_any()
    });
    let events = guarded(Permission::SecurityEvents, &|| {
        let asked = move || {
            let scope = scope.get();
            EventsAsked { ns: scope.ns, hours: scope.hours }
        };
        let events: Query<Reading<EventsCard>> = panel_query(Tag::Log, asked, get_events).poll(EVERY);
        panel::content(events, 8, move |events| events::view(events, params))
    });
    let vulnerable = guarded(Permission::RuntimeScan, &|| {
        let found: Query<Reading<Vulnerable>> =
            panel_query(Tag::Scan, move || ns.get(), get_vulnerable).poll(EVERY);
        panel::content(found, 8, vulnerable::view)
    });
    let protocols = guarded(Permission::RuntimePolicy, &|| {
        let protocols: Query<Reading<ProtocolCharts>> =
            panel_query(Tag::Traffic, move || ns.get(), get_protocols).poll(EVERY);
        panel::content(protocols, 8, protocols::view)
    });
    view! {
        <Panel id="modes" title=text::dashboard::modes()>{modes}</Panel>
        <Panel id="events" title=text::dashboard::events()>{events}</Panel>
        <Panel id="exposure" title=text::dashboard::exposure()>{exposure}</Panel>
        <div class="pair">
            <Panel id="vulnerable" title=text::dashboard::vulnerabilities()>{vulnerable}</Panel>
            <Panel id="protocols" title=text::dashboard::protocols()>{protocols}</Panel>
        </div>
    }
}

/// Whose numbers: all that the viewer may see, or one namespace's.
#[component]
fn Namespace(params: Memo<Params>, summary: Query<Reading<Cluster>>) -> impl IntoView {
    let navigate = use_navigate();
    let value = Signal::derive(move || params.get().get("ns").to_owned());
    let changed = move |event| {
        let ns = event_target_value(&event);
        let to = params.get_untracked().with("ns", ns.trim()).without("service");
        navigate(&to.link(PATH), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let names = summary.drawn(move || {
        let names = summary.good().map(|reading| reading.value.namespaces).unwrap_or_default();
        let names: Vec<_> =
            names.into_iter().map(|name| view! { <option value=name></option> }.into_any()).collect();
        view! { <datalist id="namespaces">{names}</datalist> }.into_any()
    });
    // For a browser without scripts: what else was chosen.
    let kept = move || {
        let params = params.get().without("ns").without("service");
        let field = |(name, value): &(String, String)| {
            view! { <input type="hidden" name=name.clone() value=value.clone() /> }.into_any()
        };
        params.pairs().iter().map(field).collect::<Vec<_>>()
    };
    let clear = move || {
        let params = params.get();
        (!params.get("ns").is_empty()).then(|| {
            let name = text::dashboard::namespace();
            view! {
                <ui::Chip name=name value=params.get("ns").to_owned() remove_href=params.without("ns").link(PATH)
                    remove_label=text::dashboard::all_namespaces() />
            }
        })
    };
    view! {
        <ui::Toolbar label=text::dashboard::scope()>
            <form class="search" method="get" action=PATH on:submit=|event| event.prevent_default()>
                {kept}
                <input class="input" id="namespace" name="ns" list="namespaces" value=value.get_untracked() prop:value=move || value.get()
                    aria-label=text::dashboard::namespace() placeholder=text::dashboard::all_namespaces() autocomplete="off"
                    spellcheck="false" on:change=changed />
                {Icon::Namespace.view()}
            </form>
            {clear}
            <Transition>{names}</Transition>
        </ui::Toolbar>
    }
}

/// The ladder, while the URL asks for it.
#[component]
fn OpenLadder(params: Memo<Params>, ns: Memo<String>) -> impl IntoView {
    let open = Memo::new(move |_| params.get().get("improve") == "1");
    move || {
        open.get().then(|| {
            let ladder: Query<Reading<Ladder>> = panel_query(Tag::Groups, move || ns.get(), get_ladder);
            let back = params.get_untracked().without("improve").link(PATH);
            view! {
                <SidePanel id="improve" title=text::dashboard::improve() close_label=text::common::close() close=Close::Link(back)>
                    {panel::content(ladder, 8, move |ladder| improve::view(ladder, &params.get_untracked()))}
                </SidePanel>
            }
        })
    }
}
