//! May this be done to that? Yes, or the reason, which the disabled control shows. The controller decides in the
//! end; what stands here keeps people from trying what it would refuse or pass over in silence.

use controller_api::{
    access::{Access, Permission},
    group::{CfgType, GroupKind},
    mode::{Baseline, Mode},
    name::GroupName,
};

/// What [`change_mode`] looks at.
#[derive(Clone, Copy, Debug)]
pub struct ModeSubject<'a> {
    /// The group's name.
    pub name: &'a GroupName,
    /// Its namespace; `""` = none.
    pub domain: &'a str,
    /// What it is made of.
    pub kind: &'a GroupKind,
    /// Where it comes from.
    pub cfg_type: &'a CfgType,
    /// What the controller said, if it was asked.
    pub cap_change_mode: Option<bool>,
    /// It has a mode.
    pub has_mode: bool,
}

/// Why something cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The user lacks a permission there.
    Permission(Permission),
    /// The group has no mode of its own.
    NoMode,
    /// The group comes from a custom resource or the federation, and is changed there.
    ManagedElsewhere,
    /// The controller says that it cannot be changed, without saying why.
    Fixed,
}

impl Reason {
    /// The reason in the reader's language.
    pub fn text(&self) -> String {
        match self {
            Self::Permission(permission) => text::can::permission(permission_name(permission)),
            Self::NoMode => text::can::no_mode().to_owned(),
            Self::ManagedElsewhere => text::can::managed_elsewhere().to_owned(),
            Self::Fixed => text::can::fixed().to_owned(),
        }
    }
}

/// What a permission is called.
pub fn permission_name(permission: &Permission) -> &str {
    match permission {
        Permission::Config => text::can::config(),
        Permission::Components => text::can::components(),
        Permission::RuntimeScan => text::can::runtime_scan(),
        Permission::RegistryScan => text::can::registry_scan(),
        Permission::CiScan => text::can::ci_scan(),
        Permission::RuntimePolicy => text::can::runtime_policy(),
        Permission::Admission => text::can::admission(),
        Permission::Compliance => text::can::compliance(),
        Permission::Vulnerability => text::can::vulnerability(),
        Permission::AuditEvents => text::can::audit_events(),
        Permission::SecurityEvents => text::can::security_events(),
        Permission::Events => text::can::events(),
        Permission::Authentication => text::can::authentication(),
        Permission::Authorization => text::can::authorization(),
        Permission::Federation => text::can::federation(),
        Permission::Other(word) => word,
    }
}

/// Whether this user may switch this group's modes.
pub fn change_mode(access: &Access, group: ModeSubject<'_>) -> Result<(), Reason> {
    if group.name.service().is_err() || !group.has_mode {
        return Err(match group.cfg_type {
            CfgType::Federal => Reason::ManagedElsewhere,
            _ => Reason::NoMode,
        });
    }
    if !access.writes_in(&Permission::RuntimePolicy, group.domain) {
        return Err(Reason::Permission(Permission::RuntimePolicy));
    }
    match (group.cap_change_mode, group.cfg_type) {
        (Some(false), CfgType::Ground | CfgType::Federal) => Err(Reason::ManagedElsewhere),
        (Some(false), _) => Err(Reason::Fixed),
        _ => Ok(()),
    }
}

/// Whether this user may fetch a backup. The controller gives it to readers too, password hashes and all; we give
/// it to those only who may change the settings that it holds.
pub fn back_up(access: &Access) -> Result<(), Reason> {
    if access.writes(&Permission::Config) { Ok(()) } else { Err(Reason::Permission(Permission::Config)) }
}

