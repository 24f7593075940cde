//! What the panel reads. On the server only.

use std::{sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use controller_api::{audit::Audit, security_log::THREAT, workload};
use event_log::{Entry, Field, Id};
use kit::{AppError, Tag, upstream::Upstream};
use network_map::model::Kind;
use review::{process::ProcessReview, rule::Review};

use super::{
    act, facts,
    gathered::gathered,
    on_map::{self, Side},
    sentence,
    shown::{EntryShown, Link, Part},
};
use crate::log::{
    read::{Archive, Logs, Raw, opened},
    which::Which,
    words,
};

/// An entry as its panel shows it.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer's logs do not have it, and whatever reading them gives.
pub async fn entry(upstream: &Upstream, which: Which, id: Id) -> Result<EntryShown, AppError> {
    let (raw, forgotten) = found(upstream, which, id).await?;
    let entry = in_pod(upstream, &raw).await?;
    let packet = matches!(&raw, Raw::Threat(threat) if threat.cap_len.is_some_and(|length| length > 0));
    Ok(EntryShown {
        id,
        kind: entry.kind,
        level: entry.level,
        at: entry.at,
        name: entry.word(Field::Name).to_owned(),
        sentence: sentence::sentence(&raw, &entry),
        action: entry.word(Field::Action).to_owned(),
        acts: act::read::acts(&raw, &entry),
        links: links(&entry),
        parts: facts::parts(&raw, &entry),
        findings: if let Raw::Report(report) = &raw { gathered(report) } else { Vec::new() },
        processes: facts::processes(&raw),
        kept: match (forgotten, packet) {
            (false, _) => "",
            (true, false) => text::triage::forgotten(),
            (true, true) => text::triage::forgotten_packet(),
        }
        .to_owned(),
        json: json(&raw),
    })
}

/// For how long it is believed which pod a container is in: it is never in another.
const LIFE: Duration = Duration::from_secs(60);

/// An entry whose source is a pod. What happens within a container, or is found there, is said of the container, which the map
/// does not show and which cannot be cut off: the pod whose network it uses takes its place. Of a workload that is gone, or
/// not for this viewer, nobody knows where it was.
async fn in_pod<'a>(upstream: &Upstream, raw: &'a Raw) -> Result<Entry<'a>, AppError> {
    let entry = raw.entry();
    let is_pod = on_map::place(&entry, Side::Source).is_some_and(|place| place.kind == Kind::Pod);
    if matches!(raw, Raw::Threat(_) | Raw::Violation(_)) || !is_pod {
        return Ok(entry);
    }
    let id = entry.word(Field::SourceId).to_owned();
    let name = format!("pod of {id}");
    let fetch = || async {
        let shown = match upstream.call(workload::SHOW.at([&id])).await {
            Ok(shown) => shown,
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            Err(error) => {
                tracing::debug!(%error, workload = id, "the workload of an entry cannot be read");
                return Ok(String::new());
            }
        };
        let pod = shown.workload.workload.brief.share_ns_with.filter(|pod| !pod.is_empty());
        Ok(pod.unwrap_or_else(|| id.clone()))
    };
    let pod = upstream.shared(Tag::Traffic, &name, LIFE, fetch).await?;
    Ok(entry.with(Field::SourceId, String::clone(&pod)))
}

/// The entry as the controller said it.
async fn raw(upstream: &Upstream, which: Which, id: Id) -> Result<Raw, AppError> {
    Ok(found(upstream, which, id).await?.0)
}

/// The same, and whether the controller has forgotten it by now: then the console's copy says it.
async fn found(upstream: &Upstream, which: Which, id: Id) -> Result<(Raw, bool), AppError> {
    let logs = Logs::of(upstream, which).await?;
    if let Some(raw) = logs.ring.raw.get(&id) {
        return Ok((raw.clone(), false));
    }
    // Who may see the copy is asked before it is read.
    logs.row(id).ok_or(AppError::NotFound)?;
    let copy = upstream.held::<Archive>()?.copy(&upstream.cluster(), id).await;
    let out_of_reach = || AppError::Unexpected { detail: text::triage::is_down().to_owned() };
    let copy = copy.ok_or_else(out_of_reach)?.ok_or(AppError::NotFound)?;
    let unreadable = |detail: String| AppError::Unexpected { detail };
    let json = copy.json().map_err(|error| unreadable(error.to_string()))?;
    let raw = opened(copy.kind, &json).map_err(|error| unreadable(error.to_string()))?;
    Ok((raw, true))
}

/// A risk report.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such report for this viewer, and whatever reading them gives.
pub async fn report(upstream: &Upstream, id: Id) -> Result<Arc<Audit>, AppError> {
    match raw(upstream, Which::Reports, id).await? {
        Raw::Report(report) => Ok(report),
        _ => Err(AppError::NotFound),
    }
}

