//! Reading the document: all parts at once, each failing for itself.

use std::sync::Arc;

use controller_api::{access::Permission, mode::Mode, system};
use kit::{AppError, upstream::Upstream};

use super::{
    document::{Document, Missing},
    name,
    numbers::{self, Scanned},
};
use crate::dashboard::{
    federation,
    modes::{ready::Ready, rollup},
    read,
    reading::Reading,
};

/// The document's format.
const FORMAT: u32 = 1;

/// The parts that could not be had, and how many could.
#[derive(Default)]
struct Parts {
    missing: Vec<Missing>,
    had: usize,
    worst: Option<AppError>,
}

impl Parts {
    /// A part, or none. What the viewer may not see is none without a word.
    fn take<T>(&mut self, part: &'static str, outcome: Option<Result<T, AppError>>) -> Option<T> {
        match outcome? {
            Ok(value) => {
                self.had += 1;
                Some(value)
            }
            Err(AppError::Denied { .. } | AppError::NotFound) => None,
            Err(error) => {
                self.missing.push(Missing { part, reason: error.to_string() });
                self.worst = Some(match self.worst.take() {
                    Some(AppError::SignedOut) => AppError::SignedOut,
                    _ => error,
                });
                None
            }
        }
    }
}

/// The document of a namespace (`""` = of all that the viewer may see).
///
/// # Errors
/// When the session is over, and when nothing could be had at all.
pub async fn document(upstream: &Upstream, ns: &str) -> Result<Document, AppError> {
    let access = &upstream.viewer().access;
    let may = |permission: Permission| access.reads_somewhere(&permission);
    let (policy, log, scans) =
        (may(Permission::RuntimePolicy), may(Permission::SecurityEvents), may(Permission::RuntimeScan));
    // In a namespace the clusters are nobody's.
    let federal = ns.is_empty() && access.reads(&Permission::Federation);
    let whole = access.reads(&Permission::RuntimeScan);
    let summary = async { Ok(upstream.glance(system::SUMMARY.at([])).await?.summary) };
    // Pods stand in two parts; asked for at once, it is one call.
    let modes = async { futures::join!(read::groups(upstream), read::pods(upstream), Ready::read(upstream)) };
    let found = async {
        futures::join!(
            read::pods(upstream),
            read::nodes(upstream),
            read::scan_status(upstream),
            read::scan_config(upstream)
        )
    };
    let (cluster_name, cluster, score, clusters, modes, log, found, protocols) = futures::join!(
        name::cluster(upstream),
        summary,
        read::score(upstream, ns),
        only(federal, federation::read::clusters(upstream)),
        only(policy, modes),
        only(log, read::events(upstream)),
        only(scans, found),
        only(policy, read::protocols(upstream, ns)),
    );
    let now = kit::clock::now();
    let mut parts = Parts::default();
    let cluster = parts.take("cluster", Some(cluster));
    // The exposed pods come with the score; whether they may be seen is another permission's.
    let exposed = policy.then(|| score.clone());
    let score = parts.take("score", Some(score));
    let exposed = parts.take("exposure", exposed);
    let federation = parts
        .take("federation", clusters)
        .and_then(|read| Some(numbers::federation(read.read_at, read.value.as_ref()?)));
    let modes = modes.and_then(|(groups, pods, ready)| {
        let groups = parts.take("modes", Some(groups))?;
        let pods = parts.take("modes.pods", Some(pods));
        let pods = pods.as_ref().map(|pods| pods.value.as_slice());
        let count = |mode: Mode| rollup::count(&groups.value, pods, ns, |group| ready.says(group, now), mode);
        Some(numbers::modes(groups.read_at, count))
    });
    let events = parts.take("events", log).map(|log| numbers::events(&log, ns, now));
    let vulnerable = found.and_then(|(pods, nodes, status, config)| {
        let pods = parts.take("vulnerable.pods", Some(pods));
        // The controller says that there are none to those who may not see them.
        let nodes = parts.take("vulnerable.nodes", Some(nodes).filter(|_| ns.is_empty() && whole));
        let status = parts.take("vulnerable.scans", Some(status));
        let config = parts.take("vulnerable.auto_scan", Some(config));
        let scanned = Scanned {
            pods: pods.as_ref().map(|read| read.value.as_slice()),
            nodes: nodes.as_ref().map(|read| read.value.as_slice()),
            status: status.as_ref().map(|read| &read.value),
            config: config.as_ref().map(|read| &read.value),
        };
        let read_at = read_at(&pods).or(read_at(&nodes)).or(read_at(&status)).or(read_at(&config))?;
        Some(numbers::vulnerable(read_at, &scanned, ns))
    });
    let protocols = parts.take("protocols", protocols).map(|read| numbers::protocols(&read));
    match parts.worst {
        Some(error) if parts.had == 0 || error == AppError::SignedOut => return Err(error),
        _ => {}
    }
    Ok(Document {
        format: FORMAT,
        made_at: kit::date::machine(now),
        cluster_name: Some(cluster_name).filter(|name| !name.is_empty()),
        namespace: Some(ns.to_owned()).filter(|ns| !ns.is_empty()),
        cluster: cluster.as_ref().map(numbers::cluster),
        exposure: exposed.map(|read| numbers::exposure(&read)),
        score: score.map(|read| numbers::score(&read)),
        federation,
        modes,
        events,
        vulnerable,
        protocols,
        missing: parts.missing,
    })
}

/// What `future` comes to, if it is wanted at all.
async fn only<T>(wanted: bool, future: impl Future<Output = T>) -> Option<T> {
    if wanted { Some(future.await) } else { None }
}

fn read_at<T>(read: &Option<Arc<Reading<T>>>) -> Option<i64> {
    read.as_ref().map(|read| read.read_at)
}
