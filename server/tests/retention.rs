//! Retention: what the controller forgets is still there, once, and for nobody who might not see it before.

use std::collections::BTreeSet;

use clap::Parser;
use demo_controller::{Connect, Running};
use event_store::{Place, Store};
use serde_json::{Value, json};
use server::{App, Config};

use crate::support::{Console, PATIENCE, Setup, browser::Browser, directory::Directory};

const LIST: &str = "/api/events/list_entries";
const ENTRY: &str = "/api/events/get_entry";
const PAGES: [&str; 3] = ["security", "events", "reports"];

/// A console that keeps copies, and the file of its key.
fn retaining(key: &str) -> (Setup, Directory) {
    let place = Directory::new();
    let file = place.path().join("key");
    std::fs::write(&file, key).expect("it can be written");
    let setup = Setup::default()
        .argument(&format!("--retention-key-file={}", file.display()))
        // The demo's clock stands still, the console's does not.
        .argument("--retention-days=36500");
    (setup, place)
}

const READER: &str = "reader-key:reader-secret\n";

/// Two violations that the demo begins without: between pods of `storefront`, and between others.
fn provoke(demo: &Running) {
    for (from, to) in [
        ("nv.cart.storefront", "nv.frontend.storefront"),
        ("nv.grafana.monitoring", "nv.payment-api.payments"),
    ] {
        let (from, to) = (from.to_owned(), to.to_owned());
        let connect = Connect { from, to, application: "SSH".to_owned(), port: "tcp/2299".to_owned() };
        demo.connect(&connect).expect("both ends exist");
    }
}

