//! Reading what two ends said.

use std::{sync::Arc, time::Duration};

use controller_api::conversation::{self, ConversationDetail, ConversationDetailEntry};
use kit::{AppError, Tag, upstream::Upstream};
use network_map::model::{Key, Severity};

use super::{
    entry::{Action, Address, Entry},
    rule::Said,
};

/// How long an answer is shown again to viewers of the same permissions.
const LIFE: Duration = Duration::from_secs(2);

/// The controller's ids of two ends that this viewer sees.
pub async fn ends(upstream: &Upstream, from: Key, to: Key) -> Result<[String; 2], AppError> {
    let whole = crate::map::read::whole(upstream).await?;
    let id = |key| whole.id(key).map(|(_, id)| id.to_owned()).ok_or(AppError::NotFound);
    Ok([id(from)?, id(to)?])
}

/// What two ends said; [`AppError::NotFound`] when they said nothing, or are not to be seen.
pub async fn pair(upstream: &Upstream, from: Key, to: Key) -> Result<Arc<ConversationDetail>, AppError> {
    let [from, to] = ends(upstream, from, to).await?;
    let fetch = || async {
        let shown = upstream.call(conversation::SHOW.at([&from, &to])).await?;
        Ok(shown.conversation)
    };
    upstream.shared(Tag::Traffic, &format!("pair {from} {to}"), LIFE, fetch).await
}

/// An entry as it is shown, with the countries of its addresses in the reader's language.
pub fn entry(entry: &ConversationDetailEntry) -> Entry {
    let address =
        |ip: &str, name: &str| Address { ip: ip.to_owned(), name: name.to_owned(), country: country(ip) };
    Entry {
        said: Said { application: entry.application.clone(), port: entry.port.clone() },
        client: address(&entry.client_ip, ""),
        server: address(&entry.server_ip, &entry.fqdn),
        forwarded: entry.xff,
        bytes: entry.bytes,
        sessions: entry.sessions,
        rule: entry.policy_id,
        action: Action::of_word(&entry.policy_action),
        threat: entry.threat_name.clone(),
        severity: Severity::parse(&entry.severity).unwrap_or(Severity::None),
        last_seen: kit::date::parse(&entry.last_seen_at),
    }
}

fn country(ip: &str) -> Option<(String, String)> {
    let country = country::Country::of(ip.parse().ok()?)?;
    Some((country.code().to_owned(), country.name(text::language().code()).to_owned()))
}
