//! Captured packets: the controller's file, streamed out of its answer.

use axum::{
    body::Body,
    extract::{Extension, Path, Query},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use controller_api::access::Permission;
use kit::{AppError, upstream::Upstream, url::Params};
use network::map::PATH;
use serde::Deserialize;

use super::{attachment, refusal};

/// How much of a capture is asked for at most, in bytes.
const MOST: u64 = 100 * 1024 * 1024;

/// The end of the file's name, here and in the address.
const EXTENSION: &str = ".pcap";

/// Where it was asked for.
#[derive(Deserialize)]
pub struct Place {
    /// The pod that is selected on the map.
    #[serde(default)]
    sel: String,
}

/// `GET /files/capture/{id}.pcap?sel=`. Whose packets they are, and whether this viewer may have them, is the controller's to
/// say. The stream fails where the answer is cut short, so that a browser never keeps half a file as a whole one.
pub async fn download(
    Extension(upstream): Extension<Upstream>,
    Path(file): Path<String>,
    Query(place): Query<Place>,
    headers: HeaderMap,
) -> Response {
    // The id ends up in another path and in the file's name.
    let id = file.strip_suffix(EXTENSION).filter(|id| !id.is_empty());
    let Some(id) = id.filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric())) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(refused) = refusal::unless_reads(&upstream, &[Permission::RuntimePolicy], &headers) {
        return refused;
    }
    let (client, who, scope) = upstream.client();
    let download = match client.download_capture(who, scope, id, MOST).await {
        Ok(download) => download,
        Err(error) => return not_had(&upstream.explain(&error), &place.sel, &headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, capture = id, "captured packets are downloaded");
    // The whole id is longer than some file systems like, and its end is that of the enforcer.
    let short = &id[..id.len().min(12)];
    let name = format!("capture-{short}{EXTENSION}");
    attachment::named(&name, "application/vnd.tcpdump.pcap", Body::from_stream(download.content))
}

fn not_had(error: &AppError, sel: &str, headers: &HeaderMap) -> Response {
    if matches!(error, AppError::Denied { .. }) {
        let text = refusal::in_words(headers, || format!("{}. {}", error.title(), error.detail()));
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    let page = Params::default().with("sel", sel).with("tab", "capture").link(PATH);
    refusal::back_to(&page, error, headers)
}
