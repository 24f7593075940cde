//! Services that speak with the outside: how many of their pods do what, which services, and with whom.

pub mod api;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
pub mod country;
#[cfg(feature = "ssr")]
pub mod rollup;

use controller_api::access::Permission;
use kit::{
    Tag, can::Reason, flash::Kind, mutation, tag::Refresh, toast::use_toaster, url::Params,
    viewer::use_viewer,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Badge, Blocked, Button, Chip, CountLink, Icon, LinkButton, Tab, Tabs, Time, Tone};

use self::api::{
    Deed, Direction, ExposedPod, ExposedPods, ExposedService, Exposure, Peer, SHOWN, clear_conversation,
};
use super::{
    panel,
    scope::{PATH, Scope},
};

/// The panel's content.
pub fn view(exposure: &Exposure, params: Memo<Params>) -> AnyView {
    let here = params.get();
    let scope = Scope::of(&here);
    let pods = exposure.pods;
    let tabs = Signal::derive(move || {
        let params = params.get();
        let current = Scope::of(&params).direction;
        Direction::ALL
            .into_iter()
            .zip(pods)
            .map(|(direction, pods)| Tab {
                label: direction.name().to_owned(),
                href: params.without("service").with("exposure", direction.word()).link(PATH) + "#exposure",
                count: Some(text::number(pods)),
                current: direction == current,
            })
            .collect::<Vec<_>>()
    });
    let rows: Vec<_> = exposure.services.iter().map(|service| row(service, &here, &scope)).collect();
    let more = (exposure.all > SHOWN as u64 && !scope.all).then(|| {
        let href = here.with("services", "all").link(PATH) + "#exposure";
        view! { <LinkButton label=text::dashboard::all_services(exposure.all) href=href small=true /> }
    });
    let only = exposure.only.map(|only| {
        let all = here.without("only").without("service").link(PATH) + "#exposure";
        view! {
            <div class="row">
                <Chip name=text::dashboard::only_these() value=only.name().to_owned() remove_href=all
                    remove_label=text::dashboard::all_exposed() />
            </div>
        }
    });
    let cut = cut(exposure);
    let file = format!("/files/exposure.csv{}", Params::default().with("ns", &scope.ns).link(""));
    let table = table(rows);
    view! {
        <div class="third">
        {panel::figure("exposure-chart", text::dashboard::exposure_chart(), &exposure.chart, text::dashboard::nobody_outside())}
        <div class="side">
        <Tabs label=text::dashboard::directions() tabs=tabs />
        {only}
        {table}
        {cut}
        <div class="row">
            {more}
            <LinkButton label=text::dashboard::exposure_file() href=file icon=Icon::Download small=true file=true />
        </div>
        </div>
        </div>
        {panel::why(text::dashboard::exposure_why())}
    }
    .into_any()
}

/// That there are more services than are named, where all were asked for.
fn cut(exposure: &Exposure) -> Option<AnyView> {
    let shown = exposure.services.len() as u64;
    (shown > SHOWN as u64 && shown < exposure.all).then(|| {
        let said = text::dashboard::services_cut(&text::number(shown), &text::number(exposure.all));
        view! { <p class="muted">{said}</p> }.into_any()
    })
}

/// The services of a direction, for the report. `here` is where their links lead to.
pub fn paper(exposure: &Exposure, direction: Direction, here: &Params) -> AnyView {
    let scope = Scope { direction, ..Scope::default() };
    let rows: Vec<_> = exposure.services.iter().map(|service| row(service, here, &scope)).collect();
    let chart = (direction == Direction::Ingress).then(|| {
        let title = text::dashboard::exposure_chart();
        panel::figure("exposure-chart", title, &exposure.chart, text::dashboard::nobody_outside())
    });
    view! { {chart} {table(rows)} {cut(exposure)} }.into_any()
}

