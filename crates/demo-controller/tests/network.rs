//! What the map is made of: pairs of ends, rules, sessions and captures.

use std::time::Duration;

use demo_controller::{Connect, Effect, Running, Scenario};
use serde_json::{Value, json};

use crate::common::{Answer, Client, demo};

async fn list(client: &Client, target: &str, name: &str) -> Vec<Value> {
    let answer = client.get(target).await;
    assert_eq!(answer.status, 200, "{target}: {:?}", answer.json());
    answer.json()[name].as_array().cloned().expect("a list")
}

async fn pod(client: &Client, service: &str) -> String {
    let pods = list(client, &format!("/v1/workload?view=pod&f_service={service}"), "workloads").await;
    pods[0]["id"].as_str().expect("an id").to_owned()
}

async fn delete(client: &Client, target: &str) -> Answer {
    client.send("DELETE", target, &[], "").await
}

fn effect(demo: &Running, from: &str, to: &str, application: &str, port: &str) -> Effect {
    let connect = Connect {
        from: from.to_owned(),
        to: to.to_owned(),
        application: application.to_owned(),
        port: port.to_owned(),
    };
    demo.connect(&connect).expect("both ends exist").effect
}

#[tokio::test]
async fn a_pair_says_what_the_list_says_and_which_rule_decided() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let all = list(&admin, "/v1/conversation", "conversations").await;
    let rules = list(&admin, "/v1/policy/rule", "rules").await;
    let mut decided = 0;
    for listed in &all {
        let (from, to) = (listed["from"].as_str().expect("an id"), listed["to"].as_str().expect("an id"));
        let target = format!("/v1/conversation/{}/{}", from.replace(':', "%3A"), to.replace(':', "%3A"));
        let answer = admin.get(&target).await;
        assert_eq!(answer.status, 200, "{target}");
        let shown = answer.json()["conversation"].clone();
        for field in ["bytes", "sessions", "severity", "policy_action", "applications", "protocols"] {
            assert_eq!(shown[field], listed[field], "{target} {field}");
        }
        assert_eq!((&shown["from"]["id"], &shown["to"]["id"]), (&json!(from), &json!(to)));
        for entry in shown["entries"].as_array().expect("a list") {
            let id = &entry["policy_id"];
            if *id != json!(0) {
                assert!(rules.iter().any(|rule| rule["id"] == *id), "{target}: rule {id}");
                decided += 1;
            }
        }
    }
    assert!(decided > 60, "{decided} entries have a rule");
}

#[tokio::test]
async fn a_pair_that_was_forgotten_is_gone_until_it_speaks_again() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (Client::signed_in(&demo, "admin").await, Client::signed_in(&demo, "dev").await);
    let (from, to) = (pod(&admin, "collector.analytics").await, pod(&admin, "kafka.analytics").await);
    let target = format!("/v1/conversation/{from}/{to}");
    assert_eq!(dev.get(&target).await.refusal(), (403, 25));
    assert_eq!(delete(&dev, &target).await.refusal(), (403, 25));
    let reader = Client::signed_in(&demo, "reader").await;
    assert_eq!(delete(&reader, &target).await.refusal(), (403, 25));
    let is_listed = async || {
        let all = list(&admin, "/v1/conversation", "conversations").await;
        all.iter().any(|c| c["from"] == json!(from) && c["to"] == json!(to))
    };
    assert!(is_listed().await);
    assert_eq!(delete(&admin, &target).await.status, 200);
    assert!(!is_listed().await);
    assert_eq!(delete(&admin, &target).await.refusal(), (404, 7));
    effect(&demo, &from, &to, "Kafka", "tcp/9092");
    assert!(is_listed().await);
    assert_eq!(delete(&reader, "/v1/conversation").await.refusal(), (403, 25));
    assert_eq!(delete(&admin, "/v1/conversation").await.status, 200);
    assert!(list(&admin, "/v1/conversation", "conversations").await.is_empty());
}

