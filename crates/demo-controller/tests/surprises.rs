//! The controller's surprises: each is what was measured on a real one.

use demo_controller::Scenario;
use serde_json::json;

use crate::common::{Client, credentials, demo};

#[tokio::test]
async fn an_unknown_url_is_404_even_for_nobody() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    assert_eq!(nobody.get("/v1/nope").await.refusal(), (404, 1));
    assert_eq!(nobody.get("/v1/group").await.refusal(), (401, 3));
    assert_eq!(nobody.with_token("garbage").get("/v1/group").await.refusal(), (401, 3));
}

#[tokio::test]
async fn other_methods_are_405_and_say_which_are_allowed() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let put = nobody.send("PUT", "/v1/group", &[], "{}").await;
    assert_eq!((put.refusal(), put.header("allow")), ((405, 2), "GET, OPTIONS, POST"));
    let head = nobody.send("HEAD", "/v1/group", &[], "").await;
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (405, 0, "70"));
    let options = nobody.send("OPTIONS", "/v1/group", &[], "").await;
    assert_eq!((options.status, options.header("allow")), (200, "GET, OPTIONS, POST"));
}

#[tokio::test]
async fn gzip_is_for_those_who_name_it_exactly() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    for (accept, compressed) in [
        ("gzip", true),
        ("gzip,deflate", true),
        ("deflate,gzip", true),
        ("deflate, gzip", false),
        ("gzip;q=1.0", false),
        ("GZIP", false),
        ("identity", false),
    ] {
        let answer = admin.send("GET", "/v1/group?brief=true", &[("accept-encoding", accept)], "").await;
        assert_eq!(answer.header("content-encoding") == "gzip", compressed, "{accept}");
        assert!(answer.json()["groups"].as_array().is_some_and(|groups| groups.len() > 30));
    }
    let short = admin.send("GET", "/v1/eula", &[("accept-encoding", "gzip")], "").await;
    assert_eq!(short.header("content-encoding"), "", "short answers are not worth it");
}

#[tokio::test]
async fn answers_carry_the_controllers_headers() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let found = admin.get("/v1/domain").await;
    assert_eq!(
        (found.header("cache-control"), found.header("content-type")),
        ("no-cache", "application/json")
    );
    let refused = admin.get("/v1/group/nope").await;
    assert_eq!((refused.header("cache-control"), refused.header("content-type")), ("", "application/json"));
    assert_eq!(refused.refusal(), (404, 7));
    let empty = admin.send("PATCH", "/v1/auth", &[], "").await;
    assert_eq!((empty.status, empty.body.len(), empty.header("content-type")), (200, 0, "application/json"));
}

#[tokio::test]
async fn a_mode_switch_passes_over_what_it_cannot_switch() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let services = ["catalog.storefront", "coredns.kube-system", "warehouse.storefront", "no.such"];
    let answer = admin.switch(&services, "Monitor").await;
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(admin.group("nv.catalog.storefront").await["policy_mode"], "Monitor");
    assert_eq!(admin.group("nv.coredns.kube-system").await["policy_mode"], "Discover", "the platform's");
    assert_eq!(admin.group("nv.warehouse.storefront").await["policy_mode"], "Monitor", "a custom resource's");
    assert_eq!(admin.switch(&["no.such"], "Monitor").await.refusal(), (404, 7));
    let bad = admin.switch(&["catalog.storefront"], "Bogus").await;
    assert_eq!(
        (bad.refusal(), bad.json()["message"].as_str()),
        ((400, 6), Some("Invalid policy mode Bogus"))
    );
}

#[tokio::test]
async fn nodes_switch_and_have_no_baseline_to_change() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let change = json!({ "config": { "services": ["nodes"], "policy_mode": "Protect", "baseline_profile": "zero-drift" } });
    assert_eq!(admin.patch("/v1/service/config", &change).await.status, 200);
    let nodes = admin.group("nodes").await;
    assert_eq!((&nodes["policy_mode"], &nodes["baseline_profile"]), (&json!("Protect"), &json!("basic")));
}

