//! The server function of the sign-in page: what may be known before one has signed in.

use kit::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the controller says to everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInState {
    /// The licence is accepted.
    pub licence_accepted: bool,
    /// On a new installation: the command that shows the generated password.
    pub bootstrap_command: String,
    /// Why that password cannot be had.
    pub bootstrap_trouble: String,
    /// The controller is the embedded demo.
    pub demo: bool,
}

/// Asks the controller what everybody may know. Needs no session.
#[server(endpoint = "sign-in/get_sign_in_state")]
pub async fn get_sign_in_state() -> Result<SignInState, AppError> {
    use controller_api::eula;
    kit::upstream::answer(
        async {
            let public = use_context::<kit::upstream::Public>().ok_or(AppError::Offline)?;
            let state = public.call(eula::SHOW.at([])).await?;
            Ok(SignInState {
                licence_accepted: state.eula.accepted,
                bootstrap_command: state.bootstrap_password_command,
                bootstrap_trouble: state.k8s_rbac_alert_message.unwrap_or_default(),
                demo: public.demo,
            })
        }
        .await,
    )
}