#[tokio::test]
async fn a_node_can_be_named_and_forgotten_as_an_end_and_a_pod_cannot() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let node = list(&admin, "/v1/conversation_endpoint?f_kind=node_ip", "endpoints").await.remove(0);
    let id = node["id"].as_str().expect("an id").to_owned();
    let target = format!("/v1/conversation_endpoint/{}", id.replace(':', "%3A"));
    let name = async |name: &str| {
        admin.patch(&target, &json!({ "config": { "id": id, "display_name": name } })).await.status
    };
    let shown = async || {
        let ends = list(&admin, "/v1/conversation", "endpoints").await;
        ends.iter().find(|end| end["id"] == json!(id)).map(|end| end["display_name"].clone())
    };
    assert_eq!(name("build machine").await, 200);
    assert_eq!(shown().await, Some(json!("build machine")));
    assert_eq!(name("").await, 200);
    assert_eq!(shown().await, Some(node["display_name"].clone()));
    let pod = pod(&admin, "cart.storefront").await;
    let body = json!({ "config": { "id": pod, "display_name": "x" } });
    assert_eq!(admin.patch(&format!("/v1/conversation_endpoint/{pod}"), &body).await.status, 400);
    assert_eq!(delete(&admin, &target).await.status, 200);
    assert_eq!(shown().await, None);
}

async fn insert(client: &Client, rules: Value, after: Option<i64>) -> Answer {
    let insert = match after {
        Some(after) => json!({ "insert": { "after": after, "rules": rules } }),
        None => json!({ "insert": { "rules": rules } }),
    };
    client.patch("/v1/policy/rule", &insert).await
}

fn rule(id: u32, from: &str, to: &str, action: &str) -> Value {
    json!({ "id": id, "from": from, "to": to, "ports": "any", "applications": ["any"], "action": action,
        "comment": "", "disable": false, "cfg_type": "user_created" })
}

#[tokio::test]
async fn an_allow_rule_ends_a_violation_and_a_deny_rule_begins_one() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let (from, to) = ("nv.frontend.storefront", "nv.payment-worker.payments");
    assert_eq!(effect(&demo, from, to, "SSH", "tcp/22"), Effect::Violated);
    assert_eq!(insert(&admin, json!([rule(0, from, to, "allow")]), Some(0)).await.status, 200);
    assert_eq!(effect(&demo, from, to, "SSH", "tcp/22"), Effect::Allowed);
    let rules = list(&admin, "/v1/policy/rule", "rules").await;
    let made = rules.iter().find(|r| r["from"] == from && r["to"] == to).expect("it is there").clone();
    assert!(made["id"].as_u64() < Some(10_000) && made["cfg_type"] == "user_created");
    assert_eq!(made["match_counter"], 1);
    let place = rules.iter().position(|r| r["id"] == made["id"]).expect("it is there");
    assert!(rules[..place].iter().all(|r| r["cfg_type"] == "federal" || r["cfg_type"] == "ground"));

    let target = format!("/v1/policy/rule/{}", made["id"]);
    let body = json!({ "config": { "id": made["id"], "action": "deny", "comment": "reviewed" } });
    assert_eq!(admin.patch(&target, &body).await.status, 200);
    assert_eq!(admin.get(&target).await.json()["rule"]["comment"], "reviewed");
    assert_eq!(effect(&demo, from, to, "SSH", "tcp/22"), Effect::Violated, "its mode only monitors");
    assert_eq!(delete(&admin, &target).await.status, 200);
    assert_eq!(admin.get(&target).await.refusal(), (404, 7));
}

#[tokio::test]
async fn a_learned_rule_is_taken_over_by_a_copy_before_it() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let rules = list(&admin, "/v1/policy/rule", "rules").await;
    let learned = rules.iter().find(|rule| rule["cfg_type"] == "learned").expect("some were learned").clone();
    let target = format!("/v1/policy/rule/{}", learned["id"]);
    let config = json!({ "id": learned["id"], "action": "deny" });
    assert_eq!(admin.patch(&target, &json!({ "config": config })).await.status, 400);
    assert_eq!(admin.patch(&target, &json!({ "config": config, "replicate": true })).await.status, 200);
    let after = list(&admin, "/v1/policy/rule", "rules").await;
    let place = after.iter().position(|rule| rule["id"] == learned["id"]).expect("it stays");
    assert_eq!((&after[place - 1]["action"], &after[place]["action"]), (&json!("deny"), &json!("allow")));
    assert_eq!(after[place - 1]["from"], learned["from"]);
    assert_eq!(after.len(), rules.len() + 1);
}

