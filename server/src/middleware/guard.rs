//! The guard: finds out who asks, gives the pages their way to the controller, and sends everybody else to sign-in.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use controller_api::{auth::Token, user};
use controller_client::{Credential, Options, Scope};
use futures::{StreamExt, stream};
use kit::{AppError, upstream::Upstream};
use tower_sessions::Session;

use crate::{
    auth::viewer_again,
    clock,
    session::{self, SignedIn},
    state::AppState,
};

/// After how many seconds the controller is asked again who the user is.
const VIEWER_LIFE: i64 = 60;

/// How long that may take. A slow controller must not keep the frame from standing.
const VIEWER_PATIENCE: Duration = Duration::from_secs(1);

/// Paths that need no session. Assets and health have none to need: they are routed around the guard.
fn is_open(path: &str) -> bool {
    const OPEN: [&str; 6] =
        ["/sign-in", "/session", "/session/reset", "/session/end", "/preferences", "/favicon.ico"];
    OPEN.contains(&path)
        || path == "/api/sign-in/get_sign_in_state"
        || (cfg!(feature = "gallery") && path == "/_gallery")
}

/// Lets a request pass with what its session stands for.
pub async fn watch(
    State(state): State<AppState>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let open = is_open(request.uri().path());
    if open {
        return next.run(request).await;
    }
    // What an open tab reads by itself is no sign of a person; that is what `/session/alive` is for.
    let by_person = !request.uri().path().starts_with("/api/");
    let upstream = match enter(&state, &session, by_person).await {
        Ok(upstream) => upstream,
        Err(had_session) => return turn_away(&request, had_session),
    };
    request.extensions_mut().insert(upstream.clone());
    let response = next.run(request).await;
    if upstream.was_signed_out() {
        session::end(&session).await;
        return response;
    }
    // A page is still being drawn while it is sent, and may find only then that the session is over.
    let (parts, body) = response.into_parts();
    let last = async move {
        if upstream.was_signed_out() {
            session::end(&session).await;
        }
        None
    };
    let content = body.into_data_stream().chain(stream::once(last).filter_map(std::future::ready));
    Response::from_parts(parts, Body::from_stream(content))
}

/// Who asks; or whether there was a session that is over.
async fn enter(state: &AppState, session: &Session, by_person: bool) -> Result<Upstream, bool> {
    let mut signed_in = session::read(session).await.ok_or(false)?;
    let token = match signed_in.token(&state.vault) {
        Ok(token) => token,
        Err(over) => {
            tracing::info!(user = %signed_in.viewer.fullname, ?over, "a session is over");
            if let Some(token) = signed_in.token_to_end(&state.vault) {
                crate::auth::end_at_controller(state, token);
            }
            session::end(session).await;
            return Err(true);
        }
    };
    let mut write = by_person && signed_in.touch();
    if clock::now() - signed_in.viewer_at >= VIEWER_LIFE {
        match refresh(state, &token, &mut signed_in).await {
            Ok(()) => write = true,
            Err(Gone) => {
                session::end(session).await;
                return Err(true);
            }
        }
    }
    if write {
        session::keep(session, &signed_in).await;
    }
    let viewer = Arc::new(signed_in.viewer);
    Ok(Upstream::new(
        state.client.clone(),
        Credential::Token(token),
        Scope::Local,
        viewer,
        state.shared.clone(),
    ))
}

/// The controller does not know the session any more.
struct Gone;

/// Asks the controller who the user is now. When it does not answer, what it said before goes on to count.
async fn refresh(state: &AppState, token: &Token, signed_in: &mut SignedIn) -> Result<(), Gone> {
    let who = Credential::Token(token.clone());
    let options = Options { timeout: Some(VIEWER_PATIENCE), ..Options::default() };
    match state.client.call_with(&who, &Scope::Local, user::SELF.at([]), &options).await {
        Ok(user) => signed_in.viewer = viewer_again(user, state.config.demo.is_some()),
        Err(error) if error.is_signed_out() => return Err(Gone),
        Err(error) => tracing::debug!(%error, "who the user is could not be asked again"),
    }
    signed_in.viewer_at = clock::now();
    Ok(())
}

/// A page leads to sign-in and back, and so does a form that a browser sent by itself. Anything else is told that
/// there is no session.
fn turn_away(request: &Request, had_session: bool) -> Response {
    let path = request.uri().path();
    let accepts_pages =
        request.headers().get(header::ACCEPT).is_some_and(|a| a.as_bytes().starts_with(b"text/html"));
    if *request.method() == Method::POST && accepts_pages {
        // Back to where the form was; it was there for somebody who was signed in.
        return to_sign_in(&referring_page(request).unwrap_or_default(), true);
    }
    if *request.method() == Method::GET && !path.starts_with("/api/") && !path.starts_with("/files/") {
        return to_sign_in(request.uri().path_and_query().map_or("/", |path| path.as_str()), had_session);
    }
    (StatusCode::UNAUTHORIZED, Json(AppError::SignedOut)).into_response()
}

fn to_sign_in(here: &str, had_session: bool) -> Response {
    let way = if had_session { kit::url::sign_in_again(here) } else { kit::url::sign_in(here) };
    Redirect::to(&way).into_response()
}

/// The page of ours that a request was sent from: its path and query.
fn referring_page(request: &Request) -> Option<String> {
    let text = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let referer = text(header::REFERER)?.parse::<Uri>().ok()?;
    let ours = referer.authority()?.as_str().eq_ignore_ascii_case(text(header::HOST)?);
    ours.then(|| referer.path_and_query().map(ToString::to_string)).flatten()
}
