//! The control API: faults, the journal, the clock, and over HTTP the same.

use std::time::Duration;

use demo_controller::{ClockMode, DemoController, Fault, Scenario};
use serde_json::json;

use crate::common::{Client, credentials, demo};

#[tokio::test]
async fn calls_fail_as_they_were_told_to() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    demo.fault(Fault::on("GET", "/v1/group").status(500).times(1));
    assert_eq!(admin.get("/v1/group?brief=true").await.refusal(), (500, 9));
    assert_eq!(admin.get("/v1/group?brief=true").await.status, 200);

    demo.fault(Fault::on("*", "/v1/*").html());
    let page = admin.get("/v1/domain").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    demo.clear_faults();

    demo.fault(Fault::on("GET", "/v1/domain").drop_connection());
    assert!(admin.try_send("GET", "/v1/domain", &[], "").await.is_none());
    demo.clear_faults();

    demo.fault(Fault::on("GET", "/v1/domain").status(403));
    assert_eq!(admin.get("/v1/domain").await.refusal(), (403, 25));
}

#[tokio::test]
async fn a_call_hangs_until_it_is_released() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    demo.fault(Fault::on("GET", "/v1/domain").hang().times(1));
    let hanging = tokio::spawn({
        let admin = admin.clone();
        async move { admin.get("/v1/domain").await.status }
    });
    while demo.count("GET", "/v1/domain") == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(admin.get("/v1/eula").await.status, 200, "others are answered meanwhile");
    // It is noted a moment before it hangs; release until it goes on.
    while !hanging.is_finished() {
        demo.release();
        tokio::task::yield_now().await;
    }
    assert_eq!(hanging.await.expect("it ends"), 200);
}

#[tokio::test]
async fn gone_means_no_answer_to_anybody_but_the_control_api() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    demo.go_away();
    assert!(nobody.try_send("GET", "/v1/eula", &[], "").await.is_none());
    let back = nobody.post("/_demo/gone", &json!({ "gone": false })).await;
    assert_eq!(back.status, 200);
    assert_eq!(nobody.get("/v1/eula").await.status, 200);
}

#[tokio::test]
async fn names_provoke_failures() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let sign_in = async |user: &str| {
        let headers = [("content-type", "application/json")];
        nobody.try_send("POST", "/v1/auth", &headers, credentials(user, "x").to_string()).await
    };
    assert_eq!(sign_in("sentinel-500").await.expect("an answer").status, 500);
    assert_eq!(
        sign_in("sentinel-html").await.expect("an answer").header("content-type"),
        "text/html; charset=utf-8"
    );
    assert!(sign_in("sentinel-drop").await.is_none());
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.get("/v1/group/sentinel-403").await.refusal(), (403, 25));
    assert_eq!(admin.switch(&["cart.storefront", "sentinel-500"], "Monitor").await.status, 500);
}

#[tokio::test]
async fn tests_see_what_was_sent() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    admin
        .send("GET", "/v1/group?brief=true", &[("X-Nv-Page", "dashboard"), ("Accept-Encoding", "gzip")], "")
        .await;
    let seen = demo.requests();
    let (sign_in, list) = (&seen[0], &seen[1]);
    assert_eq!((sign_in.path.as_str(), sign_in.status), ("/v1/auth", Some(200)));
    assert_eq!(sign_in.body, r#"{"password":{"password":"***","username":"admin"}}"#);
    assert_eq!((list.method.as_str(), list.target.as_str()), ("GET", "/v1/group?brief=true"));
    assert_eq!((list.header("x-nv-page"), list.header("accept-encoding")), (Some("dashboard"), Some("gzip")));
    assert_eq!(list.header("x-auth-token"), Some("***"));
    assert_eq!(demo.count("GET", "/v1/group"), 1);
    demo.clear_requests();
    assert!(demo.requests().is_empty() && demo.count("GET", "/v1/group") == 0);
}

