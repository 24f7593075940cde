//! The server functions of the mode panel: what is in which mode, and the plan of a switch that begins here.

use controller_api::mode::Mode;
use kit::{AppError, mode::Plan};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::dashboard::reading::Answer;

/// What is in a mode. What belongs to the platform does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeCounts {
    /// The mode of network rules.
    pub mode: Mode,
    /// Services.
    pub services: u64,
    /// Of these, held to the zero-drift baseline.
    pub zero_drift: u64,
    /// Of these, ready for the next mode; none where it is not known.
    pub ready: Option<u64>,
    /// Pods; none where the viewer may not see them.
    pub pods: Option<u64>,
}

/// The panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modes {
    /// Mode by mode.
    pub counts: Vec<ModeCounts>,
    /// Services by mode.
    pub services: Chart,
    /// Pods by mode, where the viewer may see them.
    pub pods: Option<Chart>,
}

/// Services and pods by mode.
#[server(endpoint = "dashboard/get_modes", protocol = kit::Call)]
pub async fn get_modes(#[server(default)] ns: String) -> Answer<Modes> {
    use super::{chart, ready::Ready, rollup};
    use crate::dashboard::read;
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            // Pods and readiness are worth showing, and not worth the panel.
            let (groups, pods, ready) = futures::join!(
                read::groups(&upstream),
                read::aside(read::pods(&upstream)),
                Ready::aside(&upstream)
            );
            let groups = groups?;
            let pods = pods.as_ref().map(|pods| pods.value.as_slice());
            let now = kit::clock::now();
            Ok(groups.map(|groups| {
                let counts: Vec<_> = [Mode::Discover, Mode::Monitor, Mode::Protect]
                    .map(|mode| rollup::count(groups, pods, &ns, |group| ready.says(group, now), mode))
                    .into();
                let (services, pods) = chart::of(&counts, &ns);
                Modes { counts, services, pods }
            }))
        }
        .await,
    )
}

/// Services to switch from here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModePick {
    /// The namespace; `""` = all.
    pub ns: String,
    /// The mode that they are in, as in a URL.
    pub mode: String,
    /// Only those that are ready for the next one.
    pub ready: bool,
}

/// The services that a switch from here is about, as they stand.
#[server(endpoint = "dashboard/plan_modes", protocol = kit::Call)]
pub async fn plan_modes(pick: ModePick) -> Result<Plan, AppError> {
    use super::{ready::Ready, rollup};
    use controller_api::{Query, group};
    kit::upstream::answer(
        async {
            let upstream = kit::upstream::controller()?;
            let mode: Mode = pick.mode.parse().map_err(|_| AppError::Invalid {
                field: "mode".into(),
                message: text::dashboard::no_such_mode().into(),
            })?;
            // Read anew: what is to be switched must be what there is.
            let query = Query::new().brief().with_cap();
            let groups = upstream.call(group::LIST.at([]).query(query)).await?.groups;
            let ready = if pick.ready { Some(Ready::read(&upstream).await) } else { None };
            let now = kit::clock::now();
            let subjects = rollup::services(&groups, pick.ns.trim())
                .filter(|group| group.policy_mode == Some(mode))
                .filter(|group| ready.as_ref().is_none_or(|ready| ready.says(group, now) == Some(true)))
                .map(Into::into)
                .collect();
            Ok(Plan { subjects, missing: Vec::new() })
        }
        .await,
    )
}
