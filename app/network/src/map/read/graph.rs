//! From what the controller says of conversations to the map's graph, pods finest.

use std::collections::BTreeMap;

use controller_api::{
    conversation::{ConversationEnd, Conversations},
    workload::{WorkloadBrief, WorkloadState},
};
use network_map::model::{Action, Builder, EdgeInput, Graph, Kind, Mode, NodeInput, NodeMarks, Severity};

/// The graph of what was said, as it was read at this time (unix seconds), and how many conversations are not in it
/// because an end of theirs is not.
///
/// Left out are ends that are gone, ends that use another pod's network (what they say is that pod's), and ends without
/// an id.
pub fn graph(said: &Conversations, taken_at: i64) -> (Graph, usize) {
    let mut builder = Builder::new();
    let ends: Vec<&ConversationEnd> = said.endpoints.iter().filter(|end| is_shown(&end.workload)).collect();
    for (group, sum) in groups(&ends) {
        builder.node(&NodeInput {
            namespace: sum.namespace,
            mode: sum.mode,
            marks: NodeMarks::none().set(NodeMarks::SYSTEM, sum.system),
            ..NodeInput::new(Kind::Group, group, short(group, sum.namespace))
        });
    }
    for end in &ends {
        let workload = &end.workload;
        builder.node(&NodeInput {
            namespace: &workload.domain,
            group: group_of(end),
            host: &workload.host_name,
            mode: mode(workload),
            cve: cve(workload),
            marks: marks(workload),
            ..NodeInput::new(kind(end), &workload.id, name(workload))
        });
    }
    for conversation in &said.conversations {
        let last_seen = conversation.entries.iter().map(|entry| entry.last_seen_at).max().unwrap_or(0);
        builder.edge(&EdgeInput {
            action: action(&conversation.policy_action),
            severity: severity(&conversation.severity),
            secured: conversation.sidecar_proxy,
            applications: &refs(&conversation.applications),
            ports: &refs(&conversation.ports),
            protocols: &refs(&conversation.protocols),
            bytes: conversation.bytes,
            sessions: u64::from(conversation.sessions),
            last_seen,
            ..EdgeInput::new(conversation.from.id(), conversation.to.id())
        });
    }
    let dropped = builder.dropped();
    (builder.finish(taken_at), dropped)
}

fn refs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn is_shown(workload: &WorkloadBrief) -> bool {
    let shares = workload.share_ns_with.as_deref().is_some_and(|pod| !pod.is_empty());
    !workload.id.is_empty() && workload.state != WorkloadState::Exited && !shares
}

/// What an end is. A kind that is not known is some address.
fn kind(end: &ConversationEnd) -> Kind {
    let workload = &end.workload;
    let unmanaged = workload.state == WorkloadState::Unmanaged;
    match end.kind.as_str() {
        "external" => Kind::External,
        "container" | "node_ip" if unmanaged => Kind::Unmanaged,
        "container" if workload.service_mesh || workload.service_mesh_sidecar => Kind::Sidecar,
        "container" => Kind::Pod,
        "node_ip" => Kind::Node,
        "workload_ip" => Kind::Unmanaged,
        "ip_service" | "nv_service" => Kind::Service,
        _ => Kind::Address,
    }
}

/// The group that an end is drawn in; `""` = none. What is a group by itself (`external`, a service's address) is in
/// none.
fn group_of(end: &ConversationEnd) -> &str {
    let group = end.workload.service_group.as_str();
    let member = matches!(kind(end), Kind::Pod | Kind::Sidecar | Kind::Node | Kind::Unmanaged);
    if member && group != end.workload.id { group } else { "" }
}

/// What is known of a group by its members.
struct Members<'a> {
    namespace: &'a str,
    mode: Mode,
    system: bool,
}

fn groups<'a>(ends: &[&'a ConversationEnd]) -> BTreeMap<&'a str, Members<'a>> {
    let mut groups: BTreeMap<&str, Members<'_>> = BTreeMap::new();
    for end in ends.iter().filter(|end| !group_of(end).is_empty()) {
        let workload = &end.workload;
        let all = groups.entry(group_of(end)).or_insert(Members {
            namespace: &workload.domain,
            mode: Mode::None,
            system: true,
        });
        all.mode = all.mode.joined(mode(workload));
        all.system &= is_system(workload);
    }
    groups
}

