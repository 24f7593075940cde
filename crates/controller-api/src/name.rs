//! Names: validated when somebody types or links one, taken as it comes when the controller says it.

use serde::{Deserialize, Serialize};

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// It is empty.
    #[error("a name must not be empty")]
    Empty,
    /// It is longer than 256 bytes.
    #[error("a name has at most 256 characters")]
    TooLong,
    /// It holds blanks, control characters, or one of `/ ? # % & < > " \`.
    #[error("a name must not contain {0:?}")]
    Character(char),
    /// It is `.` or `..`, which lead elsewhere in a path.
    #[error("a name must not be {0:?}")]
    Dots(&'static str),
    /// It is a group, but none that stands for a service, so it has no mode of its own.
    #[error("this group has no mode of its own")]
    NotAService,
}

fn check(name: &str) -> Result<(), BadName> {
    if name.is_empty() {
        return Err(BadName::Empty);
    }
    if name.len() > 256 {
        return Err(BadName::TooLong);
    }
    if let Some(dots) = [".", ".."].into_iter().find(|dots| *dots == name) {
        return Err(BadName::Dots(dots));
    }
    match name.chars().find(|c| c.is_control() || c.is_whitespace() || "/?#%&<>\"\\".contains(*c)) {
        Some(bad) => Err(BadName::Character(bad)),
        None => Ok(()),
    }
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The name for a text that somebody gave.
            pub fn parse(text: &str) -> Result<Self, BadName> {
                check(text).map(|()| Self(text.to_owned()))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadName;

            fn from_str(text: &str) -> Result<Self, BadName> {
                Self::parse(text)
            }
        }
    };
}

name! {
    /// A group's name, such as `nv.web-app.production`, `nodes`, `fed.corp`.
    GroupName
}
name! {
    /// A service's name: its group's without `nv.`, such as `web-app.production`. `nodes` keeps its name.
    ServiceName
}
name! {
    /// A namespace. The controller calls it a domain; `_images`, `_nodes` and `_containers` are pseudo ones.
    Domain
}
name! {
    /// A managed cluster of the federation.
    ClusterId
}

impl GroupName {
    /// The one group of all nodes.
    pub const NODES: &'static str = "nodes";
    /// What the name of every learned service group begins with.
    pub const LEARNED: &'static str = "nv.";

    /// The service that this group stands for, whose modes can be switched.
    ///
    /// `PATCH /v1/service/config` passes over names that it does not know without a word, so whoever switches
    /// modes asks here first.
    pub fn service(&self) -> Result<ServiceName, BadName> {
        match self.0.strip_prefix(Self::LEARNED) {
            Some(service) => ServiceName::parse(service),
            None if self.0 == Self::NODES => Ok(ServiceName(self.0.clone())),
            None => Err(BadName::NotAService),
        }
    }
}

impl ServiceName {
    /// The group that stands for this service.
    pub fn group(&self) -> GroupName {
        if self.0 == GroupName::NODES {
            GroupName(self.0.clone())
        } else {
            GroupName(format!("{}{}", GroupName::LEARNED, self.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_learned_group_and_the_nodes_are_services_and_no_other() {
        let service = |group: &str| GroupName::parse(group).expect("a name").service();
        assert_eq!(service("nv.web.prod").expect("learned").as_str(), "web.prod");
        assert_eq!(service("nodes").expect("nodes").as_str(), "nodes");
        for group in ["external", "containers", "fed.corp", "web-tier"] {
            assert_eq!(service(group), Err(BadName::NotAService), "{group}");
        }
    }

    #[test]
    fn a_service_leads_back_to_its_group() {
        for group in ["nv.web.prod", "nodes"] {
            let group = GroupName::parse(group).expect("a name");
            assert_eq!(group.service().expect("a service").group(), group);
        }
    }

    #[test]
    fn a_name_that_would_change_the_path_is_refused() {
        assert_eq!(GroupName::parse(""), Err(BadName::Empty));
        assert_eq!(GroupName::parse(".."), Err(BadName::Dots("..")));
        assert_eq!(GroupName::parse("../user"), Err(BadName::Character('/')));
        assert_eq!(GroupName::parse("a b"), Err(BadName::Character(' ')));
        assert_eq!(GroupName::parse(&"x".repeat(257)), Err(BadName::TooLong));
    }
}