fn table(rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        view! { <p class="muted">{text::dashboard::nobody_outside()}</p> }.into_any()
    } else {
        view! {
            <div class="table-scroll">
                <table class="sums">
                    <thead>
                        <tr>
                            <th scope="col">{text::dashboard::service()}</th>
                            <th scope="col">{text::dashboard::mode()}</th>
                            <th scope="col">{text::dashboard::deed()}</th>
                            <th scope="col">{text::dashboard::said()}</th>
                            <th scope="col" class="amount">{text::dashboard::pods()}</th>
                            <th scope="col" class="amount">{text::dashboard::addresses()}</th>
                            <th scope="col" class="amount">{text::dashboard::sessions()}</th>
                            <th scope="col">{text::dashboard::last_seen()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

fn row(service: &ExposedService, params: &Params, scope: &Scope) -> AnyView {
    let open = service.service == scope.service;
    let to = if open { params.without("service") } else { params.with("service", &service.service) };
    let href = to.link(PATH) + "#exposure";
    let icon = if open { Icon::ChevronDown } else { Icon::ChevronRight };
    let mode = service.mode.map(kit::mode::badge);
    let group = format!("/policy/groups?group={}", kit::url::escape(&format!("nv.{}", service.service)));
    let pods = text::number(service.pods);
    let label = format!("{}: {pods}", service.service);
    view! {
        <tr class:open=open>
            <th scope="row"><a class="unfold" href=href aria-expanded=if open { "true" } else { "false" }>{icon.view()} {service.service.clone()}</a></th>
            <td>{mode}</td>
            <td>{deed(service.deed)}</td>
            <td>{service.said.join(", ")}</td>
            <td class="amount"><CountLink count=service.pods text=pods href=group label=label /></td>
            <td class="amount">{text::number(service.outside)}</td>
            <td class="amount">{text::number(service.sessions)}</td>
            <td>{seen(service.last_seen)}</td>
        </tr>
    }
    .into_any()
}

fn deed(deed: Deed) -> AnyView {
    let tone = match deed {
        Deed::Allowed => Tone::Neutral,
        Deed::Violated => Tone::Warning,
        Deed::Denied | Deed::Threat => Tone::Danger,
    };
    view! { <Badge tone=tone label=deed.name() /> }.into_any()
}

/// When something was last seen; the age is counted where it is drawn.
fn seen(at: Option<i64>) -> AnyView {
    match at.filter(|at| *at > 0) {
        Some(at) => view! { <Time text=kit::date::moment(at) exact=kit::date::moment(at) datetime=kit::date::machine(at) /> }.into_any(),
        None => "–".into_any(),
    }
}

/// The pods of the service that is open, if one is.
pub fn pods(shown: &ExposedPods) -> AnyView {
    if shown.service.is_empty() {
        return ().into_any();
    }
    let direction = shown.direction;
    let pods: Vec<_> = shown.pods.iter().map(|shown| pod(shown, direction)).collect();
    let more =
        (shown.more > 0).then(|| view! { <p class="muted">{text::dashboard::more_pods(shown.more)}</p> });
    let title = text::dashboard::pods_of(&shown.service);
    view! {
        <section class="inner" aria-label=title.clone()>
            <h3>{title.clone()}</h3>
            <ul class="exposed">{pods}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn pod(pod: &ExposedPod, direction: Direction) -> AnyView {
    let found = pod.found.iter().zip([
        text::dashboard::critical(),
        text::dashboard::high(),
        text::dashboard::medium(),
    ]);
    let found: Vec<_> = found
        .filter(|(count, _)| **count > 0)
        .map(|(count, word)| format!("{} {}", text::number(*count), word.to_lowercase()))
        .collect();
    let found = (!found.is_empty())
        .then(|| view! { <span class="muted">{text::dashboard::found(&found.join(", "))}</span> });
    let threat =
        (!pod.severity.is_empty()).then(|| view! { <span class="muted">{severity(&pod.severity)}</span> });
    let peers: Vec<_> = pod.peers.iter().map(peer).collect();
    let more = (pod.more > 0).then(|| view! { <p class="muted">{text::dashboard::more_peers(pod.more)}</p> });
    view! {
        <li>
            <div class="row"><strong>{pod.name.clone()}</strong> {deed(pod.deed)} {threat} {found} <Clear pod=pod.id.clone() direction=direction /></div>
            <div class="table-scroll">
                <table class="sums small">
                    <thead>
                        <tr>
                            <th scope="col">{text::dashboard::address()}</th>
                            <th scope="col">{text::dashboard::country()}</th>
                            <th scope="col">{text::dashboard::said()}</th>
                            <th scope="col">{text::dashboard::deed()}</th>
                            <th scope="col" class="amount">{text::dashboard::sessions()}</th>
                            <th scope="col" class="amount">{text::dashboard::bytes()}</th>
                            <th scope="col">{text::dashboard::last_seen()}</th>
                        </tr>
                    </thead>
                    <tbody>{peers}</tbody>
                </table>
            </div>
            {more}
        </li>
    }
    .into_any()
}

/// A severity in the reader's words; one that is not known as the controller says it.
fn severity(word: &str) -> String {
    match word {
        "Critical" => text::dashboard::critical(),
        "High" => text::dashboard::high(),
        "Medium" => text::dashboard::medium(),
        other => other,
    }
    .to_owned()
}

fn peer(peer: &Peer) -> AnyView {
    let name = (!peer.name.is_empty()).then(|| view! { <span class="muted">" " {peer.name.clone()}</span> });
    let country =
        peer.country.clone().map_or_else(|| "–".to_owned(), |(code, name)| format!("{name} ({code})"));
    view! {
        <tr>
            <th scope="row"><code>{peer.address.clone()}</code> {name}</th>
            <td>{country}</td>
            <td>{peer.said.clone()}</td>
            <td>{deed(peer.deed)}</td>
            <td class="amount">{text::number(peer.sessions)}</td>
            <td class="amount">{text::bytes(peer.bytes)}</td>
            <td>{seen(peer.last_seen)}</td>
        </tr>
    }
    .into_any()
}

/// Forgets what a pod said with the outside.
#[component]
fn Clear(pod: String, direction: Direction) -> impl IntoView {
    let toaster = use_toaster();
    let refresh = Refresh::handle();
    let cleared = mutation(
        Tag::Traffic,
        |(pod, direction)| clear_conversation(pod, direction, String::new()),
        move |outcome| {
            // The score stands on conversations too.
            refresh.tag(Tag::Groups);
            match outcome {
                Ok(()) => toaster.say(Kind::Good, text::dashboard::cleared().to_owned()),
                Err(error) => toaster.say(Kind::Bad, format!("{}. {}", error.title(), error.detail())),
            }
        },
    );
    let reason = (!use_viewer().access.writes_somewhere(&Permission::RuntimePolicy))
        .then(|| Reason::Permission(Permission::RuntimePolicy).text());
    let blocked = Blocked::by(format!("clear-{pod}"), Signal::stored(reason));
    let asked = (pod.clone(), direction);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        cleared.run(asked.clone());
    };
    let back = Params::of(&use_query_map().get_untracked()).link(PATH) + "#exposure";
    view! {
        <form method="post" action="/api/dashboard/clear_conversation" on:submit=submit>
            <input type="hidden" name="pod" value=pod />
            <input type="hidden" name="direction" value=direction.word() />
            <input type="hidden" name="back" value=back />
            <Button label=text::dashboard::clear() submit=true small=true pending=cleared.pending() blocked=blocked />
        </form>
    }
}
