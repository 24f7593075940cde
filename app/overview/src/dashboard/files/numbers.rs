//! What the panels count, as the document says it. Pure.

use std::collections::BTreeMap;

use controller_api::{
    mode::Mode,
    scan::{ScanConfig, ScanStatus},
    score::ScoreShown,
    system::Summary,
};
use kit::date::machine;

use super::document::{
    Cluster, Deeds, End, Events, ExposedService, Exposure, Factor, Factors, Federation, Found, InMode,
    Member, Modes, Protocols, Scans, Score, Share, Side, Slot, Vulnerable, Worst,
};
use crate::dashboard::{
    events::rollup::{self as events, Entry},
    exposure::{api::Direction, rollup as exposure},
    federation::api as federation,
    modes::api::ModeCounts,
    protocols::rollup as protocols,
    reading::Reading,
    score::{
        api::{Band, FactorKind},
        card,
    },
    vulnerable::rollup::{self as vulnerable, Node, Pod},
};

/// How many days and hours of events there are. As many as the panel shows.
const DAYS: usize = 14;
const HOURS: usize = 48;

pub fn cluster(summary: &Summary) -> Cluster {
    Cluster {
        platform: summary.platform.clone(),
        kube_version: summary.kube_version.clone(),
        versions: summary.component_versions.clone(),
        nodes: summary.hosts.into(),
        namespaces: summary.domains.into(),
        services: summary.services.into(),
        running_pods: summary.running_pods.into(),
        network_rules: summary.policy_rules.into(),
        controllers: summary.controllers.into(),
        enforcers: summary.enforcers.into(),
        disconnected_enforcers: summary.disconnected_enforcers.into(),
        scanners: summary.scanners.into(),
    }
}

pub fn score(read: &Reading<ScoreShown>) -> Score {
    let card = card::of(&read.value, "");
    let metrics = read.value.metrics.clone().unwrap_or_default();
    let (groups, pods, cves) = (&metrics.groups, &metrics.workloads, &metrics.cves);
    let factor = |kind: FactorKind, counts: &[(&'static str, u32)]| {
        let factor = card.factors.iter().find(|factor| factor.kind == kind)?;
        let counts: BTreeMap<_, _> = counts.iter().map(|(name, count)| (*name, u64::from(*count))).collect();
        Some(Factor { points: factor.points.into(), by_100: factor.by_100.into(), counts })
    };
    let connections = factor(
        FactorKind::Connections,
        &[
            ("discover", groups.discover_groups),
            ("discover_zero_drift", groups.discover_groups_zero_drift),
            ("monitor", groups.monitor_groups),
            ("monitor_zero_drift", groups.monitor_groups_zero_drift),
            ("protect", groups.protect_groups),
            ("protect_zero_drift", groups.protect_groups_zero_drift),
        ],
    );
    let exposed = factor(
        FactorKind::Exposure,
        &[
            ("threats", pods.threat_ext_eps),
            ("violations", pods.violate_ext_eps),
            ("discover", pods.discover_ext_eps),
        ],
    );
    let found = factor(
        FactorKind::Vulnerabilities,
        &[
            ("discover", cves.discover_cves),
            ("monitor", cves.monitor_cves),
            ("protect", cves.protect_cves),
            ("nodes", cves.host_cves),
            ("platform", cves.platform_cves),
        ],
    );
    let factors = connections.zip(exposed).zip(found);
    Score {
        read_at: machine(read.read_at),
        score: card.score.map(u64::from),
        band: card.score.map(|score| Band::of(score).class()),
        nodes: card.nodes,
        running_pods: card.pods,
        privileged_containers: pods.privileged_wls.into(),
        root_containers: pods.root_wls.into(),
        factors: factors.map(|((service_connections, exposure), vulnerabilities)| Factors {
            service_connections,
            exposure,
            vulnerabilities,
        }),
    }
}

pub fn federation(read_at: i64, members: &[federation::Member]) -> Federation {
    let cluster = |member: &federation::Member| {
        let numbers = member.numbers.clone();
        let answered = numbers.is_some();
        let numbers = numbers.unwrap_or_default();
        Member {
            name: member.name.clone(),
            master: member.is_master,
            status: member.status.as_str().to_owned(),
            answered,
            score: numbers.score.map(u64::from),
            band: numbers.score.map(|score| Band::of(score).class()),
            nodes: numbers.nodes,
            running_pods: numbers.pods,
            database: Some(numbers.database).filter(|version| !version.is_empty()),
            versions: Some(numbers.versions).filter(|versions| !versions.is_empty()),
        }
    };
    Federation { read_at: machine(read_at), clusters: members.iter().map(cluster).collect() }
}

pub fn modes(read_at: i64, of: impl Fn(Mode) -> ModeCounts) -> Modes {
    let of = |mode| {
        let counts = of(mode);
        InMode {
            services: counts.services,
            zero_drift: counts.zero_drift,
            ready: counts.ready,
            pods: counts.pods,
        }
    };
    Modes {
        read_at: machine(read_at),
        discover: of(Mode::Discover),
        monitor: of(Mode::Monitor),
        protect: of(Mode::Protect),
    }
}

pub fn exposure(read: &Reading<ScoreShown>) -> Exposure {
    let side = |direction: Direction| {
        let [allowed, violated, denied, threat] = exposure::count(direction.of(&read.value));
        let services = exposure::services(&read.value, direction, None).into_iter().map(|service| {
            let [critical, high, medium] = service.found;
            ExposedService {
                service: service.service,
                policy_mode: service.mode.map(Mode::as_str),
                worst: service.deed,
                pods: service.pods,
                addresses: service.outside,
                applications: service.said,
                sessions: service.sessions,
                found: Found { critical, high, medium },
                last_seen: service.last_seen.map(machine),
            }
        });
        Side { pods: Deeds { allowed, violated, denied, threat }, services: services.collect() }
    };
    Exposure {
        read_at: machine(read.read_at),
        ingress: side(Direction::Ingress),
        egress: side(Direction::Egress),
    }
}

pub fn events(read: &Reading<Vec<Entry>>, ns: &str, now: i64) -> Events {
    let slots = |counted: &events::Events| {
        let slot = |(begin, count): &(i64, events::Count)| Slot {
            begins_at: machine(*begin),
            critical: count.critical,
            warning: count.warning,
        };
        counted.slots.iter().map(slot).collect()
    };
    let ends = |ends: &[(events::End, events::Count)]| {
        let end = |(end, count): &(events::End, events::Count)| End {
            name: end.name.clone(),
            namespace: end.domain.clone(),
            critical: count.critical,
            warning: count.warning,
        };
        ends.iter().map(end).collect()
    };
    let days = events::roll_up(&read.value, ns, now, events::DAY, DAYS);
    let hours = events::roll_up(&read.value, ns, now, events::HOUR, HOURS);
    Events {
        read_at: machine(read.read_at),
        critical: days.all.critical,
        warning: days.all.warning,
        since: days.since.map(machine),
        days: slots(&days),
        hours: slots(&hours),
        sources: ends(&days.sources),
        targets: ends(&days.targets),
    }
}

/// What could be read of scans; each may be none.
pub struct Scanned<'a> {
    pub pods: Option<&'a [Pod]>,
    pub nodes: Option<&'a [Node]>,
    pub status: Option<&'a ScanStatus>,
    pub config: Option<&'a ScanConfig>,
}

