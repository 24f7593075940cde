//! A row of the list of groups: what the columns show, and no more travels.

use controller_api::{
    group::{CfgType, Group, GroupKind},
    mode::{Baseline, Mode},
    name::GroupName,
};
use kit::mode::Subject;
use serde::{Deserialize, Serialize};

/// A group in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Its name.
    pub name: GroupName,
    /// A comment.
    pub comment: String,
    /// Its namespace; `""` = none.
    pub domain: String,
    /// What it is made of.
    pub kind: GroupKind,
    /// Where it comes from.
    pub cfg_type: CfgType,
    /// It belongs to the platform, such as what runs in `kube-system`.
    pub system: bool,
    /// The mode of its network rules.
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    pub baseline: Option<Baseline>,
    /// It counts in the security score; none = nobody can choose that: what the platform has counts, the rest cannot.
    pub scored: Option<bool>,
    /// Whether the controller lets its mode change; none = it did not say.
    pub cap_change_mode: Option<bool>,
    /// How many members and rules it has; none while that is not known.
    pub counts: Option<Counts>,
}

/// How many members and rules a group has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Pods, nodes or addresses.
    pub members: u32,
    /// Network rules that name it.
    pub policy_rules: u32,
    /// Response rules that name it.
    pub response_rules: u32,
}

fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

impl Counts {
    /// The counts of a group that was read in full.
    pub fn of(group: &Group) -> Option<Self> {
        Some(Self {
            members: count(group.members.as_deref()?),
            policy_rules: count(group.policy_rules.as_deref().unwrap_or_default()),
            response_rules: count(group.response_rules.as_deref().unwrap_or_default()),
        })
    }
}

impl From<&Group> for GroupRow {
    fn from(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            comment: group.comment.clone(),
            domain: group.domain.clone(),
            kind: group.kind.clone(),
            cfg_type: group.cfg_type.clone(),
            system: !group.platform_role.is_empty(),
            policy_mode: group.policy_mode,
            profile_mode: group.profile_mode,
            baseline: group.baseline_profile,
            scored: group.cap_scorable.unwrap_or(false).then_some(!group.not_scored),
            cap_change_mode: group.cap_change_mode,
            counts: Counts::of(group),
        }
    }
}

impl GroupRow {
    /// The row as the mode switch sees it.
    pub fn subject(&self) -> Subject {
        Subject {
            name: self.name.clone(),
            domain: self.domain.clone(),
            kind: self.kind.clone(),
            cfg_type: self.cfg_type.clone(),
            cap_change_mode: self.cap_change_mode,
            policy_mode: self.policy_mode,
            profile_mode: self.profile_mode,
            baseline: self.baseline,
        }
    }
}