#[tokio::test]
async fn rules_move_are_replaced_and_refused_as_a_whole() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let ids = async || {
        let rules = list(&admin, "/v1/policy/rule", "rules").await;
        rules.iter().filter_map(|rule| rule["id"].as_u64()).collect::<Vec<_>>()
    };
    let before = ids().await;
    for (rules, message) in [
        (
            json!([rule(900, "external", "web-tier", "allow"), rule(101, "external", "web-tier", "allow")]),
            "Duplicate rule ID",
        ),
        (json!([rule(110, "ghost", "web-tier", "allow")]), "Cannot find group ghost"),
    ] {
        let refused = insert(&admin, rules, None).await;
        assert_eq!((refused.refusal(), &refused.json()["message"]), ((400, 6), &json!(message)));
    }
    assert_eq!(ids().await, before, "nothing of it was done");
    let moved = json!({ "move": { "id": 105, "after": 0 } });
    assert_eq!(admin.patch("/v1/policy/rule", &moved).await.status, 200);
    assert_eq!(ids().await[..3], [100_001, 110_001, 105]);
    let of_resource = json!({ "delete": [110_001] });
    let refused = admin.patch("/v1/policy/rule", &of_resource).await;
    assert_eq!((refused.refusal(), &refused.json()["read_only_rule_ids"]), ((400, 46), &json!([110_001])));
    // Own rules that are not named go; learned ones stay.
    let kept = json!({ "rules": [{ "id": 101 }, { "id": 102 }] });
    assert_eq!(admin.patch("/v1/policy/rule", &kept).await.status, 200);
    let after = ids().await;
    assert_eq!(after[..4], [100_001, 110_001, 101, 102]);
    assert_eq!(after.len(), before.len() - 3);
    assert_eq!(delete(&admin, "/v1/policy/rule").await.status, 200);
    assert_eq!(ids().await.len(), before.len() - 5, "what was learned stays");
    assert_eq!(admin.get("/v1/policy/rule/abc").await.refusal(), (400, 6));
}

#[tokio::test]
async fn rules_are_changed_by_those_who_may_write_both_ends() {
    let demo = demo(Scenario::Small).await;
    let dev = Client::signed_in(&demo, "dev").await;
    let draft = |to: &str| json!([rule(0, "nv.cart.storefront", to, "allow")]);
    assert_eq!(insert(&dev, draft("nv.catalog.storefront"), None).await.status, 200);
    assert_eq!(insert(&dev, draft("nv.kafka.analytics"), None).await.refusal(), (403, 25));
    assert_eq!(
        insert(&dev, draft("nv.grafana.monitoring"), None).await.refusal(),
        (403, 25),
        "theirs to read"
    );
    let reader = Client::signed_in(&demo, "reader").await;
    assert_eq!(insert(&reader, draft("nv.catalog.storefront"), None).await.refusal(), (403, 25));
    let admin = Client::signed_in(&demo, "admin").await;
    let rules = list(&admin, "/v1/policy/rule", "rules").await;
    let other =
        rules.iter().find(|r| r["to"] == "nv.kafka.analytics" && r["from"] == "nv.spark-worker.analytics");
    let target = format!("/v1/policy/rule/{}", other.expect("it was learned")["id"]);
    assert_eq!(dev.get(&target).await.refusal(), (403, 25));
}

#[tokio::test]
async fn a_workload_has_sessions_that_can_be_forgotten() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let refused = admin.get("/v1/session").await;
    assert_eq!(
        (refused.refusal(), &refused.json()["message"]),
        ((400, 12), &json!("Enforcer or workload filter must be provided"))
    );
    let id = pod(&admin, "frontend.storefront").await;
    let target = format!("/v1/session?f_workload={id}");
    let sessions = list(&admin, &target, "sessions").await;
    assert!(sessions.len() > 5);
    assert!(sessions.iter().all(|session| session["workload_id"] == json!(id)));
    assert!(sessions.iter().any(|s| s["ingress"] == true) && sessions.iter().any(|s| s["ingress"] == false));
    assert_eq!(list(&admin, &format!("{target}&limit=2"), "sessions").await, sessions[..2]);
    let shown = admin.get(&format!("/v1/workload/{id}")).await.json();
    let enforcer = shown["workload"]["enforcer_id"].as_str().expect("an enforcer").to_owned();
    let all = format!("/v1/session?f_enforcer={enforcer}");
    let summary = admin.get(&format!("/v1/session/summary?f_enforcer={enforcer}")).await.json();
    let count = list(&admin, &all, "sessions").await.len();
    assert_eq!(summary["summary"]["cur_sessions"].as_u64(), Some(count as u64));
    assert_eq!(delete(&admin, &format!("{all}&f_id={}", sessions[0]["id"])).await.status, 200);
    assert_eq!(list(&admin, &target, "sessions").await.len(), sessions.len() - 1);
    assert_eq!(delete(&admin, &all).await.status, 200);
    assert!(list(&admin, &target, "sessions").await.is_empty());
    demo.advance(Duration::from_secs(5));
    demo.tick(1);
    assert!(!list(&admin, &target, "sessions").await.is_empty(), "they speak again");
    let dev = Client::signed_in(&demo, "dev").await;
    assert_eq!(delete(&dev, &all).await.refusal(), (403, 25));
    let theirs = pod(&admin, "kafka.analytics").await;
    assert_eq!(dev.get(&format!("/v1/session?f_workload={theirs}")).await.refusal(), (403, 25));
}

