//! Scans: what was found, how a scan goes on, and who may start one.

use std::time::Duration;

use demo_controller::{Running, Scenario};
use serde_json::{Value, json};

use crate::common::{self, Client, demo};

async fn pod(client: &Client, service: &str) -> Value {
    let list = client.get(&format!("/v1/workload?view=pod&f_service={service}")).await.json();
    list["workloads"][0].clone()
}

async fn status(client: &Client, service: &str) -> String {
    pod(client, service).await["scan_summary"]["status"].as_str().expect("a status").to_owned()
}

async fn start(client: &Client, service: &str) -> common::Answer {
    let id = pod(client, service).await["id"].as_str().expect("an id").to_owned();
    client.send("POST", &format!("/v1/scan/workload/{id}"), &[], "").await
}

async fn admin(demo: &Running) -> Client {
    Client::signed_in(demo, "admin").await
}

#[tokio::test]
async fn a_report_says_what_the_summary_counts() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let list = admin.get("/v1/workload?view=pod").await.json();
    let mut vulnerable = 0;
    for pod in list["workloads"].as_array().expect("a list") {
        let id = pod["children"][0]["id"].as_str().expect("a container");
        let report = admin.get(&format!("/v1/scan/workload/{id}")).await.json();
        let found = report["report"]["vulnerabilities"].as_array().expect("a list").clone();
        let summary = &pod["scan_summary"];
        for (severity, count) in [("Critical", "critical"), ("High", "high"), ("Medium", "medium")] {
            let counted = found.iter().filter(|cve| cve["severity"] == severity).count();
            assert_eq!(summary[count].as_u64(), Some(counted as u64), "{id} {severity}");
        }
        assert_eq!(pod["children"][0]["scan_summary"], *summary);
        vulnerable += u32::from(!found.is_empty());
    }
    assert!(vulnerable > 25, "{vulnerable} pods have something");
    let nodes = admin.get("/v1/host").await.json();
    let id = nodes["hosts"][0]["id"].as_str().expect("a node").replace(':', "%3A");
    let report = admin.get(&format!("/v1/scan/host/{id}")).await.json();
    assert!(report["report"]["vulnerabilities"].is_array());
    let platform = admin.get("/v1/scan/platform/platform").await.json();
    assert_eq!(platform["report"]["vulnerabilities"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_pod_and_its_container_have_one_report_and_what_is_accepted_is_no_less() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let report = async |id: &Value, query: &str| {
        let id = id.as_str().expect("an id");
        admin.get(&format!("/v1/scan/workload/{id}{query}")).await.json()["report"].clone()
    };
    let frontend = pod(&admin, "frontend.storefront").await;
    let of_pod = report(&frontend["id"], "").await;
    assert_ne!(of_pod["vulnerabilities"], json!([]));
    assert_eq!(report(&frontend["children"][0]["id"], "").await, of_pod);
    assert_eq!(report(&frontend["id"], "?show=accepted").await, of_pod, "nobody accepted any");
    // What was never scanned, and what could not be, has an empty one.
    for service in ["search.storefront", "rabbitmq.payments"] {
        assert_eq!(report(&pod(&admin, service).await["id"], "").await, json!({ "vulnerabilities": [] }));
    }
    assert_eq!(admin.get("/v1/scan/workload/ffff").await.refusal(), (404, 7));
}

#[tokio::test]
async fn a_scan_is_scheduled_runs_and_is_done() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let service = "search.storefront";
    assert_eq!(status(&admin, service).await, "", "never scanned");
    assert_eq!(start(&admin, service).await.status, 200);
    assert_eq!(status(&admin, service).await, "scheduled");
    demo.advance(Duration::from_secs(3));
    assert_eq!(status(&admin, service).await, "scanning");
    demo.advance(Duration::from_secs(3));
    let summary = pod(&admin, service).await["scan_summary"].clone();
    assert_eq!((&summary["status"], &summary["result"]), (&json!("finished"), &json!("succeeded")));
    assert_eq!(summary["scanned_timestamp"].as_i64(), Some(demo.now()));
    assert_eq!(status(&admin, "rabbitmq.payments").await, "failed");
}

#[tokio::test]
async fn auto_scan_is_a_switch_and_scans_what_is_left() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let config = async || admin.get("/v1/scan/config").await.json()["config"].clone();
    assert_eq!(config().await["auto_scan"], false);
    let progress = async || admin.get("/v1/scan/status").await.json()["status"].clone();
    let before = progress().await;
    assert_eq!((&before["scheduled"], &before["scanning"]), (&json!(0), &json!(0)));
    let on = json!({ "config": { "auto_scan": true } });
    assert_eq!(admin.patch("/v1/scan/config", &on).await.status, 200);
    let all = config().await;
    assert_eq!(
        (&all["enable_auto_scan_workload"], &all["enable_auto_scan_host"]),
        (&json!(true), &json!(true))
    );
    assert!(progress().await["scheduled"].as_u64() > Some(0));
    demo.advance(Duration::from_secs(60));
    let after = progress().await;
    assert_eq!(after["scheduled"], 0);
    assert_eq!(after["scanned"].as_u64(), before["scanned"].as_u64().map(|count| count + 6), "three pods");
    let only_hosts = json!({ "config": { "enable_auto_scan_workload": false } });
    admin.patch("/v1/scan/config", &only_hosts).await;
    assert_eq!(config().await["auto_scan"], false);
    assert_eq!(status(&admin, "search.storefront").await, "finished", "what was done stays done");
}

#[tokio::test]
async fn scans_are_started_by_those_who_may() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let client = async |user: &str| Client::signed_in(&demo, user).await;
    assert_eq!(start(&client("dev").await, "cart.storefront").await.status, 200);
    assert_eq!(start(&client("reader").await, "cart.storefront").await.refusal(), (403, 25));
    let id = pod(&admin, "kafka.analytics").await["id"].as_str().expect("an id").to_owned();
    let (report, dev) = (format!("/v1/scan/workload/{id}"), client("dev").await);
    assert_eq!(dev.get(&report).await.refusal(), (403, 25));
    assert_eq!(dev.send("POST", &report, &[], "").await.refusal(), (403, 25));
    assert_eq!(admin.send("POST", "/v1/scan/workload/ffff", &[], "").await.refusal(), (404, 7));
    let config = json!({ "config": { "auto_scan": true } });
    for user in ["reader", "dev", "netops"] {
        assert_eq!(client(user).await.patch("/v1/scan/config", &config).await.refusal(), (403, 25), "{user}");
    }
}

#[tokio::test]
async fn a_refusal_that_a_page_expects_is_no_event() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (admin(&demo).await, Client::signed_in(&demo, "dev").await);
    let denied = async || {
        let events = admin.get("/v1/log/event?f_name=User.Resource.Access.Denied").await.json();
        events["events"].as_array().expect("a list").len()
    };
    for (page, expected) in [("dashboard", 0), ("navbar", 0), ("elsewhere", 1)] {
        let answer = dev.send("GET", "/v1/scan/config", &[("X-Nv-Page", page)], "").await;
        assert_eq!(answer.refusal(), (403, 25));
        assert_eq!(denied().await, expected, "{page}");
    }
}
