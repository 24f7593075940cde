//! The licence that the first administrator accepts, and what a new installation tells before it.

use serde::{Deserialize, Serialize};

use crate::Empty;

/// Whether the licence is accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eula {
    /// It is.
    #[serde(default)]
    pub accepted: bool,
}

/// What may be known without a sign-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EulaState {
    /// The licence.
    #[serde(default)]
    pub eula: Eula,
    /// On a new installation: the command that shows the generated password of `admin`.
    #[serde(default)]
    pub bootstrap_password_command: String,
    /// Why the generated password cannot be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub k8s_rbac_alert_message: Option<String>,
}

/// Accepts the licence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptEula {
    /// The licence's new state.
    pub eula: Eula,
}

endpoints! {
    /// The state; needs no token.
    SHOW: Get "/v1/eula" => EulaState;
    /// Accepts it; administrators only.
    ACCEPT: Post "/v1/eula", AcceptEula => Empty;
}
