//! Conversations: who talks to whom, as the enforcers see it; what the network map is drawn from.

use serde::{Deserialize, Serialize};

use crate::{Empty, Query, decode::nullable, workload::WorkloadBrief};

/// An end of conversations: a workload, a node, or something outside such as `external`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationEnd {
    /// `container`, `external`, `node_ip`, `workload_ip`, `address`, `ip_service`…
    #[serde(default)]
    pub kind: String,
    /// The workload, or what is known of the outside in the same shape.
    #[serde(flatten)]
    pub workload: WorkloadBrief,
}

/// What was said between two ends in one application over one port.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConversationEntry {
    /// The application.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub application: String,
    /// The port, such as `tcp/587`, where no application was seen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub port: String,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u32,
    /// The client's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_ip: String,
    /// The server's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server_ip: String,
    /// The name by which the server was looked up.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fqdn: String,
    /// `allow`, `violate`, `deny`…
    pub policy_action: String,
    /// The rule that decided; absent or 0 = none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_id: Option<u32>,
    /// When it was last seen, in unix seconds.
    pub last_seen_at: i64,
}

/// An end as a conversation names it: by its id, or in full with `verbose=true`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Peer {
    /// Its id.
    Id(String),
    /// All of it.
    End(Box<ConversationEnd>),
}

impl Default for Peer {
    fn default() -> Self {
        Self::Id(String::new())
    }
}

impl Peer {
    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::End(end) => &end.workload.id,
        }
    }
}

/// What was said between two ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conversation {
    /// The client.
    pub from: Peer,
    /// The server.
    pub to: Peer,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u32,
    /// The worst threat in it; `""` = none.
    pub severity: String,
    /// The worst that was done: `allow`, `violate`, `deny`…
    pub policy_action: String,
    /// Kinds of events in it.
    #[serde(deserialize_with = "nullable")]
    pub event_type: Vec<String>,
    /// `tcp`, `udp`, `icmp`.
    #[serde(deserialize_with = "nullable")]
    pub protocols: Vec<String>,
    /// Applications.
    #[serde(deserialize_with = "nullable")]
    pub applications: Vec<String>,
    /// Ports.
    #[serde(deserialize_with = "nullable")]
    pub ports: Vec<String>,
    /// A service mesh's sidecar stands between them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sidecar_proxy: bool,
    /// A client's address in it came from X-Forwarded-For.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub xff_entry: bool,
    /// It crosses a namespace's boundary.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nbe: bool,
    /// Its parts.
    #[serde(deserialize_with = "nullable")]
    pub entries: Vec<ConversationEntry>,
}

/// All conversations with their ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversations {
    /// The ends.
    #[serde(default, deserialize_with = "nullable")]
    pub endpoints: Vec<ConversationEnd>,
    /// The conversations.
    #[serde(default, deserialize_with = "nullable")]
    pub conversations: Vec<Conversation>,
}

/// The ends alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationEnds {
    /// The ends.
    #[serde(default, deserialize_with = "nullable")]
    pub endpoints: Vec<ConversationEnd>,
}

/// What was said between two ends, as one pair's answer says it: more than [`ConversationEntry`], and the
/// time as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConversationDetailEntry {
    /// The application; `""` = not recognised.
    pub application: String,
    /// The port that the client spoke to, such as `tcp/443`.
    pub port: String,
    /// The port behind it, on which the server listens.
    pub mapped_port: String,
    /// What the server called itself.
    #[serde(rename = "Server")]
    pub server: String,
    /// Bytes both ways.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u32,
    /// The threat in it; `""` = none.
    pub threat_name: String,
    /// How bad that threat is; `""` = none.
    pub severity: String,
    /// `allow`, `violate`, `deny`…
    pub policy_action: String,
    /// The rule that decided; 0 = none did.
    pub policy_id: u32,
    /// When it was last seen; RFC 3339.
    pub last_seen_at: String,
    /// The client's address.
    pub client_ip: String,
    /// The server's address.
    pub server_ip: String,
    /// The name by which the server was looked up.
    pub fqdn: String,
    /// The client's address came from X-Forwarded-For.
    pub xff: bool,
    /// It goes to a service mesh's sidecar.
    pub to_sidecar: bool,
    /// It crosses a namespace's boundary.
    pub nbe: bool,
}

