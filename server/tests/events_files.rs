//! Lists of what happened as files and on paper: they hold what the list holds, all of it, in its order.

use std::collections::BTreeSet;

use demo_controller::{Fault, Scenario};
use serde_json::{Value, json};

use crate::support::{
    Console, Setup,
    browser::{Answer, Browser},
    table::Table,
};

/// The lists, as a query function and a file know them, with their pages.
const LISTS: [(&str, &str); 3] = [
    ("security", "/activity/security-events"),
    ("events", "/activity/events"),
    ("reports", "/activity/risk-reports"),
];

/// Questions that make sense of every list.
const QUESTIONS: [&str; 8] = [
    "",
    "dir=other",
    "sort=level",
    "sort=name&dir=other",
    "level=critical&level=warning&sort=node",
    "q=node-1",
    "ns=payments&sort=source",
    "window=600",
];

async fn file(browser: &Browser, list: &str, extension: &str, query: &str) -> Answer {
    browser.get(&format!("/files/events/{list}.{extension}?{query}")).send().await
}

/// The ids of all lines of a list, page by page; and how many lines it says there are.
async fn listed(browser: &Browser, list: &str, query: &str, pages: usize) -> (Vec<String>, usize) {
    let (mut ids, mut lines) = (Vec::new(), 0);
    for page in 1..=pages {
        let query = format!("?{query}&page={page}");
        let shown: Value =
            browser.call("/api/events/list_entries", &[("which", list), ("query", &query)]).await.json();
        lines = usize::try_from(shown["rows"].as_u64().expect("a count")).expect("it is small");
        let here = shown["lines"].as_array().expect("lines");
        ids.extend(here.iter().map(|line| line["id"].as_str().expect("an id").to_owned()));
        if ids.len() >= lines {
            break;
        }
    }
    (ids, lines)
}

fn ids(objects: &[Value]) -> Vec<&str> {
    objects.iter().map(|object| object["id"].as_str().expect("an id")).collect()
}

/// Holds both files of a question against the list. All of it is compared where it has so many pages at most.
async fn agree(browser: &Browser, list: &str, query: &str, pages: usize) -> usize {
    let table = Table::of(&file(browser, list, "csv", query).await);
    let objects: Vec<Value> = file(browser, list, "json", query).await.json();
    let (listed, lines) = listed(browser, list, query, pages).await;
    let of_table = table.column(text::export::id());
    assert_eq!((of_table.len(), objects.len()), (lines, lines), "{list}?{query}");
    assert_eq!(of_table, ids(&objects), "{list}?{query}");
    assert_eq!(of_table[..listed.len()], listed, "{list}?{query}: in the list's order");
    let different: BTreeSet<_> = of_table.iter().collect();
    assert_eq!(different.len(), lines, "{list}?{query}: each of them once");
    lines
}

#[tokio::test]
async fn files_hold_what_the_list_does() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (list, _) in LISTS {
        for query in QUESTIONS {
            let lines = agree(&admin, list, query, 100).await;
            // Which levels, nodes and namespaces there are is the cluster's to say.
            let filtered = ["level=", "q=", "ns="].iter().any(|filter| query.contains(filter));
            assert!(lines > 0 || filtered && list == "events", "{list}?{query} finds nothing");
        }
        assert_eq!(agree(&admin, list, "q=nobody-says-this", 1).await, 0);
    }
}

#[tokio::test]
async fn a_full_log_leaves_as_a_whole() {
    let console = Setup::default().scenario(Scenario::Large).start().await;
    let admin = console.signed_in("admin").await;
    let mut lines = Vec::new();
    for (list, _) in LISTS {
        lines.push(agree(&admin, list, "", 3).await);
        assert!(agree(&admin, list, "sort=name&dir=other", 3).await > 0);
        let one = agree(&admin, list, "window=86400", 3).await;
        assert!(one > 0 && one < *lines.last().expect("it was counted"), "{list}: the same are one line");
    }
    // What an enforcer says again within the same second is one event.
    assert!(lines[0] >= 4096 && lines[1] > 4000, "{lines:?}");
    let packed = admin.get("/files/events/events.csv").header("accept-encoding", "gzip").send().await;
    assert_eq!((packed.status, packed.header("content-encoding")), (200, "gzip"));
}

#[tokio::test]
async fn a_table_is_for_people_and_an_object_for_programs() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let answer = file(&admin, "security", "csv", "kind=violation&ns=payments").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(answer.header("cache-control"), "no-store");
    let name = answer.header("content-disposition");
    assert!(name.contains("filename=\"security-events-") && name.contains("-payments-"), "{name}");
    let table = Table::of(&answer);
    let screen = [
        text::events::level(),
        text::events::name(),
        text::events::source(),
        text::events::target(),
        text::events::action(),
        text::events::count(),
        text::events::node(),
        text::events::time(),
    ];
    assert_eq!(table.0[..screen.len()], screen);
    let answer = file(&admin, "security", "json", "kind=violation&ns=payments").await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(
        answer.text().starts_with("[\n{\"id\":") && answer.text().ends_with("}\n]\n"),
        "an object a line"
    );
    let objects: Vec<Value> = answer.json();
    for (at, object) in objects.iter().enumerate() {
        let cell = |column: &str| table.column(column)[at];
        assert_eq!(cell(text::events::kind()), text::events::violation());
        assert_eq!(object["kind"], "violation");
        assert_eq!(object["at"], cell(text::events::time()));
        assert!(kit::date::parse(cell(text::events::time())).is_some());
        let (word, shown) = (object["action"].as_str().expect("it was done"), cell(text::events::action()));
        assert!(matches!((word, shown), ("violate", "Logged") | ("deny", "Blocked")), "{word}: {shown}");
        assert_eq!(object["port"], cell(text::events::port()));
        assert!([&object["source-ns"], &object["target-ns"]].contains(&&json!("payments")), "{object}");
    }

    let russian = admin.get("/files/events/reports.csv").header("accept-language", "ru").send().await;
    let russian = Table::of(&russian);
    assert_eq!(russian.0[0], "Уровень", "{:?}", russian.0);
    let grouped: Vec<Value> = file(&admin, "security", "json", "window=86400").await.json();
    let most = grouped.iter().max_by_key(|one| one["entries"].as_u64()).expect("there are some");
    assert!(most["entries"].as_u64() > Some(1) && most["first"].is_string(), "{most}");
}

