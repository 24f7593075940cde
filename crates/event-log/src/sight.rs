//! What somebody may see of entries that the console kept itself. The controller's rule for its own answers is the same.

use std::collections::BTreeSet;

use crate::{Field, Kind};

/// What somebody may see of a log.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// All of it: their permission holds for the whole cluster.
    All,
    /// What one end of which is in one of these namespaces. What is in no namespace at all they do not see.
    Namespaces(BTreeSet<String>),
}

impl Sight {
    /// The fields that decide.
    pub(crate) const FIELDS: [Field; 2] = [Field::SourceNamespace, Field::TargetNamespace];

    /// Whether an end in this namespace, `""` = none, is enough to see the entry.
    pub(crate) fn reaches(&self, namespace: &str) -> bool {
        match self {
            Self::All => true,
            Self::Namespaces(namespaces) => !namespace.is_empty() && namespaces.contains(namespace),
        }
    }
}

/// What somebody may see of each log; `None` = nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sights {
    /// Of threats, violations and incidents.
    pub security: Option<Sight>,
    /// Of events.
    pub events: Option<Sight>,
    /// Of risk reports.
    pub reports: Option<Sight>,
}

impl Sights {
    /// Of somebody who sees everything.
    pub fn all() -> Self {
        Self { security: Some(Sight::All), events: Some(Sight::All), reports: Some(Sight::All) }
    }

    /// Of the log of this kind.
    pub fn of(&self, kind: Kind) -> Option<&Sight> {
        match kind {
            Kind::Threat | Kind::Violation | Kind::Incident => self.security.as_ref(),
            Kind::Event => self.events.as_ref(),
            Kind::Report => self.reports.as_ref(),
        }
    }

    /// Whether an entry of this kind is seen whose ends are in these namespaces; `""` = in none.
    pub fn see(&self, kind: Kind, ends: [&str; 2]) -> bool {
        self.of(kind).is_some_and(|sight| ends.iter().any(|namespace| sight.reaches(namespace)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_end_in_ones_namespace_is_enough_and_none_is_not() {
        let ann = Sights {
            security: Some(Sight::Namespaces(["web".to_owned(), String::new()].into())),
            events: Some(Sight::All),
            reports: None,
        };
        assert!(ann.see(Kind::Threat, ["web", "payments"]));
        assert!(ann.see(Kind::Incident, ["", "web"]));
        assert!(!ann.see(Kind::Violation, ["Web", "payments"]));
        assert!(!ann.see(Kind::Violation, ["", ""]));
        assert!(ann.see(Kind::Event, ["", ""]));
        assert!(!ann.see(Kind::Report, ["web", "web"]));
    }
}
