//! Reading what scans found in a pod: the report of each of its containers.

use std::time::Duration;

use controller_api::{
    access::Permission,
    scan_report::{self, Vulnerability},
    workload::WorkloadBrief,
};
use futures::{StreamExt, stream};
use kit::{AppError, Tag, can::permission_name, upstream::Upstream};
use network_map::model::Key;

use super::{api::VulnerabilitiesShown, list};
use crate::map::{capture::read::pod, details};

/// How long a report is shown again to viewers of the same permissions.
const LIFE: Duration = Duration::from_secs(10);

/// How many reports of one pod are read at once.
const AT_ONCE: usize = 4;

/// How much memory one vulnerability takes, about, in bytes: most of it is what it is, in English.
const SIZE: usize = 1024;

/// The vulnerabilities of a pod that this viewer sees.
///
/// # Errors
/// [`AppError::Denied`] when the viewer may not see scans there, [`AppError::NotFound`] when it is no pod of the map, and why none
/// of its reports could be read.
pub async fn vulnerabilities(
    upstream: &Upstream,
    node: Key,
    fixable: bool,
) -> Result<VulnerabilitiesShown, AppError> {
    let (id, _) = pod(upstream, node).await?;
    let shown = details::read::workload(upstream, &id).await?;
    let brief = &shown.workload.workload.brief;
    let needed = Permission::RuntimeScan;
    if !upstream.viewer().access.reads_in(&needed, &brief.domain) {
        // The controller would refuse, and keep in its log that somebody tried.
        return Err(AppError::Denied { message: text::nav::needs(permission_name(&needed)) });
    }
    let parts = details::rollup::parts(brief);
    // A report is its summary's: after another scan it is read again.
    let scanned = |part: &WorkloadBrief| details::rollup::scanned(part.scan_summary.as_ref()).unwrap_or(0);
    let asked: Vec<(String, i64)> = parts.iter().map(|part| (part.id.clone(), scanned(part))).collect();
    let read = |(id, scanned): (String, i64)| async move { report(upstream, &id, scanned).await };
    let read: Vec<list::Report> = stream::iter(asked).map(read).buffered(AT_ONCE).collect().await;
    let mut reports = Vec::new();
    for (part, report) in parts.into_iter().zip(read) {
        match report {
            Err(AppError::SignedOut) => return Err(AppError::SignedOut),
            // A container that was just listed may be gone.
            Err(AppError::NotFound) => {}
            other => reports.push((part, other)),
        }
    }
    if let Some(error) = list::nothing_read(&reports) {
        return Err(error);
    }
    Ok(list::gather(&reports, fixable))
}

/// What the scan of a container at this time found, accepted or not.
async fn report(upstream: &Upstream, id: &str, scanned: i64) -> list::Report {
    let read = format!("report {id} {scanned}");
    let fetch = || async {
        let call = scan_report::WORKLOAD.at([id]).query(scan_report::accepted());
        let shown = upstream.call(call).await?;
        Ok(shown.report.unwrap_or_default().vulnerabilities)
    };
    let bytes = |found: &Vec<Vulnerability>| found.len() * SIZE;
    upstream.shared_by_size(Tag::Scan, &read, LIFE, bytes, fetch).await
}
