//! Conversations: who talks to whom, as the enforcers see it; what the network map is drawn from.

use serde::{Deserialize, Serialize};

use crate::{decode::nullable, workload::WorkloadBrief};

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

endpoints! {
    /// All conversations that the caller may see.
    LIST: Get "/v1/conversation" => Conversations;
}
