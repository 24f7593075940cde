//! Where there is no file: that it is not for this viewer, or back to the dashboard, which says why.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use controller_api::access::{Access, Permission};
use kit::{
    AppError,
    can::Reason,
    flash::{Flash, Kind},
    upstream::Upstream,
};
use leptos::prelude::{Owner, provide_context};

use crate::preferences;

/// The answer to a viewer who may read none of these anywhere: it says what it would take.
pub fn unless_reads(upstream: &Upstream, any_of: &[Permission], headers: &HeaderMap) -> Option<Response> {
    let access: &Access = &upstream.viewer().access;
    if any_of.iter().any(|permission| access.reads_somewhere(permission)) {
        return None;
    }
    tracing::warn!(user = %upstream.viewer().fullname, "a file was refused");
    let reason = |permission: &Permission| Reason::Permission(permission.clone()).text();
    let text = in_words(headers, || any_of.first().map(reason).unwrap_or_default());
    Some((StatusCode::FORBIDDEN, text).into_response())
}

/// Back to the dashboard of a namespace (`""` = all), which says once why there is no file.
pub fn back(error: &AppError, ns: &str, headers: &HeaderMap) -> Response {
    let page = if ns.is_empty() {
        "/dashboard".to_owned()
    } else {
        format!("/dashboard?ns={}", kit::url::escape(ns))
    };
    back_to(&page, error, headers)
}

/// Back to a page, which says once why there is no file.
pub fn back_to(page: &str, error: &AppError, headers: &HeaderMap) -> Response {
    tracing::warn!(%error, "a file could not be had");
    if *error == AppError::SignedOut {
        return Redirect::to(&kit::url::sign_in_again(page)).into_response();
    }
    let text = in_words(headers, || format!("{}. {}", error.title(), error.detail()));
    let flash = Flash { kind: Kind::Bad, text };
    (AppendHeaders([(header::SET_COOKIE, flash.cookie())]), Redirect::to(page)).into_response()
}

/// Says something in the language of whoever asks: there is no page here whose drawing would know it.
pub fn in_words<T>(headers: &HeaderMap, say: impl FnOnce() -> T) -> T {
    let language = preferences::language(headers);
    Owner::new().with(|| {
        provide_context(language);
        say()
    })
}