pub fn vulnerable(read_at: i64, scanned: &Scanned<'_>, ns: &str) -> Vulnerable {
    let found =
        |found: vulnerable::Found| Found { critical: found.critical, high: found.high, medium: found.medium };
    let here = |pod: &&Pod| pod.running && (ns.is_empty() || pod.domain == ns);
    let running: Option<Vec<&Pod>> = scanned.pods.map(|pods| pods.iter().filter(here).collect());
    let pods = running.as_ref().map(|pods| {
        let worst = vulnerable::worst(pods.iter().copied(), |pod| (pod.found, &pod.name));
        let worst = worst.into_iter().map(|pod| Worst {
            name: pod.name.clone(),
            namespace: pod.domain.clone(),
            found: found(pod.found),
        });
        worst.collect()
    });
    // In a namespace the nodes are nobody's.
    let nodes = scanned.nodes.filter(|_| ns.is_empty()).map(|nodes| {
        let worst = vulnerable::worst(nodes, |node| (node.found, &node.name)).into_iter();
        let worst = worst.map(|node| Worst {
            name: node.name.clone(),
            namespace: String::new(),
            found: found(node.found),
        });
        worst.collect()
    });
    let unscanned = |pods: &Vec<&Pod>| pods.iter().filter(|pod| !pod.found.scanned).count() as u64;
    Vulnerable {
        read_at: machine(read_at),
        running_pods: running.as_ref().map(|pods| pods.len() as u64),
        unscanned_pods: running.as_ref().map(unscanned),
        pods,
        nodes,
        scans: scanned.status.map(scans),
        auto_scan: scanned.config.map(|config| config.scans_workloads() && config.scans_hosts()),
    }
}

fn scans(status: &ScanStatus) -> Scans {
    Scans {
        done: status.scanned.into(),
        waiting: u64::from(status.scheduled) + u64::from(status.scanning),
        failed: status.failed.into(),
        database: Some(status.cvedb_version.clone()).filter(|version| !version.is_empty()),
        database_made_at: kit::date::parse(&status.cvedb_create_time).map(machine),
    }
}

pub fn protocols(read: &Reading<protocols::Protocols>) -> Protocols {
    let shares = |sums: &[(String, u64)]| {
        let share = |(application, sum): &(String, u64)| Share {
            application: Some(application.clone()).filter(|application| !application.is_empty()),
            sum: *sum,
        };
        sums.iter().map(share).collect()
    };
    Protocols {
        read_at: machine(read.read_at),
        conversations: shares(&read.value.conversations),
        bytes: shares(&read.value.bytes),
    }
}
