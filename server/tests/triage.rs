//! Triage: what people decide about entries, who sees it, who may, and what happens when two decide at once.

use kit::AppError;
use serde_json::{Value, json};

use crate::support::{
    Console, PATIENCE, Setup,
    browser::{Answer, Browser},
    directory::Directory,
    soon,
};

const LIST: &str = "/api/events/list_entries";
const TRIAGE: &str = "/api/events/get_triage";
const DECIDE: &str = "/api/events/decide";

async fn ask(browser: &Browser, function: &str, fields: &[(&str, &str)]) -> Value {
    let answer = browser.call(function, fields).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
    answer.json()
}

async fn list(browser: &Browser, query: &str) -> Value {
    ask(browser, LIST, &[("query", query)]).await
}

/// The id of the newest entry that a query finds.
async fn newest(browser: &Browser, query: &str) -> String {
    let found = list(browser, query).await;
    found["lines"][0]["id"].as_str().unwrap_or_else(|| panic!("{query} finds nothing")).to_owned()
}

async fn decide(browser: &Browser, id: &str, more: &[(&str, &str)]) -> Answer {
    browser.call(DECIDE, &[&[("what[ids][0]", id)], more].concat()).await
}

/// Decides, and nobody else has.
async fn decided(browser: &Browser, id: &str, more: &[(&str, &str)]) {
    let answer = decide(browser, id, more).await;
    assert_eq!((answer.status, answer.json::<Value>()), (200, json!({"Done": {"entries": 1}})));
}

async fn triage(browser: &Browser, id: &str) -> Value {
    ask(browser, TRIAGE, &[("id", id)]).await
}

#[tokio::test]
async fn who_looks_at_an_entry_asks_the_controller_for_nothing() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let id = newest(&admin, "?kind=threat").await;
    console.demo.go_away();
    // What was read a moment ago is good enough for a list, for a moment.
    let read_again = async { while admin.call(LIST, &[]).await.status == 200 {} };
    soon("a list is read again", read_again).await;
    assert_eq!(triage(&admin, &id).await["steps"], json!([]));
}

