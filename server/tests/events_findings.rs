//! What entries hold beyond a line: what a risk report found, in its panel and as a file, and memory that runs short.

use serde_json::{Value, json};

use crate::support::{Console, Setup, between::Answered, browser::Browser, table::Table};

/// The first line that a question finds.
async fn first(browser: &Browser, list: &str, query: &str) -> Value {
    let asked = [("which", list), ("query", query)];
    let shown: Value = browser.call("/api/events/list_entries", &asked).await.json();
    shown["lines"].get(0).cloned().unwrap_or_else(|| panic!("{query} finds nothing"))
}

async fn panel(browser: &Browser, list: &str, line: &Value) -> Value {
    let id = line["id"].as_str().expect("an id");
    browser.call("/api/events/get_entry", &[("which", list), ("id", id)]).await.json()
}

#[tokio::test]
async fn what_a_report_found_is_listed_and_a_file() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (name, what) in [
        ("Container.Scan.Report", text::events::cve()),
        ("Compliance.Container.Violation", text::export::check()),
    ] {
        let line = first(&admin, "reports", &format!("?name={name}&sort=level")).await;
        let shown = panel(&admin, "reports", &line).await;
        let lists = shown["findings"].as_array().expect("lists");
        let items: Vec<&Value> =
            lists.iter().flat_map(|list| list["items"].as_array().expect("items")).collect();
        assert!(!items.is_empty(), "{shown}");
        let answer =
            admin.get(&format!("/files/report/{}.csv", line["id"].as_str().expect("an id"))).send().await;
        let table = Table::of(&answer);
        assert!(answer.header("content-disposition").contains("filename=\"report-"), "{name}");
        assert_eq!(table.1.len(), items.len(), "{name}: a row each");
        let named: Vec<_> = items.iter().map(|item| item["name"].as_str().expect("a name")).collect();
        assert_eq!(table.column(text::export::finding()), named, "{name}: in the panel's order");
        assert!(table.column(text::export::what()).iter().all(|cell| *cell == what), "{name}");
        assert!(table.column(text::events::name()).iter().all(|cell| *cell == name));
        for (item, link) in items.iter().zip(table.column(text::export::link())) {
            assert_eq!(item["href"], link);
            let cve = item["name"].as_str().is_some_and(|name| name.starts_with("CVE-"));
            assert_eq!(link.starts_with("https://nvd.nist.gov/vuln/detail/CVE-"), cve, "{item}");
        }
        assert!(table.column(text::events::namespace()).iter().all(|cell| !cell.is_empty()));
    }
    let allowed = first(&admin, "reports", "?name=Admission.Control.Allowed").await;
    assert_eq!(panel(&admin, "reports", &allowed).await["findings"], json!([]));
    for none in ["/files/report/00.csv", "/files/report/00", "/files/report/x.csv", "/files/report/.csv"] {
        assert_eq!(admin.get(none).send().await.status, 404, "{none}");
    }
    // A threat is no report, whoever asks for it as one.
    let threat = first(&admin, "security", "?kind=threat").await;
    let path = format!("/files/report/{}.csv", threat["id"].as_str().expect("an id"));
    assert_eq!(admin.get(&path).send().await.status, 404);
    let netops = console.signed_in("netops").await;
    assert_eq!(netops.get("/files/report/00.csv").send().await.status, 403);
}

/// An event about memory, as an enforcer writes it.
fn pressure() -> Answered {
    let message = json!({
        "Description": "Memory usage[900.00 MB] is more than 90 % of the container memory limit[1.00 GB]",
        "Level": 2, "UsageLimit": 1_000_000_000_u64, "NetUsage": 900_000_000, "MaxUsage": 990_000_000,
        "ActiveAnon": 1, "InactiveAnon": 0, "Cache": 4096, "PageFaults": 12345, "RSS": 800_000_000, "Failcnt": 3,
    });
    let events = json!({ "events": [{
        "name": "Agent.Memory.Pressure", "level": "Warning", "category": "AGENT",
        "reported_timestamp": 1_795_380_350, "reported_at": "2026-11-22T20:45:50Z",
        "enforcer_id": "e", "enforcer_name": "enforcer-1", "message": format!("{message}\n"),
    }] });
    let body = events.to_string().into_bytes();
    Answered { status: 200, content_type: "application/json", pieces: vec![body], whole: true }
}

#[tokio::test]
async fn memory_that_runs_short_is_said_in_words_and_numbers() {
    let console = Setup::default().between().start().await;
    let admin = console.signed_in("admin").await;
    console.between().answer("/v1/log/event", pressure());
    let said = text::memory::used_of("900 MB", "1.0 GB", "90");
    let line = first(&admin, "events", "?name=Agent.Memory.Pressure").await;
    assert_eq!(line["message"], json!(said));
    let shown = panel(&admin, "events", &line).await;
    assert_eq!(shown["sentence"], json!(said));
    let parts = shown["parts"].as_array().expect("parts");
    let part = parts.iter().find(|part| part["title"] == text::memory::memory()).expect("it has a part");
    let fact = |name: &str| {
        let facts = part["facts"].as_array().expect("facts");
        facts.iter().find(|fact| fact["name"] == name).map(|fact| fact["value"].clone())
    };
    assert_eq!(fact(text::memory::in_use()), Some(json!("900 MB")));
    assert_eq!(fact(text::memory::limit()), Some(json!("1.0 GB")));
    assert_eq!(fact(text::memory::hits()), Some(json!("3")));
    let table = Table::of(&admin.get("/files/events/events.csv").send().await);
    assert_eq!(table.column(text::export::message()), [said.as_str()]);
    let objects: Vec<Value> = admin.get("/files/events/events.json").send().await.json();
    let raw = objects[0]["message"].as_str().expect("it says something");
    let raw: Value = serde_json::from_str(raw).expect("as it was said");
    assert_eq!(raw["NetUsage"], json!(900_000_000));
}
