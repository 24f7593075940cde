//! Which entries are shown, and in which order. Pure, and run on the server only.

use std::cmp::Ordering;

use super::entry::{Entries, EntriesAsked, Entry, SortKey};

/// How many are shown at most.
const MOST: usize = 200;

/// The entries that were asked for.
pub fn choose(mut entries: Vec<Entry>, asked: &EntriesAsked) -> Entries {
    let all = entries.len() as u64;
    let words: Vec<String> = asked.q.split_whitespace().map(str::to_lowercase).collect();
    entries.retain(|entry| {
        let text = text_of(entry);
        words.iter().all(|word| text.contains(word.as_str()))
    });
    let matching = entries.len() as u64;
    entries.sort_by(|one, two| {
        let order = compare(one, two, asked.sort);
        let order = if asked.is_falling() { order.reverse() } else { order };
        // So that the order is the same each time.
        order.then_with(|| identity(one).cmp(&identity(two)))
    });
    entries.truncate(MOST);
    Entries { rows: entries, matching, all }
}

fn identity(entry: &Entry) -> [&str; 4] {
    [&entry.said.application, &entry.said.port, &entry.client.ip, &entry.server.ip]
}

fn compare(one: &Entry, two: &Entry, key: SortKey) -> Ordering {
    match key {
        SortKey::Worst => {
            let weight = |entry: &Entry| (entry.severity, entry.action.clone(), entry.bytes);
            weight(one).cmp(&weight(two))
        }
        SortKey::Application => one.said.application.cmp(&two.said.application),
        SortKey::Port => port(one).cmp(&port(two)),
        SortKey::Client => address(&one.client.ip).cmp(&address(&two.client.ip)),
        SortKey::Server => address(&one.server.ip).cmp(&address(&two.server.ip)),
        SortKey::Bytes => one.bytes.cmp(&two.bytes),
        SortKey::Sessions => one.sessions.cmp(&two.sessions),
        SortKey::Rule => one.rule.cmp(&two.rule),
        SortKey::Seen => one.last_seen.cmp(&two.last_seen),
    }
}

/// Ports by their numbers.
fn port(entry: &Entry) -> (u32, &str) {
    let number = entry.said.port.rsplit('/').next().and_then(|number| number.parse().ok());
    (number.unwrap_or(u32::MAX), &entry.said.port)
}

/// Addresses by their numbers; what is none comes last.
fn address(ip: &str) -> (bool, Option<std::net::IpAddr>, &str) {
    let parsed = ip.parse().ok();
    (parsed.is_none(), parsed, ip)
}

fn text_of(entry: &Entry) -> String {
    let country = |at: &super::entry::Address| {
        at.country.as_ref().map(|(code, name)| format!("{code} {name}")).unwrap_or_default()
    };
    [
        entry.said.application.as_str(),
        &entry.said.port,
        &entry.client.ip,
        &country(&entry.client),
        &entry.server.ip,
        &entry.server.name,
        &country(&entry.server),
        &entry.action.name(),
        &entry.threat,
        &entry.rule.to_string(),
    ]
    .join(" ")
    .to_lowercase()
}
