//! Signing in and out: plain forms that answer with a cookie and a way on, so that they work without scripts.

mod sign_in;
mod sign_out;

pub use sign_out::end_at_controller;

use axum::{Router, routing::post};
use controller_api::{
    access::Access,
    user::{SelfUser, User},
};
use kit::Viewer;

use crate::state::AppState;

/// The routes of this module.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/session", post(sign_in::sign_in))
        .route("/session/reset", post(sign_in::reset))
        .route("/session/end", post(sign_out::sign_out))
        // The guard has noted that somebody is there; there is nothing to add.
        .route("/session/alive", post(|| async { axum::http::StatusCode::NO_CONTENT }))
}

/// The viewer that the pages know, from what the controller says of a user.
pub fn viewer(user: User, access: Access, password_days: i64, demo: bool) -> Viewer {
    Viewer {
        fullname: user.fullname,
        email: user.email,
        server: user.server,
        role: user.role,
        role_domains: user.role_domains,
        access,
        timeout: user.timeout,
        default_password: user.default_password,
        password_days,
        demo,
    }
}

/// The viewer, from what the controller says when it is asked again.
pub fn viewer_again(user: SelfUser, demo: bool) -> Viewer {
    viewer(user.user, user.access, user.password_days_until_expire, demo)
}
