//! A pod's vulnerabilities: what is listed of its containers' reports, to whom, and what a report that fails costs.

use std::time::Duration;

use demo_controller::Fault;
use kit::AppError;
use serde_json::{Value, json};

use crate::support::{Console, Setup, between::Answered, browser::Browser};

const LIST: &str = "/api/map/get_vulnerabilities";

/// The key of the first pod that the map's own search finds.
async fn key(browser: &Browser, name: &str) -> String {
    let found: Vec<Value> = browser.call("/api/map/find_nodes", &[("text", name)]).await.json();
    let one =
        found.iter().find(|one| one["kind"] == "pod").unwrap_or_else(|| panic!("no pod {name}: {found:?}"));
    one["key"].as_str().expect("a key").to_owned()
}

async fn listed(browser: &Browser, node: &str, fixable: &str) -> Value {
    let answer = browser.call(LIST, &[("node", node), ("fixable", fixable)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// What the pod's panel says of it.
async fn pod(browser: &Browser, node: &str) -> Value {
    let shown: Value = browser.call("/api/map/get_node", &[("node", node)]).await.json();
    shown["details"]["Pod"]["pod"]["Ok"].clone()
}

#[tokio::test]
async fn the_list_has_what_the_panel_counts_the_worst_first() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let mut vulnerable = 0;
    for name in ["frontend-", "cart-", "checkout-", "kafka-", "grafana-", "coredns-"] {
        let node = key(&admin, name).await;
        let (shown, pod) = (listed(&admin, &node, "false").await, pod(&admin, &node).await);
        let rows = shown["rows"].as_array().expect("rows");
        let counts: Vec<u64> = ["critical", "high", "medium"]
            .iter()
            .map(|word| rows.iter().filter(|row| row["severity"] == *word).count() as u64)
            .collect();
        assert_eq!(pod["found"]["Counts"], json!(counts), "{name}");
        assert_eq!(json!(shown["counts"].as_array().expect("counts")[..3]), json!(counts), "{name}");
        assert_eq!((&shown["all"], &shown["matching"]), (&json!(rows.len()), &json!(rows.len())), "{name}");
        let tenths: Vec<u64> = rows.iter().map(|row| row["tenths"].as_u64().expect("a score")).collect();
        assert!(tenths.is_sorted_by(|one, two| one >= two), "{name}: {tenths:?}");
        assert_eq!(shown["containers"][0]["scanned"], pod["scanned"], "{name}");
        for row in rows {
            let link = row["link"].as_str().expect("a link");
            assert!(link.ends_with(row["name"].as_str().expect("a name")), "{row}");
            assert!(row["package"] != "" && row["version"] != "" && row["published"].is_i64(), "{row}");
        }
        let fixable = listed(&admin, &node, "true").await;
        let fixed: Vec<&Value> = rows.iter().filter(|row| row["fixed"] != "").collect();
        assert_eq!(fixable["rows"], json!(fixed), "{name}: the same in the same order");
        assert_eq!(fixable["all"], shown["all"], "{name}");
        vulnerable += usize::from(!rows.is_empty());
    }
    assert!(vulnerable > 3, "most have some");
    let asked = console.demo.requests();
    let call = asked.iter().find(|request| request.path.starts_with("/v1/scan/workload/")).expect("it asked");
    assert!(call.target.ends_with("?show=accepted"), "{}", call.target);
}

#[tokio::test]
async fn what_was_not_scanned_says_why_it_has_none() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let never = key(&admin, "search-").await;
    for (node, state) in [(&never, "Never"), (&key(&admin, "rabbitmq-").await, "Failed")] {
        let shown = listed(&admin, node, "false").await;
        let scan = &shown["containers"][0];
        assert_eq!(
            (&shown["all"], &scan["found"], &scan["scanned"]),
            (&json!(0), &json!(state), &Value::Null)
        );
    }
    let group = network_map::model::Key::of(network_map::model::Kind::Group, "nv.cart.storefront");
    for other in ["0123456789ab".to_owned(), group.to_string()] {
        assert_eq!(admin.call(LIST, &[("node", &other)]).await.status, 404, "{other}");
    }
    assert_eq!(admin.call(LIST, &[("node", "cart")]).await.status, 400);
}

#[tokio::test]
async fn whoever_sees_no_scans_is_told_so_and_the_controller_is_not_asked() {
    let console = Console::start().await;
    let netops = console.signed_in("netops").await;
    let node = key(&netops, "cart-").await;
    let answer = netops.call(LIST, &[("node", &node)]).await;
    assert_eq!(answer.status, 403, "{}", answer.text());
    let needs = text::nav::needs(text::can::runtime_scan());
    assert_eq!(answer.json::<AppError>(), AppError::Denied { message: needs });
    let asked = console.demo.requests();
    assert!(!asked.iter().any(|request| request.path.starts_with("/v1/scan/workload/")), "{asked:?}");
    // Who has rights in namespaces sees what is there, and not the other end of what it says.
    let dev = console.signed_in("dev").await;
    for name in ["cart-", "grafana-"] {
        let node = key(&dev, name).await;
        assert!(listed(&dev, &node, "false").await["containers"][0]["scanned"].is_i64(), "{name}");
    }
    let other = key(&dev, "ledger-db-").await;
    assert_eq!(dev.call(LIST, &[("node", &other)]).await.status, 403);
}

#[tokio::test]
async fn a_report_that_fails_is_told_and_heals() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = key(&admin, "frontend-").await;
    console.demo.fault(Fault::on("GET", "/v1/scan/workload/*"));
    let answer = admin.call(LIST, &[("node", &node)]).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    console.demo.clear_faults();
    assert!(listed(&admin, &node, "false").await["all"].as_u64() > Some(0), "a failure is kept for nobody");
}

