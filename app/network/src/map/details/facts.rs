//! What the acts on a node hang on: enough to say which there are, and which of them this viewer may do.
//!
//! It comes from the whole graph, with the controller's ids, and from what only the controller knows: what that did not say is
//! `None`, and absent is not false.

use kit::mode::Subject;
use network_map::model::{Key, Kind, Mode, Severity};
use serde::{Deserialize, Serialize};

/// A node as its acts see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is known by.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// The node of that namespace, if it is in one.
    pub namespace_key: Option<Key>,
    /// The group whose modes are its modes: its own, that of a pod, `nodes` for a node; `""` = none.
    pub group: String,
    /// The node of that group, if it is in one.
    pub group_key: Option<Key>,
    /// The cluster's node that it runs on; `""` = not said.
    pub host: String,
    /// Its network mode.
    pub mode: Mode,
    /// The worst vulnerability in it.
    pub cve: Severity,
    /// It is cut off; of what holds others: one of them is.
    pub quarantined: bool,
    /// How many workloads it stands for.
    pub members: u32,
    /// How many groups are in it.
    pub groups: u32,
    /// The controller lets it be quarantined; none = it was not asked.
    pub cap_quarantine: Option<bool>,
    /// Packets of it can be captured; none = it was not asked.
    pub cap_sniff: Option<bool>,
    /// Its group as the mode switch sees it; none = it was not asked, or it has none.
    pub subject: Option<Subject>,
    /// It is an end that can be named and forgotten.
    pub can_be_named: bool,
    /// What of it this user has hidden.
    pub hidden: HiddenOfNode,
}

/// What of a node somebody has hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenOfNode {
    /// It.
    pub node: bool,
    /// What comes to it.
    pub incoming: bool,
    /// What goes from it.
    pub outgoing: bool,
}

impl Facts {
    /// It is a pod, with a sidecar or without.
    pub fn is_pod(&self) -> bool {
        matches!(self.kind, Kind::Pod | Kind::Sidecar)
    }
}
