//! The end of a session, here and at the controller.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use controller_api::auth::{self, Token};
use controller_client::{Credential, Scope};
use tower_sessions::Session;

use crate::{session, state::AppState};

/// `POST /session/end`.
pub async fn sign_out(State(state): State<AppState>, session: Session) -> Response {
    if let Some(signed_in) = session::read(&session).await {
        tracing::info!(user = %signed_in.viewer.fullname, "signed out");
        if let Some(token) = signed_in.token_to_end(&state.vault) {
            end_at_controller(&state, token);
        }
    }
    session::end(&session).await;
    Redirect::to("/sign-in?why=signed-out").into_response()
}

/// Ends a session at the controller without waiting for it: a controller that is gone must not keep anybody from
/// leaving, and there is nothing that the user could do about it.
pub fn end_at_controller(state: &AppState, token: Token) {
    let client = state.client.clone();
    tokio::spawn(async move {
        let who = Credential::Token(token);
        if let Err(error) = client.call(&who, &Scope::Local, auth::SIGN_OUT.at([])).await
            && !error.is_signed_out()
        {
            tracing::warn!(%error, "a session could not be ended at the controller");
        }
    });
}
