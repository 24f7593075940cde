//! What is said in which application: how many conversations, and how many bytes.

use std::collections::HashMap;

use controller_api::conversation::Conversation;

/// Applications with their sums, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protocols {
    /// Conversations in which an application was spoken.
    pub conversations: Vec<(String, u64)>,
    /// Bytes that were said in it, both ways.
    pub bytes: Vec<(String, u64)>,
}

/// How many applications are named; the rest stands together.
pub const NAMED: usize = 6;

impl Protocols {
    /// Counts conversations. What has no application is counted by its port.
    pub fn of(conversations: &[Conversation]) -> Self {
        let mut count: HashMap<&str, u64> = HashMap::new();
        let mut bytes: HashMap<&str, u64> = HashMap::new();
        for said in conversations {
            let named = if said.applications.is_empty() { &said.ports } else { &said.applications };
            for name in named {
                *count.entry(name).or_default() += 1;
            }
            for entry in &said.entries {
                let name = if entry.application.is_empty() { &entry.port } else { &entry.application };
                if !name.is_empty() {
                    *bytes.entry(name).or_default() += entry.bytes;
                }
            }
            // A list without entries still says how much was said.
            if let ([], [name, ..]) = (said.entries.as_slice(), named.as_slice()) {
                *bytes.entry(name).or_default() += said.bytes;
            }
        }
        Self { conversations: largest(count), bytes: largest(bytes) }
    }
}

/// The largest by name, and the sum of the rest under `""`.
fn largest(sums: HashMap<&str, u64>) -> Vec<(String, u64)> {
    let mut sums: Vec<(&str, u64)> = sums.into_iter().filter(|(_, sum)| *sum > 0).collect();
    sums.sort_unstable_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    let rest: u64 = sums.iter().skip(NAMED).map(|(_, sum)| sum).sum();
    let mut largest: Vec<_> =
        sums.into_iter().take(NAMED).map(|(name, sum)| (name.to_owned(), sum)).collect();
    if rest > 0 {
        largest.push((String::new(), rest));
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(body: &str) -> Vec<Conversation> {
        serde_json::from_str(body).expect("decodes")
    }

    #[test]
    fn applications_count_by_conversation_and_by_byte() {
        let protocols = Protocols::of(&said(
            r#"[{"from":"a","to":"b","bytes":30,"applications":["HTTP","SSL"],
                 "entries":[{"application":"HTTP","bytes":10},{"application":"SSL","bytes":20}]},
                {"from":"a","to":"c","bytes":5,"applications":["HTTP"],"entries":[{"application":"HTTP","bytes":5}]},
                {"from":"a","to":"d","bytes":7,"ports":["tcp/587"],"entries":[{"port":"tcp/587","bytes":7}]}]"#,
        ));
        let pairs = |list: &[(String, u64)]| {
            list.iter().map(|(name, sum)| format!("{name} {sum}")).collect::<Vec<_>>()
        };
        assert_eq!(pairs(&protocols.conversations), ["HTTP 2", "SSL 1", "tcp/587 1"]);
        assert_eq!(pairs(&protocols.bytes), ["SSL 20", "HTTP 15", "tcp/587 7"]);
    }

    #[test]
    fn a_list_without_entries_still_says_how_much() {
        let protocols = Protocols::of(&said(
            r#"[{"from":"a","to":"b","bytes":30,"applications":["HTTP"],"entries":null}]"#,
        ));
        assert_eq!(protocols.bytes, [("HTTP".to_owned(), 30)]);
    }

    #[test]
    fn many_small_ones_stand_together() {
        let many: Vec<_> =
            (0..10).map(|n| format!(r#"{{"from":"a","to":"b{n}","applications":["app-{n}"]}}"#)).collect();
        let protocols = Protocols::of(&said(&format!("[{}]", many.join(","))));
        assert_eq!(protocols.conversations.len(), NAMED + 1);
        assert_eq!(protocols.conversations.last(), Some(&(String::new(), 4)));
        assert!(protocols.bytes.is_empty());
    }
}
