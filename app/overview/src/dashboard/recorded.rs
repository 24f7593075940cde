//! The roll-ups against recorded answers: each sum is counted again here from the raw JSON, by other means.
//!
//! Skips, with a message, where there are no recordings (set `CONTROLLER_RECORDINGS` to a directory of exchanges).

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use controller_api::{
    conversation::Conversations,
    score::ScoreShown,
    security_log::{Incident, Threat, Violation},
    workload::Workloads,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    events::rollup::{self, DAY, Entry, HOUR},
    exposure::{
        api::{Direction, PodsAsked},
        rollup::{count, pods, services},
    },
    protocols::rollup::Protocols,
    score::card,
    vulnerable::rollup::{Found, Pod, worst},
};

/// The bodies of recorded answers whose file's name begins so, with that name.
fn recorded(begin: &str) -> Vec<(String, Value)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
    let directory = std::env::var_os("CONTROLLER_RECORDINGS").map_or_else(beside, PathBuf::from);
    let Ok(files) = std::fs::read_dir(&directory) else {
        println!("skipped: no recordings (set CONTROLLER_RECORDINGS to a directory of exchanges)");
        return Vec::new();
    };
    let name =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.retain(|file| name(file).starts_with(begin) && name(file).ends_with(".json"));
    files.sort();
    let read = |file: &PathBuf| {
        let exchange: Value =
            serde_json::from_slice(&std::fs::read(file).expect("it can be read")).expect("it is JSON");
        (exchange["status"] == 200).then(|| (name(file), exchange["body"].clone()))
    };
    let bodies: Vec<_> = files.iter().filter_map(read).collect();
    assert!(!bodies.is_empty(), "recordings are here, and none is called {begin}…");
    bodies
}

fn decoded<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("it decodes")
}

/// A list of a body; none where the body has another shape.
fn list<'a>(body: &'a Value, name: &str) -> Vec<&'a Value> {
    body[name].as_array().map(|list| list.iter().collect()).unwrap_or_default()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn number(value: &Value, field: &str) -> u64 {
    value[field].as_u64().unwrap_or(0)
}

/// The recorded security log: entries as we count them, beside what they were.
fn log() -> Vec<(Entry, Value)> {
    let mut log = Vec::new();
    // Exactly these: others of the same beginning are parts of them.
    for (name, body) in recorded("GET_v1_log_") {
        match name.as_str() {
            "GET_v1_log_threat.json" => log.extend(
                list(&body, "threats")
                    .into_iter()
                    .map(|raw| (Entry::from(&decoded::<Threat>(raw)), raw.clone())),
            ),
            "GET_v1_log_violation.json" => log.extend(
                list(&body, "violations")
                    .into_iter()
                    .map(|raw| (Entry::from(&decoded::<Violation>(raw)), raw.clone())),
            ),
            "GET_v1_log_incident.json" => log.extend(
                list(&body, "incidents")
                    .into_iter()
                    .map(|raw| (Entry::from(&decoded::<Incident>(raw)), raw.clone())),
            ),
            _ => {}
        }
    }
    log
}