#[tokio::test]
async fn what_one_decides_another_sees_with_who_and_when() {
    let console = Console::start().await;
    let (admin, netops) = (console.signed_in("admin").await, console.signed_in("netops").await);
    let id = newest(&admin, "?kind=threat").await;
    let untouched = triage(&netops, &id).await;
    assert_eq!((&untouched["standing"], &untouched["steps"]), (&json!("On"), &json!([])));
    assert!(untouched["decision"].is_null());

    decided(&admin, &id, &[("what[act]", "acknowledge"), ("what[note]", "looking\ninto it")]).await;
    decided(&admin, &id, &[("what[act]", "assign"), ("what[to]", "netops")]).await;
    let shown = triage(&netops, &id).await;
    let decision = &shown["decision"];
    assert_eq!((&decision["state"], &decision["assigned"]), (&json!("acknowledged"), &json!("netops")));
    assert_eq!((&decision["by"], &decision["notes"]), (&json!("admin"), &json!(1)));
    assert!(decision["at"].as_i64().is_some_and(|at| at > 1_700_000_000), "{decision}");
    assert_eq!(shown["steps"][0]["note"], "looking\ninto it");
    assert_eq!(shown["steps"][1]["assign"], "netops");

    // The lists of all who see the entry have it, and can be filtered by it.
    let found = list(&netops, "?state=acknowledged").await;
    assert_eq!((&found["matching"], &found["lines"][0]["id"]), (&json!(1), &json!(id)));
    assert_eq!(found["lines"][0]["decision"]["assigned"], "netops");
    let mine = list(&netops, "?assigned=netops&kind=threat").await;
    assert_eq!((&mine["matching"], &mine["keeping"]["mine"]), (&json!(1), &json!(1)));
    let all = list(&admin, "").await;
    let total = all["matching"].as_u64().expect("a number");
    let states = json!([["open", total - 1], ["acknowledged", 1], ["closed", 0]]);
    assert_eq!((&all["keeping"]["states"], &all["keeping"]["mine"]), (&states, &json!(0)));
    assert_eq!(list(&admin, "?state=open").await["matching"], json!(total - 1));

    decided(&netops, &id, &[("what[act]", "close"), ("what[reason]", "harmless")]).await;
    decided(&netops, &id, &[("what[act]", "drop")]).await;
    let closed = triage(&admin, &id).await;
    assert_eq!(
        (&closed["decision"]["state"], &closed["decision"]["reason"], &closed["decision"]["assigned"]),
        (&json!("closed"), &json!("harmless"), &json!(""))
    );
    decided(&admin, &id, &[("what[act]", "reopen")]).await;
    assert_eq!(triage(&netops, &id).await["decision"]["reason"], Value::Null);
    let page = admin.get(&format!("/activity/security-events?entry={id}")).send().await.text();
    for said in
        ["looking", text::triage::step_dropped(), text::triage::acknowledge(), text::triage::harmless()]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn who_decides_after_somebody_else_is_told_and_loses_nothing() {
    let console = Console::start().await;
    let (admin, netops) = (console.signed_in("admin").await, console.signed_in("netops").await);
    let id = newest(&admin, "?kind=violation").await;
    let seen = triage(&netops, &id).await["seen"].to_string();
    decided(&admin, &id, &[("what[act]", "acknowledge"), ("what[seen]", &seen)]).await;

    let late = [
        ("what[act]", "close"),
        ("what[reason]", "duplicate"),
        ("what[note]", "the same as yesterday"),
        ("what[seen]", &seen),
    ];
    let answer: Value = decide(&netops, &id, &late).await.json();
    assert_eq!(answer["Conflict"]["by"], "admin", "{answer}");
    let now = triage(&netops, &id).await;
    assert_eq!(now["decision"]["state"], "acknowledged", "nothing was overwritten");
    assert_eq!(now["draft"]["note"], "the same as yesterday");
    assert_eq!((&now["draft"]["reason"], &now["seen"]), (&json!("duplicate"), &answer["Conflict"]["seen"]));
    assert!(triage(&admin, &id).await["draft"].is_null(), "it is netops' own");

    // A note overwrites nothing, so that it needs no second try.
    decided(&netops, &id, &[("what[act]", "note"), ("what[note]", "by the way"), ("what[seen]", &seen)])
        .await;
    let seen = triage(&netops, &id).await["seen"].to_string();
    decided(&netops, &id, &[late[0], late[1], late[2], ("what[seen]", &seen)]).await;
    let now = triage(&netops, &id).await;
    assert_eq!((&now["decision"]["state"], &now["draft"]), (&json!("closed"), &Value::Null));
}

#[tokio::test]
async fn without_scripts_a_form_leads_back_and_says_what_came_of_it() {
    let console = Console::start().await;
    let (admin, netops) = (console.signed_in("admin").await, console.signed_in("netops").await);
    let id = newest(&admin, "?kind=incident").await;
    let back = format!("/activity/security-events?entry={id}");
    let form = async |browser: &Browser, more: &[(&str, &str)]| {
        let fields = [&[("what[ids][0]", &*id), ("back", &*back)], more].concat();
        browser.post(DECIDE).header("accept", "text/html").form(&fields).send().await
    };
    let done = form(&admin, &[("what[act]", "acknowledge"), ("what[seen]", "0")]).await;
    assert_eq!((done.status, done.location()), (302, &*back));
    assert!(done.set_cookie("__Host-flash").contains("Good"), "{done:?}");
    let note = [
        ("what[act]", "close"),
        ("what[reason]", "resolved"),
        ("what[note]", "a patch is out"),
        ("what[seen]", "0"),
    ];
    let late = form(&netops, &note).await;
    assert_eq!(late.location(), back);
    let flash = late.set_cookie("__Host-flash").to_owned();
    assert!(flash.contains("Bad") && flash.contains("admin"), "{flash}");
    let page = netops.get(&back).send().await.text();
    assert!(page.contains("a patch is out"), "what was typed is in the form again: {page}");
    let dialog = admin.get(&format!("/activity/security-events?sel={id}&triage=1")).send().await.text();
    for said in [&*text::triage::decide_title(1), "what[ids][0]", text::triage::reason_hint()] {
        assert!(dialog.contains(said), "{said}: {dialog}");
    }
    for (more, field) in [
        (&[("what[act]", "close")][..], text::triage::reason_missing()),
        (&[("what[act]", "note"), ("what[note]", " ")], text::triage::note_missing()),
        (&[("what[act]", "assign")], text::triage::name_missing()),
    ] {
        let AppError::Invalid { message, .. } = decide(&admin, &id, more).await.json() else {
            panic!("invalid")
        };
        assert_eq!(message, field);
    }
}

#[tokio::test]
async fn only_who_may_change_policy_where_it_happened_decides() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (reader, dev) = (console.signed_in("reader").await, console.signed_in("dev").await);
    let act = [("what[act]", "acknowledge")];
    let theirs = newest(&admin, "?kind=threat&ns=payments&source=external").await;
    let refused = decide(&reader, &theirs, &act).await;
    let AppError::Denied { message } = refused.json() else { panic!("{}", refused.text()) };
    assert!(message.contains(text::can::runtime_policy()), "{message}");
    assert_eq!(triage(&reader, &theirs).await["may"], false);

    assert_eq!(dev.call(TRIAGE, &[("id", &theirs)]).await.status, 404, "they do not see it");
    assert_eq!(decide(&dev, &theirs, &act).await.status, 404);
    let own = newest(&dev, "?ns=storefront").await;
    let some = [("what[ids][0]", &*own), ("what[ids][1]", &*theirs), ("what[act]", "acknowledge")];
    assert_eq!(dev.call(DECIDE, &some).await.status, 404, "one of them is enough");
    assert_eq!(triage(&dev, &own).await["steps"], json!([]), "and nothing was decided");
    decided(&dev, &own, &act).await;
    // Of `monitoring` they are a reader.
    let looked = list(&dev, "?ns=monitoring").await;
    let line = looked["lines"].as_array().expect("a list").iter().find(|line| {
        line["source"]["namespace"] != "storefront" && line["target"]["namespace"] != "storefront"
    });
    if let Some(id) = line.and_then(|line| line["id"].as_str()) {
        assert_eq!(decide(&dev, id, &act).await.status, 403);
    }
    // What belongs to no namespace is for those who may change policy everywhere.
    let event = ask(&admin, LIST, &[("which", "events")]).await["lines"][0]["id"].clone();
    let event = event.as_str().expect("somebody has signed in");
    decided(&admin, event, &[("what[which]", "events"), ("what[act]", "take")]).await;
    let none = decide(&admin, &"0".repeat(32), &act).await;
    assert_eq!(none.status, 404);
    assert_eq!(admin.call(DECIDE, &act).await.status, 400, "nothing is chosen");
}

