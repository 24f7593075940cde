//! What came of a switch, as the cluster said when it was read again, and how to say it.

use controller_api::{
    group::Group,
    mode::{Baseline, Mode},
    name::GroupName,
};
use serde::{Deserialize, Serialize};

use super::{ModeChange, name};
use crate::flash::Kind;

/// How a group stands after a switch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The group.
    pub name: GroupName,
    /// The mode of its network rules.
    pub policy_mode: Option<Mode>,
    /// The mode of its process and file rules.
    pub profile_mode: Option<Mode>,
    /// How strictly its processes are held.
    pub baseline: Option<Baseline>,
}

impl Standing {
    /// It stands as it was asked to. `nodes` has no baseline, so none is expected of it.
    pub fn is(&self, change: &ModeChange) -> bool {
        let nodes = self.name.as_str() == GroupName::NODES;
        change.policy_mode.is_none_or(|mode| self.policy_mode == Some(mode))
            && change.profile_mode.is_none_or(|mode| self.profile_mode == Some(mode))
            && (nodes || change.baseline.is_none_or(|baseline| self.baseline == Some(baseline)))
    }
}

/// What came of a switch, as the cluster said when it was read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeOutcome {
    /// What was asked for.
    pub asked: ModeChange,
    /// How many groups stand as asked.
    pub settled: usize,
    /// The groups that do not, as they stand now.
    pub kept: Vec<Standing>,
    /// Groups that could not be read again, so that nothing true can be said of them.
    pub unread: Vec<GroupName>,
}

impl From<&Group> for Standing {
    fn from(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            policy_mode: group.policy_mode,
            profile_mode: group.profile_mode,
            baseline: group.baseline_profile,
        }
    }
}

impl ModeOutcome {
    /// Holds what was asked against what the cluster says now.
    pub fn of(asked: ModeChange, groups: &[Group]) -> Self {
        let mut outcome = Self { asked, settled: 0, kept: Vec::new(), unread: Vec::new() };
        let now: std::collections::HashMap<_, _> = groups.iter().map(|group| (&group.name, group)).collect();
        for name in &outcome.asked.groups {
            match now.get(name).map(|group| Standing::from(*group)) {
                None => outcome.unread.push(name.clone()),
                Some(standing) if standing.is(&outcome.asked) => outcome.settled += 1,
                Some(standing) => outcome.kept.push(standing),
            }
        }
        outcome
    }

    /// Nothing is left to wait for.
    pub fn is_settled(&self) -> bool {
        self.kept.is_empty() && self.unread.is_empty()
    }

    /// What to say of it, and in which tone.
    pub fn say(&self) -> (Kind, String) {
        let settled = self.settled as u64;
        let all = self.asked.groups.len() as u64;
        let what = self.asked.name();
        if self.is_settled() {
            return (Kind::Good, text::mode::switched(settled, &what));
        }
        let mut said = text::mode::switched_partly(settled, &all.to_string(), &what);
        for group in self.kept.iter().take(5) {
            let mode =
                group.policy_mode.map_or_else(|| text::mode::none().to_owned(), |mode| name(mode).to_owned());
            said.push(' ');
            said.push_str(&text::mode::kept(group.name.as_str(), &mode));
        }
        if self.kept.len() > 5 {
            said.push(' ');
            said.push_str(&text::mode::kept_more(self.kept.len() as u64 - 5));
        }
        if !self.unread.is_empty() {
            said.push(' ');
            said.push_str(&text::mode::unread(self.unread.len() as u64));
        }
        (if settled == 0 { Kind::Bad } else { Kind::Partly }, said)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn group(name: &str) -> GroupName {
        GroupName::parse(name).expect("a name")
    }

    fn standing(name: &str, mode: Mode) -> Standing {
        Standing { name: group(name), policy_mode: Some(mode), profile_mode: Some(mode), baseline: None }
    }

    fn outcome(settled: usize, kept: Vec<Standing>) -> ModeOutcome {
        let asked = ModeChange {
            groups: vec![group("nv.a.x"), group("nv.b.x")],
            policy_mode: Some(Mode::Protect),
            profile_mode: Some(Mode::Protect),
            baseline: None,
        };
        ModeOutcome { asked, settled, kept, unread: Vec::new() }
    }

    #[test]
    fn what_is_said_is_what_was_read() {
        assert_eq!(outcome(2, vec![]).say(), (Kind::Good, "2 groups are now in Protect.".to_owned()));
        let (kind, said) = outcome(1, vec![standing("nv.b.x", Mode::Monitor)]).say();
        assert_eq!(kind, Kind::Partly);
        assert_eq!(said, "1 of 2 changed to Protect. nv.b.x is still in Monitor.");
        assert_eq!(
            outcome(0, vec![standing("nv.a.x", Mode::Monitor), standing("nv.b.x", Mode::Monitor)]).say().0,
            Kind::Bad
        );
    }

    #[test]
    fn nodes_have_no_baseline_to_wait_for() {
        let change = ModeChange { baseline: Some(Baseline::ZeroDrift), ..ModeChange::default() };
        assert!(standing("nodes", Mode::Monitor).is(&change));
        assert!(!standing("nv.a.x", Mode::Monitor).is(&change));
    }
}
