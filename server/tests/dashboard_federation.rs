//! The clusters of a federation, at its master: each is asked by itself, and nobody is asked for who may not see them.

use controller_api::federation::FedStatus;
use demo_controller::{Fault, Federation, Joint};
use kit::AppError;
use serde_json::{Value, json};

use crate::support::{Console, browser::Browser};

const CLUSTERS: &str = "/api/dashboard/get_clusters";
const MEMBER: &str = "/v1/fed/member";

fn joint(name: &str) -> Joint {
    Joint { name: name.to_owned(), ..Joint::default() }
}

fn master(clusters: Vec<Joint>) -> Federation {
    Federation { clusters, ..Federation::master() }
}

/// The clusters as the panel gets them; `null` = there is no panel.
async fn clusters(browser: &Browser) -> Value {
    let answer = browser.call(CLUSTERS, &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json::<Value>()["value"].take()
}

/// Name, score and nodes of each.
fn said(clusters: &Value) -> Vec<(String, Value, Value)> {
    let cluster = |cluster: &Value| {
        let numbers = &cluster["numbers"];
        (
            cluster["name"].as_str().expect("a name").to_owned(),
            numbers["score"].clone(),
            numbers["nodes"].clone(),
        )
    };
    clusters.as_array().expect("a list").iter().map(cluster).collect()
}

/// The calls for other clusters.
fn passed_on(console: &Console) -> usize {
    console.demo.requests().iter().filter(|request| request.path.starts_with("/v1/fed/cluster/")).count()
}

#[tokio::test]
async fn the_master_sees_all_clusters_and_one_that_does_not_answer_costs_its_own_numbers() {
    let console = Console::start().await;
    let silent = Joint { silent: true, ..joint("silent") };
    let gone = Joint { status: FedStatus::Disconnected, ..joint("gone") };
    let mute = Joint { score: None, nodes: 3, ..joint("mute") };
    let poor = Joint { score: Some(70), nodes: 2, ..joint("poor") };
    let fine = Joint { score: Some(3), nodes: 9, ..joint("fine") };
    console.demo.federate(master(vec![silent, gone, mute, fine, poor]));
    let admin = console.signed_in("admin").await;
    let score: Value = admin.call("/api/dashboard/get_score", &[]).await.json();
    let shown = clusters(&admin).await;
    let own = ("demo-cluster".to_owned(), score["value"]["score"].clone(), json!(3));
    let row = |name: &str, score: Value, nodes: Value| (name.to_owned(), score, nodes);
    let rows = [
        own,
        row("poor", json!(70), json!(2)),
        row("fine", json!(3), json!(9)),
        row("gone", Value::Null, Value::Null),
        row("mute", Value::Null, json!(3)),
        row("silent", Value::Null, Value::Null),
    ];
    assert_eq!(said(&shown), rows);
    let numbers: Vec<_> =
        shown.as_array().into_iter().flatten().map(|one| one["numbers"].is_null()).collect();
    assert_eq!(numbers, [false, false, false, true, false, true], "{shown}");
    let masters: Vec<_> =
        shown.as_array().into_iter().flatten().map(|one| one["is_master"] == true).collect();
    assert_eq!(masters, [true, false, false, false, false, false]);
}

#[tokio::test]
async fn one_that_answers_with_nonsense_signs_nobody_out() {
    let console = Console::start().await;
    console.demo.federate(master(vec![joint("stranger")]));
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", "/v1/fed/cluster/*").status(401));
    assert_eq!(said(&clusters(&admin).await)[1].1, Value::Null);
    assert_eq!(admin.call("/api/dashboard/get_summary", &[]).await.status, 200);
    assert!(console.session(&admin).await.is_some());
}

#[tokio::test]
async fn who_may_not_read_the_federation_asks_nobody() {
    let console = Console::start().await;
    console.demo.federate(Federation::master());
    for user in ["reader", "dev", "netops"] {
        let browser = console.signed_in(user).await;
        assert_eq!(clusters(&browser).await, Value::Null, "{user}");
        let page = browser.get("/dashboard").send().await.text();
        assert!(!page.contains("frankfurt"), "{user}");
        let document: Value = browser.get("/files/dashboard.json").send().await.json();
        assert_eq!(document["federation"], Value::Null, "{user}");
    }
    assert_eq!((console.demo.count("GET", MEMBER), passed_on(&console)), (0, 0));
}

#[tokio::test]
async fn a_cluster_that_is_not_the_master_is_asked_what_it_is_and_nothing_more() {
    for federation in [Federation::joint(), Federation::default()] {
        let console = Console::start().await;
        console.demo.federate(Federation::master());
        let admin = console.signed_in("admin").await;
        console.demo.federate(federation.clone());
        assert_eq!(clusters(&admin).await, Value::Null, "{federation:?}");
        assert_eq!(clusters(&admin).await, Value::Null, "{federation:?}");
        assert_eq!((console.demo.count("GET", MEMBER), passed_on(&console)), (1, 0), "{federation:?}");
    }
}

#[tokio::test]
async fn two_viewers_of_the_same_permissions_share_a_reading() {
    let console = Console::start().await;
    console.demo.federate(Federation::master());
    let (one, other) = (console.signed_in("admin").await, console.signed_in("admin").await);
    assert_eq!(clusters(&one).await, clusters(&other).await);
    // The summary and the score of each of two.
    assert_eq!((console.demo.count("GET", MEMBER), passed_on(&console)), (1, 4));
}

#[tokio::test]
async fn members_that_cannot_be_read_are_a_failure_of_the_panel() {
    let console = Console::start().await;
    console.demo.federate(Federation::master());
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", MEMBER).status(500));
    let answer = admin.call(CLUSTERS, &[]).await;
    assert!(matches!(answer.json::<AppError>(), AppError::Refused { status: 500, .. }), "{}", answer.text());
    assert_eq!(passed_on(&console), 0);
    let document: Value = admin.get("/files/dashboard.json").send().await.json();
    assert_eq!(
        (&document["federation"], &document["missing"][0]["part"]),
        (&Value::Null, &json!("federation"))
    );
}

#[tokio::test]
async fn the_page_the_report_and_the_document_have_the_clusters() {
    let console = Console::start().await;
    console.demo.federate(Federation::master());
    let admin = console.signed_in("admin").await;
    for page in ["/dashboard", "/dashboard/report"] {
        let whole = admin.get(page).send().await.text();
        assert!(whole.contains("frankfurt") && whole.contains(text::dashboard::fed_out_of_sync()), "{page}");
        let some = admin.get(&format!("{page}?ns=payments")).send().await.text();
        assert!(!some.contains("frankfurt"), "{page}");
    }
    let document: Value = admin.get("/files/dashboard.json").send().await.json();
    let oslo = &document["federation"]["clusters"][1];
    assert_eq!(
        (&oslo["name"], &oslo["status"], &oslo["band"]),
        (&json!("oslo"), &json!("out_of_sync"), &json!("poor"))
    );
    let some: Value = admin.get("/files/dashboard.json?ns=payments").send().await.json();
    assert_eq!(some["federation"], Value::Null);
}
