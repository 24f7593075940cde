//! A pod's sessions and captures: what is listed, how a capture begins and ends, and its file.

use std::time::Duration;

use demo_controller::Fault;
use kit::AppError;
use serde_json::{Value, json};

use crate::support::{Console, Setup, between::Answered, browser::Browser};

const CAPTURES: &str = "/api/map/get_captures";
const START: &str = "/api/map/start_capture";
const STOP: &str = "/api/map/stop_capture";
const DELETE: &str = "/api/map/delete_capture";

/// The key of the first pod that the map's own search finds.
async fn pod(browser: &Browser, name: &str) -> String {
    let found: Vec<Value> = browser.call("/api/map/find_nodes", &[("text", name)]).await.json();
    let one =
        found.iter().find(|one| one["kind"] == "pod").unwrap_or_else(|| panic!("no pod {name}: {found:?}"));
    one["key"].as_str().expect("a key").to_owned()
}

async fn listed(browser: &Browser, node: &str) -> Vec<Value> {
    let shown: Value = browser.call(CAPTURES, &[("node", node)]).await.json();
    assert_eq!(shown["can_sniff"], true, "what keeps one from it is known where it is offered");
    shown["rows"].as_array().expect("rows").clone()
}

/// Begins a capture, and gives its id.
async fn begun(browser: &Browser, node: &str) -> String {
    let answer = browser.call(START, &[("node", node)]).await;
    assert_eq!((answer.status, answer.text().as_str()), (200, r#"{"Started":{"shown":true}}"#));
    listed(browser, node).await[0]["id"].as_str().expect("an id").to_owned()
}

/// How many packets there are in a file.
fn packets(file: &[u8]) -> usize {
    assert_eq!(file[..4], 0xa1b2_c3d4_u32.to_le_bytes(), "it begins as such files do");
    let (mut at, mut count) = (24, 0);
    while at < file.len() {
        let length: [u8; 4] = file[at + 8..at + 12].try_into().expect("four bytes");
        at += 16 + u32::from_le_bytes(length) as usize;
        count += 1;
    }
    assert_eq!(at, file.len());
    count
}

#[tokio::test]
async fn a_pod_has_sessions() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = pod(&admin, "frontend-").await;
    let shown: Value = admin.call("/api/map/get_sessions", &[("node", &node)]).await.json();
    let rows = shown["rows"].as_array().expect("rows");
    assert!(rows.len() > 3, "{shown}");
    assert!(rows.iter().all(|row| row["client"]["ip"] != "" && row["server"]["port"] != 0), "{shown}");
    let asked = console.demo.requests();
    let call = asked.iter().find(|request| request.path == "/v1/session").expect("the controller was asked");
    assert!(call.target.ends_with("&limit=256"), "{}", call.target);
    let namespace =
        network_map::model::Key::of(network_map::model::Kind::Namespace, "storefront").to_string();
    assert_eq!(admin.call("/api/map/get_sessions", &[("node", &namespace)]).await.status, 404);
}

#[tokio::test]
async fn a_capture_begins_ends_is_downloaded_and_goes() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = pod(&admin, "frontend-").await;
    assert_eq!(listed(&admin, &node).await, [] as [Value; 0]);
    let id = begun(&admin, &node).await;
    let another = admin.call(START, &[("node", &node)]).await;
    assert_eq!(another.status, 400, "one runs at a time: {}", another.text());
    console.demo.advance(Duration::from_secs(10));
    let stopped = admin.call(STOP, &[("node", &node), ("id", &id)]).await;
    assert_eq!(stopped.text(), r#"{"Stopped":{"shown":true}}"#);
    let rows = listed(&admin, &node).await;
    assert_eq!((&rows[0]["status"], rows[0]["stopped"].is_i64()), (&json!("stopped"), true), "{rows:?}");

    console.demo.clear_requests();
    let file = admin.get(&format!("/files/capture/{id}.pcap")).send().await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/vnd.tcpdump.pcap"));
    assert_eq!(
        file.header("content-disposition"),
        format!("attachment; filename=\"capture-{}.pcap\"", &id[..12])
    );
    assert_eq!(
        (file.body.len(), packets(&file.body)),
        (usize::try_from(rows[0]["size"].as_u64().expect("a size")).expect("small"), 50)
    );
    let asked = console.demo.requests();
    assert_eq!(asked[0].target, format!("/v1/sniffer/{id}/pcap?limit=104857600"));

    // The id of another pod's capture does not do.
    let other = pod(&admin, "cart-").await;
    for function in [STOP, DELETE] {
        assert_eq!(admin.call(function, &[("node", &other), ("id", &id)]).await.status, 404, "{function}");
    }
    let gone = admin.call(DELETE, &[("node", &node), ("id", &id)]).await;
    assert_eq!(gone.text(), r#"{"Deleted":{"shown":true}}"#);
    assert_eq!(listed(&admin, &node).await, [] as [Value; 0]);
    let file = admin.get(&format!("/files/capture/{id}.pcap?sel={node}")).send().await;
    assert_eq!((file.status, file.location()), (303, &*format!("/network?sel={node}&tab=capture")));
}

#[tokio::test]
async fn what_is_filled_in_wrongly_is_told_at_its_field_and_not_sent() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = pod(&admin, "frontend-").await;
    for (field, value) in [("duration", "4"), ("duration", "601"), ("duration", "soon"), ("filter", "-w x")] {
        let answer = admin.call(START, &[("node", &node), (field, value)]).await;
        assert_eq!(answer.status, 400, "{field}={value}");
        let AppError::Invalid { field: at, .. } = answer.json() else { panic!("{}", answer.text()) };
        assert_eq!(at, field, "{value}");
    }
    assert_eq!(console.demo.count("POST", "/v1/sniffer"), 0);
    let answer = admin.call(START, &[("node", &node), ("duration", "60"), ("filter", "tcp port 80")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let sent = console
        .demo
        .requests()
        .into_iter()
        .find(|request| request.method == "POST" && request.path == "/v1/sniffer");
    let sent: Value = serde_json::from_str(&sent.expect("it was sent").body).expect("JSON");
    assert_eq!(sent, json!({ "sniffer": { "duration": 60, "filter": "tcp port 80" } }));
}

#[tokio::test]
async fn packets_are_for_those_who_may_see_who_they_are_from() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (theirs, own) = (pod(&admin, "ledger-db-").await, pod(&admin, "frontend-").await);
    let (theirs, own) = (begun(&admin, &theirs).await, begun(&admin, &own).await);
    let file = |id: &str| format!("/files/capture/{id}.pcap");
    for (user, status) in [("dev", [403, 200]), ("reader", [200, 200])] {
        let browser = console.signed_in(user).await;
        for (id, status) in [(&theirs, status[0]), (&own, status[1])] {
            let answer = browser.get(&file(id)).send().await;
            assert_eq!(answer.status, status, "{user}: {}", answer.text());
            assert_eq!(answer.header("content-disposition").is_empty(), status != 200, "{user}");
        }
    }
    for path in
        ["/files/capture/x", "/files/capture/.pcap", "/files/capture/a%2Fb.pcap", "/files/capture/..pcap"]
    {
        assert_eq!(admin.get(path).send().await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn half_a_capture_never_ends_as_a_whole_one() {
    let console = Setup::default().between().start().await;
    let admin = console.signed_in("admin").await;
    let head = "--edge\r\nContent-Disposition: form-data; name=\"pcap\"; filename=\"ab12.pcap\"\r\n\r\n";
    let header = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0];
    let answer = |end: &[u8], whole| Answered {
        status: 200,
        content_type: "multipart/form-data; boundary=edge",
        pieces: vec![head.as_bytes().to_vec(), header.to_vec(), end.to_vec()],
        whole,
    };
    let upstream = "/v1/sniffer/ab12/pcap";
    for (end, whole, expected) in
        [(&b"\r\n--edge--\r\n"[..], true, true), (b"", true, false), (b"\r\n--ed", false, false)]
    {
        console.between().answer(upstream, answer(end, whole));
        let response = admin.get("/files/capture/ab12.pcap").open().await;
        assert_eq!(response.status(), 200);
        let came = http_body_util::BodyExt::collect(response.into_body()).await;
        assert_eq!(came.is_ok(), expected, "{end:?} {whole}");
    }
    console.demo.fault(Fault::on("GET", "/v1/sniffer/cd34/pcap").html());
    let answer = admin.get("/files/capture/cd34.pcap?sel=000000000001").send().await;
    assert_eq!((answer.status, answer.location()), (303, "/network?sel=000000000001&tab=capture"));
}