/// The network rule behind a violation; 0 = the one that is proposed.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such violation or rule, and whatever reading them gives.
pub async fn rule_behind(upstream: &Upstream, which: Which, id: Id, rule: u32) -> Result<Review, AppError> {
    let (raw, _) = found(upstream, which, id).await?;
    let behind = act::read::acts(&raw, &raw.entry()).rule.ok_or(AppError::NotFound)?;
    match rule {
        0 => review::rule::read::proposal(upstream, &behind.from, &behind.to, &behind.said).await,
        id => review::rule::read::rule(upstream, id).await,
    }
}

/// What the profile behind an incident says of its process.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such incident or group, and whatever reading them gives.
pub async fn process_behind(upstream: &Upstream, which: Which, id: Id) -> Result<ProcessReview, AppError> {
    let (raw, _) = found(upstream, which, id).await?;
    let behind = act::read::acts(&raw, &raw.entry()).process.ok_or(AppError::NotFound)?;
    review::process::read::review(upstream, &behind.group, &behind.name, &behind.path).await
}

/// The enforcer that reported an entry.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer's logs do not have the entry, and whatever reading the enforcer gives besides that it is
/// gone or not for them.
pub async fn enforcer(upstream: &Upstream, which: Which, id: Id) -> Result<Part, AppError> {
    let (raw, _) = found(upstream, which, id).await?;
    let id = facts::enforcer_id(&raw);
    if id.is_empty() {
        return Ok(Part::default());
    }
    match upstream.call(controller_api::enforcer::SHOW.at([id])).await {
        Ok(shown) => Ok(facts::enforcer(&shown.enforcer)),
        Err(AppError::NotFound | AppError::Denied { .. }) => Ok(Part::default()),
        Err(error) => Err(error),
    }
}

/// A packet, when it was caught, and the id by which the controller knows its threat.
pub struct Packet {
    /// Its bytes, from the Ethernet header on; the controller cuts it.
    pub bytes: Vec<u8>,
    /// In unix seconds.
    pub at: i64,
    /// The threat's own id.
    pub threat: String,
}

/// The packet of a threat; none where none was caught with the entry, and where the controller has forgotten it.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such entry for this viewer.
pub async fn packet(upstream: &Upstream, id: Id) -> Result<Option<Packet>, AppError> {
    let (raw, _) = found(upstream, Which::Security, id).await?;
    let Raw::Threat(threat) = raw else { return Ok(None) };
    if threat.cap_len.is_none_or(|length| length == 0) {
        return Ok(None);
    }
    let threat = match upstream.call(THREAT.at([&threat.id])).await {
        Ok(shown) => shown.threat,
        Err(AppError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let bytes = STANDARD
        .decode(&threat.packet)
        .map_err(|error| AppError::Unexpected { detail: format!("the packet: {error}") })?;
    let packet = Packet { bytes, at: threat.reported_timestamp, threat: threat.id };
    Ok(Some(packet).filter(|packet| !packet.bytes.is_empty()))
}

fn json(raw: &Raw) -> String {
    let text = match raw {
        Raw::Threat(threat) => serde_json::to_string_pretty(&**threat),
        Raw::Violation(violation) => serde_json::to_string_pretty(&**violation),
        Raw::Incident(incident) => serde_json::to_string_pretty(&**incident),
        Raw::Event(event) => serde_json::to_string_pretty(&**event),
        Raw::Report(report) => serde_json::to_string_pretty(&**report),
    };
    text.unwrap_or_default()
}

/// Where to go from an entry.
fn links(entry: &Entry<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut add = |label: String, href: String| {
        if !links.iter().any(|link| link.href == href) {
            links.push(Link { label, href });
        }
    };
    let ends = [(Side::Source, Field::Source), (Side::Target, Field::Target)]
        .map(|(side, name)| Some((on_map::place(entry, side)?, entry.word(name))));
    if let [Some((from, _)), Some((to, _))] = &ends {
        // The map has an edge from who began it to who was spoken to.
        let (from, to) = if entry.reversed { (to, from) } else { (from, to) };
        add(text::entry::show_edge().to_owned(), on_map::to_edge(from, to));
    }
    for (place, name) in ends.iter().flatten() {
        add(text::entry::show_on_map(&words::end_name(name, "")), on_map::to_place(place));
    }
    for group in [Field::Group, Field::SourceGroup, Field::TargetGroup] {
        let group = entry.word(group);
        if group.starts_with("nv.") {
            add(text::entry::to_group(group), facts::group_link(group));
        }
    }
    links
}
