//! Nodes, components and workloads, and what is cut off.

use demo_controller::{Connect, Effect, Running, Scenario};
use serde_json::{Value, json};

use crate::common::{self, Client, demo};

async fn list(client: &Client, target: &str, name: &str) -> Vec<Value> {
    let answer = client.get(target).await;
    assert_eq!(answer.status, 200, "{target}");
    answer.json()[name].as_array().cloned().expect("a list")
}

async fn pod(client: &Client, service: &str) -> String {
    let pods = list(client, &format!("/v1/workload?view=pod&f_service={service}"), "workloads").await;
    pods[0]["id"].as_str().expect("an id").to_owned()
}

async fn quarantine(client: &Client, id: &str, on: bool) -> common::Answer {
    client.patch(&format!("/v1/workload/{id}"), &json!({ "config": { "quarantine": on } })).await
}

fn escaped(id: &Value) -> String {
    id.as_str().expect("an id").replace(':', "%3A")
}

#[tokio::test]
async fn nodes_and_their_enforcers_are_those_of_the_scenario() {
    let demo = demo(Scenario::Degraded).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let (hosts, enforcers) =
        (list(&admin, "/v1/host", "hosts").await, list(&admin, "/v1/enforcer", "enforcers").await);
    assert_eq!((hosts.len(), enforcers.len()), (3, 3));
    for (host, enforcer) in hosts.iter().zip(&enforcers) {
        assert_eq!(host["id"], enforcer["host_id"]);
        assert_eq!(host["state"], enforcer["connection_state"]);
        let shown = admin.get(&format!("/v1/host/{}", escaped(&host["id"]))).await.json();
        assert_eq!(shown["host"], *host);
        let id = enforcer["id"].as_str().expect("an id");
        assert_eq!(admin.get(&format!("/v1/enforcer/{id}")).await.json()["enforcer"], *enforcer);
    }
    assert_eq!(hosts[1]["state"], "disconnected");
    assert_ne!(enforcers[1]["disconnected_at"], "");
    let pods: u64 = hosts.iter().filter_map(|host| host["pods"].as_u64()).sum();
    assert_eq!(pods, 42);
    let controllers = list(&admin, "/v1/controller", "controllers").await;
    assert_eq!((controllers.len(), &controllers[0]["leader"]), (1, &json!(true)));
    for unknown in ["/v1/host/ffff", "/v1/enforcer/ffff", "/v1/controller/ffff", "/v1/workload/ffff"] {
        assert_eq!(admin.get(unknown).await.refusal(), (404, 7), "{unknown}");
    }
}

#[tokio::test]
async fn what_belongs_to_the_cluster_is_hidden_from_namespace_users() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (Client::signed_in(&demo, "admin").await, Client::signed_in(&demo, "dev").await);
    for (path, name) in [
        ("/v1/host", "hosts"),
        ("/v1/enforcer", "enforcers"),
        ("/v1/controller", "controllers"),
        ("/v1/scan/scanner", "scanners"),
    ] {
        assert!(!list(&admin, path, name).await.is_empty(), "{path}");
        assert!(list(&dev, path, name).await.is_empty(), "{path}");
    }
    let host = list(&admin, "/v1/host", "hosts").await.remove(0);
    assert_eq!(dev.get(&format!("/v1/host/{}", escaped(&host["id"]))).await.refusal(), (403, 25));
}

