//! What the panel reads. On the server only.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use controller_api::security_log::THREAT;
use event_log::{Entry, Field, Id, Kind};
use kit::{AppError, upstream::Upstream, url::Params};

use super::{
    facts, sentence,
    shown::{EntryShown, Link},
};
use crate::log::{
    read::{Raw, ring},
    which::Which,
};

/// An entry as its panel shows it.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer's logs do not have it, and whatever reading them gives.
pub async fn entry(upstream: &Upstream, which: Which, id: Id) -> Result<EntryShown, AppError> {
    let raw = raw(upstream, which, id).await?;
    let entry = raw.entry();
    Ok(EntryShown {
        id,
        kind: entry.kind,
        level: entry.level,
        at: entry.at,
        name: entry.word(Field::Name).to_owned(),
        sentence: sentence::sentence(&raw, &entry),
        action: entry.word(Field::Action).to_owned(),
        links: links(&entry),
        parts: facts::parts(&raw, &entry),
        processes: facts::processes(&raw),
        packet: matches!(&raw, Raw::Threat(threat) if threat.cap_len.is_some_and(|length| length > 0)),
        json: json(&raw),
    })
}

/// The entry as the controller said it.
async fn raw(upstream: &Upstream, which: Which, id: Id) -> Result<Raw, AppError> {
    let ring = ring(upstream, which).await?;
    ring.raw.get(&id).cloned().ok_or(AppError::NotFound)
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

/// The packet of a threat.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such threat, or none was kept with it.
pub async fn packet(upstream: &Upstream, id: Id) -> Result<Packet, AppError> {
    let Raw::Threat(threat) = raw(upstream, Which::Security, id).await? else {
        return Err(AppError::NotFound);
    };
    let threat = upstream.call(THREAT.at([&threat.id])).await?.threat;
    let bytes = STANDARD
        .decode(&threat.packet)
        .map_err(|error| AppError::Unexpected { detail: format!("the packet: {error}") })?;
    if bytes.is_empty() {
        return Err(AppError::NotFound);
    }
    Ok(Packet { bytes, at: threat.reported_timestamp, threat: threat.id })
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
    let mut links = Vec::new();
    let mut add = |label: String, href: String| links.push(Link { label, href });
    let (source, target) = (entry.word(Field::SourceId), entry.word(Field::TargetId));
    // A pod's or a node's id on the map; what is outside has none of its own there.
    let on_map = |id: &str| !id.is_empty() && id != "external";
    if entry.kind != Kind::Report && entry.kind != Kind::Event {
        if on_map(source) || on_map(target) {
            let ends = Params::default().with("from", source).with("to", target);
            let label = if target.is_empty() { text::entry::show_on_map() } else { text::entry::show_edge() };
            add(label.to_owned(), ends.link("/network"));
        }
        for group in [Field::Group, Field::SourceGroup, Field::TargetGroup] {
            let group = entry.word(group);
            let href = facts::group_link(group);
            if group.starts_with("nv.") && !links.iter().any(|link: &Link| link.href == href) {
                links.push(Link { label: text::entry::to_group(group), href });
            }
        }
    }
    links
}
