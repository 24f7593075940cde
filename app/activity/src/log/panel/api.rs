//! The server functions of an entry's panel.

use event_log::Id;
use kit::AppError;
use leptos::prelude::*;
use review::{process::ProcessReview, rule::Review};

use super::shown::{EntryShown, PacketShown, Part};
use crate::log::which::Which;

/// Shows an entry. [`AppError::NotFound`] when it is in no log any more, or not for this viewer.
#[server(endpoint = "events/get_entry", protocol = kit::Call)]
pub async fn get_entry(#[server(default)] which: Which, id: Id) -> Result<EntryShown, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::entry(&upstream, which, id).await
        }
        .await,
    )
}

/// Shows the packet of a threat; none where none was caught with the entry.
#[server(endpoint = "events/get_packet", protocol = kit::Call)]
pub async fn get_packet(id: Id) -> Result<Option<PacketShown>, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let packet = super::read::packet(&upstream, id).await?;
            Ok(packet.map(|packet| super::packet::dump(&packet.bytes)))
        }
        .await,
    )
}

/// The network rule behind a violation: the one of this id, or with 0 the one that is proposed for what was said.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer sees no such violation, or there is no such rule any more.
#[server(endpoint = "events/get_rule_behind", protocol = kit::Call)]
pub async fn get_rule_behind(
    #[server(default)] which: Which,
    id: Id,
    #[server(default)] rule: u32,
) -> Result<Review, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::rule_behind(&upstream, which, id, rule).await
        }
        .await,
    )
}

/// What the profile behind an incident says of its process.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer sees no such incident, or there is no such group any more.
#[server(endpoint = "events/get_process_behind", protocol = kit::Call)]
pub async fn get_process_behind(#[server(default)] which: Which, id: Id) -> Result<ProcessReview, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::process_behind(&upstream, which, id).await
        }
        .await,
    )
}

/// The enforcer that reported an entry, as facts; none where nobody did, where it is gone, and where it is not for this viewer.
#[server(endpoint = "events/get_enforcer", protocol = kit::Call)]
pub async fn get_enforcer(#[server(default)] which: Which, id: Id) -> Result<Part, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            super::read::enforcer(&upstream, which, id).await
        }
        .await,
    )
}
