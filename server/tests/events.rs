//! The lists of what happened: the answers that a filter's form offers, rows that stand for several entries, saved views, and
//! the rule behind an entry.

use demo_controller::{Connect, Effect, Run};
use kit::AppError;
use serde_json::{Value, json};

use crate::support::{Console, browser::Browser};

const LIST: &str = "/api/events/list_entries";
const FRONTEND: &str = "nv.frontend.storefront";

async fn ask(browser: &Browser, function: &str, fields: &[(&str, &str)]) -> Value {
    let answer = browser.call(function, fields).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
    answer.json()
}

/// Somebody outside tries what no rule allows.
fn attempt(console: &Console) -> Effect {
    let connect = Connect {
        from: "external".to_owned(),
        to: FRONTEND.to_owned(),
        application: "SSH".to_owned(),
        port: "tcp/22".to_owned(),
    };
    console.demo.connect(&connect).expect("both ends exist").effect
}

/// The newest entry that matches.
async fn newest(browser: &Browser, query: &str) -> String {
    let list = ask(browser, LIST, &[("query", query)]).await;
    list["lines"][0]["id"].as_str().unwrap_or_else(|| panic!("nothing matches {query}")).to_owned()
}

#[tokio::test]
async fn the_form_offers_what_there_is_and_each_answer_finds_as_many_as_it_says() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let facets = ask(&admin, "/api/events/list_values", &[("query", "?kind=violation")]).await;
    let namespaces = facets.as_array().expect("a list").iter().find(|facet| facet[0] == "ns").expect("asked");
    let namespaces = namespaces[1].as_array().expect("its values");
    assert!(!namespaces.is_empty());
    for value in namespaces {
        let query = format!("?kind=violation&ns={}", value[0].as_str().expect("a word"));
        let list = ask(&admin, LIST, &[("query", &query)]).await;
        assert_eq!(list["matching"], value[1], "{query}");
    }
}

#[tokio::test]
async fn the_bars_count_every_entry_that_matches_once() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for query in ["", "?kind=threat", "?from=24h", "?by=kind", "?q=ssh&by=kind"] {
        let list = ask(&admin, LIST, &[("query", query)]).await;
        let bars = list["timeline"]["bars"].as_array().expect("bars");
        let counts = bars.iter().flat_map(|bar| bar["counts"].as_array().expect("counts"));
        let sum: u64 = counts.map(|count| count.as_u64().expect("a number")).sum();
        assert_eq!(list["matching"], sum, "{query}");
    }
}

#[tokio::test]
async fn a_row_that_stands_for_several_opens_to_them() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for _ in 0..3 {
        assert_eq!(attempt(&console), Effect::Violated);
        console.demo.advance(std::time::Duration::from_secs(30));
    }
    let query = "?kind=violation&port=tcp%2F22&window=86400";
    let list = ask(&admin, LIST, &[("query", query)]).await;
    let line = &list["lines"][0];
    let entries = line["spread"]["entries"].as_u64().expect("a number");
    assert!(entries >= 3 && list["rows"].as_u64() < list["matching"].as_u64());
    let newest = line["id"].as_str().expect("an id");
    let bundle = ask(&admin, "/api/events/list_bundle", &[("query", query), ("newest", newest)]).await;
    assert_eq!(bundle["lines"].as_array().map(Vec::len), usize::try_from(entries).ok());
    assert_eq!((&bundle["count"], &bundle["lines"][0]["id"]), (&line["count"], &line["id"]));
    let second = bundle["lines"][1]["id"].as_str().expect("an id");
    let none = admin.call("/api/events/list_bundle", &[("query", query), ("newest", second)]).await;
    assert_eq!(none.json::<AppError>(), AppError::NotFound, "a row is known by its newest entry");
}

