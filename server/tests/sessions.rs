//! How long a session lives, and what it survives.

use std::fs;

use kit::AppError;

use crate::support::{Console, Setup, browser::SESSION, soon, surface::LIST, until};

/// The idle limit of the demo's users, in seconds.
const IDLE: i64 = 300;
const HOUR: i64 = 60 * 60;

/// Every moment of a session that can make it old.
const MOMENTS: [&str; 2] = ["active_at", "signed_in_at"];

#[tokio::test]
async fn an_idle_session_ends_and_leads_back() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    console.age(&browser, &MOMENTS, IDLE - 20).await;
    assert_eq!(browser.get("/profile").send().await.status, 200, "not yet");
    console.age(&browser, &["active_at"], IDLE).await;
    let away = browser.get("/policy/groups?q=web").send().await;
    assert_eq!(away.location(), "/sign-in?to=%2Fpolicy%2Fgroups%3Fq%3Dweb&why=expired");
    assert_eq!(browser.cookie(SESSION), None);
    assert!(browser.get(away.location()).send().await.text().contains(text::sign_in::expired_session()));
    until("the controller is told", || console.demo.sessions("admin") == 0).await;
}

#[tokio::test]
async fn a_session_ends_six_hours_after_its_sign_in_however_busy_it_is() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    console.age(&browser, &["signed_in_at"], 6 * HOUR - 20).await;
    assert_eq!(browser.get("/profile").send().await.status, 200, "not yet");
    console.age(&browser, &["signed_in_at"], 20).await;
    assert_eq!(browser.get("/profile").send().await.location(), "/sign-in?to=%2Fprofile&why=expired");
}

#[tokio::test]
async fn what_a_tab_reads_by_itself_keeps_no_session_alive() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let active =
        async || console.session(&browser).await.expect("signed in")["active_at"].as_i64().expect("a moment");
    console.age(&browser, &["active_at"], IDLE - 20).await;
    let before = active().await;
    assert_eq!(browser.call(LIST.0, LIST.1).await.status, 200);
    assert_eq!(active().await, before, "a poll is no sign of a person");
    assert_eq!(browser.post("/session/alive").send().await.status, 204);
    assert!(active().await >= before + IDLE - 20, "a person is");
    console.age(&browser, &["active_at"], IDLE - 20).await;
    browser.get("/profile").send().await;
    assert!(active().await >= before + IDLE - 20, "a page that is looked at is one too");

    console.age(&browser, &["active_at"], IDLE).await;
    let over = browser.post("/session/alive").send().await;
    assert_eq!(
        (over.status, over.json::<AppError>()),
        (401, AppError::SignedOut),
        "what is over does not come back"
    );
}

#[tokio::test]
async fn a_session_survives_a_restart() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let console = console.restart(|_| {}).await;
    console.bring(&browser);
    assert_eq!(browser.get("/profile").send().await.status, 200);
    assert_eq!(browser.call(LIST.0, LIST.1).await.status, 200, "the token is known too");
    assert_eq!(console.demo.count("POST", "/v1/auth"), 1, "nobody signed in again");
}

#[tokio::test]
async fn a_session_does_not_open_with_another_key() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let console =
        console.restart(|data| fs::remove_file(data.join("session.key")).expect("it was made")).await;
    console.bring(&browser);
    assert_eq!(browser.get("/profile").send().await.location(), "/sign-in?to=%2Fprofile&why=expired");
    assert_eq!(browser.call(LIST.0, LIST.1).await.status, 401);
}

#[tokio::test]
async fn what_is_stored_says_nothing_without_the_key() {
    let console = Setup::default().between().start().await;
    console.signed_in("admin").await;
    console.browser().sign_in("reset", "reset").await;
    let tokens = console.between().tokens();
    let token = tokens.first().expect("somebody signed in");
    let records = console.raw().await;
    assert_eq!(records.len(), 2);
    let key = fs::read(console.data().join("session.key")).expect("it was made");
    let pieces = token.split('.').filter(|piece| piece.len() > 40).map(str::as_bytes);
    let secrets: Vec<_> = pieces.chain([token.as_bytes(), &key]).collect();
    for record in &records {
        for secret in &secrets {
            assert!(!record.windows(secret.len()).any(|window| window == *secret), "a secret is readable");
        }
    }
    // The one that awaits a new password holds the present one, which is also the user's name.
    let times = |record: &Vec<u8>| record.windows(5).filter(|window| window == b"reset").count();
    let awaiting = records.iter().find(|record| times(record) > 0).expect("there is one");
    assert_eq!(times(awaiting), 2, "what it is, and the name: not the password");
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = fs::metadata(console.data().join("session.key")).expect("it was made").mode();
        assert_eq!(mode & 0o077, 0, "the key is for its owner's eyes only");
    }
}

#[tokio::test]
async fn a_session_that_ended_at_the_controller_ends_here() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let session = browser.cookie(SESSION).expect("signed in");
    assert_eq!(console.demo.expire_sessions(Some("admin")), 1);
    let answer = browser.call(LIST.0, LIST.1).await;
    assert_eq!((answer.status, answer.json::<AppError>()), (401, AppError::SignedOut));
    assert!(console.record(&session).await.is_none(), "the session is removed");
    assert_eq!(browser.get("/profile").send().await.location(), "/sign-in?to=%2Fprofile");
}

#[tokio::test]
async fn a_page_drawn_after_the_controller_ended_the_session_ends_it_here_too() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let session = browser.cookie(SESSION).expect("signed in");
    console.demo.expire_sessions(None);
    let page = browser.get("/policy/groups").send().await;
    assert!(page.text().contains("/sign-in?to=%2Fpolicy%2Fgroups"), "the page leads on: {}", page.text());
    // The frame went out before the controller was asked, so that it is known only when the page is whole.
    soon("the session is removed", async {
        while console.record(&session).await.is_some() {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn who_the_user_is_is_asked_again_after_a_while() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    browser.get("/profile").send().await;
    assert_eq!(console.demo.count("GET", "/v1/selfuser"), 0, "not with every request");
    console.age(&browser, &["viewer_at"], 60).await;
    browser.get("/profile").send().await;
    browser.get("/profile").send().await;
    assert_eq!(console.demo.count("GET", "/v1/selfuser"), 1);

    console.age(&browser, &["viewer_at"], 60).await;
    console.demo.go_away();
    assert_eq!(browser.get("/profile").send().await.status, 200, "what was known goes on to count");

    console.demo.come_back();
    console.age(&browser, &["viewer_at"], 60).await;
    console.demo.expire_sessions(None);
    assert_eq!(browser.get("/profile").send().await.location(), "/sign-in?to=%2Fprofile&why=expired");
}
