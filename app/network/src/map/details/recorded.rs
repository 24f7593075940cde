//! The roll-ups against recorded answers: what a panel shows is counted again here from the raw JSON, by other means.
//!
//! Skips, with a message, where there are no recordings (set `CONTROLLER_RECORDINGS` to a directory of exchanges).

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use controller_api::{
    conversation::ConversationShown, group::GroupShown, host::HostShown, response_rule::ResponseRules,
    workload::WorkloadShown,
};
use network_map::model::{Key, Kind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{rollup, shown::Found};

/// The bodies of recorded answers whose file's name begins so and that hold this field, with that name.
pub fn recorded(begin: &str, field: &str) -> Vec<(String, Value)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
    let directory = std::env::var_os("CONTROLLER_RECORDINGS").map_or_else(beside, PathBuf::from);
    let Ok(files) = std::fs::read_dir(&directory) else {
        println!("skipped: no recordings (set CONTROLLER_RECORDINGS to a directory of exchanges)");
        return Vec::new();
    };
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.retain(|file| name(file).starts_with(begin) && name(file).ends_with(".json"));
    files.sort();
    let read = |file: &PathBuf| {
        let exchange: Value =
            serde_json::from_slice(&std::fs::read(file).expect("it can be read")).expect("it is JSON");
        let body = &exchange["body"];
        (exchange["status"] == 200 && body.get(field).is_some()).then(|| (name(file), body.clone()))
    };
    let bodies: Vec<_> = files.iter().filter_map(read).collect();
    assert!(!bodies.is_empty(), "recordings are here, and none is called {begin}… with {field}");
    bodies
}

/// A raw value as our types have it.
pub fn decoded<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("it decodes")
}

fn list<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    value[name].as_array().map(|list| list.iter().collect()).unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Critical, high and medium of a raw summary; none where it was never scanned.
fn counts(summary: &Value) -> Option<[u64; 3]> {
    let count = |name| summary[name].as_u64().unwrap_or(0);
    (count("scanned_timestamp") > 0).then(|| ["critical", "high", "medium"].map(count))
}

fn same(found: Found, raw: Option<[u64; 3]>) -> bool {
    match (found, raw) {
        (Found::Counts(counts), Some(raw)) => counts.map(u64::from) == raw,
        (Found::Counts(_), None) | (_, Some(_)) => false,
        _ => true,
    }
}

#[test]
fn a_pod_is_shown_as_it_was_recorded() {
    for (name, body) in recorded("GET_v1_workload_", "workload") {
        let raw = &body["workload"];
        let shown: WorkloadShown = decoded(&body);
        let host = Key::of(Kind::Node, "some node");
        let pod = rollup::pod(&shown.workload, Some(host));
        assert_eq!((&*pod.id, &*pod.namespace), (text(raw, "id"), text(raw, "domain")), "{name}");
        assert_eq!((&*pod.host.0, pod.host.1), (text(raw, "host_name"), Some(host)), "{name}");
        assert_eq!(pod.quarantine_reason, text(raw, "quarantine_reason"), "{name}");
        assert_eq!(pod.state.as_str(), text(raw, "state"), "{name}");
        assert_eq!(pod.quarantine_reason.is_empty(), text(raw, "state") != "quarantined", "{name}");
        assert!(pod.created.is_some_and(|at| text(raw, "created_at") == kit::date::machine(at)), "{name}");
        let children = list(raw, "children");
        assert_eq!(pod.images.len(), children.len().max(1), "{name}");
        if children.is_empty() {
            assert_eq!(pod.images[0].image, text(raw, "image"), "{name}");
            assert!(same(pod.found, counts(&raw["scan_summary"])), "{name}: {:?}", pod.found);
        }
        let addresses: Vec<String> = pod.interfaces.iter().flat_map(|(_, all)| all.clone()).collect();
        let raw_interfaces = raw["interfaces"].as_object().expect("an object");
        let raw_addresses: Vec<String> = raw_interfaces
            .values()
            .flat_map(|all| all.as_array().expect("a list"))
            .map(|one| format!("{}/{}", text(one, "ip"), one["ip_prefix"]))
            .collect();
        assert_eq!(addresses, raw_addresses, "{name}");
    }
}

#[test]
fn a_pods_findings_are_those_of_its_containers() {
    let part = |id: &str, critical: u32, at: i64| {
        serde_json::json!({"id": id, "display_name": id, "image": format!("registry/{id}:1"),
            "service_mesh_sidecar": id == "proxy", "privileged": id == "proxy",
            "scan_summary": {"status": if at > 0 { "finished" } else { "scheduled" }, "critical": critical, "scanned_timestamp": at}})
    };
    let detail: WorkloadShown = decoded(&serde_json::json!({"workload": {"id": "pod", "image": "pause",
        "scan_summary": {"status": "finished", "critical": 99, "scanned_timestamp": 7},
        "children": [part("web", 2, 5), part("proxy", 1, 9), part("new", 0, 0)]}}));
    let pod = rollup::pod(&detail.workload, None);
    assert_eq!(pod.found, Found::Counts([3, 0, 0]), "what its sandbox has is no image that people mean");
    assert_eq!(pod.scanned, Some(9));
    assert!(pod.privileged && !pod.run_as_root);
    let images: Vec<_> = pod.images.iter().map(|image| (&*image.image, image.sidecar)).collect();
    assert_eq!(images, [("registry/web:1", false), ("registry/proxy:1", true), ("registry/new:1", false)]);
    assert_eq!(pod.images[2].found, Found::Soon);
}

