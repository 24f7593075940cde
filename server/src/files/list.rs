//! Lists of what happened as files: exactly what the list's filter selects, all of it, in the list's order. They are written
//! as they are sent, however long they are.

use std::ops::ControlFlow;

use activity::log::{
    Which,
    export::{self, Column, Export, Object, Record, Value},
};
use axum::{
    Router,
    extract::{Extension, Path, RawQuery},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use event_log::Wrong;
use kit::{upstream::Upstream, url::Params};
use overview::files::cell::Cell;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::{
    attachment::{self, Kind},
    pieces::{self, Pieces},
    refusal, table,
};
use crate::state::AppState;

/// The routes of this module. What repeats as much as a log does compresses well.
pub fn routes() -> Router<AppState> {
    let compressed =
        CompressionLayer::new().quality(CompressionLevel::Fastest).no_br().no_deflate().no_zstd();
    Router::new().route("/files/events/{file}", get(download)).layer(compressed)
}

/// What a file is written as.
#[derive(Clone, Copy)]
enum Format {
    Table,
    Objects,
}

/// Which file is asked for: `security.csv`, `reports.json`…
fn wanted(file: &str) -> Option<(Which, Format)> {
    let (list, extension) = file.split_once('.')?;
    let format = match extension {
        "csv" => Format::Table,
        "json" => Format::Objects,
        _ => return None,
    };
    Some((Which::of_word(list)?, format))
}

/// `GET /files/events/{security|events|reports}.{csv|json}`, with the parameters of the list. A filter that cannot be
/// understood is refused: what passed over it would be another file.
async fn download(
    Extension(upstream): Extension<Upstream>,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some((which, format)) = wanted(&file) else { return StatusCode::NOT_FOUND.into_response() };
    if let Some(refused) = refusal::unless_reads(&upstream, &[which.permission()], &headers) {
        return refused;
    }
    let query = query.unwrap_or_default();
    let asked = match export::asked(&query) {
        Ok(asked) => asked,
        Err(wrong) => return not_understood(&wrong, &headers),
    };
    let params = Params::parse(&query);
    let export = match Export::read(&upstream, which, asked).await {
        Ok(export) => export,
        Err(error) => return refusal::back_to(&params.link(which.path()), &error, &headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, list = which.word(), "a list is downloaded");
    let (extension, content_type) = match format {
        Format::Table => ("csv", table::CONTENT_TYPE),
        Format::Objects => ("json", "application/json"),
    };
    let what = which.path().rsplit('/').next().unwrap_or_default().to_owned();
    let body = pieces::body(move |pieces| match format {
        // Its words are the reader's.
        Format::Table => refusal::in_words(&headers, || write_table(&export, pieces)),
        Format::Objects => write_objects(&export, pieces),
    });
    // Of one namespace it is that one's file.
    let namespaces = params.all("ns");
    let ns = if let [one] = &namespaces[..] { one } else { "" };
    attachment::answer(&upstream, &Kind { what, extension, content_type }, ns, body).await
}

fn not_understood(wrong: &Wrong, headers: &HeaderMap) -> Response {
    let text = refusal::in_words(headers, || text::export::wrong(&wrong.parameter, &wrong.found));
    (StatusCode::BAD_REQUEST, text).into_response()
}

fn write_table(export: &Export, pieces: &Pieces) -> ControlFlow<()> {
    let columns = export::columns(export.which, export.grouped());
    pieces.send(table::head(columns.iter().map(|column| column.title.as_str())))?;
    export.each(|records| {
        let rows: Vec<Vec<Cell>> = records.iter().map(|record| cells(&columns, *record)).collect();
        pieces.send(table::lines(&rows))
    })
}

fn cells(columns: &[Column], record: Record<'_>) -> Vec<Cell> {
    columns.iter().map(|column| cell(column.value(record))).collect()
}

/// A value as a table has it.
pub fn cell(value: Value<'_>) -> Cell {
    match value {
        Value::Text(text) => Cell::text(text),
        Value::Number(number) => Cell::number(number),
        Value::Moment(at) => Cell::moment(Some(at)),
    }
}

/// An array of objects, one a line.
fn write_objects(export: &Export, pieces: &Pieces) -> ControlFlow<()> {
    let mut before = "[\n";
    export.each(|records| {
        let mut piece = Vec::new();
        for record in records {
            piece.extend_from_slice(before.as_bytes());
            before = ",\n";
            serde_json::to_writer(&mut piece, &Object(*record))
                .expect("memory takes it, and its keys are texts");
        }
        pieces.send(piece)
    })?;
    let end = if before == "[\n" { "[]\n" } else { "\n]\n" };
    pieces.send(end.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_after_its_list_and_its_format() {
        for which in Which::ALL {
            let name = |extension: &str| format!("{}.{extension}", which.word());
            assert!(matches!(wanted(&name("csv")), Some((found, Format::Table)) if found == which));
            assert!(matches!(wanted(&name("json")), Some((found, Format::Objects)) if found == which));
        }
        for other in [
            "",
            "security",
            "security.",
            "security.xml",
            "activity.csv",
            "security.csv.json",
            "../events.csv",
        ] {
            assert!(wanted(other).is_none(), "{other}");
        }
    }
}