#[tokio::test]
async fn both_versions_say_the_same_of_a_workload() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let id = pod(&admin, "frontend.storefront").await;
    let first = admin.get(&format!("/v1/workload/{id}?view=pod")).await.json()["workload"].clone();
    let second = admin.get(&format!("/v2/workload/{id}?view=pod")).await.json()["workload"].clone();
    assert_eq!(first["groups"], json!(["containers", "nv.frontend.storefront", "web-tier"]));
    assert_eq!(first["app_ports"], json!({ "HTTP": "8080" }));
    assert_eq!(first["scan_summary"], second["security"]["scan_summary"]);
    assert_eq!(first["policy_mode"], second["security"]["policy_mode"]);
    assert_eq!((&first["id"], &first["groups"]), (&second["brief"]["id"], &second["misc"]["groups"]));
    assert_eq!(first["children"][0]["id"], second["misc"]["children"][0]["brief"]["id"]);
    let (flat, nested) = (
        list(&admin, "/v2/workload", "workloads").await,
        list(&admin, "/v2/workload?view=pod", "workloads").await,
    );
    assert_eq!((flat.len(), nested.len()), (84, 42));
    assert!(nested.iter().all(|pod| pod["children"].as_array().map(Vec::len) == Some(1)));
    let dev = Client::signed_in(&demo, "dev").await;
    let theirs = pod(&admin, "kafka.analytics").await;
    assert_eq!(dev.get(&format!("/v1/workload/{theirs}")).await.refusal(), (403, 25));
    assert_eq!(dev.get(&format!("/v2/workload/{theirs}")).await.refusal(), (403, 25));
}

fn connect(demo: &Running, from: &str, to: &str) -> Effect {
    let connect = Connect {
        from: from.to_owned(),
        to: to.to_owned(),
        application: "Kafka".to_owned(),
        port: "tcp/9092".to_owned(),
    };
    demo.connect(&connect).expect("both ends exist").effect
}

#[tokio::test]
async fn a_pod_in_quarantine_is_cut_off_until_it_is_released() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let id = pod(&admin, "collector.analytics").await;
    assert_eq!(connect(&demo, &id, "nv.kafka.analytics"), Effect::Allowed);
    assert_eq!(quarantine(&admin, &id, true).await.status, 200);
    let shown = admin.get(&format!("/v1/workload/{id}")).await.json()["workload"].clone();
    assert_eq!(
        (&shown["state"], &shown["quarantine_reason"]),
        (&json!("quarantined"), &json!("user-configured"))
    );
    let config = admin.get(&format!("/v1/workload/{id}/config")).await.json();
    assert_eq!(config["config"]["quarantine"], true);
    let listed = list(&admin, "/v1/workload?view=pod&f_state=quarantined", "workloads").await;
    assert_eq!(listed.len(), 1, "no kept answer stands in the way");
    assert_eq!(connect(&demo, &id, "nv.kafka.analytics"), Effect::Denied);
    assert_eq!(connect(&demo, "nv.frontend.storefront", &id), Effect::Denied);
    assert_eq!(quarantine(&admin, &id, false).await.status, 200);
    assert_eq!(connect(&demo, &id, "nv.kafka.analytics"), Effect::Allowed);
    assert!(list(&admin, "/v1/workload?view=pod&f_state=quarantined", "workloads").await.is_empty());
}

#[tokio::test]
async fn quarantine_is_for_pods_and_for_those_who_may() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let id = pod(&admin, "cart.storefront").await;
    let shown = admin.get(&format!("/v1/workload/{id}?view=pod")).await.json();
    let child = shown["workload"]["children"][0]["id"].as_str().expect("a container");
    let refused = quarantine(&admin, child, true).await;
    assert_eq!(
        (refused.status, &refused.json()["message"]),
        (404, &json!("Only the pod container can be quarantined"))
    );
    let platform = pod(&admin, "coredns.kube-system").await;
    assert_eq!(quarantine(&admin, &platform, true).await.status, 400);
    assert_eq!(quarantine(&admin, "ffff", true).await.refusal(), (404, 7));
    let client = async |user: &str| Client::signed_in(&demo, user).await;
    assert_eq!(quarantine(&client("reader").await, &id, true).await.refusal(), (403, 25));
    let dev = client("dev").await;
    assert_eq!(quarantine(&dev, &id, true).await.status, 200, "their own namespace");
    let other = pod(&admin, "kafka.analytics").await;
    assert_eq!(quarantine(&dev, &other, true).await.refusal(), (403, 25));
}

