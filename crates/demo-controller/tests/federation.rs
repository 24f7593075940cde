//! The federation: the demo is in none until it is put into one, and then answers as a master, or a joint cluster, was
//! recorded to.

use std::collections::BTreeSet;

use demo_controller::{Federation, Scenario};
use serde_json::{Value, json};

use crate::common::{Client, demo, recordings};

const MEMBER: &str = "/v1/fed/member";

/// The places of all fields of an answer.
fn fields(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(of) => {
            for (name, value) in of {
                let at = format!("{at}.{name}");
                found.insert(at.clone());
                fields(value, &at, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, at, found)),
        _ => {}
    }
}

fn places(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    fields(value, "", &mut found);
    found
}

fn door(id: &str, path: &str) -> String {
    format!("/v1/fed/cluster/{id}{path}")
}

#[tokio::test]
async fn members_stand_as_recorded() {
    let demo = demo(Scenario::Small).await;
    for (federation, file) in [
        (Federation::default(), "GET_v1_fed_member.json"),
        (Federation::master(), "GET_v1_fed_member__master_with_joint.json"),
        (Federation::joint(), "GET_v1_fed_member__joint.json"),
    ] {
        demo.federate(federation);
        let admin = Client::signed_in(&demo, "admin").await;
        let ours = admin.get(MEMBER).await.json();
        for recorded in recordings::all().iter().filter(|recording| recording.file == file) {
            assert_eq!(places(&ours), places(&recorded.body), "{file}");
            let of = |body: &Value| {
                (
                    body["fed_role"].clone(),
                    body["master_cluster"]["status"].clone(),
                    body["joint_clusters"][0]["status"].clone(),
                )
            };
            assert_eq!(of(&ours), of(&recorded.body), "{file}");
        }
    }
}

#[tokio::test]
async fn the_master_passes_on_to_clusters_that_it_reaches_and_refuses_others() {
    let demo = demo(Scenario::Small).await;
    let put = |clusters: Value| {
        let (nobody, body) = (Client::new(&demo), json!({ "role": "master", "clusters": clusters }));
        async move { nobody.post("/_demo/federation", &body).await.json()["ids"].clone() }
    };
    let ids =
        put(json!([{ "name": "here", "score": 7, "nodes": 9 }, { "name": "gone", "status": "left" }])).await;
    let id = |name: &str| ids[name].as_str().expect("an id").to_owned();
    let admin = Client::signed_in(&demo, "admin").await;

    let summary = admin.get(&door(&id("here"), "/v1/system/summary")).await.json();
    assert_eq!(summary["summary"]["hosts"], 9);
    let score = admin.get(&door(&id("here"), "/v1/system/score/metrics?isGlobalUser=true")).await.json();
    assert_eq!(score["security_scores"]["security_risk_score"], 7);
    assert_eq!(admin.get(&door(&id("here"), "/v1/group")).await.status, 501);

    for id in [id("gone"), "ghost".to_owned()] {
        let answer = admin.get(&door(&id, "/v1/system/summary")).await;
        assert_eq!(answer.refusal(), (400, 37), "{id}");
        let file = "GET_v1_fed_cluster_ghost_v1_system_summary__unknown_cluster.json";
        for recorded in recordings::all().iter().filter(|recording| recording.file == file) {
            assert_eq!(answer.json(), recorded.body, "{id}");
        }
    }
}

#[tokio::test]
async fn only_the_federations_own_read_it_at_the_master() {
    let demo = demo(Scenario::Small).await;
    let reader = Client::signed_in(&demo, "reader").await;
    let before = Client::signed_in(&demo, "admin").await;
    assert_eq!(before.get(&door("x", "/v1/system/summary")).await.refusal(), (403, 25), "there is none");
    demo.federate(Federation::master());
    assert_eq!(before.get(MEMBER).await.refusal(), (401, 3), "a promotion ends their sessions");
    assert_eq!(reader.get(MEMBER).await.refusal(), (403, 25));
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.get("/v1/selfuser").await.json()["user"]["role"], "fedAdmin");
    demo.federate(Federation::joint());
    assert_eq!(admin.get(MEMBER).await.json()["fed_role"], "joint", "to join does not");
    demo.reset();
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.get(MEMBER).await.json()["fed_role"], "");
}