#[test]
fn events_add_up_to_the_recorded_log() {
    let log = log();
    let Some(now) = log.iter().map(|(_, raw)| raw["reported_timestamp"].as_i64().expect("a time")).max()
    else {
        return;
    };
    let entries: Vec<Entry> = log.iter().map(|(entry, _)| entry.clone()).collect();
    let critical = |raw: &Value| text(raw, "level").to_lowercase() == "critical";
    let namespaces = |raw: &Value| {
        let fields = [
            "client_domain",
            "server_domain",
            "client_workload_domain",
            "server_workload_domain",
            "workload_domain",
            "remote_workload_domain",
        ];
        fields
            .map(|field| text(raw, field).to_owned())
            .into_iter()
            .filter(|ns| !ns.is_empty())
            .collect::<BTreeSet<_>>()
    };
    let mut scopes: BTreeSet<String> = log.iter().flat_map(|(_, raw)| namespaces(raw)).collect();
    assert!(scopes.len() > 2, "{scopes:?}");
    scopes.extend([String::new(), "nowhere".to_owned()]);
    for ns in &scopes {
        let here: Vec<&Value> = log
            .iter()
            .map(|(_, raw)| raw)
            .filter(|raw| ns.is_empty() || namespaces(raw).contains(ns))
            .collect();
        let events = rollup::roll_up(&entries, ns, now, DAY, 14);
        let bad = here.iter().filter(|raw| critical(raw)).count() as u64;
        assert_eq!((events.all.critical, events.all.sum()), (bad, here.len() as u64), "{ns}");
        assert_eq!(
            events.since,
            here.iter().filter_map(|raw| raw["reported_timestamp"].as_i64()).min(),
            "{ns}"
        );
        for (length, count) in [(DAY, 14), (HOUR, 48)] {
            let events = rollup::roll_up(&entries, ns, now, length, count);
            for (begin, slot) in &events.slots {
                let within = here.iter().filter(|raw| {
                    let at = raw["reported_timestamp"].as_i64().expect("a time");
                    (*begin..begin + length).contains(&at)
                });
                assert_eq!(slot.sum(), within.count() as u64, "{ns} {begin}");
            }
        }
    }
    // Who did most, by a count of our own. Nobody outside is called by the name of all that is outside.
    let events = rollup::roll_up(&entries, "", now, DAY, 14);
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for (_, raw) in &log {
        let (name, domain, address) = match (raw.get("client_workload_name"), raw.get("client_name")) {
            (Some(_), _) if text(raw, "target") == "server" => (
                text(raw, "client_workload_name"),
                text(raw, "client_workload_domain"),
                text(raw, "client_ip"),
            ),
            (Some(_), _) => (
                text(raw, "server_workload_name"),
                text(raw, "server_workload_domain"),
                text(raw, "server_ip"),
            ),
            (None, Some(_)) => (text(raw, "client_name"), text(raw, "client_domain"), text(raw, "client_ip")),
            (None, None) if text(raw, "workload_name").is_empty() => (text(raw, "host_name"), "", ""),
            (None, None) => (text(raw, "workload_name"), text(raw, "workload_domain"), ""),
        };
        let name = if name == "external" { address } else { name };
        *counts.entry((name.to_owned(), domain.to_owned())).or_default() += 1;
    }
    let most = counts.values().max().copied();
    assert_eq!(events.sources.first().map(|(_, count)| count.sum()), most);
    for (end, count) in &events.sources {
        assert_eq!(counts.get(&(end.name.clone(), end.domain.clone())), Some(&count.sum()), "{end:?}");
        assert_ne!(end.name, "external");
    }
}

#[test]
fn protocols_add_up_to_the_recorded_conversations() {
    for (name, body) in recorded("GET_v1_conversation.json") {
        let protocols = Protocols::of(&decoded::<Conversations>(&body).conversations);
        let said = list(&body, "conversations");
        assert!(!said.is_empty(), "{name}");
        let bytes: u64 =
            said.iter().flat_map(|said| list(said, "entries")).map(|entry| number(entry, "bytes")).sum();
        assert_eq!(protocols.bytes.iter().map(|(_, sum)| sum).sum::<u64>(), bytes, "{name}: no byte is lost");
        let whole: u64 = said.iter().map(|said| number(said, "bytes")).sum();
        assert_eq!(bytes, whole, "{name}: the parts are the whole");
        for (application, sum) in
            protocols.conversations.iter().filter(|(application, _)| !application.is_empty())
        {
            let spoken = said.iter().filter(|said| {
                let names = list(said, "applications");
                let names = if names.is_empty() { list(said, "ports") } else { names };
                names.iter().any(|name| name.as_str() == Some(application))
            });
            assert_eq!(*sum, spoken.count() as u64, "{name}: {application}");
        }
    }
}

