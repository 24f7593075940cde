//! The switch itself: write, then read again until the cluster says what was asked, or time is up.
//!
//! The controller answers 200 without a word about the groups it passed over, and its reads trail its writes. So
//! the reading again happens here on the server, once for browsers with and without scripts, and what is said in
//! the end is what was read.

use leptos::prelude::*;

use super::{ModeChange, ModeOutcome};
use crate::AppError;

/// Switches the modes of groups. What comes back is how they stand now, not what was asked. `back` is where a
/// browser without scripts goes on.
#[server(endpoint = "mode/set_mode", protocol = crate::Call)]
pub async fn set_mode(change: ModeChange, #[server(default)] back: String) -> Result<ModeOutcome, AppError> {
    let outcome = on_server::run(change).await;
    crate::flash::go_on(&back);
    match &outcome {
        Ok(outcome) => {
            let (kind, text) = outcome.say();
            crate::flash::say(kind, text);
        }
        Err(error) => {
            crate::flash::say(crate::flash::Kind::Bad, format!("{}. {}", error.title(), error.detail()))
        }
    }
    crate::upstream::answer(outcome)
}

#[cfg(feature = "ssr")]
mod on_server {
    use std::time::Duration;

    use controller_api::{
        Query, group,
        service::{self, ServiceChange, ServiceUpdate},
    };

    use super::super::{ModeChange, ModeOutcome};
    use crate::{AppError, Tag, upstream::controller};

    /// How long to wait before each reading; the controller's cache trails its writes by less, mostly.
    const WAITS: [Duration; 4] =
        [Duration::ZERO, Duration::from_millis(300), Duration::from_millis(600), Duration::from_millis(1200)];

    pub async fn run(change: ModeChange) -> Result<ModeOutcome, AppError> {
        let wrong =
            |field: &str, message: &str| AppError::Invalid { field: field.into(), message: message.into() };
        if change.groups.is_empty() {
            return Err(wrong("groups", text::mode::no_groups()));
        }
        if change.is_nothing() {
            return Err(wrong("policy_mode", text::mode::nothing_chosen()));
        }
        // A group that is no service would be passed over in silence.
        let services = change
            .groups
            .iter()
            .map(|group| group.service().map_err(|error| wrong("groups", &format!("{group}: {error}"))))
            .collect::<Result<Vec<_>, _>>()?;
        let upstream = controller()?;
        let config = ServiceChange {
            services,
            policy_mode: change.policy_mode,
            profile_mode: change.profile_mode,
            baseline_profile: change.baseline,
            not_scored: None,
        };
        tracing::info!(
            user = %upstream.viewer().fullname,
            groups = change.groups.len(),
            policy_mode = ?change.policy_mode,
            profile_mode = ?change.profile_mode,
            baseline = ?change.baseline,
            "modes are switched"
        );
        let written = upstream.call(service::CONFIG.send([], &ServiceUpdate { config })).await;
        // Modes stand in what conversations say of their ends too.
        upstream.forget(Tag::Groups);
        upstream.forget(Tag::Traffic);
        written?;

        let mut outcome =
            ModeOutcome { settled: 0, kept: Vec::new(), unread: change.groups.clone(), asked: change };
        for wait in WAITS {
            tokio::time::sleep(wait).await;
            // The write is done: a reading that fails is no failure of the switch, but nothing can be said of it.
            match upstream.call(group::LIST.at([]).query(Query::new().brief().with_cap())).await {
                Ok(now) => outcome = ModeOutcome::of(outcome.asked, &now.groups),
                Err(AppError::SignedOut) => return Err(AppError::SignedOut),
                Err(error) => tracing::warn!(%error, "switched groups could not be read again"),
            }
            if outcome.is_settled() {
                break;
            }
        }
        upstream.forget(Tag::Groups);
        upstream.forget(Tag::Traffic);
        Ok(outcome)
    }
}
