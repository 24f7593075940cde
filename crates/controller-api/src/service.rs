//! Services: what learned groups stand for. Their modes are switched here, many at once.

use serde::{Deserialize, Serialize};

use crate::{
    Empty,
    mode::{Baseline, Mode},
    name::ServiceName,
};

/// New modes for services. What is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChange {
    /// The services. Unknown ones and ones whose mode cannot change are passed over in silence.
    pub services: Vec<ServiceName>,
    /// The mode of their network rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy_mode: Option<Mode>,
    /// The mode of their process and file rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_mode: Option<Mode>,
    /// How strictly their processes are held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_profile: Option<Baseline>,
    /// Takes them out of the security score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_scored: Option<bool>,
}

/// The body of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceUpdate {
    /// The change.
    pub config: ServiceChange,
}

endpoints! {
    /// Switches modes. 200 without a word about what was passed over; 404 when none of the services is known or
    /// the caller may change none of them; 400 when the mode is no mode. Reads trail this write a little.
    CONFIG: Patch "/v1/service/config", ServiceUpdate => Empty;
}
