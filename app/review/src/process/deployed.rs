//! What came of a change of a profile, as the cluster said when it was read again, and how to say it.

use controller_api::mode::Mode;
use kit::flash::Kind;
use serde::{Deserialize, Serialize};

use crate::Verdict;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessDeployed {
    /// The profile showed the rule when it was read again.
    pub shown: bool,
    /// The verdict that was asked for.
    pub verdict: Verdict,
    /// The process.
    pub name: String,
    /// The group.
    pub group: String,
    /// The mode that the group's profile is in.
    pub mode: Option<Mode>,
}

impl ProcessDeployed {
    /// How it went, in words.
    pub fn say(&self) -> (Kind, String) {
        let (name, group) = (&self.name, &self.group);
        let text = match (self.verdict, self.mode) {
            _ if !self.shown => text::review::not_seen_yet().to_owned(),
            (Verdict::Allow, _) => text::review::now_may_run(name, group),
            (Verdict::Deny, Some(Mode::Protect)) => text::review::now_blocked(name, group),
            (Verdict::Deny, _) => text::review::now_logged(name, group),
        };
        (Kind::of(self.shown), text)
    }
}