#[tokio::test]
async fn lists_pass_over_what_they_do_not_understand() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let count =
        async |target: &str, list: &str| admin.get(target).await.json()[list].as_array().map_or(0, Vec::len);
    let all = count("/v1/group?brief=true", "groups").await;
    assert_eq!(count("/v1/group?start=abc&limit=xyz&brief=true", "groups").await, all);
    assert_eq!(count("/v1/group?start=9999&limit=5", "groups").await, 0);
    assert_eq!(count("/v1/group?start=3&limit=5&brief=true", "groups").await, 5);
    let rules = count("/v1/policy/rule", "rules").await;
    assert_eq!(count("/v1/policy/rule?f_from=nv.frontend.storefront&brief=true", "rules").await, rules);
    for target in ["/v1/group?scope=bogus", "/v1/policy/rule?scope=all"] {
        assert_eq!(admin.get(target).await.refusal(), (400, 6));
    }
    assert!(count("/v1/group?scope=fed&brief=true", "groups").await < 5);
    assert_eq!(count("/v1/policy/rule?scope=fed", "rules").await, 1);
    let pods = admin.get("/v1/group?view=pod&with_cap=true&f_name=nv.cart.storefront").await.json();
    let member = &pods["groups"][0]["members"][0];
    assert_eq!(member["children"].as_array().map(Vec::len), Some(1), "{member}");
}

#[tokio::test]
async fn api_keys_are_nobody_and_may_what_their_role_may() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let with =
        async |key: &str, target: &str| nobody.send("GET", target, &[("X-Auth-Apikey", key)], "").await;
    assert_eq!(with("reader-key:reader-secret", "/v1/system/summary").await.status, 200);
    assert_eq!(with("reader-key:reader-secret", "/v1/selfuser").await.refusal(), (403, 25));
    assert_eq!(with("reader-key:wrong", "/v1/group").await.refusal(), (401, 3));
}

#[tokio::test]
async fn what_is_not_implemented_says_so_and_is_listed() {
    let demo = demo(Scenario::Small).await;
    assert_eq!(Client::new(&demo).get("/v1/host").await.refusal(), (401, 3));
    let admin = Client::signed_in(&demo, "admin").await;
    let answer = admin.get("/v1/host/node-1%3Aabc/compliance").await;
    assert_eq!(answer.status, 501);
    assert_eq!(
        answer.json()["message"],
        "The demo controller does not implement GET /v1/host/:id/compliance"
    );
    assert_eq!(demo.unimplemented().get("GET /v1/host/:id/compliance"), Some(&1));
}

#[tokio::test]
async fn what_a_user_does_stands_in_the_log() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    admin.switch(&["catalog.storefront"], "Monitor").await;
    let reader = Client::signed_in(&demo, "reader").await;
    assert_eq!(reader.switch(&["catalog.storefront"], "Protect").await.refusal(), (403, 25));
    assert_eq!(reader.send("DELETE", "/v1/auth", &[], "").await.status, 200);
    let wrong = Client::new(&demo).post("/v1/auth", &credentials("admin", "wrong")).await;
    assert_eq!(wrong.refusal(), (401, 3));
    let events = admin.get("/v1/log/event?start=0&limit=6").await.json();
    let names: Vec<_> =
        events["events"].as_array().expect("a list").iter().map(|e| e["name"].clone()).collect();
    assert_eq!(
        names,
        [
            "User.Login.Failed",
            "User.Logout",
            "User.Resource.Access.Denied",
            "User.Login",
            "RESTful.Write",
            "User.Login",
        ]
    );
    let write = &events["events"][4];
    assert_eq!(
        (&write["message"], &write["rest_method"]),
        (&json!("Configure services in batch"), &json!("PATCH"))
    );
    assert_eq!(
        write["rest_body"],
        r#"{"config":{"policy_mode":"Monitor","services":["catalog.storefront"]}}"#
    );
}

#[tokio::test]
async fn a_new_installation_wants_a_new_password_and_the_licence() {
    let demo = demo(Scenario::Empty).await;
    let nobody = Client::new(&demo);
    assert_eq!(nobody.get("/v1/eula").await.json()["eula"]["accepted"], false);
    let given = credentials("admin", "bootstrap-Secret-1");
    let due = nobody.post("/v1/auth", &given).await.json();
    assert_eq!((&due["need_to_reset_password"], &due["token"]), (&json!(true), &json!(null)));
    let mut weak = given.clone();
    weak["password"]["new_password"] = json!("weak");
    let refused = nobody.post("/v1/auth", &weak).await;
    assert_eq!(
        (refused.refusal(), &refused.json()["password_profile_basic"]["min_len"]),
        ((400, 14), &json!(8))
    );
    let mut strong = given;
    strong["password"]["new_password"] = json!("Primary-2026!");
    assert_eq!(nobody.post("/v1/auth", &strong).await.status, 200);
    let admin = nobody.sign_in("admin", "Primary-2026!").await;
    assert_eq!(admin.post("/v1/eula", &json!({ "eula": { "accepted": true } })).await.status, 200);
    assert_eq!(admin.get("/v1/eula").await.json()["eula"]["accepted"], true);
    assert_eq!(admin.get("/v1/system/summary").await.json()["summary"]["hosts"], 0);
    assert_eq!(admin.get("/v1/group").await.json()["groups"].as_array().map(Vec::len), Some(3));
}
