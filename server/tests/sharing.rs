//! Reads that viewers share: one call for many, never across permissions, and never older than a write.

use std::collections::BTreeSet;

use controller_api::mode::Mode;
use demo_controller::Fault;
use futures::future::{join, join_all};
use serde_json::Value;

use crate::support::{Console, Setup, browser::Browser, surface::LIST, until};

const GROUPS: &str = "/v1/group";

/// The names of the groups that a user sees on the first page.
async fn names(browser: &Browser) -> BTreeSet<String> {
    let page: Value = browser.call(LIST.0, LIST.1).await.json();
    let rows = page["rows"].as_array().expect("there are rows").iter();
    rows.map(|row| row["name"].as_str().expect("a name").to_owned()).collect()
}

/// The mode of a group's network rules, as a user sees it in the list.
async fn mode(browser: &Browser, group: &str) -> Mode {
    let page: Value = browser.call(LIST.0, &[("filter[q]", group)]).await.json();
    serde_json::from_value(page["rows"][0]["policy_mode"].clone()).expect("a mode")
}

async fn switch(browser: &Browser, group: &str, mode: Mode) {
    let change = [("change[groups][0]", group), ("change[policy_mode]", mode.as_str())];
    let outcome: kit::mode::ModeOutcome = browser.call("/api/mode/set_mode", &change).await.json();
    assert!(outcome.is_settled(), "{outcome:?}");
}

const OWN: &str = "nv.catalog.storefront";
const THEIRS: &str = "nv.ledger-db.payments";

#[tokio::test]
async fn what_one_user_read_is_not_given_to_one_of_other_permissions() {
    let console = Console::start().await;
    let (admin, reader, dev) =
        (console.signed_in("admin").await, console.signed_in("reader").await, console.signed_in("dev").await);
    for round in 0..2 {
        let all = names(&admin).await;
        assert!(all.contains(OWN) && all.contains(THEIRS), "{round}: {all:?}");
        let some = names(&dev).await;
        assert!(some.contains(OWN) && !some.contains(THEIRS), "{round}: {some:?}");
        assert_eq!(names(&reader).await, all, "{round}");
    }
    let page = dev.get("/policy/groups").send().await.text();
    assert!(page.contains(OWN) && !page.contains("payments"), "{page}");
}

#[tokio::test]
async fn users_of_other_permissions_who_ask_at_the_same_moment_wait_for_calls_of_their_own() {
    let console = Console::start().await;
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    console.demo.fault(Fault::on("GET", GROUPS).hang().times(2));
    let release = async {
        until("both ask the controller", || console.demo.count("GET", GROUPS) == 2).await;
        console.demo.release();
    };
    let ((all, some), ()) = join(join(names(&admin), names(&dev)), release).await;
    assert!(all.contains(THEIRS) && !some.contains(THEIRS), "{all:?} {some:?}");
}

#[tokio::test]
async fn one_call_serves_all_who_have_the_same_permissions() {
    let console = Console::start().await;
    let mut browsers = Vec::new();
    for _ in 0..12 {
        browsers.push(console.signed_in("reader").await);
    }
    console.demo.clear_requests();
    let first_call = console.demo.fault(Fault::on("GET", "/v1/system/summary").hang().times(1));
    assert!(first_call > 0);
    let ask = join_all(browsers.iter().map(|browser| browser.call("/api/dashboard/get_summary", &[])));
    let release = async {
        until("the controller is asked", || console.demo.count("GET", "/v1/system/summary") > 0).await;
        console.demo.release();
    };
    let (answers, ()) = join(ask, release).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (200, &answers[0].body));
    }
    assert_eq!(console.demo.count("GET", "/v1/system/summary"), 1);
}

#[tokio::test]
async fn a_failure_is_shared_with_nobody_who_asks_later() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", GROUPS).status(500).times(1));
    assert_eq!(admin.call(LIST.0, LIST.1).await.status, 422);
    assert_eq!(admin.call(LIST.0, LIST.1).await.status, 200);
}

#[tokio::test]
async fn who_is_signed_out_gets_nothing_that_others_read() {
    let console = Console::start().await;
    let (one, other) = (console.signed_in("admin").await, console.signed_in("admin").await);
    names(&one).await;
    other.post("/session/end").send().await;
    assert_eq!(other.call(LIST.0, LIST.1).await.status, 401);
}

#[tokio::test]
async fn a_switch_is_seen_by_the_next_read_of_everybody() {
    let console = Console::start().await;
    let (admin, reader, dev) =
        (console.signed_in("admin").await, console.signed_in("reader").await, console.signed_in("dev").await);
    for (browser, to) in [(&admin, Mode::Monitor), (&dev, Mode::Protect), (&admin, Mode::Discover)] {
        for viewer in [&admin, &reader, &dev] {
            assert_ne!(mode(viewer, OWN).await, to, "it is read, and kept for a moment");
        }
        switch(browser, OWN, to).await;
        for viewer in [&admin, &reader, &dev] {
            assert_eq!(mode(viewer, OWN).await, to);
        }
    }
}

#[tokio::test]
async fn a_read_that_began_before_a_switch_is_not_shown_to_those_who_ask_after_it() {
    let console = Setup::default().between().start().await;
    let (early, late) = (console.signed_in("admin").await, console.signed_in("admin").await);
    let held = console.between().hold_next(GROUPS);
    let story = async {
        // The controller has said how it stands; its answer is still on the way.
        held.is_answered().await;
        switch(&late, OWN, Mode::Monitor).await;
        let after = tokio::time::timeout(std::time::Duration::from_secs(5), mode(&late, OWN)).await;
        held.let_go();
        after
    };
    let (_, after) = join(mode(&early, OWN), story).await;
    assert_eq!(after.ok(), Some(Mode::Monitor), "none: it waited for the read from before the switch");
    assert_eq!(mode(&late, OWN).await, Mode::Monitor, "and what came late is not kept");
}

#[tokio::test]
async fn one_whose_session_is_over_does_not_take_others_along() {
    let console = Setup::default().between().start().await;
    let over = console.signed_in("admin").await;
    console.between().sign_out_all().await;
    let alive = console.signed_in("admin").await;
    let held = console.between().hold_next(GROUPS);
    let story = async {
        held.is_answered().await;
        let list = alive.call(LIST.0, LIST.1);
        let meanwhile = async {
            // Ten requests later the one before has come as far as it can.
            for _ in 0..10 {
                alive.get("/healthz").send().await;
            }
            held.let_go();
        };
        join(list, meanwhile).await.0
    };
    let (gone, answer) = join(over.call(LIST.0, LIST.1), story).await;
    assert_eq!(gone.status, 401);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(console.session(&alive).await.is_some());
}