#[tokio::test]
async fn the_rule_behind_a_violation_is_proposed_between_its_groups() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    assert_eq!(attempt(&console), Effect::Violated);
    let id = newest(&admin, "?kind=violation&port=tcp%2F22").await;
    let review = ask(&admin, "/api/events/get_rule_behind", &[("id", &id), ("rule", "0")]).await;
    let rule = &review["rule"];
    assert_eq!((&rule["from"], &rule["to"]), (&json!("external"), &json!(FRONTEND)));
    assert_eq!((&rule["applications"], &rule["id"]), (&json!(["SSH"]), &json!(0)));
    let acts = ask(&admin, "/api/events/get_entry", &[("id", &id)]).await;
    assert_eq!(acts["acts"]["rule"]["id"], 0);
    assert_eq!(acts["acts"]["pods"].as_array().map(Vec::len), Some(1), "what is outside is no pod");
    let other = admin.call("/api/events/get_process_behind", &[("id", &id)]).await;
    assert_eq!(other.json::<AppError>(), AppError::NotFound);
}

/// A process that no profile knows runs in a container; the incident's id.
async fn incident(console: &Console, admin: &Browser) -> String {
    let run = Run {
        within: "nv.cart.storefront".to_owned(),
        name: "nano".to_owned(),
        path: "/bin/nano".to_owned(),
    };
    assert_ne!(console.demo.run(&run).expect("it is there"), Effect::Allowed);
    newest(admin, "?kind=incident&process=nano").await
}

#[tokio::test]
async fn the_profile_behind_an_incident_says_what_becomes_of_its_process() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let id = incident(&console, &admin).await;
    let review = ask(&admin, "/api/events/get_process_behind", &[("id", &id)]).await;
    assert_eq!((&review["group"], &review["name"]), (&json!("nv.cart.storefront"), &json!("nano")));
}

#[tokio::test]
async fn a_pod_is_captured_and_cut_off_from_what_happened_in_its_container() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let id = incident(&console, &admin).await;
    let entry = ask(&admin, "/api/events/get_entry", &[("id", &id)]).await;
    let pod = entry["acts"]["pods"][0]["key"].as_str().expect("the pod of the container");
    let leads = |link: &Value| link["href"].as_str().is_some_and(|href| href.contains(&format!("sel={pod}")));
    assert!(entry["links"].as_array().expect("links").iter().any(leads), "{}", entry["links"]);
    let node = ask(&admin, "/api/map/get_node", &[("node", pod)]).await;
    assert_eq!(node["facts"]["cap_quarantine"], true, "{node}");
    ask(&admin, "/api/map/start_capture", &[("node", pod), ("duration", "60")]).await;
    ask(&admin, "/api/map/set_quarantine", &[("node", pod), ("on", "true")]).await;
    let node = ask(&admin, "/api/map/get_node", &[("node", pod)]).await;
    assert_eq!(node["facts"]["quarantined"], true, "{node}");
}

#[tokio::test]
async fn a_report_of_a_container_leads_to_its_pod() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let query = [("which", "reports"), ("query", "?location=container")];
    let list = ask(&admin, LIST, &query).await;
    let id = list["lines"][0]["id"].as_str().expect("something was found in a container");
    let entry = ask(&admin, "/api/events/get_entry", &[("which", "reports"), ("id", id)]).await;
    let links = entry["links"].as_array().expect("links");
    let href =
        links.iter().filter_map(|link| link["href"].as_str()).find(|href| href.starts_with("/network?"));
    let pod = href.and_then(|href| href.split(['=', '&']).nth(1)).expect("a place on the map");
    let node = ask(&admin, "/api/map/get_node", &[("node", pod)]).await;
    assert!(node["details"]["Pod"].is_object(), "{node}");
}

