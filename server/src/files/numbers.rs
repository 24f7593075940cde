//! The numbers of the dashboard, as a document.

use axum::{
    body::Body,
    extract::{Extension, Query},
    http::HeaderMap,
    response::Response,
};
use kit::{AppError, upstream::Upstream};
use overview::files;

use super::{
    Scope,
    attachment::{self, Kind},
    refusal,
};

/// `GET /files/dashboard.json?ns=`. Everybody who is signed in gets one: what is not for them is null in it.
pub async fn download(
    Extension(upstream): Extension<Upstream>,
    Query(scope): Query<Scope>,
    headers: HeaderMap,
) -> Response {
    let document = files::read_document(&upstream, scope.ns()).await;
    let written = document.and_then(|document| {
        serde_json::to_vec_pretty(&document)
            .map_err(|error| AppError::Unexpected { detail: error.to_string() })
    });
    let content = match written {
        Ok(content) => content,
        Err(error) => return refusal::back(&error, scope.ns(), &headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, "the dashboard's numbers are downloaded");
    let kind = Kind { what: "dashboard".to_owned(), extension: "json", content_type: "application/json" };
    attachment::answer(&upstream, &kind, scope.ns(), Body::from(content)).await
}
