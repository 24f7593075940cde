//! What a group's profile says of a process: who may change it, and how. Pure.

use controller_api::{
    access::{Access, Permission},
    group::CfgType,
    mode::{Baseline, Mode},
    process_profile::ProcessRule,
};
use kit::can::Reason;
use serde::{Deserialize, Serialize};

use crate::Verdict;

/// A process under review, as its group's profile has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessReview {
    /// The group.
    pub group: String,
    /// Its namespace; `""` = none.
    pub namespace: String,
    /// Where the group comes from.
    pub cfg_type: CfgType,
    /// What is done about what the profile does not allow; none on groups without modes.
    pub mode: Option<Mode>,
    /// How strictly the profile is held to; none on groups without modes.
    pub baseline: Option<Baseline>,
    /// The process's name.
    pub name: String,
    /// Its file; `""` = not known.
    pub path: String,
    /// The first rule that speaks of it, which decides; none = the mode does.
    pub rule: Option<ProcessRule>,
    /// The rule of just this name and file, which a verdict changes; none = a new one is made.
    pub own: Option<ProcessRule>,
}

/// Why a verdict cannot be given by this viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// They may not write in the group's namespace.
    Permission,
    /// The group, or the rule, comes from a custom resource or the federation.
    Elsewhere,
    /// A wider rule comes first and would decide all the same.
    Covered {
        /// The name that it speaks of.
        name: String,
        /// The files that it speaks of.
        path: String,
    },
}

impl Closed {
    /// The reason in the reader's language.
    pub fn text(&self) -> String {
        match self {
            Self::Permission => Reason::Permission(Permission::RuntimePolicy).text(),
            Self::Elsewhere => text::review::profile_elsewhere().to_owned(),
            Self::Covered { name, path } => text::review::covered(name, path),
        }
    }
}

impl ProcessReview {
    /// What the profile says now; none where no rule speaks of it, and for a word that we do not know.
    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::of_word(&self.rule.as_ref()?.action)
    }

    /// Whether this viewer may give it this verdict.
    ///
    /// # Errors
    /// Why they may not.
    pub fn may_deploy(&self, access: &Access, verdict: Verdict) -> Result<(), Closed> {
        let elsewhere = |from: &CfgType| matches!(from, CfgType::Ground | CfgType::Federal);
        if elsewhere(&self.cfg_type) || self.own.iter().any(|rule| elsewhere(&rule.cfg_type)) {
            return Err(Closed::Elsewhere);
        }
        if !access.writes_in(&Permission::RuntimePolicy, &self.namespace) {
            return Err(Closed::Permission);
        }
        match &self.rule {
            // Wildcards are tried before what they speak of.
            Some(rule) if Some(rule) != self.own.as_ref() && self.verdict() != Some(verdict) => {
                Err(Closed::Covered { name: rule.name.clone(), path: rule.path.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Why this viewer cannot give it this verdict, if they cannot.
    pub fn reason(&self, access: &Access, verdict: Verdict) -> Option<String> {
        let closed = self.may_deploy(access, verdict).err().map(|closed| closed.text());
        closed.or_else(|| (self.verdict() == Some(verdict)).then(|| text::review::same_process().to_owned()))
    }

    /// What happens when the process starts now, in a sentence.
    pub fn stands(&self) -> &'static str {
        let zero_drift = self.baseline == Some(Baseline::ZeroDrift);
        match (self.verdict(), self.mode) {
            (Some(Verdict::Allow), _) => text::review::runs_allowed(),
            (Some(Verdict::Deny), Some(Mode::Protect)) => text::review::runs_blocked(),
            (Some(Verdict::Deny), Some(_)) => text::review::runs_logged(),
            (_, None) => text::review::runs_by_members(),
            (None, Some(Mode::Discover)) if !zero_drift => text::review::runs_learned(),
            (None, Some(Mode::Protect)) if zero_drift => text::review::runs_drift_blocked(),
            (None, Some(_)) if zero_drift => text::review::runs_drift_logged(),
            (None, Some(Mode::Protect)) => text::review::runs_blocked_unlisted(),
            (None, Some(_)) => text::review::runs_logged_unlisted(),
        }
    }
}
