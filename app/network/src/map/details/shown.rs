//! What a panel is told of a node, by its kind: the same on both sides.

use controller_api::{
    group::{CfgType, GroupKind},
    host::ConnectionState,
    mode::{Baseline, Mode},
    name::GroupName,
    workload::WorkloadState,
};
use kit::AppError;
use network_map::model::{self, Key};
use serde::{Deserialize, Serialize};

use super::facts::Facts;

/// What a part of a panel holds, or why it could not be read: that costs this part alone.
pub type Part<T> = Result<T, AppError>;

/// A node with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeShown {
    /// What its acts hang on.
    pub facts: Facts,
    /// What else is known, by its kind.
    pub details: NodeDetails,
}

/// What is known of a node beside what the map shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NodeDetails {
    /// A pod, with a sidecar or without.
    Pod {
        /// As the controller shows it.
        pod: Part<Box<PodDetails>>,
        /// Who it speaks with.
        peers: Peers,
    },
    /// A group.
    Group {
        /// As the controller shows it.
        group: Part<Box<GroupDetails>>,
        /// The response rules that are about it, or about all groups.
        responses: Part<Vec<ResponseRow>>,
    },
    /// A node of the cluster.
    Host(Part<Box<HostDetails>>),
    /// A namespace.
    Namespace(NamespaceDetails),
    /// Something that the cluster does not manage: the outside, an address, a service's address, an unmanaged workload.
    Outside(OutsideDetails),
}

/// Vulnerabilities that a scan found, or why none are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// It was never scanned.
    #[default]
    Never,
    /// Its first scan is under way or in line.
    Soon,
    /// Its last scan failed.
    Failed,
    /// Critical, high, medium. Low ones are not counted by the controller, nor those that the vulnerability profile accepts.
    Counts([u32; 3]),
}

/// A pod.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PodDetails {
    /// The controller's id.
    pub id: String,
    /// Its containers' images; its own where it has no containers to show.
    pub images: Vec<ImageShown>,
    /// The enforcer's name and id.
    pub enforcer: (String, String),
    /// Its namespace.
    pub namespace: String,
    /// Its service's group.
    pub group: String,
    /// All groups that it is in.
    pub groups: Vec<String>,
    /// The node's name, and the node on the map.
    pub host: (String, Option<Key>),
    /// What it is doing.
    pub state: WorkloadState,
    /// Why it is cut off; `""` = it is not.
    pub quarantine_reason: String,
    /// When it was made, in unix seconds.
    pub created: Option<i64>,
    /// When it was last scanned, in unix seconds.
    pub scanned: Option<i64>,
    /// What that found, its containers together.
    pub found: Found,
    /// It, or a container of it, may do what root on the node may.
    pub privileged: bool,
    /// It, or a container of it, runs as root.
    pub run_as_root: bool,
    /// The mode of its network rules.
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    pub baseline: Option<Baseline>,
    /// `default`, `host`, or what it shares.
    pub network_mode: String,
    /// Its service account; `""` = not said.
    pub service_account: String,
    /// It is part of a service mesh.
    pub mesh: bool,
    /// Its interfaces with their addresses, such as `10.42.2.23/24`.
    pub interfaces: Vec<(String, Vec<String>)>,
    /// Its ports by application.
    pub applications: Vec<(String, String)>,
    /// Ports that the node maps, such as `0.0.0.0:8443 → tcp/443`.
    pub mapped: Vec<String>,
}

/// A container's image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageShown {
    /// The container's name.
    pub container: String,
    /// The image with its tag.
    pub image: String,
    /// It is the service mesh's sidecar.
    pub sidecar: bool,
    /// What its scan found.
    pub found: Found,
}

/// Who a node speaks with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peers {
    /// How many.
    pub count: usize,
    /// Some of them, those that it says most to first.
    pub named: Vec<PeerNamed>,
}

