//! The server functions of an entry's panel.

use event_log::Id;
use kit::AppError;
use leptos::prelude::*;
use review::{process::ProcessReview, rule::Review};

use super::shown::{EntryShown, PacketShown};
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

/// Shows the packet of a threat.
#[server(endpoint = "events/get_packet", protocol = kit::Call)]
pub async fn get_packet(id: Id) -> Result<PacketShown, AppError> {
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            Ok(super::packet::dump(&super::read::packet(&upstream, id).await?.bytes))
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
