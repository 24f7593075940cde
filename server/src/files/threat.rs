//! The packet that was caught with a threat, as a file for programs that read packets.

use activity::log::panel::{packet, read};
use axum::{
    body::Body,
    extract::{Extension, Path},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use controller_api::access::Permission;
use event_log::Id;
use kit::{AppError, upstream::Upstream};

use super::{attachment, refusal};

/// Where one comes from, and goes back to when there is no file.
const PAGE: &str = "/activity/security-events";

/// `GET /files/threat/{id}.pcap`. The id is the one that the list has.
pub async fn download(
    Extension(upstream): Extension<Upstream>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = file.strip_suffix(".pcap").and_then(|id| id.parse::<Id>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(refused) = refusal::unless_reads(&upstream, &[Permission::SecurityEvents], &headers) {
        return refused;
    }
    match read::packet(&upstream, id).await {
        Ok(Some(caught)) => {
            tracing::info!(user = %upstream.viewer().fullname, threat = caught.threat, "a packet is downloaded");
            let name = format!("threat-{id}.pcap");
            let content = packet::pcap(&caught.bytes, caught.at);
            attachment::named(&name, "application/vnd.tcpdump.pcap", Body::from(content))
        }
        Ok(None) | Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => refusal::back_to(PAGE, &error, &headers),
    }
}
