//! The document of the dashboard's numbers: what each panel counts, for programs.
//!
//! It is JSON with field names in snake case. Fields are added in time; none changes its meaning without [`Document::format`]
//! being another. Moments are RFC 3339 in universal time, counts are whole numbers, points and shares are 0–100 and less is
//! better. **null** is what this viewer may not see or the controller does not say. A part that could not be had although the
//! viewer may see it is null too, and stands in [`Document::missing`].

use std::collections::BTreeMap;

use serde::Serialize;

/// The whole document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The document's format: 1.
    pub format: u32,
    /// When it was put together.
    pub made_at: String,
    /// The cluster's name; null where the viewer may not know it.
    pub cluster_name: Option<String>,
    /// The namespace that it is about; null = all that the viewer may see.
    pub namespace: Option<String>,
    /// How much there is of everything. Of the whole cluster, whatever the namespace.
    pub cluster: Option<Cluster>,
    /// The score.
    pub score: Option<Score>,
    /// The clusters of the federation, where this one is the master; null for a namespace.
    pub federation: Option<Federation>,
    /// Services and pods by mode.
    pub modes: Option<Modes>,
    /// Services that speak with the outside.
    pub exposure: Option<Exposure>,
    /// The security log, counted.
    pub events: Option<Events>,
    /// What scans found.
    pub vulnerable: Option<Vulnerable>,
    /// Application protocols.
    pub protocols: Option<Protocols>,
    /// Parts that could not be had, by their path in this document.
    pub missing: Vec<Missing>,
}

/// A part that could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Its path, such as `events` or `vulnerable.nodes`.
    pub part: &'static str,
    /// Why.
    pub reason: String,
}

/// How much there is of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cluster {
    /// The platform, such as `Kubernetes`, and its version.
    pub platform: String,
    /// The version of Kubernetes.
    pub kube_version: String,
    /// The versions of the product's components; more than one means a half-done update.
    pub versions: Vec<String>,
    /// Nodes.
    pub nodes: u64,
    /// Namespaces.
    pub namespaces: u64,
    /// Services.
    pub services: u64,
    /// Pods that run.
    pub running_pods: u64,
    /// Network rules.
    pub network_rules: u64,
    /// Controllers.
    pub controllers: u64,
    /// Enforcers.
    pub enforcers: u64,
    /// Enforcers that do not answer.
    pub disconnected_enforcers: u64,
    /// Scanners.
    pub scanners: u64,
}

/// The score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// When it was read.
    pub read_at: String,
    /// All together, 0–100.
    pub score: Option<u64>,
    /// `good` (under 20), `fair` (under 50) or `poor`.
    pub band: Option<&'static str>,
    /// Nodes.
    pub nodes: u64,
    /// Pods that run.
    pub running_pods: u64,
    /// Containers that may do what root on the node may.
    pub privileged_containers: u64,
    /// Containers that run as root.
    pub root_containers: u64,
    /// What it is made of; null where the controller did not say it.
    pub factors: Option<Factors>,
}

/// What the score is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Factors {
    /// Services whose connections pass. Counts: `discover`, `monitor`, `protect` services, and of each those held to
    /// the zero-drift baseline (`discover_zero_drift`…).
    pub service_connections: Factor,
    /// Pods that speak with the outside. Counts: those with `threats`, with `violations`, and in `discover`.
    pub exposure: Factor,
    /// Vulnerabilities that could be used. Counts: in `discover`, `monitor`, `protect` pods, on `nodes`, in the `platform`.
    pub vulnerabilities: Factor,
}

/// A factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Factor {
    /// What it adds to the score.
    pub points: u64,
    /// How much of what it can be at most it is, 0–100.
    pub by_100: u64,
    /// What drives it.
    pub counts: BTreeMap<&'static str, u64>,
}

/// The clusters of the federation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Federation {
    /// When it was read.
    pub read_at: String,
    /// The clusters: the master, and then the worst first.
    pub clusters: Vec<Member>,
}

/// A cluster of the federation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// It is the master.
    pub master: bool,
    /// How it stands, in the controller's own word: `active`, `synced`, `out_of_sync`, `disconnected`…
    pub status: String,
    /// It answered. The numbers of one that did not are null.
    pub answered: bool,
    /// Its score, 0–100.
    pub score: Option<u64>,
    /// `good` (under 20), `fair` (under 50) or `poor`.
    pub band: Option<&'static str>,
    /// Nodes.
    pub nodes: Option<u64>,
    /// Pods that run.
    pub running_pods: Option<u64>,
    /// The version of its vulnerability database.
    pub database: Option<String>,
    /// The versions of the product's components.
    pub versions: Option<Vec<String>>,
}

