//! The dashboard's files: tables that come row by row and lose none to one that fails, and the document of its numbers.

use std::collections::BTreeSet;

use axum::http::Response;
use demo_controller::{Fault, Scenario};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::Value;

use crate::support::{
    Console, Setup,
    browser::{Answer, Browser},
    soon, until,
};

const EXPOSURE: &str = "/files/exposure.csv";
const RISKY: &str = "/files/risky-pods.csv";
const DOCUMENT: &str = "/files/dashboard.json";
/// Where the controller has conversations of two ends.
const PAIRS: &str = "/v1/conversation/";
const SCORE: &str = "/v1/system/score/metrics";

/// A table: the names of its columns, and its rows.
struct Table(Vec<String>, Vec<Vec<String>>);

impl Table {
    /// Reads a table as a program does that was not written by us.
    fn of(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text());
        let text = answer.body.strip_prefix("\u{feff}".as_bytes()).expect("it says that it is UTF-8");
        let mut reader = csv::ReaderBuilder::new().from_reader(text);
        let line = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let head = line(reader.headers().expect("it has a first line"));
        let rows = reader.records().map(|record| line(&record.expect("all rows are as long as the first")));
        Self(head, rows.collect())
    }

    /// A column's cells.
    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.0.iter().position(|column| column == name).expect(name);
        self.1.iter().map(|row| row[at].as_str()).collect()
    }
}

async fn table(browser: &Browser, path: &str) -> Table {
    Table::of(&browser.get(path).send().await)
}

/// The calls for conversations of two ends.
fn asked(console: &Console) -> usize {
    console.demo.requests().iter().filter(|request| request.path.starts_with(PAIRS)).count()
}