#[tokio::test]
async fn a_reset_puts_everything_back() {
    let demo = demo(Scenario::Small).await;
    let start = demo.export(Default::default());
    let admin = Client::signed_in(&demo, "admin").await;
    admin.switch(&["search.storefront"], "Protect").await;
    demo.fault(Fault::on("*", "/v1/*"));
    demo.advance(Duration::from_secs(60));
    demo.reset();
    assert_eq!(demo.export(Default::default()), start);
    assert_eq!(admin.get("/v1/group").await.refusal(), (401, 3), "sessions are gone, faults too");
    Client::signed_in(&demo, "admin").await;
}

#[tokio::test]
async fn the_control_api_does_the_same_over_http() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let state = nobody.get("/_demo/state").await.json();
    assert_eq!((&state["scenario"], &state["routes"]), (&json!("small"), &json!(340)));
    let connect =
        json!({ "from": "external", "to": "nv.search.storefront", "application": "SSH", "port": "tcp/22" });
    let learned = nobody.post("/_demo/connect", &connect).await.json();
    assert_eq!(
        (&learned["effect"], &learned["action"], &learned["mode"]),
        (&json!("learned"), &json!("allow"), &json!("Discover"))
    );
    let ghost = json!({ "from": "nv.ghost.x", "to": "external" });
    assert_eq!(nobody.post("/_demo/connect", &ghost).await.status, 404);

    let now = state["now"].as_i64().expect("seconds");
    assert_eq!(nobody.post("/_demo/clock", &json!({ "advance_s": 90 })).await.json()["now"], now + 90);
    assert_eq!(nobody.post("/_demo/tick", &json!({})).await.status, 200);
    assert_eq!(nobody.post("/_demo/lag", &json!({ "ms": null })).await.status, 200);

    let fault = json!({ "method": "GET", "path": "/v1/eula", "status": 503, "times": 1 });
    assert!(nobody.post("/_demo/fault", &fault).await.json()["id"].is_u64());
    assert_eq!(nobody.get("/v1/eula").await.status, 503);
    assert_eq!(nobody.send("DELETE", "/_demo/fault", &[], "").await.status, 200);
    assert_eq!(nobody.post("/_demo/release", &json!(null)).await.status, 200);

    Client::signed_in(&demo, "admin").await;
    assert_eq!(nobody.post("/_demo/expire", &json!({ "user": "admin" })).await.json()["ended"], 1);
    assert_eq!(nobody.get("/_demo/count?method=GET&path=/v1/eula").await.json()["count"], 1);
    assert_eq!(nobody.get("/_demo/requests").await.json().as_array().map(Vec::len), Some(2));
    assert_eq!(nobody.send("DELETE", "/_demo/requests", &[], "").await.status, 200);
    assert_eq!(nobody.get("/_demo/unimplemented").await.json(), json!({}));
    let settings = json!({ "misc": { "cluster_name": "other" } });
    assert_eq!(nobody.post("/_demo/settings", &settings).await.status, 200);
    assert_eq!(nobody.post("/_demo/import", &json!({ "polls": 2, "delay_ms": 5 })).await.status, 200);
    assert_eq!(
        nobody.get("/_demo/export?section=policy").await.body,
        demo.export(controller_api::config_file::Section::Policy)
    );
    assert_eq!(nobody.post("/_demo/reset", &json!(null)).await.status, 200);
}

#[tokio::test]
async fn without_the_switch_there_is_no_control_api() {
    let demo = DemoController::builder().clock(ClockMode::Manual).start().await.expect("a free port");
    assert_eq!(Client::new(&demo).get("/_demo/state").await.refusal(), (404, 1));
}

#[tokio::test]
async fn a_degraded_cluster_is_slow_and_fails_at_times() {
    let demo = demo(Scenario::Degraded).await;
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.get("/v1/system/summary").await.json()["summary"]["disconnected_enforcers"], 1);
    let mut failures = 0;
    for _ in 0..10 {
        failures += u32::from(admin.get("/v1/group?brief=true").await.status == 500);
    }
    assert_eq!(failures, 2);
}

#[tokio::test]
async fn shutdown_closes_the_port() {
    let demo = demo(Scenario::Small).await;
    let address = demo.addr();
    demo.shutdown().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