/// Services and pods by the mode of their network rules. What belongs to the platform does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Modes {
    /// When it was read.
    pub read_at: String,
    /// They learn.
    pub discover: InMode,
    /// They log.
    pub monitor: InMode,
    /// They block.
    pub protect: InMode,
}

/// What is in a mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InMode {
    /// Services.
    pub services: u64,
    /// Of these, held to the zero-drift baseline.
    pub zero_drift: u64,
    /// Of these, ready for the next mode: nothing new for a day. Null where that is not known.
    pub ready: Option<u64>,
    /// Pods.
    pub pods: Option<u64>,
}

/// Services that speak with the outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// When it was read.
    pub read_at: String,
    /// The outside began.
    pub ingress: Side,
    /// The pod began.
    pub egress: Side,
}

/// A direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Pods by the worst that was done with what they said.
    pub pods: Deeds,
    /// Services, the worst first.
    pub services: Vec<ExposedService>,
}

/// Pods by the worst that was done with what they said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deeds {
    /// A rule allows it, or learned it.
    pub allowed: u64,
    /// No rule allows it; it passed and was logged.
    pub violated: u64,
    /// It was blocked.
    pub denied: u64,
    /// There was an attack in it.
    pub threat: u64,
}

/// A service that speaks with the outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExposedService {
    /// Its name, without `nv.`.
    pub service: String,
    /// The mode of its network rules: `Discover`, `Monitor`, `Protect`.
    pub policy_mode: Option<&'static str>,
    /// The worst that was done: `allowed`, `violated`, `denied`, `threat`.
    pub worst: crate::dashboard::exposure::api::Deed,
    /// Its pods.
    pub pods: u64,
    /// Addresses outside.
    pub addresses: u64,
    /// Applications, and ports where none was seen.
    pub applications: Vec<String>,
    /// Sessions.
    pub sessions: u64,
    /// Vulnerabilities of its pods.
    pub found: Found,
    /// When it last did.
    pub last_seen: Option<String>,
}

/// Vulnerabilities by how grave they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Critical.
    pub critical: u64,
    /// High.
    pub high: u64,
    /// Medium.
    pub medium: u64,
}

/// Threats, violations and incidents, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Events {
    /// When it was read.
    pub read_at: String,
    /// Critical ones in the log.
    pub critical: u64,
    /// The others in the log.
    pub warning: u64,
    /// The oldest that the log holds.
    pub since: Option<String>,
    /// The last 14 days, the oldest first.
    pub days: Vec<Slot>,
    /// The last 48 hours, the oldest first.
    pub hours: Vec<Slot>,
    /// Who did most, the worst first.
    pub sources: Vec<End>,
    /// To whom most was done, the worst first.
    pub targets: Vec<End>,
}

/// A day or an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slot {
    /// When it begins.
    pub begins_at: String,
    /// Critical events in it.
    pub critical: u64,
    /// The others.
    pub warning: u64,
}

/// An end of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct End {
    /// Its name: a workload's, a node's, an address.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// Critical events.
    pub critical: u64,
    /// The others.
    pub warning: u64,
}

/// What scans found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vulnerable {
    /// When it was read.
    pub read_at: String,
    /// Pods that run.
    pub running_pods: Option<u64>,
    /// Pods that run and were never scanned.
    pub unscanned_pods: Option<u64>,
    /// The worst pods.
    pub pods: Option<Vec<Worst>>,
    /// The worst nodes; null for a namespace.
    pub nodes: Option<Vec<Worst>>,
    /// How far the scans are.
    pub scans: Option<Scans>,
    /// Pods and nodes are scanned by themselves.
    pub auto_scan: Option<bool>,
}

/// One of the worst.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Worst {
    /// Its name.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// Its vulnerabilities.
    pub found: Found,
}

/// How far the scans are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scans {
    /// Done.
    pub done: u64,
    /// Waiting or under way.
    pub waiting: u64,
    /// Failed.
    pub failed: u64,
    /// The version of the vulnerability database; null = there is none yet.
    pub database: Option<String>,
    /// When that database was made.
    pub database_made_at: Option<String>,
}

/// Applications with what was said in them, the largest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Protocols {
    /// When it was read.
    pub read_at: String,
    /// Conversations by application.
    pub conversations: Vec<Share>,
    /// Bytes by application, both ways.
    pub bytes: Vec<Share>,
}

/// An application's share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// The application, or the port where none was seen; null = all the others together.
    pub application: Option<String>,
    /// Its sum.
    pub sum: u64,
}
