//! Backup and restore, with the protocol of the real one.

use std::{io::Read, time::Duration};

use controller_api::config_file::Section;
use demo_controller::{Running, Scenario};
use serde_json::json;

use crate::common::{Answer, Client, demo};

const PATH: &str = "/v1/file/config";

fn text(file: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("a gzip of text");
    text
}

/// The file within a multipart answer.
fn part(answer: &Answer) -> Vec<u8> {
    let find = |needle: &[u8], from: usize| {
        answer.body[from..].windows(needle.len()).position(|w| w == needle).map(|at| from + at)
    };
    let start = find(b"\r\n\r\n", 0).expect("headers end") + 4;
    let boundary = answer.header("content-type").split("boundary=").nth(1).expect("a boundary");
    let end = find(format!("\r\n--{boundary}--\r\n").as_bytes(), start).expect("the part ends");
    answer.body[start..end].to_vec()
}

async fn import(client: &Client, file: Vec<u8>) -> Answer {
    client.send("POST", PATH, &[("content-type", "application/x-gzip")], file).await
}

async fn poll(client: &Client, tid: &str) -> Answer {
    client.send("POST", PATH, &[("X-Transaction-ID", tid)], "").await
}

fn field(answer: &Answer, name: &str) -> String {
    answer.json()["data"][name].as_str().unwrap_or_default().to_owned()
}

async fn admin(demo: &Running) -> Client {
    Client::signed_in(demo, "admin").await
}

#[tokio::test]
async fn the_file_comes_in_an_envelope_or_raw_and_is_the_same_each_time() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let envelope = admin.get(PATH).await;
    assert!(envelope.header("content-type").starts_with("multipart/form-data; boundary="));
    let head = String::from_utf8_lossy(&envelope.body[..260]).into_owned();
    assert!(head.contains(
        "Content-Disposition: form-data; name=\"configuration\"; filename=\"NV202601050900.conf.gz\""
    ));
    let raw = admin.get("/v1/file/config?raw=true").await;
    assert_eq!((raw.header("content-type"), raw.header("content-disposition")), ("application/x-gzip", ""));
    assert_eq!(part(&envelope), raw.body);
    demo.advance(Duration::from_secs(90));
    demo.tick(5);
    assert_eq!(demo.export(Section::All), raw.body, "the same configuration, the same bytes");
    admin.switch(&["search.storefront"], "Monitor").await;
    assert_ne!(demo.export(Section::All), raw.body);
}

#[tokio::test]
async fn inside_stand_a_header_and_keys_with_their_values() {
    let demo = demo(Scenario::Small).await;
    let everything = text(&demo.export(Section::All));
    let mut lines = everything.lines();
    let header: serde_json::Value = serde_json::from_str(lines.next().expect("a header")).expect("JSON");
    assert_eq!(header["sections"], json!(["policy", "user", "config"]));
    let keys: Vec<_> = lines.clone().step_by(2).collect();
    assert!(keys.iter().all(|key| key.starts_with("object/config/")), "{keys:?}");
    assert!(lines.skip(1).step_by(2).all(|value| serde_json::from_str::<serde_json::Value>(value).is_ok()));
    let policy = text(&demo.export(Section::Policy));
    assert!(policy.contains("object/config/group/") && !policy.contains("object/config/user/"));
    let users = text(&demo.export(Section::User));
    assert!(users.contains("object/config/user/admin") && !users.contains("object/config/group/"));
    let admin = admin(&demo).await;
    let narrowed = admin.get("/v1/file/config?raw=true&section=policy").await;
    assert_eq!(text(&narrowed.body), policy);
}

