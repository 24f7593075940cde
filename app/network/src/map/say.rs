//! The words of the map: what nodes, edges, modes and marks are called.

use network_map::model::{Kind, Mode, Severity, Status};

/// How an edge stands, in words.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Internal => text::map::status_internal(),
        Status::Secured => text::map::status_secured(),
        Status::Allowed => text::map::status_allowed(),
        Status::Warning => text::map::status_warning(),
        Status::Violation => text::map::status_violation(),
        Status::Blocked => text::map::status_blocked(),
        Status::Threat => text::map::status_threat(),
    }
}

/// What a node is, in words.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::External => text::map::kind_external(),
        Kind::Namespace => text::map::kind_namespace(),
        Kind::Group => text::map::kind_group(),
        Kind::Pod => text::map::kind_pod(),
        Kind::Node => text::map::kind_node(),
        Kind::Unmanaged => text::map::kind_unmanaged(),
        Kind::Service => text::map::kind_service(),
        Kind::Address => text::map::kind_address(),
        Kind::Sidecar => text::map::kind_mesh(),
    }
}

/// A policy mode, in words.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::None => text::map::mode_none(),
        Mode::Mixed => text::map::mode_mixed(),
        Mode::Discover => kit::mode::name(controller_api::mode::Mode::Discover),
        Mode::Monitor => kit::mode::name(controller_api::mode::Mode::Monitor),
        Mode::Protect => kit::mode::name(controller_api::mode::Mode::Protect),
    }
}

/// How bad something is, in words.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "–",
        Severity::Info => text::map::severity_info(),
        Severity::Low => text::map::severity_low(),
        Severity::Medium => text::map::severity_medium(),
        Severity::High => text::map::severity_high(),
        Severity::Critical => text::map::severity_critical(),
    }
}
