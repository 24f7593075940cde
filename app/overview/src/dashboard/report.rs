//! The report: the dashboard's numbers on paper, for all that the viewer may see or for a namespace. The browser prints it.

use controller_api::access::Permission;
use kit::{Query, Tag, panel_query, url::Params, viewer::use_viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Icon, LinkButton, PageBody, PageHeader};

use super::{
    cluster::{self, Cluster, get_summary},
    events::{
        self,
        api::{EventsAsked, EventsCard, get_events},
    },
    exposure::{
        self,
        api::{Direction, Exposure, ExposureAsked, get_exposure},
    },
    federation::{
        self,
        api::{Member, get_clusters},
    },
    improve::{
        self,
        api::{Ladder, get_ladder},
    },
    modes::{
        self,
        api::{Modes, get_modes},
    },
    panel::{self, Paper},
    protocols::{
        self,
        api::{ProtocolCharts, get_protocols},
    },
    reading::Reading,
    scope::PATH,
    score::{
        self,
        api::{ScoreCard, get_score},
    },
    vulnerable::{
        self,
        api::{Vulnerable, get_vulnerable},
    },
};

/// The page.
#[component]
pub fn Report() -> impl IntoView {
    provide_context(Paper);
    let params = Params::of(&use_query_map().get_untracked());
    let ns = params.get("ns").trim().to_owned();
    let kept = Params::default().with("ns", &ns);
    let actions = view! {
        <LinkButton label=text::dashboard::back() href=kept.link(PATH) />
        <LinkButton label=text::dashboard::numbers() href=kept.link("/files/dashboard.json") icon=Icon::Download file=true />
        <span class="needs-script">
            <ui::Button label=text::dashboard::print() kind=ui::ButtonKind::Primary on_click=Callback::new(|()| {
                let _ = window().print();
            }) />
        </span>
    };
    view! {
        <leptos_meta::Title text=text::dashboard::report_title() />
        <PageBody>
            <PageHeader title=text::dashboard::report() actions=actions.into_any() />
            <div class="padded report">
                <Cover ns=ns.clone() />
                <Parts ns=ns params=kept />
            </div>
        </PageBody>
    }
}

/// What the report is of, when it was made, and for whom.
#[component]
fn Cover(ns: String) -> impl IntoView {
    let whose = if ns.is_empty() {
        text::dashboard::all_namespaces().to_owned()
    } else {
        text::dashboard::report_of(&ns)
    };
    let summary: Query<Reading<Cluster>> = panel_query(Tag::System, || (), |()| get_summary());
    let made = panel::content(summary, 2, move |_| {
        let read_at = summary.good().map_or(0, |reading| reading.read_at);
        let made = text::dashboard::report_made(&kit::date::moment(read_at), &use_viewer().fullname);
        view! { <p class="muted">{made}</p> }.into_any()
    });
    view! {
        <div class="cover">
            {Icon::Logo.view()}
            <h2>{text::dashboard::report_title()}</h2>
            <p>{whose}</p>
            {made}
        </div>
    }
}

/// The parts, in the order in which one reads them.
#[component]
fn Parts(ns: String, params: Params) -> impl IntoView {
    let ns = StoredValue::new(ns);
    let of = move || ns.get_value();
    let here = Memo::new(move |_| params.clone());
    let summary: Query<Reading<Cluster>> = panel_query(Tag::System, || (), |()| get_summary());
    let score: Query<Reading<ScoreCard>> = panel_query(Tag::Groups, of, get_score);
    let policy = panel::may_read(&Permission::RuntimePolicy).then(|| {
        let modes: Query<Reading<Modes>> = panel_query(Tag::Groups, of, get_modes);
        let protocols: Query<Reading<ProtocolCharts>> = panel_query(Tag::Traffic, of, get_protocols);
        let ladder: Query<Reading<Ladder>> = panel_query(Tag::Groups, of, get_ladder);
        let exposed = Direction::ALL.map(|direction| {
            let asked = move || ExposureAsked { ns: of(), direction, all: true, only: None };
            let exposure: Query<Reading<Exposure>> = panel_query(Tag::Traffic, asked, get_exposure);
            let content = panel::content(exposure, 6, move |exposure| {
                exposure::paper(exposure, direction, &here.get())
            });
            part(text::dashboard::exposure_of(direction.name()), text::dashboard::exposure_why(), content)
        });
        let modes = panel::content(modes, 6, move |modes| modes::view(modes, &here.get()));
        let protocols = panel::content(protocols, 6, protocols::view);
        let ladder = panel::content(ladder, 6, move |ladder| improve::view(ladder, &here.get()));
        view! {
            {part(text::dashboard::improve().to_owned(), "", ladder)}
            {part(text::dashboard::modes().to_owned(), text::dashboard::connections_why(), modes)}
            {exposed}
            {part(text::dashboard::protocols().to_owned(), text::dashboard::protocols_why(), protocols)}
        }
    });
    let events = panel::may_read(&Permission::SecurityEvents).then(|| {
        let asked = move || EventsAsked { ns: of(), hours: false };
        let events: Query<Reading<EventsCard>> = panel_query(Tag::Log, asked, get_events);
        let content = panel::content(events, 6, move |events| events::view(events, here));
        part(text::dashboard::events().to_owned(), text::dashboard::events_why(), content)
    });
    let found = panel::may_read(&Permission::RuntimeScan).then(|| {
        let found: Query<Reading<Vulnerable>> = panel_query(Tag::Scan, of, get_vulnerable);
        let content = panel::content(found, 6, vulnerable::view);
        part(text::dashboard::vulnerabilities().to_owned(), text::dashboard::vulnerabilities_why(), content)
    });
    let clusters = federation::may_show(&ns.get_value()).then(|| {
        let clusters: Query<Reading<Option<Vec<Member>>>> =
            panel_query(Tag::System, || (), |()| get_clusters());
        let frame = |content| part(text::dashboard::clusters().to_owned(), "", content);
        panel::optional(clusters, 4, frame, |members| federation::view(members))
    });
    let score = panel::content(score, 6, |card| score::view(card, PATH.to_owned()));
    // Of a namespace the cluster's numbers say nothing.
    let whole = of()
        .is_empty()
        .then(|| part(text::dashboard::cluster().to_owned(), "", panel::content(summary, 3, cluster::view)));
    view! {
        {part(text::dashboard::score().to_owned(), "", score)}
        {clusters}
        {policy}
        {events}
        {found}
        {whole}
    }
}

/// A part with its name and what to know of it.
fn part(name: String, lead: &'static str, content: AnyView) -> AnyView {
    let lead = (!lead.is_empty()).then(|| view! { <p class="muted">{lead}</p> });
    view! {
        <section class="part">
            <h2>{name}</h2>
            {lead}
            {content}
        </section>
    }
    .into_any()
}
