//! Containers that are privileged or run as root, as a table.

use axum::{
    extract::{Extension, Query},
    http::HeaderMap,
    response::Response,
};
use controller_api::access::Permission;
use futures::{StreamExt, stream};
use kit::upstream::Upstream;
use overview::files::risky::{self, Risk};
use serde::Deserialize;

use super::{
    attachment::{self, Kind},
    refusal, table,
};

/// Which containers are wanted.
#[derive(Deserialize)]
pub struct Wanted {
    risk: Risk,
    /// `""` = of all namespaces that the viewer may see.
    #[serde(default)]
    ns: String,
}

/// What lets one see workloads.
const ANY_OF: [Permission; 4] =
    [Permission::RuntimeScan, Permission::RuntimePolicy, Permission::Compliance, Permission::SecurityEvents];

/// How many rows are written at once.
const BATCH: usize = 256;

/// `GET /files/risky-pods.csv?risk=privileged|root&ns=`.
pub async fn download(
    Extension(upstream): Extension<Upstream>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response {
    if let Some(refused) = refusal::unless_reads(&upstream, &ANY_OF, &headers) {
        return refused;
    }
    let ns = wanted.ns.trim();
    let rows = match risky::of(&upstream, wanted.risk, ns).await {
        Ok(rows) => rows,
        Err(error) => return refusal::back(&error, ns, &headers),
    };
    tracing::info!(user = %upstream.viewer().fullname, risk = ?wanted.risk, "risky containers are downloaded");
    let what = format!("{}-containers", wanted.risk.word());
    let kind = Kind { what, extension: "csv", content_type: table::CONTENT_TYPE };
    let batches = stream::iter(rows).chunks(BATCH).map(Ok);
    attachment::answer(&upstream, &kind, ns, table::body(risky::COLUMNS, batches)).await
}
