//! The configuration backup: the controller's file, byte for byte, checked on the way through.

use axum::{
    body::Body,
    extract::{Extension, Query},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use controller_api::config_file::Section;
use controller_client::Form;
use kit::{AppError, can, upstream::Upstream};
use serde::Deserialize;

/// What to back up.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    section: Section,
}

/// `GET /files/configuration?section=all|policy`.
///
/// The client unpacks the file alongside and fails the stream when it is cut short or damaged, so that a browser
/// never keeps half a backup as a whole one.
pub async fn download(Extension(upstream): Extension<Upstream>, Query(wanted): Query<Wanted>) -> Response {
    if let Err(reason) = can::back_up(&upstream.viewer().access) {
        tracing::warn!(user = %upstream.viewer().fullname, "a backup was refused");
        return (StatusCode::FORBIDDEN, reason.text()).into_response();
    }
    let (client, who, scope) = upstream.client();
    let download = match client.download(who, scope, wanted.section, Form::Multipart).await {
        Ok(download) => download,
        Err(error) => {
            tracing::warn!(%error, "a backup could not be had");
            return back_with_reason(&upstream.explain(&error));
        }
    };
    tracing::info!(user = %upstream.viewer().fullname, section = ?wanted.section, "a backup is downloaded");
    let mut response = Body::from_stream(download.content).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/gzip"));
    // The name comes from the controller: only what cannot break out of the header is kept of it.
    let name: String = download
        .filename
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c))
        .take(128)
        .collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Back to the page that says why.
fn back_with_reason(error: &AppError) -> Response {
    let page = match error {
        AppError::SignedOut => kit::url::sign_in_again("/settings/configuration"),
        AppError::Refused { status: 409, .. } => "/settings/configuration?backup=busy".to_owned(),
        AppError::Denied { .. } => "/settings/configuration?backup=denied".to_owned(),
        AppError::TimedOut | AppError::Unreachable { .. } => {
            "/settings/configuration?backup=unreachable".to_owned()
        }
        _ => "/settings/configuration?backup=failed".to_owned(),
    };
    axum::response::Redirect::to(&page).into_response()
}
