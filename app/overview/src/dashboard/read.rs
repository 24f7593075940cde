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
    modes::rollup::{self, Deviated, LastNews},
    protocols::rollup::Protocols,
    reading::Reading,
    vulnerable::rollup::{Found, Node, Pod},
};

/// How long a reading is shown again. Half of the time between two readings of a page.
const LIFE: Duration = Duration::from_secs(15);
/// How long a panel waits for what is worth showing and not worth the panel. Shorter than a page waits for a panel.
pub const PATIENCE: Duration = Duration::from_secs(1);
/// What a thing of a list takes in memory, about, with the words in it.
const ROW: usize = 400;

/// Reads once for everybody of the same permissions.
pub async fn once<T, F>(
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

/// The same for what grows with the cluster: `rows` says how many things are kept.
async fn once_of_rows<T, F>(
    upstream: &Upstream,
    tag: Tag,
    what: &str,
    rows: impl Fn(&T) -> usize,
    fetch: impl Fn() -> F,
) -> Result<Arc<Reading<T>>, AppError>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>>,
{
    let fetch = || async { Ok(Reading::now(fetch().await?)) };
    let bytes = |read: &Reading<T>| ROW * (1 + rows(&read.value));
    upstream.shared_by_size(tag, what, LIFE, bytes, fetch).await
}

/// What comes in time of something that a panel can do without.
pub async fn aside<T>(asked: impl Future<Output = Result<T, AppError>>) -> Option<T> {
    tokio::time::timeout(PATIENCE, asked).await.ok()?.ok()
}

/// The score of the cluster, or of a namespace. It follows modes, so that it is old when they are switched.
pub async fn score(upstream: &Upstream, ns: &str) -> Result<Arc<Reading<ScoreShown>>, AppError> {
    let scope = || {
        let domain = Some(ns).filter(|ns| !ns.is_empty());
        score::scope(domain.is_none() && !upstream.viewer().access.is_namespace_only(), domain)
    };
    let exposed = |shown: &ScoreShown| {
        let ends = shown.ingress.iter().chain(&shown.egress);
        ends.map(|endpoint| 1 + endpoint.entries.len()).sum()
    };
    once_of_rows(upstream, Tag::Groups, &format!("score {ns}"), exposed, || async {
        upstream.glance(score::METRICS.at([]).query(scope())).await
    })
    .await
}

/// All groups, without their members and rules.
pub async fn groups(upstream: &Upstream) -> Result<Arc<Reading<Vec<Group>>>, AppError> {
    once_of_rows(upstream, Tag::Groups, "groups of the dashboard", Vec::len, || async {
        let query = Query::new().brief().with_cap();
        Ok(upstream.glance(group::LIST.at([]).query(query)).await?.groups)
    })
    .await
}

/// All pods, with what was found in them.
pub async fn pods(upstream: &Upstream) -> Result<Arc<Reading<Vec<Pod>>>, AppError> {
    once_of_rows(upstream, Tag::Scan, "pods", Vec::len, || async {
        let query = Query::new().pods().brief();
        let workloads = upstream.glance(workload::LIST.at([]).query(query)).await?.workloads;
        Ok(workloads.iter().map(|workload| Pod::of(&workload.brief)).collect())
    })
    .await
}

/// All nodes, with what was found on them.
pub async fn nodes(upstream: &Upstream) -> Result<Arc<Reading<Vec<Node>>>, AppError> {
    once_of_rows(upstream, Tag::Scan, "nodes", Vec::len, || async {
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

/// A log as the charts count it, with what services did in it.
struct Logged {
    entries: Vec<Entry>,
    deviated: Deviated,
}

impl Logged {
    /// Of entries: what the charts count each by, when it was, and which services' it is.
    fn of<'a, E: 'a, const N: usize>(
        log: &'a [E],
        at: impl Fn(&E) -> i64,
        services: impl Fn(&'a E) -> [&'a str; N],
    ) -> Self
    where
        Entry: From<&'a E>,
    {
        let mut last = LastNews::new();
        for entry in log {
            for service in services(entry).into_iter().filter(|service| !service.is_empty()) {
                let latest = last.entry(format!("nv.{service}")).or_default();
                *latest = at(entry).max(*latest);
            }
        }
        let oldest = || log.iter().map(&at).min();
        let forgotten_before = if log.len() < security_log::CAPACITY { None } else { oldest() };
        Self { entries: log.iter().map(Entry::from).collect(), deviated: Deviated { last, forgotten_before } }
    }

    fn rows(&self) -> usize {
        self.entries.len()
    }
}

async fn violations(upstream: &Upstream) -> Result<Arc<Reading<Logged>>, AppError> {
    once_of_rows(upstream, Tag::Log, "violations", Logged::rows, || async {
        let log = upstream.glance(security_log::VIOLATIONS.at([])).await?.violations;
        Ok(Logged::of(
            &log,
            |violation| violation.reported_timestamp,
            |violation| [&violation.client_service, &violation.server_service],
        ))
    })
    .await
}

async fn incidents(upstream: &Upstream) -> Result<Arc<Reading<Logged>>, AppError> {
    once_of_rows(upstream, Tag::Log, "incidents", Logged::rows, || async {
        let log = upstream.glance(security_log::INCIDENTS.at([])).await?.incidents;
        Ok(Logged::of(&log, |incident| incident.reported_timestamp, |incident| [&incident.workload_service]))
    })
    .await
}

/// The security log, an entry being what the charts count by. The three lists are asked for at once.
pub async fn events(upstream: &Upstream) -> Result<Arc<Reading<Vec<Entry>>>, AppError> {
    once_of_rows(upstream, Tag::Log, "security log", Vec::len, || async {
        let (threats, violations, incidents) = futures::try_join!(
            upstream.glance(security_log::THREATS.at([])),
            violations(upstream),
            incidents(upstream),
        )?;
        let mut entries = violations.value.entries.clone();
        entries.extend(threats.threats.iter().map(Entry::from));
        entries.extend(incidents.value.entries.iter().cloned());
        Ok(entries)
    })
    .await
}

/// When each service last deviated from what its rules and profiles say.
pub async fn last_deviated(upstream: &Upstream) -> Result<Arc<Reading<Deviated>>, AppError> {
    once(upstream, Tag::Log, "last deviated", || async {
        let (violations, incidents) = futures::try_join!(violations(upstream), incidents(upstream))?;
        let (mut all, other) = (violations.value.deviated.clone(), &incidents.value.deviated);
        for (service, at) in &other.last {
            let latest = all.last.entry(service.clone()).or_insert(*at);
            *latest = (*latest).max(*at);
        }
        all.forgotten_before = all.forgotten_before.max(other.forgotten_before);
        Ok(all)
    })
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