/// A group's name within its namespace: `frontend` for `nv.frontend.storefront` in `storefront`.
fn short<'a>(group: &'a str, namespace: &str) -> &'a str {
    let Some(service) = group.strip_prefix("nv.") else { return group };
    let own = service.strip_suffix(namespace).and_then(|service| service.strip_suffix('.'));
    own.filter(|own| !own.is_empty() && !namespace.is_empty()).unwrap_or(service)
}

fn name(workload: &WorkloadBrief) -> &str {
    let names = [&workload.display_name, &workload.pod_name, &workload.name, &workload.id];
    names.into_iter().find(|name| !name.is_empty()).map_or("", String::as_str)
}

fn mode(workload: &WorkloadBrief) -> Mode {
    workload.policy_mode.and_then(|mode| Mode::parse(mode.as_str())).unwrap_or(Mode::None)
}

fn is_system(workload: &WorkloadBrief) -> bool {
    !workload.platform_role.is_empty()
}

fn marks(workload: &WorkloadBrief) -> NodeMarks {
    let any = |is: fn(&WorkloadBrief) -> bool| is(workload) || workload.children.iter().any(is);
    NodeMarks::none()
        .set(NodeMarks::QUARANTINED, workload.state == WorkloadState::Quarantined)
        .set(NodeMarks::SYSTEM, is_system(workload))
        .set(NodeMarks::PRIVILEGED, any(|workload| workload.privileged))
        .set(NodeMarks::ROOT, any(|workload| workload.run_as_root))
}

/// The worst vulnerability in a pod or one of its containers.
fn cve(workload: &WorkloadBrief) -> Severity {
    let own = workload.scan_summary.as_ref().map_or(Severity::None, |found| {
        match (found.critical, found.high, found.medium) {
            (1.., _, _) => Severity::Critical,
            (_, 1.., _) => Severity::High,
            (_, _, 1..) => Severity::Medium,
            _ => Severity::None,
        }
    });
    workload.children.iter().map(cve).fold(own, Severity::max)
}

/// What a threat's severity means. The controller writes levels of its log there at times; a word that is not known is
/// still a threat.
pub fn severity(word: &str) -> Severity {
    match word.to_ascii_lowercase().as_str() {
        "" | "none" => Severity::None,
        "emergency" | "alert" | "critical" => Severity::Critical,
        "high" | "error" => Severity::High,
        "low" | "notice" => Severity::Low,
        "info" | "information" | "debug" => Severity::Info,
        _ => Severity::Medium,
    }
}

/// What an action's word means. One that is not known is no reason to rest.
fn action(word: &str) -> Action {
    match word {
        "" | "allow" | "open" | "learn" | "check_app" => Action::Allow,
        "deny" => Action::Deny,
        _ => Action::Violate,
    }
}

#[cfg(test)]
mod tests {
    use network_map::model::{EdgeMarks, Status};
    use serde_json::{Value, json};

    use super::*;

    /// An end as the controller says it, with these fields beside.
    fn end(id: &str, kind: &str, more: Value) -> Value {
        let mut end = json!({"id": id, "kind": kind, "display_name": id, "state": "discover"});
        let fields = more.as_object().expect("fields").clone();
        end.as_object_mut().expect("an end").extend(fields);
        end
    }

    fn pod(id: &str, namespace: &str, more: Value) -> Value {
        let mut fields = json!({
            "domain": namespace, "service_group": format!("nv.web.{namespace}"), "policy_mode": "Monitor"
        });
        fields.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        end(id, "container", fields)
    }

    fn of(endpoints: Vec<Value>, conversations: Vec<Value>) -> (Graph, usize) {
        let said = json!({"endpoints": endpoints, "conversations": conversations});
        graph(&serde_json::from_value(said).expect("it decodes"), 1000)
    }

    fn names(graph: &Graph) -> Vec<String> {
        (0..).zip(&graph.nodes).map(|(at, node)| format!("{} {}", node.kind, graph.name(at))).collect()
    }

    #[test]
    fn what_an_end_is_follows_from_its_kind_and_state() {
        let cases = [
            ("external", json!({"service_group": "external"}), Kind::External),
            ("container", json!({}), Kind::Pod),
            ("container", json!({"service_mesh": true}), Kind::Sidecar),
            ("container", json!({"service_mesh_sidecar": true}), Kind::Sidecar),
            ("container", json!({"state": "unmanaged"}), Kind::Unmanaged),
            ("node_ip", json!({"state": "connected", "service_group": "nodes"}), Kind::Node),
            ("node_ip", json!({"state": "unmanaged"}), Kind::Unmanaged),
            ("workload_ip", json!({}), Kind::Unmanaged),
            ("ip_service", json!({"service_group": "a"}), Kind::Service),
            ("nv_service", json!({}), Kind::Service),
            ("address", json!({}), Kind::Address),
            ("asteroid", json!({}), Kind::Address),
        ];
        for (word, more, expected) in cases {
            let (graph, _) = of(vec![end("a", word, more.clone())], vec![]);
            let leaf = graph.nodes.last().expect("it is there");
            assert_eq!(leaf.kind, expected, "{word} {more}");
            assert_eq!(graph.nodes.len() > 1, expected == Kind::Node, "only nodes have a group here: {word}");
        }
    }