#[tokio::test]
async fn a_menu_counts_what_its_choice_would_find() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let filter = [("kind", "violation"), ("level", "warning"), ("ns", "storefront"), ("action", "violate")];
    let query = |asked: &[(&str, &str)]| {
        asked.iter().fold("?".to_owned(), |query, (name, value)| format!("{query}{name}={value}&"))
    };
    let list = ask(&admin, LIST, &[("query", &query(&filter))]).await;
    assert!(list["matching"].as_u64() > Some(0), "{}", list["matching"]);
    let mut menus = vec![(json!("kind"), list["kinds"].clone()), (json!("level"), list["levels"].clone())];
    let facets = list["facets"].as_array().expect("menus").iter();
    menus.extend(facets.map(|facet| (facet[0].clone(), facet[1].clone())));
    let form = ask(&admin, "/api/events/list_values", &[("query", &query(&filter))]).await;
    let asked = |facet: &&Value| filter.iter().any(|(name, _)| facet[0] == *name);
    let form = form.as_array().expect("questions").iter().filter(asked);
    menus.extend(form.map(|facet| (facet[0].clone(), facet[1].clone())));
    let mut others = 0;
    for (menu, values) in &menus {
        let menu = menu.as_str().expect("a word");
        for value in values.as_array().expect("its values") {
            let word = value[0].as_str().expect("a word");
            let chosen = filter.map(|(name, asked)| (name, if name == menu { word } else { asked }));
            let found = ask(&admin, LIST, &[("query", &query(&chosen))]).await;
            assert_eq!(found["matching"], value[1], "{menu}={word}");
            others += usize::from(!filter.contains(&(menu, word)));
        }
    }
    assert!(others > 0, "a menu offers more than what is chosen");
}

#[tokio::test]
async fn rows_that_stand_for_several_are_sorted_as_one_asks() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (dir, descending) in [("", false), ("&dir=other", true)] {
        let query = format!("?window=86400&sort=count{dir}");
        let list = ask(&admin, LIST, &[("query", &query)]).await;
        let lines = list["lines"].as_array().expect("lines").iter();
        let mut counts: Vec<u64> = lines.map(|line| line["count"].as_u64().expect("a number")).collect();
        if descending {
            counts.reverse();
        }
        assert!(counts.is_sorted() && counts.first() != counts.last(), "{query}: {counts:?}");
    }
}

#[tokio::test]
async fn a_saved_view_is_ones_own_and_outlives_the_session() {
    let console = Console::start().await;
    let (admin, reader) = (console.signed_in("admin").await, console.signed_in("reader").await);
    let save = [("which", "security"), ("name", " Threats "), ("query", "?kind=threat&ns=payments")];
    ask(&admin, "/api/events/save_view", &save).await;
    let views = |browser| ask(browser, "/api/events/get_views", &[("which", "security")]);
    let kept = json!([{ "name": "Threats", "query": "?kind=threat&ns=payments" }]);
    assert_eq!(views(&admin).await, kept);
    let again = console.signed_in("admin").await;
    assert_eq!(views(&again).await, kept);
    assert_eq!(views(&reader).await, json!([]));
    assert_eq!(ask(&admin, "/api/events/get_views", &[("which", "events")]).await, json!([]));
    ask(&reader, "/api/events/remove_view", &[("which", "security"), ("name", "Threats")]).await;
    assert_eq!(views(&admin).await, kept, "nobody removes another's");
    for (name, query) in [("", "?q=a"), (&*"x".repeat(81), "?q=a")] {
        let wrong = admin
            .call("/api/events/save_view", &[("which", "security"), ("name", name), ("query", query)])
            .await;
        assert!(matches!(wrong.json(), AppError::Invalid { field, .. } if field == "name"), "{name:?}");
    }
    // Whatever was sent leads to this page and to no other.
    let foreign = [("which", "security"), ("name", "Elsewhere"), ("query", "//example.org/?q=1")];
    ask(&admin, "/api/events/save_view", &foreign).await;
    let views = views(&admin).await;
    assert!(
        views.as_array().expect("a list").iter().all(|view| {
            view["query"].as_str().is_some_and(|query| query.is_empty() || query.starts_with('?'))
        }),
        "{views}"
    );
}
