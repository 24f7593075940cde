//! What each role sees and may do.

use demo_controller::{Running, Scenario};
use serde_json::Value;

use crate::common::{Client, demo};

async fn names(client: &Client, target: &str, list: &str, field: &str) -> Vec<String> {
    let rows = client.get(target).await.json()[list].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| row[field].as_str().unwrap_or_default().to_owned()).collect()
}

async fn groups(demo: &Running, user: &str) -> Vec<String> {
    let client = Client::signed_in(demo, user).await;
    names(&client, "/v1/group?brief=true", "groups", "name").await
}

#[tokio::test]
async fn lists_are_filtered_in_silence() {
    let demo = demo(Scenario::Small).await;
    let all = groups(&demo, "admin").await;
    assert_eq!(all.len(), 37);
    assert_eq!(groups(&demo, "reader").await, all);
    assert_eq!(groups(&demo, "netops").await, all);
    assert!(groups(&demo, "ciops").await.is_empty());
    let dev = groups(&demo, "dev").await;
    assert!(dev.contains(&"nv.grafana.monitoring".to_owned()) && dev.contains(&"web-tier".to_owned()));
    assert!(
        dev.iter()
            .all(|name| name.ends_with(".storefront") || name.ends_with(".monitoring") || name == "web-tier")
    );
}

#[tokio::test]
async fn what_is_there_is_403_and_what_is_not_404() {
    let demo = demo(Scenario::Small).await;
    let dev = Client::signed_in(&demo, "dev").await;
    assert_eq!(dev.get("/v1/group/nv.ledger-db.payments").await.refusal(), (403, 25));
    assert_eq!(dev.get("/v1/group/nv.ghost.payments").await.refusal(), (404, 7));
    assert_eq!(dev.get("/v1/group/nv.cart.storefront").await.status, 200);
    assert_eq!(dev.get("/v2/system/config").await.refusal(), (403, 25));
    assert_eq!(dev.get("/v1/file/config").await.refusal(), (403, 25));
}

#[tokio::test]
async fn modes_are_switched_by_those_who_may() {
    let demo = demo(Scenario::Small).await;
    let switch = async |user: &str, service: &str| {
        Client::signed_in(&demo, user).await.switch(&[service], "Monitor").await
    };
    assert_eq!(switch("admin", "search.storefront").await.status, 200);
    assert_eq!(switch("netops", "search.storefront").await.status, 200);
    assert_eq!(switch("dev", "search.storefront").await.status, 200);
    assert_eq!(switch("dev", "prometheus.monitoring").await.refusal(), (404, 7), "theirs to read only");
    assert_eq!(switch("dev", "ledger-db.payments").await.refusal(), (404, 7));
    assert_eq!(switch("reader", "search.storefront").await.refusal(), (403, 25));
    assert_eq!(switch("ciops", "search.storefront").await.refusal(), (403, 25));
}

#[tokio::test]
async fn a_mixed_switch_of_a_namespace_user_changes_theirs_only() {
    let demo = demo(Scenario::Small).await;
    let dev = Client::signed_in(&demo, "dev").await;
    assert_eq!(dev.switch(&["search.storefront", "kafka.analytics"], "Protect").await.status, 200);
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.group("nv.search.storefront").await["policy_mode"], "Protect");
    assert_eq!(admin.group("nv.kafka.analytics").await["policy_mode"], "Discover");
}

#[tokio::test]
async fn the_reader_may_fetch_the_backup_and_not_restore_it() {
    let demo = demo(Scenario::Small).await;
    let reader = Client::signed_in(&demo, "reader").await;
    assert_eq!(reader.get("/v1/file/config").await.status, 200);
    let refused = reader.send("POST", "/v1/file/config", &[], demo.export(Default::default())).await;
    assert_eq!(refused.refusal(), (403, 25));
    let netops = Client::signed_in(&demo, "netops").await;
    assert_eq!(netops.get("/v1/file/config").await.refusal(), (403, 25));
}

#[tokio::test]
async fn namespace_users_see_their_part_of_everything() {
    let demo = demo(Scenario::Small).await;
    let dev = Client::signed_in(&demo, "dev").await;
    assert_eq!(names(&dev, "/v1/domain", "domains", "name").await, ["monitoring", "storefront"]);
    let domains = names(&dev, "/v1/workload?brief=true", "workloads", "domain").await;
    assert!(
        !domains.is_empty() && domains.iter().all(|domain| domain == "storefront" || domain == "monitoring")
    );
    assert!(names(&dev, "/v1/log/event", "events", "name").await.is_empty());
    let violations = dev.get("/v1/log/violation").await.json();
    let violations = violations["violations"].as_array().expect("a list");
    let mine = |domain: &Value| domain == "storefront" || domain == "monitoring";
    assert!(violations.iter().all(|v| mine(&v["client_domain"]) || mine(&v["server_domain"])));
    assert!(!violations.is_empty());
    assert_eq!(dev.get("/v1/system/summary").await.status, 200);
}