    #[test]
    fn pods_are_in_groups_in_namespaces() {
        let shop = json!({});
        let ends = vec![
            pod("b", "shop", shop.clone()),
            pod("a", "shop", shop),
            end("n", "node_ip", json!({"service_group": "nodes", "state": "connected"})),
        ];
        let (graph, _) = of(ends, vec![]);
        assert_eq!(names(&graph), ["group nodes", "node n", "namespace shop", "group web", "pod a", "pod b"]);
        assert_eq!(graph.text(graph.nodes[3].id), "nv.web.shop");
        assert_eq!((graph.nodes[3].mode, graph.nodes[3].members), (Mode::Monitor, 2));
        let cases = [
            ("nv.web.shop", "shop", "web"),
            ("nv.web.shop", "bank", "web.shop"),
            ("nodes", "", "nodes"),
            ("nv.web", "", "web"),
            ("nv.shop", "shop", "shop"),
        ];
        for (group, namespace, expected) in cases {
            assert_eq!(short(group, namespace), expected, "{group} in {namespace}");
        }
    }

    #[test]
    fn what_is_gone_or_another_pods_or_nameless_is_left_out_with_what_it_said() {
        let ends = vec![
            pod("a", "shop", json!({})),
            pod("gone", "shop", json!({"state": "exit"})),
            pod("child", "shop", json!({"share_ns_with": "a"})),
            pod("", "shop", json!({})),
            pod("empty", "shop", json!({"share_ns_with": ""})),
        ];
        let said = ["gone", "child", "", "empty", "nobody"].map(|to| json!({"from": "a", "to": to}));
        let (graph, dropped) = of(ends, said.to_vec());
        assert_eq!(names(&graph), ["namespace shop", "group web", "pod a", "pod empty"]);
        assert_eq!((graph.edges.len(), dropped), (1, 4));
    }

    #[test]
    fn marks_come_from_a_pod_and_its_containers() {
        let found = |critical, high, medium| json!({"critical": critical, "high": high, "medium": medium, "status": "finished"});
        let child = |more: Value| {
            let mut child = json!({"id": "c"});
            child.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
            json!({"children": [child]})
        };
        let cases = [
            (json!({}), Severity::None, NodeMarks::none()),
            (json!({"scan_summary": null}), Severity::None, NodeMarks::none()),
            (json!({"scan_summary": found(0, 0, 3)}), Severity::Medium, NodeMarks::none()),
            (json!({"scan_summary": found(0, 1, 3)}), Severity::High, NodeMarks::none()),
            (child(json!({"scan_summary": found(1, 0, 0)})), Severity::Critical, NodeMarks::none()),
            (child(json!({"run_as_root": true})), Severity::None, NodeMarks::ROOT),
            (json!({"privileged": true}), Severity::None, NodeMarks::PRIVILEGED),
            (json!({"platform_role": "core"}), Severity::None, NodeMarks::SYSTEM),
            (json!({"state": "quarantined"}), Severity::None, NodeMarks::QUARANTINED),
        ];
        for (more, cve, marks) in cases {
            let (graph, _) = of(vec![pod("a", "shop", more.clone())], vec![]);
            let node = graph.nodes[2];
            assert_eq!((node.cve, node.marks), (cve, marks), "{more}");
            assert_eq!(graph.nodes[0].marks.has(NodeMarks::SYSTEM), marks == NodeMarks::SYSTEM, "{more}");
        }
    }