fn name_of(answer: &Answer) -> String {
    let name = answer.header("content-disposition");
    name.strip_prefix("attachment; filename=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .expect(name)
        .to_owned()
}

/// What the exposure panel has of a direction.
async fn exposed(browser: &Browser, direction: &str) -> Value {
    browser
        .call("/api/dashboard/get_exposure", &[("asked[direction]", direction), ("asked[all]", "true")])
        .await
        .json()
}

#[tokio::test]
async fn the_exposure_is_all_that_the_panel_counts_and_more_of_each() {
    let console = Console::start().await;
    console.demo.tick(3);
    let admin = console.signed_in("admin").await;
    let answer = admin.get(EXPOSURE).header("accept-encoding", "gzip").send().await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!((answer.header("cache-control"), answer.header("content-length")), ("no-store", ""));
    let name = name_of(&answer);
    assert!(name.starts_with("exposure-") && name.ends_with(".csv"), "{name}");
    let table = Table::of(&answer);
    for (place, direction) in ["ingress", "egress"].into_iter().enumerate() {
        let panel = exposed(&admin, direction).await;
        let here: Vec<usize> = table
            .column("direction")
            .iter()
            .enumerate()
            .filter(|(_, word)| **word == direction)
            .map(|(at, _)| at)
            .collect();
        let pods: BTreeSet<_> = here.iter().map(|at| table.column("pod")[*at]).collect();
        assert_eq!(
            pods.len() as u64,
            panel["value"]["pods"][place].as_u64().expect("a count"),
            "{direction}"
        );
        let sessions: u64 =
            here.iter().map(|at| table.column("sessions")[*at].parse::<u64>().expect("a number")).sum();
        let services = panel["value"]["services"].as_array().expect("services");
        let counted: u64 =
            services.iter().map(|service| service["sessions"].as_u64().expect("a count")).sum();
        assert_eq!(sessions, counted, "{direction}");
    }
    assert!(table.column("problem").iter().all(|cell| cell.is_empty()));
    assert!(table.column("country").contains(&"US"), "{:?}", table.column("country"));
    assert!(table.column("fqdn").contains(&"api.cards.demo.example"));
    let mail = table
        .column("namespace")
        .iter()
        .position(|ns| *ns == "payments")
        .expect("payments speak with the outside");
    assert_eq!(table.column("policy_mode")[mail], "Protect");
    let seen = table.column("last_seen")[mail];
    assert!(kit::date::parse(seen).is_some() && seen.ends_with('Z'), "{seen}");

    let some = self::table(&admin, "/files/exposure.csv?ns=payments").await;
    assert!(!some.1.is_empty() && some.column("namespace").iter().all(|ns| *ns == "payments"));
    let answer = admin.get("/files/exposure.csv?ns=payments").send().await;
    assert!(name_of(&answer).contains("-payments-"), "{}", name_of(&answer));
    assert_eq!(
        self::table(&admin, "/files/exposure.csv?ns=nowhere").await.1.len(),
        0,
        "the first line alone"
    );
}

/// The path of the conversation of a service's first pod with the outside.
async fn path_of(browser: &Browser, direction: &str, service: &str) -> String {
    let form = [("asked[direction]", direction), ("asked[service]", service)];
    let shown: Value = browser.call("/api/dashboard/get_exposed_pods", &form).await.json();
    let pod = shown["value"]["pods"][0]["id"].as_str().expect("it is exposed");
    if direction == "egress" { format!("{PAIRS}{pod}/external") } else { format!("{PAIRS}external/{pod}") }
}

#[tokio::test]
async fn one_that_fails_does_not_lose_the_rest() {
    let console = Setup::default().argument("--controller-timeout").argument("1").start().await;
    let admin = console.signed_in("admin").await;
    let whole = table(&admin, EXPOSURE).await;
    let path = path_of(&admin, "egress", "payment-api.payments").await;
    for (fault, problem) in [
        (Fault::on("GET", &path).status(500), "refused with 500"),
        (Fault::on("GET", &path).status(404), "not found"),
        (Fault::on("GET", &path).status(403), "denied"),
        (Fault::on("GET", &path).html(), "not the controller's answer"),
        (Fault::on("GET", &path).drop_connection(), "unreachable"),
        (Fault::on("GET", &path).hang(), "timed out"),
    ] {
        console.demo.fault(fault.clone());
        let table = table(&admin, EXPOSURE).await;
        console.demo.clear_faults();
        console.demo.release();
        let problems = table.column("problem");
        let bad: Vec<_> = (0..problems.len()).filter(|at| !problems[*at].is_empty()).collect();
        assert!(
            !bad.is_empty() && bad.iter().all(|at| problems[*at].contains(problem)),
            "{fault:?}: {problems:?}"
        );
        for name in ["service", "pod", "client_address", "server_address", "bytes", "sessions", "action"] {
            assert_eq!(table.column(name), whole.column(name), "{fault:?}: the score knows it");
        }
        let good = (0..problems.len()).filter(|at| !bad.contains(at));
        assert!(good.clone().all(|at| table.1[at] == whole.1[at]) && good.count() > 0, "{fault:?}");
    }
}

#[tokio::test]
async fn a_controller_that_answers_nothing_more_is_not_asked_for_each() {
    let console = Setup::default().scenario(Scenario::Large).start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", "/v1/conversation/*").html());
    console.demo.clear_requests();
    let table = table(&admin, EXPOSURE).await;
    let pods: BTreeSet<_> = table.column("pod").into_iter().zip(table.column("direction")).collect();
    assert!(pods.len() > 100, "{}", pods.len());
    assert!(asked(&console) < 100, "{}", asked(&console));
    assert!(table.column("problem").iter().all(|problem| !problem.is_empty()));
    assert!(table.column("problem").last().is_some_and(|problem| problem.starts_with("not asked")));
}

/// What is here of an answer; reads on until it holds so many lines.
async fn read_lines(answer: &mut Response<Incoming>, text: &mut Vec<u8>, lines: usize) {
    while text.iter().filter(|byte| **byte == b'\n').count() < lines {
        let frame = soon("more lines", answer.body_mut().frame()).await.expect("there are more");
        text.extend_from_slice(&frame.expect("it does not break off").into_data().unwrap_or_default());
    }
}

#[tokio::test]
async fn a_large_clusters_rows_are_sent_as_they_come_and_not_gathered() {
    let console = Setup::default().scenario(Scenario::Large).start().await;
    let admin = console.signed_in("admin").await;
    let whole = table(&admin, EXPOSURE).await;
    assert!(whole.1.len() > 100, "{}", whole.1.len());
    // The first after half of the rows does not come.
    let half = whole.1.len() / 2;
    let (service, direction) =
        (whole.column("service")[half].to_owned(), whole.column("direction")[half].to_owned());
    let path = path_of(&admin, &direction, &service).await;
    let before = whole.column("service").iter().position(|name| *name == service).expect("it is there");
    console.demo.fault(Fault::on("GET", &path).hang());
    console.demo.clear_requests();
    let mut answer = admin.get(EXPOSURE).open().await;
    let mut text = Vec::new();
    // The first line too.
    read_lines(&mut answer, &mut text, 1 + before.min(half)).await;
    until("the one that hangs is asked for", || console.demo.count("GET", &path) == 1).await;
    let meanwhile = asked(&console);
    assert!(meanwhile < whole.1.len() * 3 / 4 + 6, "{meanwhile} of {}: it went on without it", whole.1.len());
    console.demo.clear_faults();
    console.demo.release();
    let rest = soon("the rest", answer.into_body().collect()).await.expect("it is whole").to_bytes();
    text.extend_from_slice(&rest);
    let lines = text.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(lines, 1 + whole.1.len());
}

#[tokio::test]
async fn whoever_leaves_ends_the_calls_under_way() {
    let console = Setup::default().scenario(Scenario::Large).between().start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", "/v1/conversation/*").hang());
    let answer = admin.get(EXPOSURE).open().await;
    assert_eq!(answer.status(), 200, "the file has begun");
    until("six are asked for", || console.between().under_way(PAIRS) == 6 && asked(&console) == 6).await;
    drop(answer);
    until("none is", || console.between().under_way(PAIRS) == 0).await;
    assert_eq!(asked(&console), 6, "and nobody asks for more");
}

#[tokio::test]
async fn a_session_that_ends_on_the_way_breaks_the_file_off() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", "/v1/conversation/*").status(401).times(1));
    let answer = admin.get(EXPOSURE).open().await;
    assert_eq!(answer.status(), 200);
    assert!(soon("the end", answer.into_body().collect()).await.is_err(), "it is no whole file");
}

#[tokio::test]
async fn where_there_is_no_file_the_dashboard_says_why_once() {
    for (path, upstream) in [
        ("/files/exposure.csv?ns=payments", SCORE),
        ("/files/risky-pods.csv?risk=root&ns=payments", "/v1/workload"),
        ("/files/dashboard.json?ns=payments", "*"),
    ] {
        for (fault, words) in [
            (Fault::on("GET", upstream).status(500), text::error::refused()),
            (Fault::on("GET", upstream).html(), text::error::unexpected()),
            (Fault::on("GET", upstream).drop_connection(), text::error::unreachable()),
        ] {
            // A console of its own: what the page before has read would be shown again.
            let console = Console::start().await;
            let admin = console.signed_in("admin").await;
            console.demo.fault(fault.clone());
            let answer = admin.get(path).send().await;
            console.demo.clear_faults();
            let way = (answer.status, answer.location());
            assert_eq!(way, (303, "/dashboard?ns=payments"), "{path} {fault:?}");
            let headers = (answer.header("cache-control"), answer.header("content-disposition"));
            assert_eq!(headers, ("no-store", ""));
            let flash = answer.set_cookie(kit::flash::COOKIE);
            assert!(flash.contains("HttpOnly") && flash.contains("Secure"), "{flash}");
            let page = admin.get(answer.location()).send().await.text();
            assert!(page.contains(words), "{path} {fault:?}");
            assert_eq!(admin.cookie(kit::flash::COOKIE), None, "it is said once");
        }
    }
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.expire_sessions(None);
    let over = admin.get("/files/exposure.csv?ns=payments").send().await;
    assert_eq!(over.location(), "/sign-in?to=%2Fdashboard%3Fns%3Dpayments&why=expired");
}

#[tokio::test]
async fn risky_containers_are_those_that_the_score_counts() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let document: Value = admin.get(DOCUMENT).send().await.json();
    for (risk, counted) in [("privileged", "privileged_containers"), ("root", "root_containers")] {
        let answer = admin.get(&format!("{RISKY}?risk={risk}")).send().await;
        let table = Table::of(&answer);
        assert!(name_of(&answer).starts_with(&format!("{risk}-containers-")), "{}", name_of(&answer));
        assert!(table.column(risk).iter().all(|cell| *cell == "true"), "{risk}");
        assert!(table.column("container").iter().all(|name| !name.is_empty()));
        let scored = document["score"][counted].as_u64().expect("a count");
        // A service that is not scored does not count.
        let mailer =
            table.column("service").iter().filter(|service| **service == "mailer.storefront").count();
        assert_eq!((table.1.len() - mailer) as u64, scored, "{risk}");
        let some = self::table(&admin, &format!("{RISKY}?risk={risk}&ns=storefront")).await;
        assert!(some.column("namespace").iter().all(|ns| *ns == "storefront"), "{risk}");
    }
    for bad in ["", "?risk=", "?risk=sharks", "?ns=storefront", "?risk=Root"] {
        let answer = admin.get(&format!("{RISKY}{bad}")).send().await;
        assert_eq!((answer.status, answer.header("content-disposition")), (400, ""), "{bad}");
        assert!(answer.text().contains("risk"), "{bad}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_namespace_user_gets_their_share() {
    let console = Console::start().await;
    console.demo.tick(3);
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    let (all, some) = (table(&admin, EXPOSURE).await, table(&dev, EXPOSURE).await);
    let theirs = ["storefront", "monitoring"];
    assert!(some.column("namespace").iter().all(|ns| theirs.contains(ns)), "{:?}", some.column("namespace"));
    let share = all.column("namespace").iter().filter(|ns| theirs.contains(ns)).count();
    assert_eq!((some.1.len(), share > 0), (share, true));
    assert!(some.column("problem").iter().all(|cell| cell.is_empty()));

    let document: Value = dev.get(DOCUMENT).send().await.json();
    assert_eq!(document["missing"], Value::Array(Vec::new()), "{document}");
    assert!(
        document["score"]["score"].is_u64() && document["modes"]["discover"]["services"].is_u64(),
        "{document}"
    );
    for part in ["nodes", "scans", "auto_scan"] {
        assert!(document["vulnerable"][part].is_null(), "the cluster's: {part} {document}");
    }
    assert!(document["cluster_name"].is_null(), "the settings are not theirs");
    let services = document["exposure"]["ingress"]["services"].as_array().expect("services");
    assert!(
        services.iter().all(|service| !service["service"].as_str().expect("a name").ends_with(".payments"))
    );
}

#[tokio::test]
async fn who_lacks_a_permission_gets_null_or_no_file() {
    let console = Console::start().await;
    let netops = console.signed_in("netops").await;
    let document: Value = netops.get(DOCUMENT).send().await.json();
    assert!(document["vulnerable"].is_null(), "scans are not theirs: {document}");
    assert!(document["modes"].is_object() && document["events"].is_object(), "{document}");
    assert_eq!(document["missing"], Value::Array(Vec::new()), "what is not for them is not missing");
    assert_eq!(netops.get(EXPOSURE).send().await.status, 200);

    let nobody = console.browser();
    for path in [EXPOSURE, DOCUMENT, "/files/risky-pods.csv?risk=root", RISKY] {
        let answer = nobody.get(path).send().await;
        assert_eq!((answer.status, answer.header("content-disposition")), (401, ""), "{path}");
    }
}

#[tokio::test]
async fn the_document_says_what_the_panels_do() {
    let console = Console::start().await;
    console.demo.tick(3);
    let reader = console.signed_in("reader").await;
    let answer = reader.get(DOCUMENT).send().await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert!(
        name_of(&answer).starts_with("dashboard-") && name_of(&answer).ends_with(".json"),
        "{}",
        name_of(&answer)
    );
    let document: Value = answer.json();
    assert_eq!((&document["format"], &document["namespace"]), (&1.into(), &Value::Null));
    let names: Vec<_> = document.as_object().expect("an object").keys().map(String::as_str).collect();
    let parts = ["cluster", "events", "exposure", "modes", "protocols", "score", "vulnerable"];
    let rest = ["cluster_name", "federation", "format", "made_at", "missing", "namespace"];
    assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), parts.into_iter().chain(rest).collect());
    for part in parts {
        assert!(document[part].is_object(), "{part}");
    }
    assert!(document["federation"].is_null(), "it is in none");
    let score: Value = reader.call("/api/dashboard/get_score", &[]).await.json();
    assert_eq!(document["score"]["score"], score["value"]["score"]);
    for (factor, panel) in [("service_connections", 0), ("exposure", 1), ("vulnerabilities", 2)] {
        let factor = &document["score"]["factors"][factor];
        assert_eq!(factor["points"], score["value"]["factors"][panel]["points"], "{factor}");
        let first = factor["counts"].as_object().expect("counts");
        let drivers = score["value"]["factors"][panel]["drivers"].as_array().expect("drivers");
        for driver in drivers {
            assert!(first.values().any(|count| *count == driver["count"]), "{driver} {factor}");
        }
    }
    let modes: Value = reader.call("/api/dashboard/get_modes", &[]).await.json();
    for (place, mode) in ["discover", "monitor", "protect"].into_iter().enumerate() {
        for count in ["services", "zero_drift", "ready", "pods"] {
            assert_eq!(
                document["modes"][mode][count], modes["value"]["counts"][place][count],
                "{mode} {count}"
            );
        }
    }
    let events: Value = reader.call("/api/dashboard/get_events", &[]).await.json();
    let of = |field: &str| document["events"][field].as_u64().expect("a count");
    assert_eq!(of("critical") + of("warning"), events["value"]["all"].as_u64().expect("a count"));
    assert_eq!(document["events"]["days"].as_array().map(Vec::len), Some(14));
    for moment in ["/made_at", "/score/read_at", "/events/since", "/events/days/0/begins_at"] {
        let at = document.pointer(moment).and_then(Value::as_str).expect(moment);
        assert!(kit::date::parse(at).is_some(), "{moment}: {at}");
    }
    let one: Value = reader.get("/files/dashboard.json?ns=payments").send().await.json();
    assert_eq!((&one["namespace"], &one["vulnerable"]["nodes"]), (&"payments".into(), &Value::Null));
    assert_eq!(one["missing"], Value::Array(Vec::new()), "a namespace has no nodes to miss");
}

#[tokio::test]
async fn a_part_that_fails_is_null_and_named() {
    for (path, part, stands) in [
        ("/v1/log/threat", "events", "modes"),
        ("/v1/group", "modes", "events"),
        (SCORE, "exposure", "modes"),
        (SCORE, "score", "modes"),
        ("/v1/conversation", "protocols", "score"),
        ("/v1/host", "vulnerable.nodes", "vulnerable"),
        ("/v1/scan/config", "vulnerable.auto_scan", "vulnerable"),
        ("/v1/system/summary", "cluster", "score"),
    ] {
        // A console of its own: what was read before would be shown again.
        let console = Console::start().await;
        let admin = console.signed_in("admin").await;
        console.demo.fault(Fault::on("GET", path).status(500));
        let document: Value = admin.get(DOCUMENT).send().await.json();
        let pointer = format!("/{}", part.replace('.', "/"));
        assert_eq!(document.pointer(&pointer), Some(&Value::Null), "{part}");
        let missing = document["missing"].as_array().expect("a list");
        let named = missing.iter().find(|missing| missing["part"] == part).expect(part);
        assert!(named["reason"].as_str().is_some_and(|reason| reason.contains("500")), "{named}");
        assert!(document[stands].is_object(), "{part} costs {stands}");
    }
}
