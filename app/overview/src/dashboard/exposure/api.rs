//! The server functions of the exposure panel: services that speak with the outside, and one service's pods.

use controller_api::mode::Mode;
use kit::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::Chart;

use crate::dashboard::reading::Answer;

/// Who began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The outside.
    #[default]
    Ingress,
    /// The pod.
    Egress,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ingress, Self::Egress];

    /// Its word in URLs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ingress => "ingress",
            Self::Egress => "egress",
        }
    }

    /// Of a word in a URL; ingress if it makes no sense.
    pub fn of_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|direction| direction.word() == word).unwrap_or_default()
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ingress => text::dashboard::ingress(),
            Self::Egress => text::dashboard::egress(),
        }
    }
}

/// What was done with what was said, the gravest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// A rule allows it, or learned it.
    #[default]
    Allowed,
    /// No rule allows it; it passed and was logged.
    Violated,
    /// It was blocked.
    Denied,
    /// There was an attack in it.
    Threat,
}

impl Deed {
    /// All, in the order of their numbers.
    #[cfg(feature = "ssr")]
    pub const ALL: [Self; 4] = [Self::Allowed, Self::Violated, Self::Denied, Self::Threat];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => text::dashboard::allowed(),
            Self::Violated => text::dashboard::violated(),
            Self::Denied => text::dashboard::denied(),
            Self::Threat => text::dashboard::threat(),
        }
    }
}

/// Which of the pods that speak with the outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Only {
    /// Those with threats.
    Threats,
    /// Those with connections that no rule allows, blocked or not.
    Violations,
    /// Those whose service still learns.
    Discover,
}

impl Only {
    /// All.
    pub const ALL: [Self; 3] = [Self::Threats, Self::Violations, Self::Discover];

    /// Its word in URLs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Threats => "threats",
            Self::Violations => "violations",
            Self::Discover => "discover",
        }
    }

    /// Of a word in a URL; none if it makes no sense.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|only| only.word() == word)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Threats => text::dashboard::with_threats(),
            Self::Violations => text::dashboard::with_violations(),
            Self::Discover => text::dashboard::in_discover(),
        }
    }
}

/// A service that speaks with the outside, in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedService {
    /// Its name, without `nv.`.
    pub service: String,
    /// The mode of its network rules.
    pub mode: Option<Mode>,
    /// The worst that was done.
    pub deed: Deed,
    /// Pods.
    pub pods: u64,
    /// Addresses outside.
    pub outside: u64,
    /// Applications, and ports where none was seen.
    pub said: Vec<String>,
    /// Sessions.
    pub sessions: u64,
    /// Vulnerabilities of its pods: critical, high, medium.
    pub found: [u64; 3],
    /// When it last did, in unix seconds.
    pub last_seen: Option<i64>,
}

/// A pod of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedPod {
    /// The workload's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The worst that was done.
    pub deed: Deed,
    /// The worst threat; `""` = none.
    pub severity: String,
    /// Vulnerabilities: critical, high, medium.
    pub found: [u64; 3],
    /// With whom it speaks.
    pub peers: Vec<Peer>,
    /// How many more there are.
    pub more: u64,
}

/// A far end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// Its address.
    pub address: String,
    /// The name by which it was looked up; `""` = none.
    pub name: String,
    /// Its country: code and name; none for private addresses and those that are in no table.
    pub country: Option<(String, String)>,
    /// The application, or the port.
    pub said: String,
    /// Sessions.
    pub sessions: u64,
    /// Bytes both ways.
    pub bytes: u64,
    /// What was done.
    pub deed: Deed,
    /// When, in unix seconds.
    pub last_seen: Option<i64>,
}

/// The panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// Pods by what was done, in each direction.
    pub chart: Chart,
    /// Pods of each direction.
    pub pods: [u64; 2],
    /// Services of the direction that was asked for, the worst first.
    pub services: Vec<ExposedService>,
    /// How many services there are in all.
    pub all: u64,
    /// Of what: the panel counts what was asked for, the chart all.
    pub only: Option<Only>,
}

/// What to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExposureAsked {
    /// The namespace; `""` = all.
    pub ns: String,
    /// The direction.
    pub direction: Direction,
    /// All services rather than the worst.
    pub all: bool,
    /// Only these pods.
    pub only: Option<Only>,
}