#[tokio::test]
async fn a_question_that_cannot_be_understood_gives_no_file() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (query, name, value) in [
        ("level=dire", "level", "dire"),
        ("ns=payments&from=yesterday", "from", "yesterday"),
        ("kind=dream&kind=threat", "kind", "dream"),
    ] {
        for extension in ["csv", "json"] {
            let answer = file(&admin, "security", extension, query).await;
            assert_eq!((answer.status, answer.header("content-disposition")), (400, ""), "{query}");
            assert_eq!(answer.text(), text::export::wrong(name, value), "{query}");
        }
    }
    for path in ["security.xml", "security", "activity.csv", ".csv", "security.csv.json"] {
        assert_eq!(admin.get(&format!("/files/events/{path}")).send().await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn where_there_is_no_file_the_list_says_why_once() {
    for (list, page) in LISTS {
        let console = Console::start().await;
        let admin = console.signed_in("admin").await;
        console.demo.fault(Fault::on("GET", "/v1/log/*").status(500));
        let answer = file(&admin, list, "csv", "ns=payments").await;
        console.demo.clear_faults();
        assert_eq!((answer.status, answer.location()), (303, &*format!("{page}?ns=payments")), "{list}");
        let shown = admin.get(answer.location()).send().await.text();
        assert!(shown.contains(text::error::refused()), "{list}");
    }
}

#[tokio::test]
async fn files_are_for_those_who_may_see_the_list() {
    let console = Console::start().await;
    let dev = console.signed_in("dev").await;
    let objects: Vec<Value> = file(&dev, "security", "json", "").await.json();
    let theirs = ["storefront", "monitoring"];
    let sees = |object: &&Value| {
        let of = |end: &str| object[end].as_str().is_some_and(|namespace| theirs.contains(&namespace));
        of("source-ns") || of("target-ns")
    };
    assert!(!objects.is_empty() && objects.iter().filter(sees).count() == objects.len());
    for (list, _) in LISTS {
        agree(&dev, list, "", 100).await;
    }
    // Their role holds no scans, and so no risk reports.
    let netops = console.signed_in("netops").await;
    for extension in ["csv", "json"] {
        let answer = file(&netops, "reports", extension, "").await;
        assert_eq!((answer.status, answer.header("content-disposition")), (403, ""), "{}", answer.text());
        assert!(answer.text().contains(text::can::audit_events()), "{}", answer.text());
    }
    console.demo.clear_requests();
    let page = netops.get("/activity/risk-reports/print").send().await;
    let needs = text::nav::needs(text::can::audit_events());
    assert!(page.status == 200 && page.text().contains(&needs), "{}", page.text());
    assert_eq!(console.demo.count("GET", "/v1/log/audit"), 0, "the controller is not asked");
}

#[tokio::test]
async fn a_list_is_printed_with_its_question_its_charts_and_its_lines() {
    let console = Setup::default().scenario(Scenario::Large).start().await;
    let admin = console.signed_in("admin").await;
    for (list, page) in LISTS {
        let asked = [("which", list), ("query", "?level=critical&level=info&level=warning")];
        let printed: Value = admin.call("/api/events/get_print", &asked).await.json();
        let figures = printed["figures"].as_array().expect("charts");
        assert_eq!(figures.len(), 3, "{list}");
        for figure in figures {
            let picture = figure["chart"]["picture"].as_str().expect("it is drawn");
            assert!(picture.contains("<svg") && picture.contains("role=\"img\" aria-label="), "{figure}");
        }
        let (_, lines) = listed(&admin, list, "level=critical&level=info&level=warning", 1).await;
        assert_eq!(printed["lines"], json!(lines), "{list}");
        let rows = printed["table"].as_str().expect("a table").matches("<tr").count() - 1;
        assert_eq!((json!(rows), rows), (printed["shown"].clone(), lines.min(5000)), "{list}");
        let filter = printed["filter"].as_array().expect("it was asked");
        assert_eq!(filter[0][0], text::events::level());

        let answer = admin.get(&format!("{page}/print?level=info&level=critical")).send().await;
        let text = answer.text();
        assert_eq!(answer.status, 200);
        assert!(text.contains("<div class=\"printed\"><table"), "{list}: it is in the first document");
        assert!(!text.contains("style=\""), "{list}: what the page may not do is not asked for");
    }
    let printed: Value = admin.call("/api/events/get_print", &[("which", "security")]).await.json();
    let lines = printed["lines"].as_u64().expect("a count");
    assert!(lines > 5000 && printed["shown"] == json!(5000), "{lines}: so many, and no more");
    let page = admin.get("/activity/security-events/print").send().await.text();
    assert!(page.contains(&text::print::more("5,000", &text::number(lines))), "and it says so");
    let nothing = admin.get("/activity/events/print?q=nobody-says-this").send().await.text();
    assert!(nothing.contains(text::print::nothing()));
    let wrong = admin.get("/activity/events/print?level=dire").send().await.text();
    assert!(wrong.contains(&text::events::wrong("level", "dire").replace('"', "&quot;")));
}
