//! What the panels read from the controller. Each call is made once for all viewers of the same permissions who ask within
//! a moment, and what is kept of its answer is what panels show: numbers, not the lists they were counted from.

use std::{future::Future, sync::Arc, time::Duration};

use controller_api::{
    Query, conversation,
    group::{self, Group},
    host, policy_rule,
    scan::{self, ScanConfig, ScanStatus},
    score::{self, ScoreShown},
    security_log, workload,
};
use kit::{AppError, Tag, upstream::Upstream};

use super::{
    events::rollup::Entry,
    modes::rollup::{self, LastNews},
    protocols::rollup::Protocols,
    reading::Reading,
    vulnerable::rollup::{Found, Node, Pod},
};

/// How long a reading is shown again. Half of the time between two readings of a page.
const LIFE: Duration = Duration::from_secs(15);

/// Reads once for everybody of the same permissions.
pub(super) async fn once<T, F>(
    upstream: &Upstream,
    tag: Tag,
    what: &str,
    fetch: impl Fn() -> F,
) -> Result<Arc<Reading<T>>, AppError>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>>,
{
    let fetch = || async { Ok(Reading::now(fetch().await?)) };
    upstream.shared(tag, what, LIFE, fetch).await
}

/// The score of the cluster, or of a namespace. It follows modes, so that it is old when they are switched.
pub async fn score(upstream: &Upstream, ns: &str) -> Result<Arc<Reading<ScoreShown>>, AppError> {
    let scope = || {
        let domain = Some(ns).filter(|ns| !ns.is_empty());
        score::scope(domain.is_none() && !upstream.viewer().access.is_namespace_only(), domain)
    };
    once(upstream, Tag::Groups, &format!("score {ns}"), || async {
        upstream.glance(score::METRICS.at([]).query(scope())).await
    })
    .await
}

/// All groups, without their members and rules.
pub async fn groups(upstream: &Upstream) -> Result<Arc<Reading<Vec<Group>>>, AppError> {
    once(upstream, Tag::Groups, "groups of the dashboard", || async {
        let query = Query::new().brief().with_cap();
        Ok(upstream.glance(group::LIST.at([]).query(query)).await?.groups)
    })
    .await
}

/// All pods, with what was found in them.
pub async fn pods(upstream: &Upstream) -> Result<Arc<Reading<Vec<Pod>>>, AppError> {
    once(upstream, Tag::Scan, "pods", || async {
        let query = Query::new().pods().brief();
        let workloads = upstream.glance(workload::LIST.at([]).query(query)).await?.workloads;
        Ok(workloads.iter().map(|workload| Pod::of(&workload.brief)).collect())
    })
    .await
}

/// All nodes, with what was found on them.
pub async fn nodes(upstream: &Upstream) -> Result<Arc<Reading<Vec<Node>>>, AppError> {
    once(upstream, Tag::Scan, "nodes", || async {
        let hosts = upstream.glance(host::LIST.at([])).await?.hosts;
        let node = |host: &host::Host| Node {
            id: host.id.clone(),
            name: host.name.clone(),
            found: Found::of(host.scan_summary.as_ref()),
        };
        Ok(hosts.iter().map(node).collect())
    })
    .await
}

/// Violations as the charts count them, with when each service last deviated.
struct Violated {
    entries: Vec<Entry>,
    last: LastNews,
}

async fn violations(upstream: &Upstream) -> Result<Arc<Reading<Violated>>, AppError> {
    once(upstream, Tag::Log, "violations", || async {
        let violations = upstream.glance(security_log::VIOLATIONS.at([])).await?.violations;
        let mut last = LastNews::new();
        for violation in &violations {
            for service in [&violation.client_service, &violation.server_service] {
                let latest = last.entry(format!("nv.{service}")).or_default();
                *latest = violation.reported_timestamp.max(*latest);
            }
        }
        Ok(Violated { entries: violations.iter().map(Entry::from).collect(), last })
    })
    .await
}

/// The security log, an entry being what the charts count by. The three lists are asked for at once.
pub async fn events(upstream: &Upstream) -> Result<Arc<Reading<Vec<Entry>>>, AppError> {
    once(upstream, Tag::Log, "security log", || async {
        let (threats, violations, incidents) = futures::try_join!(
            upstream.glance(security_log::THREATS.at([])),
            violations(upstream),
            upstream.glance(security_log::INCIDENTS.at([])),
        )?;
        let mut entries = violations.value.entries.clone();
        entries.extend(threats.threats.iter().map(Entry::from));
        entries.extend(incidents.incidents.iter().map(Entry::from));
        Ok(entries)
    })
    .await
}

/// When each service last deviated.
pub async fn last_deviated(upstream: &Upstream) -> Result<Arc<Reading<LastNews>>, AppError> {
    once(upstream, Tag::Log, "last deviated", || async { Ok(violations(upstream).await?.value.last.clone()) })
        .await
}

/// When something was last learned of each service.
pub async fn last_learned(upstream: &Upstream) -> Result<Arc<Reading<LastNews>>, AppError> {
    once(upstream, Tag::Groups, "last learned", || async {
        let rules = upstream.glance(policy_rule::LIST.at([])).await?.rules;
        Ok(rollup::last_learned(&rules))
    })
    .await
}

/// What is said in which application.
pub async fn protocols(upstream: &Upstream, ns: &str) -> Result<Arc<Reading<Protocols>>, AppError> {
    once(upstream, Tag::Traffic, &format!("protocols {ns}"), || async {
        let query = if ns.is_empty() { Query::new() } else { conversation::of_domain(ns) };
        let said = upstream.glance(conversation::LIST.at([]).query(query)).await?;
        Ok(Protocols::of(&said.conversations))
    })
    .await
}

/// How far the scans are.
pub async fn scan_status(upstream: &Upstream) -> Result<Arc<Reading<ScanStatus>>, AppError> {
    once(upstream, Tag::Scan, "scan status", || async {
        Ok(upstream.glance(scan::STATUS.at([])).await?.status)
    })
    .await
}

/// Whether scans happen by themselves.
pub async fn scan_config(upstream: &Upstream) -> Result<Arc<Reading<ScanConfig>>, AppError> {
    once(upstream, Tag::Scan, "scan config", || async {
        Ok(upstream.glance(scan::CONFIG.at([])).await?.config)
    })
    .await
}
