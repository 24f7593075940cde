//! What is known of a pod.

use kit::url::Params;
use leptos::prelude::*;
use ui::{Facts, Tag};

use super::{
    act::group_page,
    shown::{Found, ImageShown, Peers, PodDetails},
    tab::{self, Tab},
    words::{found, id, interfaces, mode, moment, or_dash, state, yes_or_no},
};
use crate::map::{
    PATH,
    ask::{Selection, select},
};

/// The part of the panel.
pub fn view(pod: &PodDetails, peers: &Peers, params: Memo<Params>) -> AnyView {
    let params = params.get();
    let (enforcer, enforcer_id) = pod.enforcer.clone();
    let host = match pod.host.1 {
        Some(key) => {
            view! { <a class="link" href=select(&params, Selection::Node(key)).link(PATH)>{pod.host.0.clone()}</a> }
                .into_any()
        }
        None => or_dash(&pod.host.0),
    };
    let group = match pod.group.as_str() {
        "" => "–".into_any(),
        name => view! { <a class="link" href=group_page(name)>{name.to_owned()}</a> }.into_any(),
    };
    let baseline = pod.baseline.filter(|_| pod.profile_mode.is_some());
    let mut facts = vec![
        (text::details::id().to_owned(), id(&pod.id)),
        (text::details::state().to_owned(), state(&pod.state)),
    ];
    if !pod.quarantine_reason.is_empty() {
        facts.push((text::details::quarantined_because().to_owned(), reason(&pod.quarantine_reason)));
    }
    facts.extend([
        (text::details::namespace().to_owned(), or_dash(&pod.namespace)),
        (text::details::group().to_owned(), group),
        (text::details::network_mode().to_owned(), mode(pod.policy_mode)),
        (text::details::process_mode().to_owned(), mode(pod.profile_mode)),
        (text::details::baseline().to_owned(), baseline.map_or("–", kit::mode::baseline_name).into_any()),
        (text::details::node().to_owned(), host),
        (
            text::details::enforcer().to_owned(),
            view! { <span title=enforcer_id>{or_dash(&enforcer)}</span> }.into_any(),
        ),
        (text::details::created().to_owned(), moment(pod.created)),
        (text::details::privileged().to_owned(), yes_or_no(pod.privileged)),
        (text::details::root().to_owned(), yes_or_no(pod.run_as_root)),
        (text::details::mesh().to_owned(), yes_or_no(pod.mesh)),
        (text::details::service_account().to_owned(), or_dash(&pod.service_account)),
        (text::details::network().to_owned(), network(&pod.network_mode)),
        (text::details::addresses().to_owned(), interfaces(&pod.interfaces)),
        (text::details::ports().to_owned(), ports(&pod.applications)),
    ]);
    if !pod.mapped.is_empty() {
        facts.push((text::details::mapped_ports().to_owned(), code_lines(&pod.mapped)));
    }
    let images: Vec<_> = pod.images.iter().map(|shown| image(shown, pod.images.len() > 1)).collect();
    let others: Vec<String> = pod.groups.iter().filter(|name| **name != pod.group).cloned().collect();
    let others = (!others.is_empty()).then(|| {
        let links = others.iter().map(|name| {
            view! { <li><a class="link" href=group_page(name)>{name.clone()}</a></li> }
        });
        let links: Vec<_> = links.collect();
        view! { <h3>{text::details::other_groups()}</h3> <ul class="plain">{links}</ul> }
    });
    view! {
        <Facts facts=facts />
        <h3>{text::details::images()}</h3>
        <ul class="plain images">{images}</ul>
        <h3>{text::details::vulnerabilities()}</h3>
        <div>
            {counts(pod.found, &params)}
            <p class="muted">{scanned(pod.scanned)}</p>
        </div>
        <h3>{text::details::speaks_with()} " " <span class="count">{text::number(peers.count as u64)}</span></h3>
        {speaks_with(peers, &params)}
        {others}
    }
    .into_any()
}

/// What scans found, as the way to all of it one by one.
fn counts(counts: Found, params: &Params) -> AnyView {
    match counts {
        Found::Counts(_) => {
            view! { <a class="link" href=tab::href(params, Tab::Vulnerabilities)>{found(counts)}</a> }
                .into_any()
        }
        _ => found(counts),
    }
}

/// When it was scanned, and what is not counted.
pub fn scanned(at: Option<i64>) -> String {
    match at {
        Some(at) => text::details::scanned_at(&kit::date::moment(at)),
        None => text::details::not_scanned_yet().to_owned(),
    }
}

fn reason(reason: &str) -> AnyView {
    match reason {
        "user-configured" => text::details::by_somebody().into_any(),
        other => other.to_owned().into_any(),
    }
}

fn network(mode: &str) -> AnyView {
    match mode {
        "" => "–".into_any(),
        "default" => text::details::network_own().into_any(),
        "host" => text::details::network_host().into_any(),
        other => view! { <code>{other.to_owned()}</code> }.into_any(),
    }
}

fn ports(all: &[(String, String)]) -> AnyView {
    if all.is_empty() {
        return "–".into_any();
    }
    let lines: Vec<_> = all
        .iter()
        .map(|(application, port)| view! { <li><code>{port.clone()}</code> " " {application.clone()}</li> })
        .collect();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

fn code_lines(all: &[String]) -> AnyView {
    let lines: Vec<_> = all.iter().map(|line| view! { <li><code>{line.clone()}</code></li> }).collect();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

/// A container's image; what its scan found where there are several.
fn image(image: &ImageShown, several: bool) -> AnyView {
    let sidecar = image.sidecar.then(|| view! { <Tag label=text::details::sidecar() /> });
    let found = several.then(|| view! { <div>{found(image.found)}</div> });
    view! {
        <li>
            <div><strong>{image.container.clone()}</strong> " " {sidecar}</div>
            <div><code>{image.image.clone()}</code></div>
            {found}
        </li>
    }
    .into_any()
}

/// Those that it says most to, each a way to them.
fn speaks_with(peers: &Peers, params: &Params) -> AnyView {
    if peers.count == 0 {
        return view! { <p class="muted">{text::details::speaks_with_nobody()}</p> }.into_any();
    }
    let links: Vec<_> = peers
        .named
        .iter()
        .map(|peer| {
            let to = select(params, Selection::Node(peer.key)).link(PATH);
            view! { <li><a class="link" href=to>{peer.name.clone()}</a></li> }
        })
        .collect();
    let more = peers.count.saturating_sub(peers.named.len()) as u64;
    let more = (more > 0).then(|| view! { <li class="muted">{text::details::and_more(more)}</li> });
    view! { <ul class="plain">{links}{more}</ul> }.into_any()
}
