//! The server functions of an entry's panel.

use event_log::Id;
use kit::AppError;
use leptos::prelude::*;

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
