//! A network rule under review: who may change it, and how. Pure.

use controller_api::{
    access::{Access, Permission},
    group::CfgType,
    policy_rule::PolicyRule,
};
use kit::can::Reason;
use serde::{Deserialize, Serialize};

use super::Said;
use crate::Verdict;

/// A rule under review, with the namespaces of its groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The rule; its id is 0 where it is only proposed.
    pub rule: PolicyRule,
    /// The namespaces of the client's and the server's group; `""` = of none, `None` = of a group that this viewer may not see.
    pub namespaces: [Option<String>; 2],
    /// It was asked for a proposal, and this rule says the same already.
    pub already: bool,
}

/// Why a rule cannot be changed by this viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// They may not write in both namespaces.
    Permission,
    /// It comes from a custom resource or the federation.
    Elsewhere,
    /// It comes from somewhere that nobody told us of.
    Fixed,
}

impl Closed {
    /// The reason in the reader's language.
    pub fn text(self) -> String {
        match self {
            Self::Permission => Reason::Permission(Permission::RuntimePolicy).text(),
            Self::Elsewhere => text::review::rule_elsewhere().to_owned(),
            Self::Fixed => text::review::rule_fixed().to_owned(),
        }
    }
}

/// How the controller is asked for another verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A user's own rule changes.
    Change,
    /// A learned one stays, and a user's copy goes before it.
    Copy,
    /// There is none yet: it is inserted before all others that users may order.
    Insert,
}

impl Review {
    /// How its verdict is changed; whether this viewer may is [`Self::may_deploy`].
    pub fn way(&self) -> Way {
        match self.rule.cfg_type {
            _ if self.rule.id == 0 => Way::Insert,
            CfgType::Learned => Way::Copy,
            _ => Way::Change,
        }
    }

    /// What it does now; none for a proposal, and for a word that we do not know.
    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::of_word(&self.rule.action).filter(|_| self.rule.id != 0)
    }

    /// Whether this viewer may change it. The controller wants the right to write in the namespaces of both ends, and lets
    /// nobody change here what is managed elsewhere.
    ///
    /// # Errors
    /// Why they may not.
    pub fn may_deploy(&self, access: &Access) -> Result<(), Closed> {
        match self.rule.cfg_type {
            CfgType::Learned | CfgType::UserCreated => {}
            CfgType::Ground | CfgType::Federal => return Err(Closed::Elsewhere),
            CfgType::System | CfgType::Other(_) => return Err(Closed::Fixed),
        }
        let may = |namespace: &Option<String>| match namespace {
            Some(namespace) => access.writes_in(&Permission::RuntimePolicy, namespace),
            None => access.writes(&Permission::RuntimePolicy),
        };
        if self.namespaces.iter().all(may) { Ok(()) } else { Err(Closed::Permission) }
    }

    /// Why this viewer cannot give it this verdict, if they cannot.
    pub fn reason(&self, access: &Access, verdict: Verdict) -> Option<String> {
        let closed = self.may_deploy(access).err().map(Closed::text);
        closed.or_else(|| (self.verdict() == Some(verdict)).then(|| text::review::same().to_owned()))
    }

    /// What it is about, in short: applications, else ports; `any` as it is.
    pub fn about(&self) -> String {
        let applications: Vec<&str> =
            self.rule.applications.iter().map(String::as_str).filter(|name| *name != "any").collect();
        match (applications.is_empty(), self.rule.ports.as_str()) {
            (false, "any" | "") => applications.join(", "),
            (false, ports) => format!("{} ({ports})", applications.join(", ")),
            (true, "any" | "") => text::review::anything().to_owned(),
            (true, ports) => ports.to_owned(),
        }
    }

    /// What a proposal was made of, as far as it speaks of it.
    pub fn said(&self) -> Said {
        let named = |word: &str| if word == "any" { String::new() } else { word.to_owned() };
        let application = self.rule.applications.first().map(|name| named(name)).unwrap_or_default();
        Said { application, port: named(&self.rule.ports) }
    }
}
