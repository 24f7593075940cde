//! What a risk report found, as a table: a row a vulnerability or a check that failed.

use activity::log::{Which, export::report};
use axum::{
    body::Body,
    extract::{Extension, Path},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use event_log::Id;
use kit::{AppError, upstream::Upstream};
use overview::files::cell::Cell;

use super::{
    attachment::{self, Kind},
    list::cell,
    refusal, table,
};

/// `GET /files/report/{id}.csv`. The id is the one that the list has.
pub async fn download(
    Extension(upstream): Extension<Upstream>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = file.strip_suffix(".csv").and_then(|id| id.parse::<Id>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(refused) = refusal::unless_reads(&upstream, &[Which::Reports.permission()], &headers) {
        return refused;
    }
    let report = match report::read(&upstream, id).await {
        Ok(report) => report,
        Err(AppError::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return refusal::back_to(Which::Reports.path(), &error, &headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, report = %id, "a report's findings are downloaded");
    let content = refusal::in_words(&headers, || {
        let rows: Vec<Vec<Cell>> =
            report.rows().into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
        [table::head(report::columns()), table::lines(&rows)].concat()
    });
    let kind = Kind { what: format!("report-{id}"), extension: "csv", content_type: table::CONTENT_TYPE };
    attachment::answer(&upstream, &kind, "", Body::from(content)).await
}