/// What should be known before modes are switched, the gravest first.
pub fn mode_change_warnings(
    groups: &[GroupName],
    policy_mode: Option<Mode>,
    profile_mode: Option<Mode>,
    baseline: Option<Baseline>,
) -> Vec<&'static str> {
    let mut warnings = Vec::new();
    let nodes = groups.iter().any(|group| group.as_str() == GroupName::NODES);
    if nodes && profile_mode == Some(Mode::Protect) {
        warnings.push(text::mode::warn_nodes_protect());
    } else if nodes && groups.len() > 1 {
        warnings.push(text::mode::warn_nodes());
    }
    if policy_mode == Some(Mode::Protect) {
        warnings.push(text::mode::warn_protect_network());
    }
    if profile_mode == Some(Mode::Protect) {
        warnings.push(text::mode::warn_protect_process());
    }
    if policy_mode == Some(Mode::Discover) {
        warnings.push(text::mode::warn_discover());
    }
    if baseline == Some(Baseline::ZeroDrift) && profile_mode == Some(Mode::Discover) {
        warnings.push(text::mode::warn_zero_drift_discover());
    }
    warnings
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use controller_api::access::Grant;

    use super::*;

    fn may(domain: &str) -> Access {
        let grant = Grant { id: Permission::RuntimePolicy, read: true, write: true };
        if domain.is_empty() {
            Access { global: vec![grant], ..Access::default() }
        } else {
            Access { domains: [(domain.to_owned(), vec![grant])].into(), ..Access::default() }
        }
    }

    fn ask(
        access: &Access,
        name: &str,
        domain: &str,
        cfg_type: CfgType,
        cap: Option<bool>,
    ) -> Result<(), Reason> {
        let name = GroupName::parse(name).expect("a name");
        let kind = GroupKind::Container;
        change_mode(
            access,
            ModeSubject {
                name: &name,
                domain,
                kind: &kind,
                cfg_type: &cfg_type,
                cap_change_mode: cap,
                has_mode: true,
            },
        )
    }

    #[test]
    fn a_namespace_users_right_ends_at_the_namespace() {
        let no = Err(Reason::Permission(Permission::RuntimePolicy));
        assert_eq!(ask(&may("shop"), "nv.web.shop", "shop", CfgType::Learned, None), Ok(()));
        assert_eq!(ask(&may("shop"), "nv.db.bank", "bank", CfgType::Learned, Some(true)), no);
        assert_eq!(ask(&may("shop"), "nodes", "", CfgType::Learned, Some(true)), no);
        assert_eq!(ask(&Access::default(), "nv.web.shop", "shop", CfgType::Learned, Some(true)), no);
    }

    #[test]
    fn only_what_says_no_is_fixed() {
        let all = may("");
        assert_eq!(ask(&all, "nv.web.shop", "shop", CfgType::Learned, None), Ok(()), "absent is not false");
        assert_eq!(ask(&all, "nv.web.shop", "shop", CfgType::Learned, Some(false)), Err(Reason::Fixed));
        assert_eq!(
            ask(&all, "nv.web.shop", "shop", CfgType::Ground, Some(false)),
            Err(Reason::ManagedElsewhere)
        );
        assert_eq!(ask(&all, "external", "", CfgType::Learned, Some(true)), Err(Reason::NoMode));
        assert_eq!(ask(&all, "fed.corp", "", CfgType::Federal, None), Err(Reason::ManagedElsewhere));
    }

    #[test]
    fn a_backup_is_for_those_who_may_write() {
        let reader = Access {
            global: vec![Grant { id: Permission::Config, read: true, write: false }],
            ..Access::default()
        };
        assert_eq!(back_up(&reader), Err(Reason::Permission(Permission::Config)));
    }

    #[test]
    fn protecting_the_nodes_is_warned_of_first() {
        let groups = ["nodes", "nv.a.x"].map(|name| GroupName::parse(name).expect("a name"));
        let warnings = mode_change_warnings(&groups, Some(Mode::Protect), Some(Mode::Protect), None);
        assert_eq!(warnings.first(), Some(&text::mode::warn_nodes_protect()));
        assert!(mode_change_warnings(&groups[1..], Some(Mode::Monitor), None, None).is_empty());
    }
}