#[test]
fn what_is_not_known_is_told_apart() {
    let (two, three) = (Found::Counts([2, 0, 1]), Found::Counts([3, 0, 0]));
    assert_eq!(two.and(three), Found::Counts([5, 0, 1]));
    for other in [Found::Never, Found::Soon, Found::Failed] {
        assert_eq!((two.and(other), other.and(two)), (two, two));
    }
    assert_eq!(Found::Never.and(Found::Failed), Found::Failed);
    assert_eq!(Found::Never.and(Found::Soon), Found::Soon);
}

#[test]
fn a_node_is_shown_as_it_was_recorded() {
    for (name, body) in recorded("GET_v1_host_", "host") {
        let raw = &body["host"];
        let shown: HostShown = decoded(&body);
        let host = rollup::host(&shown.host);
        assert_eq!(
            (&*host.id, &*host.os, &*host.kernel),
            (text(raw, "id"), text(raw, "os"), text(raw, "kernel"))
        );
        assert_eq!(
            (u64::from(host.cpus), host.memory),
            (raw["cpus"].as_u64().expect("a count"), raw["memory"].as_u64().expect("bytes"))
        );
        assert_eq!(u64::from(host.containers), raw["containers"].as_u64().expect("a count"), "{name}");
        assert_eq!(host.runtime, format!("{} {}", text(raw, "runtime"), text(raw, "runtime_version")));
        assert!(same(host.found, counts(&raw["scan_summary"])), "{name}");
        assert_eq!(host.interfaces.len(), raw["interfaces"].as_object().expect("an object").len(), "{name}");
    }
}

#[test]
fn a_group_is_shown_with_its_members_and_rules() {
    for (name, body) in recorded("GET_v1_group_", "group") {
        let raw = &body["group"];
        let shown: GroupShown = decoded(&body);
        let known: BTreeSet<&str> =
            list(raw, "members").iter().take(1).map(|member| text(member, "id")).collect();
        let on_map = |id: &str| known.contains(id).then(|| Key::of(Kind::Pod, id));
        let group = rollup::group(&shown.group, on_map);
        let members = list(raw, "members");
        assert_eq!(group.member_count, members.len(), "{name}");
        assert_eq!(group.members.len(), members.len().min(rollup::MOST), "{name}");
        let mut names: Vec<&str> = members
            .iter()
            .map(|member| {
                Some(text(member, "display_name")).filter(|n| !n.is_empty()).unwrap_or(text(member, "name"))
            })
            .collect();
        names.sort_unstable();
        names.truncate(rollup::MOST);
        assert_eq!(group.members.iter().map(|member| &*member.name).collect::<Vec<_>>(), names, "{name}");
        if members.len() <= rollup::MOST {
            let links = group.members.iter().filter(|member| member.key.is_some()).count();
            assert_eq!(links, known.len(), "{name}: only who is on the map is a way to it");
        }
        let rules = list(raw, "policy_rules");
        assert_eq!(group.rule_count, rules.len(), "{name}");
        for (row, rule) in group.rules.iter().zip(rules) {
            assert_eq!(
                (u64::from(row.id), &*row.from, &*row.to),
                (rule["id"].as_u64().expect("an id"), text(rule, "from"), text(rule, "to"))
            );
            assert!(!row.applications.is_empty() && !row.ports.is_empty(), "{name}: {row:?}");
        }
    }
}

#[test]
fn response_rules_are_those_about_the_group_and_those_about_all() {
    for (name, body) in recorded("GET_v1_response_rule", "rules") {
        let rules: ResponseRules = decoded(&body);
        let mut groups: BTreeSet<&str> = rules.rules.iter().map(|rule| rule.group.as_str()).collect();
        groups.insert("nv.nobody.nowhere");
        for group in groups.into_iter().filter(|group| !group.is_empty()) {
            let about = list(&body, "rules");
            let about = about.iter().filter(|rule| ["", group].contains(&text(rule, "group")));
            let ids: Vec<u64> = about.map(|rule| rule["id"].as_u64().expect("an id")).collect();
            let shown = rollup::responses(&rules.rules, group);
            assert_eq!(shown.iter().map(|row| u64::from(row.id)).collect::<Vec<_>>(), ids, "{name}, {group}");
            assert!(shown.iter().all(|row| !row.actions.is_empty()), "{name}: {shown:?}");
        }
    }
}

#[test]
fn addresses_of_one_end_are_gathered_from_conversations() {
    for (name, body) in recorded("GET_v1_conversation_", "conversation") {
        let shown: ConversationShown = decoded(&body);
        let entries = list(&body["conversation"], "entries");
        for (is_client, field) in [(true, "client_ip"), (false, "server_ip")] {
            let seen = rollup::addresses(shown.conversation.entries.iter().map(|entry| (is_client, entry)));
            let mut raw: BTreeSet<&str> = entries.iter().map(|entry| text(entry, field)).collect();
            raw.remove("");
            assert_eq!(seen.iter().map(|one| &*one.address).collect::<BTreeSet<_>>(), raw, "{name}");
            let sessions: u64 = entries
                .iter()
                .filter(|entry| !text(entry, field).is_empty())
                .map(|entry| entry["sessions"].as_u64().unwrap_or(0))
                .sum();
            assert_eq!(seen.iter().map(|one| one.sessions).sum::<u64>(), sessions, "{name}");
            assert!(seen.is_sorted_by(|one, two| one.sessions >= two.sessions), "{name}");
            assert!(is_client || seen.iter().all(|one| one.fqdn.is_empty() || one.last_seen.is_some()));
        }
    }
}
