//! Before a switch: which groups it is about, how they stand, and which of them it cannot reach.

use controller_api::{
    access::Access,
    group::{CfgType, Group, GroupKind},
    mode::{Baseline, Mode},
    name::GroupName,
};
use serde::{Deserialize, Serialize};

use crate::can::{self, ModeSubject, Reason};

/// A group that a switch is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its name.
    pub name: GroupName,
    /// Its namespace; `""` = none.
    pub domain: String,
    /// What it is made of.
    pub kind: GroupKind,
    /// Where it comes from.
    pub cfg_type: CfgType,
    /// Whether the controller lets its mode change; none = it did not say.
    pub cap_change_mode: Option<bool>,
    /// The mode of its network rules.
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    pub baseline: Option<Baseline>,
}

impl From<&Group> for Subject {
    fn from(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            domain: group.domain.clone(),
            kind: group.kind.clone(),
            cfg_type: group.cfg_type.clone(),
            cap_change_mode: group.cap_change_mode,
            policy_mode: group.policy_mode,
            profile_mode: group.profile_mode,
            baseline: group.baseline_profile,
        }
    }
}

impl Subject {
    /// Whether this user may switch it.
    pub fn may_change(&self, access: &Access) -> Result<(), Reason> {
        let subject = ModeSubject {
            name: &self.name,
            domain: &self.domain,
            kind: &self.kind,
            cfg_type: &self.cfg_type,
            cap_change_mode: self.cap_change_mode,
            has_mode: self.policy_mode.is_some() || self.profile_mode.is_some(),
        };
        can::change_mode(access, subject)
    }
}

/// The groups that a switch is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Those that there are.
    pub subjects: Vec<Subject>,
    /// Names that no group has, or none that this user sees.
    pub missing: Vec<GroupName>,
}

impl Plan {
    /// Those that can be switched, and those that cannot with the reason.
    pub fn split(&self, access: &Access) -> (Vec<&Subject>, Vec<(&Subject, Reason)>) {
        let mut open = Vec::new();
        let mut closed = Vec::new();
        for subject in &self.subjects {
            match subject.may_change(access) {
                Ok(()) => open.push(subject),
                Err(reason) => closed.push((subject, reason)),
            }
        }
        (open, closed)
    }
}

/// What all of these have in common: the value to preselect.
pub fn uniform<T: PartialEq + Copy>(values: impl IntoIterator<Item = Option<T>>) -> Option<T> {
    let mut values = values.into_iter().flatten();
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_share_is_preselected() {
        assert_eq!(uniform([Some(Mode::Monitor), None, Some(Mode::Monitor)]), Some(Mode::Monitor));
        assert_eq!(uniform([Some(Mode::Monitor), Some(Mode::Protect)]), None);
        assert_eq!(uniform::<Mode>([None]), None);
    }
}