#[tokio::test]
async fn a_line_that_stands_for_several_means_all_of_them() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let query = "?window=86400&kind=violation";
    let found = list(&admin, query).await;
    let lines = found["lines"].as_array().expect("a list");
    let size = |line: &Value| line["spread"]["entries"].as_u64().unwrap_or_default();
    let line = lines.iter().max_by_key(|line| size(line)).expect("there are some");
    assert!(size(line) > 1, "the demo says the same more than once: {line}");
    let id = line["id"].as_str().expect("an id");
    let answer: Value =
        decide(&admin, id, &[("what[act]", "acknowledge"), ("what[query]", query)]).await.json();
    assert_eq!(answer, json!({"Done": {"entries": size(line)}}));
    let acknowledged = list(&admin, "?state=acknowledged").await;
    assert_eq!(acknowledged["matching"], json!(size(line)));
    let name = &line["name"];
    assert!(acknowledged["lines"].as_array().expect("a list").iter().all(|line| line["name"] == *name));
}

#[tokio::test]
async fn consoles_that_share_a_store_see_what_the_other_decided() {
    let place = Directory::new();
    let argument = format!("--events={}", place.path().join("shared.db").display());
    let start = async || Setup::default().argument(&argument).start().await;
    // Their demos are the same: so are the entries.
    let (one, other) = (start().await, start().await);
    let (ann, ben) = (one.signed_in("admin").await, other.signed_in("netops").await);
    let id = newest(&ann, "?kind=threat").await;
    assert_eq!(list(&ben, "?state=acknowledged").await["matching"], 0, "it has been looked at before");
    decided(&ann, &id, &[("what[act]", "acknowledge")]).await;
    let seen = async {
        while list(&ben, "?state=acknowledged").await["matching"] != 1 {
            tokio::task::yield_now().await;
        }
    };
    // Two seconds are promised; the machine may be busy.
    assert!(tokio::time::timeout(PATIENCE, seen).await.is_ok(), "never");
    assert_eq!(triage(&ben, &id).await["decision"]["by"], "admin");
}

#[tokio::test]
async fn decisions_outlive_the_console() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let id = newest(&admin, "?kind=threat").await;
    decided(&admin, &id, &[("what[act]", "take")]).await;
    let console = console.restart(|_| {}).await;
    console.bring(&admin);
    assert_eq!(triage(&admin, &id).await["decision"]["assigned"], "admin");
}

#[tokio::test]
async fn without_a_store_events_are_read_and_the_page_says_what_is_off() {
    let console = Setup::default().argument("--events=off").start().await;
    let admin = console.signed_in("admin").await;
    let id = newest(&admin, "?kind=threat").await;
    assert_eq!(triage(&admin, &id).await["standing"], "Off");
    let refused = decide(&admin, &id, &[("what[act]", "acknowledge")]).await;
    let AppError::Invalid { message, .. } = refused.json() else { panic!("{}", refused.text()) };
    assert_eq!(message, text::triage::is_off());
    let page = admin.get(&format!("/activity/security-events?entry={id}")).send().await.text();
    for said in [text::triage::is_off(), text::triage::how_on(), text::triage::retention_off()] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("filter-state"), "there are no states to filter by");
}

#[tokio::test]
async fn a_store_that_is_out_of_reach_keeps_nobody_from_reading_and_is_tried_again() {
    let place = Directory::new();
    let path = place.path().join("later").join("events.db");
    let console = Setup::default().argument(&format!("--events={}", path.display())).start().await;
    let admin = console.signed_in("admin").await;
    let id = newest(&admin, "?kind=threat").await;
    assert_eq!(triage(&admin, &id).await["standing"], "Down");
    let page = admin.get("/activity/security-events").send().await.text();
    assert!(page.contains(text::triage::is_down()), "{page}");
    std::fs::create_dir(place.path().join("later")).expect("it can be made");
    let open = async {
        while triage(&admin, &id).await["standing"] != "On" {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, open).await.is_ok(), "it is never tried again");
    decided(&admin, &id, &[("what[act]", "acknowledge")]).await;
}
