//! Sign-in and its many refusals, and how sessions end.

use std::time::Duration;

use demo_controller::Scenario;
use serde_json::json;

use crate::common::{Client, credentials, demo};

#[tokio::test]
async fn refusals_are_told_apart_as_far_as_the_controller_does() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let sign_in =
        async |user: &str, password: &str| nobody.post("/v1/auth", &credentials(user, password)).await;
    assert_eq!(sign_in("admin", "wrong").await.refusal(), (401, 3));
    assert_eq!(sign_in("who", "wrong").await.refusal(), (401, 3));
    assert_eq!(sign_in("blocked", "blocked").await.refusal(), (401, 47));
    assert_eq!(sign_in("expired", "expired").await.refusal(), (401, 48));
    assert_eq!(sign_in("reset", "reset").await.json()["need_to_reset_password"], true);
    assert_eq!(nobody.post("/v1/auth", &json!({ "foo": 1 })).await.refusal(), (400, 6));
}

#[tokio::test]
async fn failed_sign_ins_block_for_a_while() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let sign_in = async |password: &str| nobody.post("/v1/auth", &credentials("reader", password)).await;
    for _ in 0..4 {
        assert_eq!(sign_in("wrong").await.refusal(), (401, 3));
    }
    assert_eq!(sign_in("wrong").await.refusal(), (401, 47), "the fifth is one too many");
    assert_eq!(sign_in("reader").await.refusal(), (401, 47), "even with the right one");
    demo.advance(Duration::from_secs(60 * 60));
    assert_eq!(sign_in("reader").await.status, 200);
}

#[tokio::test]
async fn sessions_end_when_idle_or_told_to() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    demo.advance(Duration::from_secs(299));
    assert_eq!(admin.send("PATCH", "/v1/auth", &[], "").await.status, 200);
    demo.advance(Duration::from_secs(299));
    assert_eq!(admin.get("/v1/selfuser").await.status, 200);
    demo.advance(Duration::from_secs(300));
    assert_eq!(admin.get("/v1/selfuser").await.refusal(), (401, 3));
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(demo.expire_sessions(Some("admin")), 1);
    assert_eq!(admin.get("/v1/selfuser").await.refusal(), (401, 3));
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.send("DELETE", "/v1/auth", &[], "").await.status, 200);
    assert_eq!(admin.send("DELETE", "/v1/auth", &[], "").await.refusal(), (401, 3));
}

#[tokio::test]
async fn the_33rd_session_is_refused_like_a_wrong_password() {
    let demo = demo(Scenario::Small).await;
    for _ in 0..32 {
        Client::signed_in(&demo, "reader").await;
    }
    let one_more = Client::new(&demo).post("/v1/auth", &credentials("reader", "reader")).await;
    assert_eq!(one_more.refusal(), (401, 3));
    assert_eq!(demo.sessions("reader"), 32);
}

#[tokio::test]
async fn users_change_themselves_and_nothing_more() {
    let demo = demo(Scenario::Small).await;
    let reader = Client::signed_in(&demo, "reader").await;
    let change = async |fields: serde_json::Value| {
        let mut config = json!({ "fullname": "reader" });
        config.as_object_mut().expect("an object").extend(fields.as_object().expect("one").clone());
        reader.patch("/v1/user/reader", &json!({ "config": config })).await
    };
    let edit = change(json!({ "email": "r@demo.example", "locale": "ru", "timeout": 900 })).await;
    assert_eq!((edit.status, edit.body.len()), (200, 0));
    let me = reader.get("/v1/selfuser").await.json();
    assert_eq!((&me["user"]["locale"], &me["user"]["timeout"]), (&json!("ru"), &json!(900)));
    assert_eq!(change(json!({ "role": "admin" })).await.refusal(), (403, 25));
    assert_eq!(change(json!({ "timeout": 5 })).await.refusal(), (400, 6));
    let other = reader.patch("/v1/user/admin", &json!({ "config": { "fullname": "admin" } })).await;
    assert_eq!(other.refusal(), (403, 25));
}

#[tokio::test]
async fn a_changed_password_ends_every_session_and_the_very_call() {
    let demo = demo(Scenario::Small).await;
    let (reader, elsewhere) =
        (Client::signed_in(&demo, "reader").await, Client::signed_in(&demo, "reader").await);
    let change = async |old: &str, new: &str| {
        let config = json!({ "fullname": "reader", "password": old, "new_password": new });
        reader.patch("/v1/user/reader", &json!({ "config": config })).await
    };
    let wrong = change("nope", "Reader-2026!").await;
    assert_eq!(
        (wrong.refusal(), &wrong.json()["message"]),
        ((403, 4), &json!("Current password doesn't match."))
    );
    let weak = change("reader", "abc").await;
    assert_eq!(
        (weak.refusal(), &weak.json()["password_profile_basic"]["min_special_count"]),
        ((400, 14), &json!(1))
    );
    assert_eq!(change("reader", "reader").await.status, 200, "the same again is fine");
    assert_eq!(reader.get("/v1/selfuser").await.status, 200);
    assert_eq!(change("reader", "Reader-2026!").await.refusal(), (401, 3));
    for client in [&reader, &elsewhere] {
        assert_eq!(client.get("/v1/selfuser").await.refusal(), (401, 3));
    }
    Client::new(&demo).sign_in("reader", "Reader-2026!").await;
}

#[tokio::test]
async fn a_forced_reset_takes_a_strong_password() {
    let demo = demo(Scenario::Small).await;
    let nobody = Client::new(&demo);
    let mut body = credentials("reset", "reset");
    for weak in ["a", "lowercase-1", "UPPERCASE-1", "No-Digits!", "NoSpecial1"] {
        body["password"]["new_password"] = json!(weak);
        assert_eq!(nobody.post("/v1/auth", &body).await.refusal(), (400, 14), "{weak}");
    }
    body["password"]["new_password"] = json!("Chosen-2026!");
    let answer = nobody.post("/v1/auth", &body).await.json();
    assert!(answer["token"]["token"].is_string() && answer["need_to_reset_password"] == false);
    nobody.sign_in("reset", "Chosen-2026!").await;
}
