//! The sign-in form, and the form for a new password where the controller asks for one.

use std::net::SocketAddr;

use app::sign_in::{Refusal, SignInFlash};
use axum::{
    Form,
    extract::{ConnectInfo, State},
    http::{HeaderMap, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use controller_api::{
    ErrorCode,
    auth::{self, Credentials, Secret, SignIn},
    eula::{self, AcceptEula, Eula},
};
use controller_client::{Credential, Error, Scope};
use serde::Deserialize;
use tower_sessions::Session;

use crate::{
    session::{self, SignedIn},
    state::AppState,
};

/// The sign-in form's fields.
#[derive(Deserialize)]
pub struct SignInForm {
    username: String,
    password: Secret,
    /// Where the user was going.
    #[serde(default)]
    to: String,
    /// The licence was accepted with this sign-in.
    #[serde(default)]
    accept_licence: Option<String>,
}

/// The new password's fields.
#[derive(Deserialize)]
pub struct ResetForm {
    new_password: Secret,
    repeated: Secret,
    #[serde(default)]
    to: String,
}

/// Where a sign-in comes from.
struct Origin {
    address: String,
    to: String,
}

impl Origin {
    fn new(state: &AppState, peer: SocketAddr, headers: &HeaderMap, to: &str) -> Self {
        let forwarded = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok())
            .and_then(|list| list.rsplit(',').next())
            .and_then(|address| address.trim().parse::<std::net::IpAddr>().ok());
        let address = forwarded.filter(|_| state.config.behind_proxy).unwrap_or(peer.ip());
        let to = if kit::url::is_local(to) { to.to_owned() } else { "/dashboard".to_owned() };
        Self { address: address.to_string(), to }
    }

    /// Back to the form, which then says why.
    fn back(&self, flash: &SignInFlash) -> Response {
        let page = if flash.reset {
            format!("{}&step=password", with_query(&kit::url::sign_in(&self.to)))
        } else {
            kit::url::sign_in(&self.to)
        };
        (AppendHeaders([(header::SET_COOKIE, flash.cookie())]), Redirect::to(&page)).into_response()
    }
}

fn with_query(path: &str) -> String {
    if path.contains('?') { path.to_owned() } else { format!("{path}?") }
}

/// `POST /session`.
pub async fn sign_in(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Response {
    let origin = Origin::new(&state, peer, &headers, &form.to);
    let username = form.username.trim();
    let refused = |refusal| origin.back(&SignInFlash::refused(username, refusal));
    if username.is_empty() || form.password.reveal().is_empty() {
        return refused(Refusal::Empty);
    }
    let accept = form.accept_licence.is_some();
    match ask(&state, &origin, username, &form.password, None).await {
        Ok(answer) if answer.need_to_reset_password || answer.token.is_none() => {
            if let Err(error) =
                session::await_reset(&session, &state.vault, username, form.password.reveal(), accept).await
            {
                tracing::error!(%error, "a session could not be written");
                return refused(Refusal::Console);
            }
            origin.back(&SignInFlash { username: username.to_owned(), reset: true, ..SignInFlash::default() })
        }
        Ok(answer) => enter(&state, &session, &origin, answer, accept).await,
        Err(error) => refused(refusal(&error)),
    }
}

/// `POST /session/reset`.
pub async fn reset(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<ResetForm>,
) -> Response {
    let origin = Origin::new(&state, peer, &headers, &form.to);
    let Some(awaited) = session::awaited_reset(&session, &state.vault).await else {
        return origin.back(&SignInFlash::refused("", Refusal::ResetTooLate));
    };
    let username = awaited.username;
    let again = |refusal, rules| {
        origin.back(&SignInFlash { username: username.clone(), reset: true, refusal: Some(refusal), rules })
    };
    // The controller drops the connection when a new password is due and none comes, so none ever goes.
    if form.new_password.reveal().is_empty() {
        return again(Refusal::Empty, None);
    }
    if form.new_password != form.repeated {
        return again(Refusal::NotRepeated, None);
    }
    match ask(&state, &origin, &username, &Secret::new(awaited.password), Some(form.new_password)).await {
        Ok(answer) if answer.token.is_some() => {
            enter(&state, &session, &origin, answer, awaited.accepts_licence).await
        }
        Ok(_) => again(Refusal::Controller, None),
        Err(error) => {
            let rules = error.refusal().and_then(|refusal| refusal.password_rules);
            let weak = error.code() == Some(ErrorCode::WeakPassword);
            again(if weak { Refusal::Weak } else { refusal(&error) }, rules)
        }
    }
}

async fn ask(
    state: &AppState,
    origin: &Origin,
    username: &str,
    password: &Secret,
    new_password: Option<Secret>,
) -> Result<auth::SignedIn, Error> {
    let password = Credentials { username: username.to_owned(), password: password.clone(), new_password };
    let body = SignIn { client_ip: Some(origin.address.clone()), password };
    state.client.call(&Credential::None, &Scope::Local, auth::SIGN_IN.send([], &body)).await
}

/// Begins the session and goes where the user was going.
async fn enter(
    state: &AppState,
    session: &Session,
    origin: &Origin,
    answer: auth::SignedIn,
    accept_licence: bool,
) -> Response {
    let Some(token) = answer.token else {
        return origin.back(&SignInFlash::refused("", Refusal::Controller));
    };
    if token.access.is_nothing() {
        // The session at the controller is of no use to anybody, and there are 32 at most.
        let who = Credential::Token(token.token);
        let _ = state.client.call(&who, &Scope::Local, auth::SIGN_OUT.at([])).await;
        return origin.back(&SignInFlash::refused(&token.user.fullname, Refusal::NoRights));
    }
    if accept_licence {
        let accepted = AcceptEula { eula: Eula { accepted: true } };
        let who = Credential::Token(token.token.clone());
        if let Err(error) = state.client.call(&who, &Scope::Local, eula::ACCEPT.send([], &accepted)).await {
            tracing::warn!(%error, "the licence could not be accepted");
        }
    }
    let demo = state.config.demo.is_some();
    let viewer = super::viewer(token.user, token.access, answer.password_days_until_expire, demo);
    tracing::info!(user = %viewer.fullname, address = %origin.address, "signed in");
    // Whoever was signed in with this browser before has left it; their session would live on for hours.
    if let Some(before) = session::read(session).await.and_then(|before| before.token_to_end(&state.vault)) {
        super::end_at_controller(state, before);
    }
    let signed_in = SignedIn::new(&state.vault, &token.token, viewer);
    if let Err(error) = session::begin(session, &signed_in).await {
        tracing::error!(%error, "a session could not be written");
        return origin.back(&SignInFlash::refused(&signed_in.viewer.fullname, Refusal::Console));
    }
    Redirect::to(&origin.to).into_response()
}

/// Why the controller did not let the user in.
fn refusal(error: &Error) -> Refusal {
    match error.code() {
        Some(ErrorCode::LoginBlocked) => Refusal::Blocked,
        Some(ErrorCode::PasswordExpired) => Refusal::Expired,
        Some(ErrorCode::WeakPassword) => Refusal::Weak,
        Some(ErrorCode::Unauthorized) => Refusal::Credentials,
        Some(ErrorCode::PlatformAuthDisabled | ErrorCode::Rancher) => Refusal::Elsewhere,
        Some(_) => Refusal::Controller,
        None => {
            tracing::warn!(%error, "a sign-in did not reach the controller");
            Refusal::Unreachable
        }
    }
}
