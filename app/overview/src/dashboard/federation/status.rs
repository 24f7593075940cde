//! How a cluster of the federation stands, as a badge.

use controller_api::federation::FedStatus;
use leptos::prelude::*;
use ui::{Badge, Icon, Tone};

/// The badge of a status. One that nobody has heard of is shown as it came, and one that was not said not at all.
pub fn badge(status: &FedStatus) -> AnyView {
    if status.as_str().is_empty() {
        return "–".into_any();
    }
    let (tone, icon) = look(status);
    view! { <Badge tone=tone icon=icon label=name(status) /> }.into_any()
}

/// What a status is called.
fn name(status: &FedStatus) -> String {
    match status {
        FedStatus::Active => text::dashboard::fed_active(),
        FedStatus::Pending => text::dashboard::fed_pending(),
        FedStatus::Joined => text::dashboard::fed_joined(),
        FedStatus::Connected => text::dashboard::fed_connected(),
        FedStatus::Disconnected => text::dashboard::fed_disconnected(),
        FedStatus::Synced => text::dashboard::fed_synced(),
        FedStatus::Syncing => text::dashboard::fed_syncing(),
        FedStatus::OutOfSync => text::dashboard::fed_out_of_sync(),
        FedStatus::Left => text::dashboard::fed_left(),
        FedStatus::Kicked => text::dashboard::fed_kicked(),
        FedStatus::Notified => text::dashboard::fed_notified(),
        FedStatus::Pinging => text::dashboard::fed_pinging(),
        FedStatus::UnknownCommand => text::dashboard::fed_unknown_command(),
        FedStatus::RequestError => text::dashboard::fed_request_error(),
        FedStatus::MasterUpgradeRequired => text::dashboard::fed_master_upgrade(),
        FedStatus::JointUpgradeRequired => text::dashboard::fed_joint_upgrade(),
        FedStatus::UpgradeOngoing => text::dashboard::fed_upgrade_ongoing(),
        FedStatus::JointVersionTooNew => text::dashboard::fed_too_new(),
        FedStatus::LicenseDisallow => text::dashboard::fed_licence(),
        FedStatus::Other(word) => word,
    }
    .to_owned()
}

fn look(status: &FedStatus) -> (Tone, Icon) {
    let (tone, icon) = match status {
        FedStatus::Active | FedStatus::Connected | FedStatus::Synced => (Tone::Success, None),
        FedStatus::Syncing => (Tone::Info, Some(Icon::Refresh)),
        FedStatus::Pending => (Tone::Warning, Some(Icon::Clock)),
        FedStatus::Joined | FedStatus::Notified | FedStatus::Pinging => (Tone::Info, Some(Icon::Clock)),
        FedStatus::OutOfSync
        | FedStatus::UnknownCommand
        | FedStatus::RequestError
        | FedStatus::MasterUpgradeRequired
        | FedStatus::JointUpgradeRequired
        | FedStatus::UpgradeOngoing
        | FedStatus::JointVersionTooNew => (Tone::Warning, None),
        FedStatus::Disconnected | FedStatus::Left | FedStatus::Kicked | FedStatus::LicenseDisallow => {
            (Tone::Danger, None)
        }
        FedStatus::Other(_) => (Tone::Neutral, Some(Icon::Help)),
    };
    (tone, icon.unwrap_or(tone.icon()))
}
