//! Process profiles: what may run is what the rules say, then what the mode says; and who may change them.

use demo_controller::{Effect, Run, Running, Scenario};
use serde_json::{Value, json};

use crate::common::{self, Client, demo};

const PROTECTED: &str = "nv.payment-worker.payments";
const WATCHED: &str = "nv.cart.storefront";
const LEARNING: &str = "nv.catalog.storefront";

fn run(demo: &Running, within: &str, name: &str, path: &str) -> Effect {
    let run = Run { within: within.to_owned(), name: name.to_owned(), path: path.to_owned() };
    demo.run(&run).expect("it is there")
}

async fn incidents(client: &Client, group: &str, name: &str) -> Vec<Value> {
    let all = client.get("/v1/log/incident").await.json();
    let all = all["incidents"].as_array().cloned().expect("a list");
    all.into_iter().filter(|one| one["group"] == group && one["proc_name"] == name).collect()
}

async fn write(client: &Client, group: &str, name: &str, path: &str, action: &str) -> common::Answer {
    let rule = json!({ "name": name, "path": path, "action": action });
    let config = json!({ "group": group, "process_change_list": [rule] });
    let target = format!("/v1/process_profile/{group}");
    client.patch(&target, &json!({ "process_profile_config": config })).await
}

async fn rules(client: &Client, group: &str) -> Vec<Value> {
    let shown = client.get(&format!("/v1/process_profile/{group}")).await.json();
    shown["process_profile"]["process_list"].as_array().cloned().expect("a list")
}

#[tokio::test]
async fn what_no_rule_speaks_of_is_learned_logged_or_blocked_by_the_mode() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    for (group, effect, action, reason) in
        [(PROTECTED, Effect::Denied, "deny", 5), (WATCHED, Effect::Violated, "violate", 0)]
    {
        assert_eq!(run(&demo, group, "nano", "/bin/nano"), effect, "{group}");
        let [one] = &incidents(&admin, group, "nano").await[..] else { panic!("one incident of {group}") };
        let rule_id = format!("00000000-0000-0000-0000-{reason:012}");
        assert_eq!((&one["action"], &one["rule_id"]), (&json!(action), &json!(rule_id)));
        assert_eq!(run(&demo, group, "nano", "/bin/nano"), effect, "nothing is learned from it");
    }
    assert_eq!(run(&demo, LEARNING, "nano", "/bin/nano"), Effect::Learned);
    assert_eq!(run(&demo, LEARNING, "nano", "/bin/nano"), Effect::Allowed, "it is known now");
    let known = rules(&admin, LEARNING).await;
    let learned = known.iter().find(|rule| rule["name"] == "nano").expect("it is in the profile");
    assert_eq!((&learned["action"], &learned["cfg_type"]), (&json!("allow"), &json!("learned")));
    assert_eq!(incidents(&admin, LEARNING, "nano").await, [] as [Value; 0]);
    assert_eq!(run(&demo, "nodes", "nano", "/bin/nano"), Effect::Learned, "nodes have a profile too");
}

#[tokio::test]
async fn a_rule_decides_from_then_on() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    for group in [PROTECTED, WATCHED] {
        assert_eq!(write(&admin, group, "nano", "/bin/nano", "allow").await.status, 200);
        assert_eq!(run(&demo, group, "nano", "/bin/nano"), Effect::Allowed, "{group}");
        assert_eq!(incidents(&admin, group, "nano").await, [] as [Value; 0], "{group}");
    }
    for (group, effect) in
        [(PROTECTED, Effect::Denied), (WATCHED, Effect::Violated), (LEARNING, Effect::Violated)]
    {
        assert_eq!(write(&admin, group, "nano", "/bin/nano", "deny").await.status, 200);
        assert_eq!(run(&demo, group, "nano", "/bin/nano"), effect, "{group}");
        let known = rules(&admin, group).await;
        let rule = known.iter().find(|rule| rule["name"] == "nano").expect("it is in the profile");
        let incident = incidents(&admin, group, "nano").await.remove(0);
        assert_eq!(incident["rule_id"], rule["uuid"], "it names the rule");
    }
}

#[tokio::test]
async fn an_attack_does_what_the_profiles_leave_it() {
    let demo = demo(Scenario::Attack).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let count = async |name: &str| {
        let all = admin.get("/v1/log/incident").await.json();
        all["incidents"].as_array().expect("a list").iter().filter(|one| one["proc_name"] == name).count()
    };
    let before = (count("bash").await, count("nmap").await);
    demo.tick(200);
    let between = (count("bash").await, count("nmap").await);
    assert!(between.0 > before.0 && between.1 > before.1, "both are tried: {before:?} {between:?}");
    write(&admin, PROTECTED, "bash", "/bin/bash", "allow").await;
    write(&admin, "nv.spark-worker.analytics", "nmap", "/usr/bin/nmap", "allow").await;
    demo.tick(200);
    assert_eq!((count("bash").await, count("nmap").await), between, "they may now");
}

#[tokio::test]
async fn a_profile_is_changed_by_who_may_and_seen_by_who_may_see_the_group() {
    let demo = demo(Scenario::Small).await;
    let reader = Client::signed_in(&demo, "reader").await;
    let dev = Client::signed_in(&demo, "dev").await;
    let admin = Client::signed_in(&demo, "admin").await;
    let before = rules(&admin, PROTECTED).await;
    assert_eq!(write(&reader, PROTECTED, "nano", "/bin/nano", "allow").await.refusal(), (403, 25));
    assert_eq!(write(&dev, PROTECTED, "nano", "/bin/nano", "allow").await.refusal(), (403, 25));
    assert_eq!(rules(&admin, PROTECTED).await, before);
    assert_eq!(write(&dev, WATCHED, "nano", "/bin/nano", "allow").await.status, 200);
    let show = async |client: &Client, group: &str| client.get(&format!("/v1/process_profile/{group}")).await;
    assert_eq!(show(&dev, PROTECTED).await.refusal(), (403, 25));
    assert_eq!(show(&dev, "nv.ghost.nowhere").await.refusal(), (404, 7));
    assert_eq!(show(&admin, "external").await.refusal(), (400, 7), "nothing runs there");
    assert_eq!(write(&admin, "external", "nano", "/bin/nano", "allow").await.refusal(), (400, 7));
    assert_eq!(write(&admin, WATCHED, "nano", "bin/nano", "allow").await.refusal().0, 400);
    let shown = show(&reader, PROTECTED).await.json();
    assert_eq!(
        (&shown["process_profile"]["mode"], &shown["process_profile"]["baseline"]),
        (&json!("Protect"), &json!("zero-drift"))
    );
}

#[tokio::test]
async fn what_runs_must_be_somewhere() {
    let demo = demo(Scenario::Small).await;
    let refused = |within: &str| {
        let run = Run { within: within.to_owned(), name: "sh".to_owned(), path: "/bin/sh".to_owned() };
        demo.run(&run).expect_err("nowhere")
    };
    assert!(refused("nv.ghost.nowhere").contains("ghost"));
    assert!(refused("external").contains("outside"));
}