#[test]
fn exposure_and_score_are_what_was_recorded() {
    for (name, body) in recorded("GET_v1_system_score_metrics.json") {
        let shown: ScoreShown = decoded(&body);
        let metrics = &body["metrics"];
        let mut either = BTreeSet::new();
        for (direction, word) in [(Direction::Ingress, "ingress"), (Direction::Egress, "egress")] {
            let raw = list(&body, word);
            assert!(!raw.is_empty(), "{name} {word}");
            either.extend(raw.iter().map(|pod| text(pod, "id").to_owned()));
            let counts = count(direction.of(&shown));
            assert_eq!(counts.iter().sum::<u64>(), raw.len() as u64, "{word}");
            let threats = raw.iter().filter(|pod| !text(pod, "severity").is_empty()).count() as u64;
            let fine =
                |pod: &&&Value| text(pod, "severity").is_empty() && text(pod, "policy_action") == "allow";
            assert_eq!((counts[3], counts[0]), (threats, raw.iter().filter(fine).count() as u64), "{word}");
            let all = services(&shown, direction, None);
            let names: BTreeSet<_> = raw.iter().map(|pod| text(pod, "service")).collect();
            assert_eq!(all.iter().map(|service| &*service.service).collect::<BTreeSet<_>>(), names, "{word}");
            for service in &all {
                let own: Vec<&&Value> =
                    raw.iter().filter(|pod| text(pod, "service") == service.service).collect();
                let entries: Vec<&Value> = own.iter().flat_map(|pod| list(pod, "entries")).collect();
                let sessions: u64 = entries.iter().map(|entry| number(entry, "sessions")).sum();
                let far = if word == "ingress" { "client_ip" } else { "server_ip" };
                let outside: BTreeSet<_> = entries.iter().map(|entry| text(entry, far)).collect();
                let found = ["critical", "high", "medium"]
                    .map(|level| own.iter().map(|pod| number(pod, level)).sum::<u64>());
                assert_eq!(
                    (service.pods, service.sessions, service.outside, service.found),
                    (own.len() as u64, sessions, outside.len() as u64, found),
                    "{}",
                    service.service
                );
                let asked = PodsAsked { direction, service: service.service.clone(), ..PodsAsked::default() };
                let (shown_pods, more) = pods(&shown, &asked, usize::MAX, usize::MAX);
                assert_eq!((shown_pods.len(), more), (own.len(), 0), "{}", service.service);
                let bytes: u64 = shown_pods.iter().flat_map(|pod| &pod.peers).map(|peer| peer.bytes).sum();
                assert_eq!(
                    bytes,
                    entries.iter().map(|entry| number(entry, "bytes")).sum::<u64>(),
                    "{}",
                    service.service
                );
            }
        }
        let modes = ["discover_ext_eps", "monitor_ext_eps", "protect_ext_eps"];
        let exposed: u64 = modes.iter().map(|mode| number(&metrics["workloads"], mode)).sum();
        assert_eq!(either.len() as u64, exposed, "{name}: who does both counts once");

        let card = card::of(&shown, "");
        let scores = &body["security_scores"];
        assert_eq!(card.score.map(u64::from), scores["security_risk_score"].as_u64(), "{name}");
        assert_eq!(
            (card.nodes, card.pods),
            (number(metrics, "hosts"), number(&metrics["workloads"], "running_pods"))
        );
        let rest = ["privileged_container_score", "run_as_root_score", "admission_rule_score"];
        let points: u64 = card.factors.iter().map(|factor| u64::from(factor.points)).sum();
        let rest: u64 = rest.iter().map(|part| number(scores, part)).sum();
        assert_eq!(points + rest, number(scores, "security_risk_score"), "{name}: the parts are the whole");
    }
}

#[test]
fn pods_and_what_was_found_in_them_are_what_was_recorded() {
    for (name, body) in recorded("GET_v1_workload_view_pod") {
        let raw = list(&body, "workloads");
        assert!(!raw.is_empty(), "{name}");
        let pods: Vec<Pod> =
            decoded::<Workloads>(&body).workloads.iter().map(|workload| Pod::of(&workload.brief)).collect();
        assert_eq!(pods.len(), raw.len(), "{name}");
        let scanned = |workload: &Value| text(&workload["scan_summary"], "status") == "finished";
        // A pod's own count is that of its containers already.
        let sum = |workload: &Value, level: &str| {
            if scanned(workload) {
                return number(&workload["scan_summary"], level);
            }
            let inside = list(workload, "children").into_iter().filter(|child| scanned(child));
            inside.map(|child| number(&child["scan_summary"], level)).sum::<u64>()
        };
        for (pod, raw) in pods.iter().zip(&raw) {
            let found = Found {
                critical: sum(raw, "critical"),
                high: sum(raw, "high"),
                medium: sum(raw, "medium"),
                scanned: scanned(raw) || list(raw, "children").into_iter().any(scanned),
            };
            assert_eq!((&*pod.id, pod.found), (text(raw, "id"), found), "{name}");
            assert_eq!(
                (&*pod.domain, pod.running),
                (text(raw, "domain"), text(raw, "state") != "exit"),
                "{name}"
            );
            let flag = |field: &str| {
                raw[field] == true || list(raw, "children").into_iter().any(|child| child[field] == true)
            };
            assert_eq!(
                (pod.privileged, pod.root),
                (flag("privileged"), flag("run_as_root")),
                "{name}: {}",
                pod.name
            );
        }
        let worst = worst(&pods, |pod| (pod.found, &pod.name));
        let most = raw.iter().map(|raw| sum(raw, "critical")).max();
        assert_eq!(worst.first().map(|pod| pod.found.critical), most.filter(|most| *most > 0), "{name}");
    }
}
