//! All that pods say with the outside, as a table.

use axum::{
    extract::{Extension, Query},
    http::HeaderMap,
    response::Response,
};
use controller_api::access::Permission;
use kit::upstream::Upstream;
use overview::files::conversations;

use super::{
    Scope,
    attachment::{self, Kind},
    refusal, table,
};

/// `GET /files/exposure.csv?ns=`. Its rows come as the controller says them, one pod and direction after the other; whoever
/// leaves ends the calls under way.
pub async fn download(
    Extension(upstream): Extension<Upstream>,
    Query(scope): Query<Scope>,
    headers: HeaderMap,
) -> Response {
    if let Some(refused) = refusal::unless_reads(&upstream, &[Permission::RuntimePolicy], &headers) {
        return refused;
    }
    let rows = match conversations::of(upstream.clone(), scope.ns()).await {
        Ok(rows) => rows,
        Err(error) => return refusal::back(&error, scope.ns(), &headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, "the exposure is downloaded");
    let kind = Kind { what: "exposure".to_owned(), extension: "csv", content_type: table::CONTENT_TYPE };
    attachment::answer(&upstream, &kind, scope.ns(), table::body(conversations::COLUMNS, rows)).await
}
