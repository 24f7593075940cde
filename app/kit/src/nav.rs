//! THE table of pages: path, name, icon, section, who may see it. Read by the menu, the guard, the palette, the
//! breadcrumbs and the routes' titles.

use controller_api::access::{Access, Permission};
use ui::Icon;

/// What a page needs to be of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A session.
    Session,
    /// To read this somewhere: in the cluster or in a namespace.
    Somewhere(Permission),
    /// To read this in the whole cluster.
    Cluster(Permission),
}

/// A section of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What is at risk now.
    Overview,
    /// Who talks to whom.
    Network,
    /// What there is.
    Assets,
    /// What is allowed.
    Policy,
    /// What is wrong with it.
    Risk,
    /// What happened.
    Activity,
    /// How the product is set.
    Settings,
}

impl Section {
    /// All sections in the order of the menu.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Network,
        Self::Assets,
        Self::Policy,
        Self::Risk,
        Self::Activity,
        Self::Settings,
    ];

    /// What its crate calls itself in `section!`, and so what its code, words and styles are fetched as.
    pub const fn module(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Network => "network",
            Self::Assets => "assets",
            Self::Policy => "policy",
            Self::Risk => "risk",
            Self::Activity => "activity",
            Self::Settings => "settings",
        }
    }

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => text::nav::overview(),
            Self::Network => text::nav::network(),
            Self::Assets => text::nav::assets(),
            Self::Policy => text::nav::policy(),
            Self::Risk => text::nav::risk(),
            Self::Activity => text::nav::activity(),
            Self::Settings => text::nav::settings(),
        }
    }
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path.
    pub path: &'static str,
    /// Its name.
    pub title: fn() -> &'static str,
    /// What one will do there; shown while it is still to come.
    pub purpose: fn() -> &'static str,
    /// Its icon in the menu.
    pub icon: Icon,
    /// Where it stands in the menu.
    pub section: Section,
    /// Who may see it.
    pub need: Need,
    /// It is built. A page that is still to come says so.
    pub ready: bool,
}

/// Whether a user may see a page, and if not, why.
pub fn may_see(page: &Page, access: &Access) -> Result<(), String> {
    let (allowed, permission) = match &page.need {
        Need::Session => return Ok(()),
        Need::Somewhere(permission) => (access.reads_somewhere(permission), permission),
        Need::Cluster(permission) => (access.reads(permission), permission),
    };
    if allowed { Ok(()) } else { Err(text::nav::needs(crate::can::permission_name(permission))) }
}

/// The page at a path.
pub fn page_at(path: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.path == path)
}

macro_rules! pages {
    ($($path:literal $title:ident $purpose:ident $icon:ident $section:ident $need:expr, $ready:literal;)+) => {
        /// All pages, in the order of the menu.
        pub const PAGES: &[Page] = &[$(Page {
            path: $path,
            title: text::nav::$title,
            purpose: text::nav::$purpose,
            icon: Icon::$icon,
            section: Section::$section,
            need: $need,
            ready: $ready,
        }),+];
    };
}

use Need::{Cluster, Session, Somewhere};

pages! {
    "/dashboard" dashboard dashboard_purpose Dashboard Overview Session, true;
    "/network" map map_purpose Network Network Somewhere(Permission::RuntimePolicy), true;
    "/assets/platforms" platforms platforms_purpose Assets Assets Cluster(Permission::RuntimeScan), false;
    "/assets/namespaces" namespaces namespaces_purpose Assets Assets Somewhere(Permission::RuntimeScan), false;
    "/assets/nodes" nodes nodes_purpose Assets Assets Somewhere(Permission::RuntimeScan), false;
    "/assets/containers" containers containers_purpose Assets Assets Somewhere(Permission::RuntimeScan), false;
    "/assets/registries" registries registries_purpose Assets Assets Somewhere(Permission::RegistryScan), false;
    "/assets/verifiers" verifiers verifiers_purpose Assets Assets Somewhere(Permission::RegistryScan), false;
    "/assets/components" components components_purpose Assets Assets Cluster(Permission::Components), false;
    "/policy/groups" groups groups_purpose Policy Policy Somewhere(Permission::RuntimePolicy), true;
    "/policy/network-rules" network_rules network_rules_purpose Policy Policy Somewhere(Permission::RuntimePolicy), false;
    "/policy/response-rules" response_rules response_rules_purpose Policy Policy Somewhere(Permission::RuntimePolicy), false;
    "/policy/admission" admission admission_purpose Policy Policy Cluster(Permission::Admission), false;
    "/policy/dlp" dlp dlp_purpose Policy Policy Somewhere(Permission::RuntimePolicy), false;
    "/policy/waf" waf waf_purpose Policy Policy Somewhere(Permission::RuntimePolicy), false;
    "/risk/vulnerabilities" vulnerabilities vulnerabilities_purpose Risk Risk Somewhere(Permission::RuntimeScan), false;
    "/risk/vulnerability-profile" vulnerability_profile vulnerability_profile_purpose Risk Risk Cluster(Permission::Vulnerability), false;
    "/risk/compliance" compliance compliance_purpose Risk Risk Somewhere(Permission::Compliance), false;
    "/risk/compliance-profile" compliance_profile compliance_profile_purpose Risk Risk Somewhere(Permission::Compliance), false;
    "/activity/security-events" security_events security_events_purpose Activity Activity Somewhere(Permission::SecurityEvents), true;
    "/activity/events" events events_purpose Activity Activity Somewhere(Permission::Events), true;
    "/activity/risk-reports" risk_reports risk_reports_purpose Activity Activity Somewhere(Permission::AuditEvents), true;
    "/settings/configuration" configuration configuration_purpose Settings Settings Cluster(Permission::Config), true;
    "/settings/users" users users_purpose Settings Settings Somewhere(Permission::Authorization), false;
    "/settings/sign-in" directories directories_purpose Settings Settings Cluster(Permission::Authentication), false;
    "/settings/clusters" clusters clusters_purpose Settings Settings Cluster(Permission::Federation), false;
    "/profile" profile profile_purpose User Settings Session, true;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_unique() {
        for (at, page) in PAGES.iter().enumerate() {
            assert!(PAGES[at + 1..].iter().all(|other| other.path != page.path), "{}", page.path);
        }
    }

    #[test]
    fn a_user_without_rights_sees_only_what_needs_none() {
        let open: Vec<_> = PAGES
            .iter()
            .filter(|page| may_see(page, &Access::default()).is_ok())
            .map(|page| page.path)
            .collect();
        assert_eq!(open, ["/dashboard", "/profile"]);
    }
}