#[tokio::test]
async fn processes_and_load_come_from_an_enforcer_that_answers() {
    let demo = demo(Scenario::Degraded).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let incidents = loop {
        // Every third log is a 500 in this scenario.
        let answer = admin.get("/v1/log/incident").await;
        if answer.status == 200 {
            break answer.json()["incidents"].as_array().cloned().expect("a list");
        }
    };
    let of_process =
        |incident: &&Value| incident["workload_id"].is_string() && incident["proc_name"].is_string();
    let mut asked = (0, 0);
    for incident in incidents.iter().filter(of_process) {
        let id = incident["workload_id"].as_str().expect("an id");
        let (running, history) =
            (format!("/v1/workload/{id}/process"), format!("/v1/workload/{id}/process_history"));
        let stats = admin.get(&format!("/v1/workload/{id}/stats")).await;
        if incident["host_name"] == "node-2" {
            assert_eq!(admin.get(&running).await.refusal(), (500, 24));
            assert_eq!((admin.get(&history).await.status, stats.status), (500, 500));
            asked.1 += 1;
            continue;
        }
        let before = list(&admin, &running, "processes").await;
        let after = list(&admin, &history, "processes").await;
        assert_eq!(before, after[..before.len()]);
        let name = &incident["proc_name"];
        assert!(after[before.len()..].iter().any(|process| process["name"] == *name), "{name} in {after:?}");
        assert_eq!(stats.json()["id"], json!(id));
        asked.0 += 1;
    }
    assert!(asked.0 > 3 && asked.1 > 0, "{asked:?}");
    let enforcers = list(&admin, "/v1/enforcer", "enforcers").await;
    let stats = async |at: usize| {
        let id = enforcers[at]["id"].as_str().expect("an id");
        admin.get(&format!("/v1/enforcer/{id}/stats")).await.status
    };
    assert_eq!((stats(0).await, stats(1).await), (200, 500));
}

#[tokio::test]
async fn response_rules_are_about_all_or_about_a_group() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(list(&admin, "/v1/response/rule", "rules").await.len(), 8);
    let about = async |service: &str| {
        let id = pod(&admin, service).await;
        list(&admin, &format!("/v1/response/workload_rules/{id}"), "rules").await.len()
    };
    assert_eq!((about("frontend.storefront").await, about("kafka.analytics").await), (7, 6));
    let dev = Client::signed_in(&demo, "dev").await;
    let mine = list(&dev, "/v1/response/rule", "rules").await;
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0]["group"], "nv.frontend.storefront");
}

#[tokio::test]
async fn workloads_are_filtered_in_both_shapes_and_start_counts_before_the_filter() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    for version in ["/v1/workload", "/v2/workload"] {
        let all = list(&admin, &format!("{version}?view=pod&f_domain=payments"), "workloads").await;
        assert_eq!(all.len(), 7, "{version}");
        let two = list(&admin, &format!("{version}?view=pod&f_domain=payments&limit=2"), "workloads").await;
        assert_eq!(two, all[..2], "{version}");
        let late = list(&admin, &format!("{version}?view=pod&f_domain=payments&start=41"), "workloads").await;
        assert!(late.len() < 2, "{version}: of the last pod, what is left");
    }
    let either = list(&admin, "/v1/workload?view=pod&f_domain=in,pay|batch", "workloads").await;
    assert_eq!(either.len(), 8);
    let shown = list(&admin, "/v2/workload?view=pod&f_state=monitor", "workloads").await;
    assert!(!shown.is_empty() && shown.iter().all(|pod| pod["brief"]["state"] == "monitor"));
}

#[tokio::test]
async fn a_quarantine_stands_in_the_events_of_its_namespace() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (Client::signed_in(&demo, "admin").await, Client::signed_in(&demo, "dev").await);
    let id = pod(&admin, "cart.storefront").await;
    for on in [true, true, false] {
        quarantine(&admin, &id, on).await;
    }
    let events = list(&dev, "/v1/log/event", "events").await;
    let names: Vec<_> = events.iter().map(|event| event["name"].as_str().unwrap_or_default()).collect();
    assert_eq!(names, ["Container.Unquarantined", "Container.Quarantined"], "once each, though asked twice");
    assert!(events.iter().all(|event| event["workload_id"] == json!(id)));
}