#[tokio::test]
async fn of_several_containers_each_row_says_whose_it_is() {
    let console = Setup::default().between().start().await;
    let admin = console.signed_in("admin").await;
    let node = key(&admin, "frontend-").await;
    let id = pod(&admin, &node).await["id"].as_str().expect("an id").to_owned();
    // What the panel has just read is shown again for a while; another viewer's permissions are another reading.
    let reader = console.signed_in("reader").await;
    let answer = |path: &str, status: u16, body: &Value| {
        let pieces = vec![body.to_string().into_bytes()];
        let answer = Answered { status, content_type: "application/json", pieces, whole: true };
        console.between().answer(path, answer);
    };
    let scan = json!({ "status": "finished", "critical": 1, "scanned_timestamp": 1_795_380_350 });
    let child = |name: &str| json!({ "id": name, "display_name": name, "scan_summary": scan });
    let children: Vec<Value> = ["web", "proxy", "broken", "gone"].map(child).to_vec();
    let shown = json!({ "workload": { "id": id, "domain": "storefront", "children": children } });
    answer(&format!("/v1/workload/{id}"), 200, &shown);
    let found = |package: &str, score: f64| {
        let one = json!({ "name": "CVE-2024-1", "severity": "High", "score_v3": score, "package_name": package,
            "link": "javascript:alert(1)" });
        json!({ "report": { "vulnerabilities": [one] } })
    };
    answer("/v1/scan/workload/web", 200, &found("openssl", 7.5));
    answer("/v1/scan/workload/proxy", 200, &found("go", 8.1));
    answer("/v1/scan/workload/broken", 500, &json!({ "code": 1, "error": "E", "message": "broken" }));
    answer("/v1/scan/workload/gone", 404, &json!({ "code": 7, "error": "E", "message": "gone" }));
    let shown = listed(&reader, &node, "false").await;
    let names: Vec<&Value> =
        shown["containers"].as_array().expect("containers").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["web", "proxy", "broken"], "{shown}");
    assert!(shown["containers"][2]["error"].is_object(), "{shown}");
    let rows: Vec<(&Value, &Value, &Value)> = shown["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (&row["package"], &row["container"], &row["link"]))
        .collect();
    let none = json!("");
    assert_eq!(
        rows,
        [(&json!("go"), &json!(1), &none), (&json!("openssl"), &json!(0), &none)],
        "the worst first, and no link but to a page"
    );
    let own = format!("/v1/scan/workload/{id}");
    assert_eq!(console.demo.count("GET", &own), 0, "the sandbox has no image that people mean");
}

#[tokio::test]
async fn another_scan_is_another_report() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = key(&admin, "search-").await;
    assert_eq!(listed(&admin, &node, "false").await["containers"][0]["found"], "Never");
    assert_eq!(admin.call("/api/dashboard/set_auto_scan", &[("on", "true")]).await.status, 200);
    console.demo.advance(Duration::from_secs(60));
    // To other permissions the pod is read anew.
    let reader = console.signed_in("reader").await;
    let shown = listed(&reader, &node, "false").await;
    assert!(shown["containers"][0]["scanned"].is_i64(), "{shown}");
    assert_eq!(shown["containers"][0]["count"], shown["all"]);
}
