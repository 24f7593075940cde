//! It lives: what is new is learned, logged or blocked, as the modes say; and reads trail writes.

use std::time::Duration;

use demo_controller::{Connect, Effect, Running, Scenario, Verdict};
use serde_json::{Value, json};

use crate::common::{Client, demo};

fn connect(demo: &Running, from: &str, to: &str, application: &str, port: &str) -> Verdict {
    let connect = Connect {
        from: from.to_owned(),
        to: to.to_owned(),
        application: application.to_owned(),
        port: port.to_owned(),
    };
    demo.connect(&connect).expect("both ends exist")
}

async fn newest(client: &Client, target: &str, list: &str) -> Value {
    client.get(target).await.json()[list][0].clone()
}

#[tokio::test]
async fn a_new_connection_is_learned_then_logged_then_blocked() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let to = "nv.catalog.storefront";

    let learned = connect(&demo, "external", to, "SSH", "tcp/22");
    assert_eq!((learned.effect, learned.action), (Effect::Learned, "allow"));
    assert!((10_001..100_000).contains(&learned.rule));
    let rules = admin.get("/v1/policy/rule").await.json();
    let rule = rules["rules"].as_array().expect("a list").last().expect("rules").clone();
    assert_eq!(
        (&rule["id"], &rule["to"], &rule["cfg_type"]),
        (&json!(learned.rule), &json!(to), &json!("learned"))
    );
    assert_eq!(connect(&demo, "external", to, "SSH", "tcp/2222").effect, Effect::Allowed, "it is known now");

    assert_eq!(admin.switch(&["catalog.storefront"], "Monitor").await.status, 200);
    let logged = connect(&demo, "external", to, "FTP", "tcp/21");
    assert_eq!((logged.effect, logged.action, logged.rule), (Effect::Violated, "violate", 0));
    let violation = newest(&admin, "/v1/log/violation?limit=1", "violations").await;
    assert_eq!((&violation["level"], &violation["policy_action"]), (&json!("Warning"), &json!("violate")));
    assert_eq!(
        (&violation["server_service"], &violation["server_port"]),
        (&json!("catalog.storefront"), &json!(21))
    );

    assert_eq!(admin.switch(&["catalog.storefront"], "Protect").await.status, 200);
    let blocked = connect(&demo, "external", to, "FTP", "tcp/21");
    assert_eq!((blocked.effect, blocked.action), (Effect::Denied, "deny"));
    let violation = newest(&admin, "/v1/log/violation?limit=1", "violations").await;
    assert_eq!((&violation["level"], &violation["policy_action"]), (&json!("Critical"), &json!("deny")));
    let map = admin.get("/v1/conversation?f_group=nv.catalog.storefront").await.json();
    let conversation =
        map["conversations"].as_array().expect("a list").iter().find(|c| c["from"] == "external");
    assert_eq!(conversation.expect("it is on the map")["policy_action"], "deny");
}

#[tokio::test]
async fn what_was_learned_stays_allowed_in_protect() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    connect(&demo, "external", "nv.kafka.analytics", "Kafka", "tcp/9092");
    admin.switch(&["kafka.analytics"], "Protect").await;
    assert_eq!(connect(&demo, "external", "nv.kafka.analytics", "Kafka", "tcp/9092").effect, Effect::Allowed);
}

#[tokio::test]
async fn the_looser_of_both_modes_counts_unless_settings_are_strict() {
    let demo = demo(Scenario::Small).await;
    let (from, to) = ("nv.search.storefront", "nv.ledger-db.payments");
    assert_eq!(connect(&demo, from, to, "MySQL", "tcp/3306").effect, Effect::Learned, "Discover and Protect");
    demo.set_settings(json!({ "net_svc": { "strict_group_mode": true } })).expect("settings");
    assert_eq!(connect(&demo, from, to, "SSH", "tcp/22").effect, Effect::Denied);
    let global = json!({ "net_svc": { "net_service_status": true, "net_service_policy_mode": "Monitor" } });
    demo.set_settings(global).expect("settings");
    assert_eq!(connect(&demo, from, to, "SSH", "tcp/22").effect, Effect::Violated, "one mode above all");
}

#[tokio::test]
async fn reads_trail_writes_by_exactly_the_lag() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    demo.set_read_lag(Some(Duration::from_millis(500)));
    let mode = async || admin.group("nv.search.storefront").await["policy_mode"].clone();
    admin.switch(&["search.storefront"], "Protect").await;
    assert_eq!(mode().await, "Discover", "readers see the old one");
    assert_eq!(
        connect(&demo, "external", "nv.search.storefront", "SSH", "tcp/22").effect,
        Effect::Denied,
        "it counts"
    );
    demo.advance(Duration::from_millis(499));
    assert_eq!(mode().await, "Discover");
    demo.advance(Duration::from_millis(1));
    assert_eq!(mode().await, "Protect");
}

#[tokio::test]
async fn every_tick_the_same_conversations_happen_again() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let bytes = async || -> u64 {
        let map = admin.get("/v1/conversation").await.json();
        map["conversations"].as_array().expect("a list").iter().filter_map(|c| c["bytes"].as_u64()).sum()
    };
    let before = bytes().await;
    demo.tick(3);
    assert!(bytes().await > before);
    let counted = admin.get("/v1/policy/rule").await.json();
    let matched = |rule: &Value| rule["match_counter"].as_u64() > Some(0);
    assert!(counted["rules"].as_array().expect("a list").iter().any(matched));
}

#[tokio::test]
async fn who_talks_must_exist() {
    let demo = demo(Scenario::Small).await;
    let connect = |from: &str| {
        let (to, port) = ("external".to_owned(), "tcp/1".to_owned());
        demo.connect(&Connect { from: from.to_owned(), to, application: String::new(), port })
    };
    assert!(connect("nv.ghost.nowhere").expect_err("no such group").contains("ghost"));
    assert!(connect("nv.gift-cards.storefront").expect_err("no pods").contains("no pods"));
    assert!(connect("node-1").is_ok());
}