async fn list(browser: &Browser, which: &str, query: &str) -> Value {
    let answer = browser.call(LIST, &[("which", which), ("query", query)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The ids of all entries that somebody sees, page by page.
async fn ids(browser: &Browser, which: &str) -> BTreeSet<String> {
    let mut ids = Vec::new();
    loop {
        let page = list(browser, which, &format!("?page={}", ids.len() / 50 + 1)).await;
        let lines = page["lines"].as_array().expect("a list");
        ids.extend(lines.iter().map(|line| line["id"].as_str().expect("an id").to_owned()));
        if ids.len() as u64 >= page["matching"].as_u64().expect("a number") {
            let once: BTreeSet<String> = ids.iter().cloned().collect();
            assert_eq!(once.len(), ids.len(), "each of them once");
            return once;
        }
    }
}

async fn store(console: &Console) -> Store {
    Store::open(&Place::file(console.data().join("events.db"))).await.expect("the console has made it")
}

/// Waits until copies of all of these are kept.
async fn kept(console: &Console, ids: &BTreeSet<String>) {
    let store = store(console).await;
    let all = async {
        for id in ids {
            let id = id.parse().expect("an id");
            while store.get("Local", id).await.expect("it can be read").is_none() {
                tokio::task::yield_now().await;
            }
        }
    };
    assert!(tokio::time::timeout(PATIENCE, all).await.is_ok(), "they are never kept");
    store.close().await;
}

/// Waits until lists have the copies.
async fn complete(browser: &Browser) {
    let all = async {
        while list(browser, "security", "").await["keeping"]["retention"]["On"]["complete"] != true {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, all).await.is_ok(), "the copies are never read");
}

/// A console whose controller has forgotten two violations that it kept, and their ids: storefront's and the others'.
async fn forgetful() -> (Console, Directory, [String; 2]) {
    let (setup, key) = retaining(READER);
    let demo = setup.demo().await;
    provoke(&demo);
    let console = setup.start_before(demo).await;
    let admin = console.signed_in("admin").await;
    let ssh = list(&admin, "security", "?kind=violation&port=tcp/2299").await;
    let of = |namespace: &str| {
        let lines = ssh["lines"].as_array().expect("a list");
        let line = lines.iter().find(|line| line["target"]["namespace"] == namespace);
        line.and_then(|line| line["id"].as_str()).unwrap_or_else(|| panic!("{namespace}: {ssh}")).to_owned()
    };
    let ids = [of("storefront"), of("payments")];
    kept(&console, &ids.clone().into()).await;
    console.demo.reset();
    let console = console.restart(|_| {}).await;
    (console, key, ids)
}

#[tokio::test]
async fn what_the_controller_forgets_is_kept_and_searched_as_one_with_the_rest() {
    let (console, _key, [ours, theirs]) = forgetful().await;
    let admin = console.signed_in("admin").await;
    complete(&admin).await;
    let page = list(&admin, "security", "").await;
    let rings = page["rings"].as_array().expect("a list");
    let here: u64 = rings.iter().filter_map(|ring| ring["entries"].as_u64()).sum();
    assert_eq!(
        (&page["total"], &page["matching"]),
        (&json!(here + 2), &json!(here + 2)),
        "each of them once"
    );
    let all = ids(&admin, "security").await;
    assert!(all.contains(&ours) && all.contains(&theirs));
    assert_eq!(list(&admin, "security", "?port=tcp/2299&ns=payments").await["matching"], 1);
    let since = &page["keeping"]["retention"]["On"];
    assert_eq!((&since["days"], &since["megabytes"]), (&json!(36500), &json!(1024)));

    let entry: Value = admin.call(ENTRY, &[("id", &theirs)]).await.json();
    assert_eq!(entry["kept"], text::triage::forgotten());
    assert!(entry["json"].as_str().is_some_and(|json| json.contains("\"server_port\": 2299")), "{entry}");
    // It can be decided about like any other.
    let done =
        admin.call("/api/events/decide", &[("what[ids][0]", &theirs), ("what[act]", "acknowledge")]).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(list(&admin, "security", "?state=acknowledged").await["lines"][0]["id"], json!(theirs));
    let said = admin.get("/activity/security-events").send().await.text();
    assert!(said.contains(&text::triage::retention_on(36_500, &text::number(1024))), "{said}");
}

#[tokio::test]
async fn nobody_sees_a_copy_of_what_the_controller_would_not_show_them() {
    let (console, _key, [ours, theirs]) = forgetful().await;
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    complete(&admin).await;
    let seen = ids(&dev, "security").await;
    assert!(seen.contains(&ours), "a copy of their own namespace's is theirs to see");
    // `dev` reads `monitoring`, where the other one began.
    assert!(seen.contains(&theirs));
    let all = ids(&admin, "security").await;
    assert!(seen.is_subset(&all) && seen.len() < all.len());
    // Of what the controller has not forgotten they see what it shows them, to the last entry.
    let plain = Console::start().await;
    let other = plain.signed_in("dev").await;
    for which in PAGES {
        let mut shown = ids(&other, which).await;
        let mut seen = ids(&dev, which).await;
        if which == "security" {
            shown.extend([ours.clone(), theirs.clone()]);
        }
        if which == "events" {
            // What consoles and their users did is of the time when they did it.
            let own = |id: &String| shown.contains(id);
            seen.retain(own);
        }
        assert_eq!(seen, shown, "{which}");
    }
    for (which, id) in [("security", all.difference(&seen).next().expect("there are others'"))] {
        for function in [ENTRY, "/api/events/get_triage"] {
            assert_eq!(dev.call(function, &[("which", which), ("id", id)]).await.status, 404, "{function}");
        }
        let decide = [("what[which]", which), ("what[ids][0]", id), ("what[act]", "acknowledge")];
        assert_eq!(dev.call("/api/events/decide", &decide).await.status, 404);
    }
    // Somebody without the permission for reports has no copies of them either.
    let netops = console.signed_in("netops").await;
    assert_eq!(list(&netops, "reports", "").await["total"], 0);
}

#[tokio::test]
async fn copies_of_others_stay_hidden_when_the_controller_has_forgotten_them() {
    let (setup, _key) = retaining(READER);
    let demo = setup.demo().await;
    let connect = Connect {
        from: "nv.payment-worker.payments".to_owned(),
        to: "nv.payment-api.payments".to_owned(),
        application: "SSH".to_owned(),
        port: "tcp/2299".to_owned(),
    };
    demo.connect(&connect).expect("both ends exist");
    let console = setup.start_before(demo).await;
    let admin = console.signed_in("admin").await;
    let id = list(&admin, "security", "?kind=violation&port=tcp/2299").await["lines"][0]["id"].clone();
    let id = id.as_str().expect("it is a violation").to_owned();
    kept(&console, &[id.clone()].into()).await;
    console.demo.reset();
    let console = console.restart(|_| {}).await;
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    complete(&admin).await;
    assert_eq!(admin.call(ENTRY, &[("id", &id)]).await.status, 200);
    assert_eq!(dev.call(ENTRY, &[("id", &id)]).await.status, 404);
    assert_eq!(dev.call("/api/events/get_triage", &[("id", &id)]).await.status, 404);
    let decide = [("what[ids][0]", &*id), ("what[act]", "acknowledge")];
    assert_eq!(dev.call("/api/events/decide", &decide).await.status, 404);
    assert!(!ids(&dev, "security").await.contains(&id));
    assert_eq!(list(&dev, "security", "?port=tcp/2299").await["matching"], 0);
}

#[tokio::test]
async fn known_entries_cost_the_store_nothing_and_a_second_console_doubles_none() {
    let (setup, _key) = retaining(READER);
    let console = setup.start().await;
    let admin = console.signed_in("admin").await;
    kept(&console, &ids(&admin, "security").await).await;
    kept(&console, &ids(&admin, "reports").await).await;
    let here = store(&console).await;
    let before = here.after("Local", 0, 10_000).await.expect("it can be read");
    // A second one with the same store, before the same cluster.
    let (setup, _other_key) = retaining(READER);
    let shared = format!("--events={}", console.data().join("events.db").display());
    let other = setup.argument(&shared).start().await;
    let ben = other.signed_in("netops").await;
    complete(&ben).await;
    let calls = || other.demo.count("GET", "/v1/log/security");
    let polled = calls();
    let again = async {
        while calls() <= polled {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, again).await.is_ok(), "it goes on asking");
    let after = here.after("Local", 0, 10_000).await.expect("it can be read");
    let places = |stored: &[event_store::Stored]| {
        let is_event = |entry: &&event_store::Stored| entry.kind == event_log::Kind::Event;
        stored
            .iter()
            .filter(|entry| !is_event(entry))
            .map(|entry| (entry.id, entry.sequence))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&after), places(&before), "none is written again");
    here.close().await;
}

#[tokio::test]
async fn a_controller_that_refuses_the_key_keeps_nobody_from_reading() {
    let (setup, _key) = retaining("reader-key:wrong");
    let console = setup.start().await;
    let admin = console.signed_in("admin").await;
    complete(&admin).await;
    assert!(!ids(&admin, "security").await.is_empty());
    let store = store(&console).await;
    assert_eq!(store.extent("Local").await.expect("it can be read").entries, 0);
    store.close().await;
}

#[tokio::test]
async fn settings_that_make_no_sense_are_refused_and_no_secret_is_told() {
    let console = Console::start().await;
    let key = Directory::new();
    let file = key.path().join("key");
    std::fs::write(&file, "hunter2").expect("it can be written");
    let key = format!("--retention-key-file={}", file.display());
    for (arguments, named) in [
        (vec!["--events=mysql://ann:s3cret@db/x".to_owned()], "--events"),
        (vec!["--events=postgres://ann:s3cret@db:port/x".to_owned()], "--events"),
        (vec!["--retention-key-file=/no/such/file".to_owned()], "/no/such/file"),
        (vec![key.clone()], "no API key"),
        (vec![key, "--events=off".to_owned()], "key"),
    ] {
        let config = Config::try_parse_from(console.line().into_iter().chain(arguments.clone()));
        let error = App::build(config.expect("the line can be read")).await.err().expect("it does not start");
        let error = format!("{error} {error:?}");
        assert!(error.contains(named), "{arguments:?}: {error}");
        assert!(!error.contains("s3cret") && !error.contains("hunter2"), "{error}");
    }
}