/// What was said between two ends, in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationDetail {
    /// The client.
    pub from: ConversationEnd,
    /// The server.
    pub to: ConversationEnd,
    /// Bytes both ways.
    #[serde(default)]
    pub bytes: u64,
    /// Sessions.
    #[serde(default)]
    pub sessions: u32,
    /// The worst threat in it; `""` = none.
    #[serde(default)]
    pub severity: String,
    /// The worst that was done: `allow`, `violate`, `deny`…
    #[serde(default)]
    pub policy_action: String,
    /// Kinds of events in it.
    #[serde(default, deserialize_with = "nullable")]
    pub event_type: Vec<String>,
    /// `tcp`, `udp`, `icmp`.
    #[serde(default, deserialize_with = "nullable")]
    pub protocols: Vec<String>,
    /// Applications.
    #[serde(default, deserialize_with = "nullable")]
    pub applications: Vec<String>,
    /// Ports.
    #[serde(default, deserialize_with = "nullable")]
    pub ports: Vec<String>,
    /// Its parts.
    #[serde(default, deserialize_with = "nullable")]
    pub entries: Vec<ConversationDetailEntry>,
}

/// The answer with one pair's conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationShown {
    /// The conversation.
    pub conversation: ConversationDetail,
}

/// A change of an end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndChange {
    /// Which; must agree with the path.
    pub id: String,
    /// Its new name; `""` gives it back its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// The body of an end's change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndUpdate {
    /// The change.
    pub config: EndChange,
}

/// Those of a group's members. An unknown group is 404.
pub fn of_group(group: &str) -> Query {
    Query::new().with("f_group", group)
}

/// Those that begin or end in a namespace.
pub fn of_domain(domain: &str) -> Query {
    Query::new().with("f_domain", domain)
}

endpoints! {
    /// All conversations that the caller may see. Takes [`of_group`] and [`of_domain`]; `group` and `domain`
    /// by themselves are passed over (recorded). `verbose=true` names the ends in full. Needs `rt_policy`, as
    /// all of these do.
    LIST: Get "/v1/conversation" => Conversations;
    /// What two ends said, in that direction; ids such as `external` or `Host:…` are ends too. 404 when they
    /// said nothing, so that a pair that was just listed may be gone.
    SHOW: Get "/v1/conversation/{from}/{to}" => ConversationShown;
    /// Forgets what two ends said; 404 when they said nothing. The controllers tell each other about it, so
    /// that reads trail this write a little.
    DELETE: Delete "/v1/conversation/{from}/{to}" => Empty;
    /// Forgets everything. For administrators of the whole cluster only.
    DELETE_ALL: Delete "/v1/conversation" => Empty;
    /// All ends. Takes `start`, `limit`, `f_`, `view=pod`.
    ENDS: Get "/v1/conversation_endpoint" => ConversationEnds;
    /// Names an end: a node or an unmanaged workload (`Host:…`, `Workload:…`); 400 for any other.
    CHANGE_END: Patch "/v1/conversation_endpoint/{id}", EndUpdate => Empty;
    /// Forgets an end and all that it said; the same ends only. For administrators of the whole cluster only.
    DELETE_END: Delete "/v1/conversation_endpoint/{id}" => Empty;
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: &str = r#"{"id":"external","kind":"asteroid","state":"connected"}"#;

    #[test]
    fn an_end_is_named_by_its_id_or_in_full() {
        for from in [r#""external""#, END] {
            let body = format!(
                r#"{{"conversations":[{{"from":{from},"to":"a","entries":null}}],"endpoints":null}}"#
            );
            let list: Conversations = serde_json::from_str(&body).expect(from);
            assert_eq!(list.conversations[0].from.id(), "external", "{from}");
            assert!(list.conversations[0].entries.is_empty() && list.endpoints.is_empty(), "{from}");
        }
    }

    #[test]
    fn a_pair_says_the_time_as_text_and_the_list_as_a_number() {
        let listed: ConversationEntry =
            serde_json::from_str(r#"{"last_seen_at":1795380350}"#).expect("decodes");
        assert_eq!((listed.last_seen_at, listed.policy_id), (1_795_380_350, None));
        let body = format!(
            r#"{{"conversation":{{"from":{END},"to":{END},"event_type":null,"policy_action":"dreamt",
                "entries":[{{"last_seen_at":"2026-11-22T20:45:50Z","Server":"nginx"}}]}}}}"#
        );
        let shown: ConversationShown = serde_json::from_str(&body).expect("decodes");
        let entry = &shown.conversation.entries[0];
        assert_eq!((&*entry.last_seen_at, &*entry.server), ("2026-11-22T20:45:50Z", "nginx"));
        assert_eq!((&*shown.conversation.policy_action, entry.policy_id), ("dreamt", 0));
        assert_eq!(shown.conversation.from.kind, "asteroid");
    }

    #[test]
    fn ends_are_escaped_in_paths() {
        assert_eq!(DELETE.at(["Host:n:1", "external"]).path, "/v1/conversation/Host%3An%3A1/external");
    }
}
