//! Reading a pod's captures.

use controller_api::{
    session,
    sniffer::{self, Sniffer, SnifferStatus},
};
use kit::{AppError, upstream::Upstream};
use network_map::model::{Key, Kind};

use super::api::CaptureRow;

/// A pod that this viewer sees: the controller's id of it, and its namespace.
pub async fn pod(upstream: &Upstream, node: Key) -> Result<(String, String), AppError> {
    let whole = crate::map::read::whole(upstream).await?;
    let place = whole.node(node).ok_or(AppError::NotFound)?;
    match whole.id(node) {
        Some((Kind::Pod | Kind::Sidecar, id)) => {
            let graph = &whole.graph;
            Ok((id.to_owned(), graph.name(graph.namespace(place)).to_owned()))
        }
        _ => Err(AppError::NotFound),
    }
}

/// Whether a pod's packets can be captured. That it cannot be said keeps nobody from trying.
pub async fn can_sniff(upstream: &Upstream, id: &str) -> Result<Option<bool>, AppError> {
    match crate::map::details::read::workload(upstream, id).await {
        Ok(shown) => Ok(Some(shown.workload.workload.brief.cap_sniff)),
        Err(AppError::SignedOut) => Err(AppError::SignedOut),
        Err(_) => Ok(None),
    }
}

/// The captures of a workload, the newest first.
pub async fn list(upstream: &Upstream, id: &str) -> Result<Vec<CaptureRow>, AppError> {
    let call = sniffer::LIST.at([]).query(session::of_workload(id));
    let mut rows: Vec<CaptureRow> = upstream.call(call).await?.sniffers.iter().map(row).collect();
    rows.sort_by(|one, two| two.started.cmp(&one.started).then_with(|| one.id.cmp(&two.id)));
    Ok(rows)
}

fn row(sniffer: &Sniffer) -> CaptureRow {
    CaptureRow {
        id: sniffer.id.clone(),
        status: sniffer.status.clone(),
        size: sniffer.size,
        started: sniffer.start_time,
        stopped: (sniffer.stop_time > 0 && sniffer.status != SnifferStatus::Running)
            .then_some(sniffer.stop_time),
        filter: sniffer.args.clone(),
    }
}