    #[test]
    fn an_edge_stands_by_the_worst_that_is_known() {
        let cases = [
            (json!({}), Status::Allowed),
            (json!({"policy_action": "learn"}), Status::Allowed),
            (json!({"policy_action": "allow", "sidecar_proxy": true}), Status::Secured),
            (json!({"policy_action": "allow", "severity": "Info"}), Status::Warning),
            (json!({"policy_action": "allow", "severity": "Notice"}), Status::Warning),
            (json!({"policy_action": "allow", "severity": "Moderate"}), Status::Warning),
            (json!({"policy_action": "violate", "severity": "Warning"}), Status::Violation),
            (json!({"policy_action": "dreamt"}), Status::Violation),
            (json!({"policy_action": "deny"}), Status::Blocked),
            (json!({"policy_action": "deny", "severity": "HIGH"}), Status::Threat),
            (json!({"policy_action": "allow", "severity": "Error"}), Status::Threat),
            (json!({"policy_action": "allow", "severity": "Emergency"}), Status::Threat),
        ];
        for (more, expected) in cases {
            let mut said = json!({"from": "a", "to": "b"});
            said.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
            let ends = |other| vec![pod("a", "shop", json!({})), pod("b", other, json!({}))];
            let (graph, _) = of(ends("bank"), vec![said.clone()]);
            assert_eq!(graph.edges[0].status, expected, "{more}");
            let (graph, _) = of(ends("shop"), vec![said]);
            let within = if expected == Status::Allowed { Status::Internal } else { expected };
            assert_eq!(graph.edges[0].status, within, "{more}");
        }
    }

    #[test]
    fn an_edge_says_what_was_said() {
        let said = json!({
            "from": "a", "to": "b", "bytes": 7, "sessions": 2, "applications": ["DNS"], "protocols": ["udp"],
            "entries": [{"last_seen_at": 5}, {"last_seen_at": 9}]
        });
        let ends = vec![pod("a", "shop", json!({})), pod("b", "shop", json!({}))];
        let (graph, _) = of(ends, vec![said]);
        let edge = graph.edges[0];
        assert_eq!((edge.bytes, edge.sessions, edge.last_seen), (7, 2, 9));
        assert!(edge.marks.has(EdgeMarks::SYSTEM));
        assert_eq!(graph.application_names(&edge), ["DNS"]);
        assert_eq!(edge.protocols.words().collect::<Vec<_>>(), ["udp"]);
    }

    /// The recorded answer, if recordings are beside the project.
    fn recorded(name: &str) -> Option<Value> {
        let beside =
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/controller/recorded");
        let directory =
            std::env::var_os("CONTROLLER_RECORDINGS").map_or_else(beside, std::path::PathBuf::from);
        let Ok(text) = std::fs::read(directory.join(name)) else {
            println!("skipped: no recording {name} (set CONTROLLER_RECORDINGS to a directory of exchanges)");
            return None;
        };
        let exchange: Value = serde_json::from_slice(&text).expect("it is JSON");
        Some(exchange["body"].clone())
    }

    #[test]
    fn a_recorded_cluster_is_drawn_whole() {
        for name in ["GET_v1_conversation.json", "GET_v1_conversation_verbose_true.json"] {
            let Some(body) = recorded(name) else { return };
            let said: Conversations = serde_json::from_value(body.clone()).expect("it decodes");
            let (graph, dropped) = graph(&said, 1000);
            let list = |name: &str| body[name].as_array().expect("a list").clone();
            let (ends, all) = (list("endpoints"), list("conversations"));
            let leaves = graph.nodes.iter().filter(|node| !node.kind.holds_others()).count();
            assert_eq!((leaves, graph.edges.len(), dropped), (ends.len(), all.len(), 0), "{name}");
            let sum: u64 = all.iter().filter_map(|said| said["bytes"].as_u64()).sum();
            assert_eq!(graph.edges.iter().map(|edge| edge.bytes).sum::<u64>(), sum, "{name}");
            let count = |status| graph.edges.iter().filter(|edge| edge.status == status).count();
            let actions = |word: &str| all.iter().filter(|said| said["policy_action"] == word).count();
            assert_eq!(
                (count(Status::Violation), count(Status::Blocked)),
                (actions("violate"), actions("deny")),
                "{name}"
            );
            let namespaces: std::collections::BTreeSet<&str> = ends
                .iter()
                .filter_map(|end| end["domain"].as_str())
                .filter(|name| !name.is_empty())
                .collect();
            let drawn = graph.nodes.iter().filter(|node| node.kind == Kind::Namespace).count();
            assert_eq!(drawn, namespaces.len(), "{name}");
        }
    }

    #[test]
    fn a_new_installation_is_an_empty_graph() {
        let Some(body) = recorded("GET_v1_conversation__fresh_install.json") else { return };
        let said: Conversations = serde_json::from_value(body).expect("it decodes");
        let (graph, dropped) = graph(&said, 1000);
        assert_eq!((graph.edges.len(), dropped), (said.conversations.len(), 0));
    }
}
