//! Which of the three pages: they are one list over different logs, with different columns and questions.

use controller_api::access::Permission;
use event_log::{Ask, Kind};
use serde::{Deserialize, Serialize};

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// Threats, violations, incidents.
    #[default]
    Security,
    /// Events of the product.
    Events,
    /// Risk reports.
    Reports,
}

impl Which {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Security, Self::Events, Self::Reports];

    /// The page's path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Security => "/activity/security-events",
            Self::Events => "/activity/events",
            Self::Reports => "/activity/risk-reports",
        }
    }

    /// What it is called in addresses of streams and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Events => "events",
            Self::Reports => "reports",
        }
    }

    /// As [`Which::word`] says it.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.word() == word)
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Security => text::nav::security_events(),
            Self::Events => text::nav::events(),
            Self::Reports => text::nav::risk_reports(),
        }
    }

    /// The logs that it is over.
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Security => &Kind::SECURITY,
            Self::Events => &[Kind::Event],
            Self::Reports => &[Kind::Report],
        }
    }

    /// What one needs to read them.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Security => Permission::SecurityEvents,
            Self::Events => Permission::Events,
            Self::Reports => Permission::AuditEvents,
        }
    }

    /// What can be asked of them by a menu, with the values that there are.
    pub const fn menus(self) -> &'static [Ask] {
        match self {
            Self::Security => &[Ask::Namespace, Ask::Action],
            Self::Events => &[Ask::Name, Ask::User, Ask::Location],
            Self::Reports => &[Ask::Location, Ask::Name],
        }
    }

    /// What can be asked of them besides, in the form of all filters.
    pub const fn fields(self) -> &'static [Ask] {
        match self {
            Self::Security => &[
                Ask::Namespace,
                Ask::Group,
                Ask::Source,
                Ask::Target,
                Ask::Client,
                Ask::Server,
                Ask::Node,
                Ask::Country,
                Ask::Port,
                Ask::Application,
                Ask::Rule,
                Ask::Process,
                Ask::File,
                Ask::User,
                Ask::Image,
                Ask::Name,
                Ask::Severity,
                Ask::Action,
                Ask::Category,
                Ask::Location,
            ],
            Self::Events => &[
                Ask::Name,
                Ask::User,
                Ask::Namespace,
                Ask::Workload,
                Ask::Node,
                Ask::Image,
                Ask::Category,
                Ask::Location,
            ],
            Self::Reports => &[
                Ask::Name,
                Ask::Namespace,
                Ask::Workload,
                Ask::Node,
                Ask::Image,
                Ask::Cve,
                Ask::Group,
                Ask::User,
                Ask::Location,
            ],
        }
    }
}