/// How many services are shown at first.
pub const SHOWN: usize = 8;

/// How many are shown at most: more are for the file.
#[cfg(feature = "ssr")]
const MOST: usize = 200;

/// Services that speak with the outside.
#[server(endpoint = "dashboard/get_exposure", protocol = kit::Call)]
pub async fn get_exposure(#[server(default)] asked: ExposureAsked) -> Answer<Exposure> {
    use super::{chart, rollup};
    use crate::dashboard::read;
    kit::upstream::answer(
        async {
            let upstream = rollup::permitted(kit::upstream::controller()?)?;
            let shown = read::score(&upstream, &asked.ns).await?;
            Ok(shown.map(|shown| {
                let mut services = rollup::services(shown, asked.direction, asked.only);
                let all = services.len() as u64;
                services.truncate(if asked.all { MOST } else { SHOWN });
                Exposure {
                    chart: chart::of(shown),
                    pods: Direction::ALL
                        .map(|direction| rollup::among(shown, direction, asked.only).count() as u64),
                    services,
                    all,
                    only: asked.only,
                }
            }))
        }
        .await,
    )
}

/// Whose pods are asked for; nobody's where no service is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PodsAsked {
    /// The namespace; `""` = all.
    pub ns: String,
    /// The direction.
    pub direction: Direction,
    /// The service; `""` = none.
    pub service: String,
    /// Only these pods.
    pub only: Option<Only>,
}

/// A service's pods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedPods {
    /// The service; `""` = none is open.
    pub service: String,
    /// The direction.
    pub direction: Direction,
    /// The pods, the worst first.
    pub pods: Vec<ExposedPod>,
    /// How many more there are.
    pub more: u64,
}

/// The pods of one service with what they say outside.
#[server(endpoint = "dashboard/get_exposed_pods", protocol = kit::Call)]
pub async fn get_exposed_pods(#[server(default)] asked: PodsAsked) -> Answer<ExposedPods> {
    use super::rollup;
    use crate::dashboard::{read, reading::Reading};
    const PODS: usize = 20;
    const PEERS: usize = 10;
    kit::upstream::answer(
        async {
            let upstream = rollup::permitted(kit::upstream::controller()?)?;
            if asked.service.is_empty() {
                return Ok(Reading::now(ExposedPods::default()));
            }
            let shown = read::score(&upstream, &asked.ns).await?;
            Ok(shown.map(|shown| {
                let (pods, more) = rollup::pods(shown, &asked, PODS, PEERS);
                // Of a service that the viewer does not see nothing is said, not even its name.
                let service = if pods.is_empty() { String::new() } else { asked.service };
                ExposedPods { service, direction: asked.direction, pods, more }
            }))
        }
        .await,
    )
}

/// Forgets what a pod said with the outside, in one direction; what goes on is seen again. `back` is where a browser
/// without scripts goes on.
#[server(endpoint = "dashboard/clear_conversation", protocol = kit::Call)]
pub async fn clear_conversation(
    pod: String,
    #[server(default)] direction: Direction,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use controller_api::conversation;
    use kit::flash::Kind;
    const OUTSIDE: &str = "external";
    let outcome = async {
        if pod.is_empty() {
            return Err(AppError::Invalid { field: "pod".into(), message: text::dashboard::no_pod().into() });
        }
        let upstream = kit::upstream::controller()?;
        tracing::info!(user = %upstream.viewer().fullname, pod, ?direction, "a conversation is cleared");
        let ends = match direction {
            Direction::Ingress => [OUTSIDE, pod.as_str()],
            Direction::Egress => [pod.as_str(), OUTSIDE],
        };
        let cleared = upstream.call(conversation::DELETE.at(ends)).await;
        // The score stands on conversations too.
        upstream.forget(kit::Tag::Traffic);
        upstream.forget(kit::Tag::Groups);
        cleared.map(drop)
    }
    .await;
    kit::flash::go_on(&back);
    match &outcome {
        Ok(()) => kit::flash::say(Kind::Good, text::dashboard::cleared().to_owned()),
        Err(error) => kit::flash::say(Kind::Bad, format!("{}. {}", error.title(), error.detail())),
    }
    kit::upstream::answer(outcome)
}
