//! Whether this viewer may do something with a node, or the reason why not.

use controller_api::{
    access::{Permission, Role},
    group::{CfgType, GroupKind},
    name::GroupName,
};
use kit::{
    Viewer,
    can::{self, ModeSubject, Reason},
};
use network_map::model::{Kind, Mode};

use super::facts::Facts;

fn permission(permission: Permission) -> String {
    Reason::Permission(permission).text()
}

/// Whether this viewer may switch the modes that a node's switch is about, or why not.
pub fn may_switch(facts: &Facts, viewer: &Viewer) -> Result<(), String> {
    let access = &viewer.access;
    if facts.kind == Kind::Namespace {
        return match (facts.groups, access.writes_in(&Permission::RuntimePolicy, &facts.namespace)) {
            (0, _) => Err(text::details::no_groups().to_owned()),
            (_, false) => Err(permission(Permission::RuntimePolicy)),
            _ => Ok(()),
        };
    }
    if let Some(subject) = &facts.subject {
        return subject.may_change(access).map_err(|reason| reason.text());
    }
    let Ok(name) = GroupName::parse(&facts.group) else { return Err(Reason::NoMode.text()) };
    let subject = ModeSubject {
        name: &name,
        domain: &facts.namespace,
        kind: &GroupKind::Container,
        cfg_type: &CfgType::Learned,
        cap_change_mode: None,
        has_mode: facts.mode != Mode::None,
    };
    can::change_mode(access, subject).map_err(|reason| reason.text())
}

/// Whether this viewer may cut a pod off, or let it back, or why not.
pub fn may_quarantine(facts: &Facts, viewer: &Viewer) -> Result<(), String> {
    if !viewer.access.writes_in(&Permission::RuntimePolicy, &facts.namespace) {
        return Err(permission(Permission::RuntimePolicy));
    }
    // One that is cut off can be let back whatever the controller would say of cutting it off.
    match facts.cap_quarantine {
        Some(false) if !facts.quarantined => Err(text::details::cannot_quarantine().to_owned()),
        _ => Ok(()),
    }
}

/// Whether this viewer may name ends, or why not: they belong to no namespace.
pub fn may_name(viewer: &Viewer) -> Result<(), String> {
    match viewer.access.writes(&Permission::RuntimePolicy) {
        true => Ok(()),
        false => Err(permission(Permission::RuntimePolicy)),
    }
}

/// Whether this viewer may forget ends, or why not.
pub fn may_forget(viewer: &Viewer) -> Result<(), String> {
    match viewer.role {
        Role::Admin | Role::FederationAdmin => Ok(()),
        _ => Err(text::details::only_administrators().to_owned()),
    }
}