#[tokio::test]
async fn packets_are_captured_until_it_is_stopped_and_come_as_a_file() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let id = pod(&admin, "frontend.storefront").await;
    let start = |id: String, args: Value| {
        let admin = admin.clone();
        async move { admin.post(&format!("/v1/sniffer?f_workload={id}"), &json!({ "sniffer": args })).await }
    };
    let unknown = start("x".to_owned(), json!({})).await;
    assert_eq!((unknown.status, &unknown.json()["message"]), (404, &json!("Container is not found")));
    assert_eq!(start(id.clone(), json!({ "file_number": 51 })).await.refusal(), (400, 12));
    assert_eq!(admin.get("/v1/sniffer").await.refusal(), (400, 12));

    let begun = start(id.clone(), json!({ "file_number": 1, "duration": 60, "filter": "tcp" })).await.json();
    let capture = begun["result"]["id"].as_str().expect("an id").to_owned();
    let shown = async || admin.get(&format!("/v1/sniffer/{capture}")).await.json()["sniffer"].clone();
    let first = shown().await;
    assert_eq!(
        (&first["status"], &first["size"], &first["args"]),
        (&json!("running"), &json!(24), &json!("tcp"))
    );
    demo.advance(Duration::from_secs(10));
    assert!(shown().await["size"].as_u64() > Some(1000));
    let stop = admin.send("PATCH", &format!("/v1/sniffer/stop/{capture}"), &[], "").await;
    assert_eq!(stop.status, 200);
    demo.advance(Duration::from_secs(10));
    let stopped = shown().await;
    assert_eq!(
        (&stopped["status"], stopped["stop_time"].as_i64()),
        (&json!("stopped"), Some(demo.now() - 10))
    );

    let answer = admin.get(&format!("/v1/sniffer/{capture}/pcap?limit=104857600")).await;
    assert!(answer.header("content-type").starts_with("multipart/form-data; boundary="));
    let at = answer.body.windows(4).position(|w| w == b"\r\n\r\n").expect("headers end") + 4;
    let size = usize::try_from(stopped["size"].as_u64().expect("a size")).expect("it is small");
    let file = &answer.body[at..at + size];
    assert!(answer.body[at + size..].starts_with(b"\r\n--"));
    assert_eq!(file[..4], 0xa1b2_c3d4_u32.to_le_bytes(), "as tcpdump writes it");
    let (mut place, mut packets) = (24, 0);
    while place < file.len() {
        let length = u32::from_le_bytes(file[place + 8..place + 12].try_into().expect("four bytes")) as usize;
        assert_eq!(file[place + 16 + 12..place + 16 + 14], [8, 0], "IPv4");
        place += 16 + length;
        packets += 1;
    }
    assert_eq!((place, packets), (file.len(), 50));
    let head = String::from_utf8_lossy(&answer.body[..at]).into_owned();
    assert!(head.contains(&format!("name=\"pcap\"; filename=\"{capture}.pcap\"")), "{head}");

    assert_eq!(list(&admin, &format!("/v1/sniffer?f_workload={id}"), "sniffers").await.len(), 1);
    let reader = Client::signed_in(&demo, "reader").await;
    assert_eq!(delete(&reader, &format!("/v1/sniffer/{capture}")).await.refusal(), (403, 25));
    assert_eq!(delete(&admin, &format!("/v1/sniffer/{capture}")).await.status, 200);
    assert_eq!(admin.get(&format!("/v1/sniffer/{capture}")).await.refusal(), (404, 7));
}
