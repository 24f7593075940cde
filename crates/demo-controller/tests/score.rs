//! The security risk score: what it is counted from, what it comes to, and what moves it.

use demo_controller::{Connect, Running, Scenario};
use serde_json::{Value, json};

use crate::common::{Client, demo, recordings};

const PATH: &str = "/v1/system/score/metrics";

async fn shown(client: &Client, query: &str) -> Value {
    let answer = client.get(&format!("{PATH}{query}")).await;
    assert_eq!(answer.status, 200);
    answer.json()
}

fn risk(shown: &Value) -> i64 {
    shown["security_scores"]["security_risk_score"].as_i64().expect("a score")
}

async fn admin(demo: &Running) -> Client {
    Client::signed_in(demo, "admin").await
}

#[tokio::test]
async fn the_recorded_metrics_give_the_recorded_score() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    for recording in recordings::all().into_iter().filter(|r| r.path() == PATH && r.method == "GET") {
        let body = json!({ "metrics": recording.body["metrics"] });
        let predicted = admin.post(&format!("{PATH}?isGlobalUser=true"), &body).await.json();
        assert_eq!(predicted["security_scores"], recording.body["security_scores"], "{}", recording.file);
    }
}

#[tokio::test]
async fn the_score_is_what_its_own_metrics_predict() {
    for scenario in [Scenario::Small, Scenario::Attack, Scenario::Large] {
        let demo = demo(scenario).await;
        let admin = admin(&demo).await;
        let shown = shown(&admin, "").await;
        let predicted = admin.post(PATH, &json!({ "metrics": shown["metrics"] })).await.json();
        assert_eq!(predicted["security_scores"], shown["security_scores"]);
        assert!((10..=95).contains(&risk(&shown)), "{scenario}: {}", risk(&shown));
    }
}

#[tokio::test]
async fn metrics_count_what_runs() {
    let demo = demo(Scenario::Small).await;
    let shown = shown(&admin(&demo).await, "").await;
    let metrics = &shown["metrics"];
    // 28 services, of which one is not scored; its one pod is not counted either.
    assert_eq!(
        (&metrics["groups"]["groups"], &metrics["workloads"]["running_pods"]),
        (&json!(27), &json!(41))
    );
    let groups = &metrics["groups"];
    let sum = ["discover_groups", "monitor_groups", "protect_groups"].map(|mode| groups[mode].as_u64());
    assert_eq!(sum.into_iter().flatten().sum::<u64>(), 27);
    let exposed = ["discover_ext_eps", "monitor_ext_eps", "protect_ext_eps"]
        .map(|mode| metrics["workloads"][mode].as_u64().unwrap_or_default());
    let list = |name: &str| shown[name].as_array().expect("a list").clone();
    let mut pods: Vec<String> =
        list("ingress").iter().chain(&list("egress")).map(|pod| pod["id"].to_string()).collect();
    pods.sort();
    pods.dedup();
    assert_eq!(exposed.iter().sum::<u64>() as usize, pods.len(), "each pod once");
    assert!(list("ingress").iter().any(|pod| pod["entries"][0]["client_ip"] == "203.0.113.24"));
    let addresses: String = list("ingress").iter().map(|pod| pod["entries"].to_string()).collect();
    assert!(addresses.contains("8.8.8.8") && addresses.contains("114.114.114.114"));
}

#[tokio::test]
async fn modes_move_the_score_and_so_do_violations_and_auto_scan_does_not() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let before = shown(&admin, "").await;
    admin.patch("/v1/scan/config", &json!({ "config": { "auto_scan": true } })).await;
    assert_eq!(risk(&shown(&admin, "").await), risk(&before), "the switch itself finds nothing");

    let services = ["search.storefront", "catalog.storefront", "kafka.analytics", "collector.analytics"];
    let profile =
        json!({ "config": { "services": services, "policy_mode": "Protect", "profile_mode": "Protect" } });
    assert_eq!(admin.patch("/v1/service/config", &profile).await.status, 200);
    let switched = shown(&admin, "").await;
    assert!(risk(&switched) < risk(&before), "{} < {}", risk(&switched), risk(&before));

    let violations =
        |shown: &Value| shown["metrics"]["workloads"]["violate_ext_eps"].as_u64().expect("a number");
    let connect = Connect {
        from: "external".into(),
        to: "nv.kafka.analytics".into(),
        application: "SSH".into(),
        port: "tcp/22".into(),
    };
    demo.connect(&connect).expect("both exist");
    let violated = shown(&admin, "").await;
    assert_eq!(violations(&violated), violations(&switched) + 1);
    let exposure = |shown: &Value| shown["security_scores"]["exposure_score"].as_u64();
    assert!(exposure(&violated) > exposure(&switched));
}

#[tokio::test]
async fn a_namespace_has_a_score_of_its_own_and_its_users_see_no_more() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (admin(&demo).await, Client::signed_in(&demo, "dev").await);
    let payments = shown(&admin, "?isGlobalUser=false&f_domain=payments").await;
    assert_eq!(payments["metrics"]["groups"]["groups"], 5);
    let of = |shown: &Value, domain: &str| {
        let lists = ["ingress", "egress"].map(|name| shown[name].as_array().cloned().unwrap_or_default());
        lists.concat().iter().all(|pod| pod["service"].as_str().is_some_and(|name| name.ends_with(domain)))
    };
    assert!(of(&payments, ".payments"));
    let mine = shown(&dev, "?isGlobalUser=false").await;
    assert_eq!(mine["metrics"]["groups"]["groups"], 15, "storefront and monitoring, less what is not scored");
    assert_eq!(mine["metrics"]["cves"]["host_cves"], 0);
    let theirs = shown(&dev, "?isGlobalUser=false&f_domain=payments").await;
    assert_eq!((&theirs["metrics"]["groups"]["groups"], &theirs["egress"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn clearing_an_exposed_conversation_lowers_the_exposure_until_it_is_said_again() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let before = shown(&admin, "").await;
    let pod = before["ingress"][0]["id"].as_str().expect("an exposed pod").to_owned();
    let target = format!("/v1/conversation/external/{pod}");
    assert_eq!(admin.send("DELETE", &target, &[], "").await.status, 200);
    assert_eq!(admin.get(&target).await.refusal(), (404, 7));
    let is_in = |shown: &Value| {
        shown["ingress"].as_array().is_some_and(|pods| pods.iter().any(|exposed| exposed["id"] == json!(pod)))
    };
    assert!(!is_in(&shown(&admin, "").await));
    let connect = Connect {
        from: "external".into(),
        to: pod.clone(),
        application: "SSL".into(),
        port: "tcp/443".into(),
    };
    demo.connect(&connect).expect("it is there");
    assert!(is_in(&shown(&admin, "").await));
}