/// An end of what a node says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerNamed {
    /// What it is known by.
    pub key: Key,
    /// Its name.
    pub name: String,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDetails {
    /// Its name.
    pub name: GroupName,
    /// A comment.
    pub comment: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// What it is made of.
    pub kind: GroupKind,
    /// Where it comes from.
    pub cfg_type: CfgType,
    /// The mode of its network rules.
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    pub baseline: Option<Baseline>,
    /// What makes a member, such as `service = cart.storefront`.
    pub criteria: Vec<String>,
    /// The first members, by name.
    pub members: Vec<MemberRow>,
    /// How many there are in all.
    pub member_count: usize,
    /// The first network rules that name it, in the order in which they are tried.
    pub rules: Vec<RuleRow>,
    /// How many there are in all.
    pub rule_count: usize,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// The node on the map, if it is there.
    pub key: Option<Key>,
    /// Its name.
    pub name: String,
    /// What it is doing.
    pub state: WorkloadState,
    /// The cluster's node that it runs on.
    pub host: String,
    /// What its scan found.
    pub found: Found,
}

/// A network rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRow {
    /// Its id.
    pub id: u32,
    /// The client's group.
    pub from: String,
    /// The server's group.
    pub to: String,
    /// Its applications, or `any`.
    pub applications: String,
    /// Its ports, or `any`.
    pub ports: String,
    /// `allow` or `deny`.
    pub action: String,
    /// It is switched off.
    pub disabled: bool,
    /// Where it comes from.
    pub cfg_type: CfgType,
    /// How often it matched.
    pub matches: u64,
}

/// A response rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseRow {
    /// Its id.
    pub id: u32,
    /// What is reported.
    pub event: String,
    /// On which conditions, such as `level: Critical`.
    pub conditions: String,
    /// What is done, webhooks by name.
    pub actions: String,
    /// It is about all groups.
    pub for_all: bool,
    /// It is switched off.
    pub disabled: bool,
}

/// A node of the cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostDetails {
    /// The controller's id.
    pub id: String,
    /// How it stands to the cluster.
    pub state: ConnectionState,
    /// The operating system.
    pub os: String,
    /// The kernel's version.
    pub kernel: String,
    /// Processors.
    pub cpus: u32,
    /// Memory, in bytes.
    pub memory: u64,
    /// Containers on it, pods among them.
    pub containers: u32,
    /// Pods on it.
    pub pods: u32,
    /// The platform.
    pub platform: String,
    /// The container runtime with its version.
    pub runtime: String,
    /// The network mode of the group `nodes`.
    pub policy_mode: Option<Mode>,
    /// Its process and file mode.
    pub profile_mode: Option<Mode>,
    /// Its interfaces with their addresses.
    pub interfaces: Vec<(String, Vec<String>)>,
    /// When it was last scanned, in unix seconds.
    pub scanned: Option<i64>,
    /// What that found.
    pub found: Found,
}

/// A namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamespaceDetails {
    /// Its groups, by name.
    pub groups: Vec<GroupBrief>,
    /// How many ends in it are in no group.
    pub others: usize,
}

/// A group of a namespace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupBrief {
    /// What it is known by.
    pub key: Key,
    /// Its name.
    pub id: String,
    /// What it is called within the namespace.
    pub name: String,
    /// Its network mode.
    pub mode: model::Mode,
    /// The worst vulnerability in it.
    pub cve: model::Severity,
    /// How many pods of it are on the map.
    pub members: u32,
}

/// Something that the cluster does not manage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideDetails {
    /// The controller's id.
    pub id: String,
    /// Its address, where it has one.
    pub address: Option<String>,
    /// Where that is registered: the country's code and name.
    pub country: Option<(String, String)>,
    /// With how many ends of the cluster it speaks.
    pub pairs: usize,
    /// How many of those conversations were looked at: those with most bytes.
    pub looked_at: usize,
    /// Which addresses were seen in them, those with most sessions first.
    pub seen: Part<Vec<AddressSeen>>,
}

/// An address that was seen in conversations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressSeen {
    /// The address.
    pub address: String,
    /// The name by which it was looked up; `""` = none.
    pub fqdn: String,
    /// Where it is registered: the country's code and name.
    pub country: Option<(String, String)>,
    /// Sessions.
    pub sessions: u64,
    /// When it was last seen, in unix seconds.
    pub last_seen: Option<i64>,
}
