//! Reading what two ends said.

use std::{sync::Arc, time::Duration};

use controller_api::conversation::{self, ConversationDetail, ConversationDetailEntry};
use kit::{AppError, Tag, upstream::Upstream};
use network_map::model::Key;
use review::rule::{self, Review, Said};

use super::entry::{Action, Address, Entry};

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

/// The rule of this id, or with 0 the one that is proposed for what the ends said (`said`: application and port, `SSH~tcp/22`).
/// The ends must be ones that this viewer sees, whatever rule is asked for beside them.
pub async fn review(
    upstream: &Upstream,
    (from, to): (Key, Key),
    id: u32,
    said: &str,
) -> Result<Review, AppError> {
    if id != 0 {
        ends(upstream, from, to).await?;
        return rule::read::rule(upstream, id).await;
    }
    match Said::of_word(said) {
        Some(said) => rule::read::proposal_between(upstream, &*pair(upstream, from, to).await?, &said).await,
        None => rule::read::proposal(upstream, "", "", &Said::default()).await,
    }
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
        severity: crate::map::read::severity(&entry.severity),
        last_seen: kit::date::parse(&entry.last_seen_at),
    }
}

fn country(ip: &str) -> Option<(String, String)> {
    let country = country::Country::of(ip.parse().ok()?)?;
    Some((country.code().to_owned(), country.name(text::language().code()).to_owned()))
}