#[tokio::test]
async fn a_restore_brings_back_modes_rules_and_settings_and_ends_every_session() {
    let demo = demo(Scenario::Small).await;
    let (admin, other) = (admin(&demo).await, Client::signed_in(&demo, "reader").await);
    let before = demo.export(Section::All);
    admin.switch(&["search.storefront", "kafka.analytics"], "Protect").await;
    demo.set_settings(json!({ "misc": { "cluster_name": "renamed" } })).expect("settings");
    assert_ne!(text(&demo.export(Section::All)), text(&before));

    let begun = import(&admin, before.clone()).await;
    assert_eq!((begun.status, field(&begun, "status").as_str()), (206, "preparing"));
    assert!(!field(&begun, "temp_token").is_empty());
    let tid = field(&begun, "tid");
    let running = poll(&admin, &tid).await;
    assert_eq!((running.status, field(&running, "status").as_str()), (206, "importing"));
    assert!(running.json()["data"].get("temp_token").is_none());
    for client in [&admin, &other] {
        assert_eq!(client.get("/v1/system/summary").await.refusal(), (401, 3));
    }
    assert_eq!(poll(&admin, &tid).await.refusal(), (401, 3), "206 followed by 401 means done");

    let admin = Client::signed_in(&demo, "admin").await;
    let done = poll(&admin, &tid).await;
    assert_eq!((done.status, field(&done, "status").as_str()), (200, "done"));
    assert_eq!(admin.group("nv.search.storefront").await["policy_mode"], "Discover");
    let settings = admin.get("/v2/system/config").await.json();
    assert_eq!(settings["config"]["misc"]["cluster_name"], "demo-cluster");
    // The header is dated by the last change.
    let body = |file: &[u8]| text(file).lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&demo.export(Section::All)), body(&before));
}

#[tokio::test]
async fn an_unused_token_of_an_import_survives_it_and_a_used_one_does_not() {
    let demo = demo(Scenario::Small).await;
    let file = demo.export(Section::All);
    for (uses_before, status) in [(false, 200), (true, 401)] {
        let admin = admin(&demo).await;
        demo.set_import(2, Duration::ZERO);
        let begun = import(&admin, file.clone()).await;
        let tid = field(&begun, "tid");
        let watcher = Client::new(&demo).with_token(&field(&begun, "temp_token"));
        let first = if uses_before { &watcher } else { &admin };
        assert_eq!(poll(first, &tid).await.status, 206);
        assert_eq!(poll(&admin, &tid).await.status, 206);
        assert_eq!(poll(&watcher, &tid).await.status, status);
        assert_eq!(watcher.get("/v1/group").await.refusal(), (401, 3), "it is good for nothing else");
    }
}

#[tokio::test]
async fn a_file_that_is_no_backup_fails_and_leaves_sessions_alone() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let before = demo.export(Section::All);
    let begun = import(&admin, vec![0x1f, 0x8b, 1, 2, 3]).await;
    assert_eq!(begun.status, 206);
    let tid = field(&begun, "tid");
    let watcher = Client::new(&demo).with_token(&field(&begun, "temp_token"));
    assert_eq!(poll(&watcher, &tid).await.refusal(), (401, 3));
    let failed = poll(&admin, &tid).await;
    assert_eq!((failed.refusal(), &failed.json()["message"]), ((500, 18), &json!("Invalid file format")));
    assert_eq!(failed.json()["import_task_data"]["data"]["tid"], json!(tid));
    assert_eq!(demo.export(Section::All), before);
}

#[tokio::test]
async fn what_is_no_gzip_gets_no_answer_and_blocks_others_for_a_while() {
    let demo = demo(Scenario::Small).await;
    let admin = admin(&demo).await;
    let none =
        admin.try_send("POST", PATH, &[("content-type", "application/octet-stream")], "not gzip").await;
    assert!(none.is_none(), "{none:?}");
    let good = demo.export(Section::All);
    let refused = import(&admin, good.clone()).await;
    assert_eq!(
        (refused.refusal(), &refused.json()["message"]),
        ((409, 18), &json!("Another import is ongoing"))
    );
    assert_eq!(refused.json()["import_task_data"]["data"]["status"], "importing");
    assert_eq!(poll(&admin, "deadbeefdeadbeef").await.refusal(), (410, 6));
    demo.advance(Duration::from_secs(30));
    assert_eq!(import(&admin, good).await.status, 206);
}

#[tokio::test]
async fn while_one_import_runs_nothing_else_does() {
    let demo = demo(Scenario::Small).await;
    demo.set_import(3, Duration::ZERO);
    let admin = admin(&demo).await;
    let good = demo.export(Section::All);
    let envelope = "--b\r\nContent-Disposition: form-data; name=\"configuration\"\r\n\r\n";
    let body = [envelope.as_bytes(), &good, b"\r\n--b--\r\n"].concat();
    let kind = ("content-type", "multipart/form-data; boundary=b");
    assert_eq!(admin.send("POST", PATH, &[kind], body).await.status, 206);
    assert_eq!(import(&admin, good).await.refusal(), (409, 18));
    assert_eq!(admin.get(PATH).await.refusal(), (409, 17));
    demo.advance(Duration::from_secs(5));
    assert_eq!(admin.get("/v1/selfuser").await.refusal(), (401, 3), "done, though nobody asked");
}
