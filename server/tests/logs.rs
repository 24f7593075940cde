//! The log, at its most talkative: what is done stands in it, and nothing that must stay secret. A test binary of its
//! own: the log is the whole process's.

#[allow(dead_code, reason = "the other test binary uses the rest")]
mod support;

use std::{
    io::{Result, Write},
    sync::{Arc, Mutex},
};

use demo_controller::Fault;
use tracing_subscriber::filter::LevelFilter;

use self::support::{
    Setup,
    browser::{Browser, SESSION},
    surface::LIST,
    until,
};

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.lock().expect("no holder panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no holder panics")).into_owned()
    }
}

/// What nobody but its owner may know: a new password, a wrong one, and what somebody looked for.
const NEW: &str = "Hunter2-is-strong";
const WRONG: &str = "Mistyped-0ne";
const SOUGHT: &str = "sought-after";

async fn reset(browser: &Browser, password: &str) {
    let form = [("new_password", password), ("repeated", password)];
    browser.post("/session/reset").form(&form).send().await;
}

#[tokio::test]
async fn what_is_done_is_logged_and_no_secret_is() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();

    let console = Setup::default().between().start().await;
    let (browser, admin) = (console.browser(), console.browser());
    browser.sign_in("reset", WRONG).await;
    browser.sign_in("reset", "reset").await;
    reset(&browser, "weak-Weak").await;
    reset(&browser, NEW).await;
    admin.sign_in("admin", "admin").await;
    let cookies: Vec<_> = [&browser, &admin].iter().filter_map(|browser| browser.cookie(SESSION)).collect();
    assert_eq!(cookies.len(), 2);

    let query = format!("?q={SOUGHT}&group=nv.cart.storefront");
    for path in
        ["/policy/groups", "/dashboard", "/settings/configuration", "/profile", "/sign-in", "/no/such/page"]
    {
        admin.get(&format!("{path}{query}")).send().await;
    }
    admin.call(LIST.0, &[("filter[q]", SOUGHT)]).await;
    let change = [("change[groups][0]", "nv.cart.storefront"), ("change[policy_mode]", "Protect")];
    assert_eq!(admin.call("/api/mode/set_mode", &change).await.status, 200);
    assert_eq!(admin.get("/files/configuration?section=policy").send().await.status, 200);
    assert_eq!(browser.get("/files/configuration").send().await.status, 403);
    for fault in
        [Fault::on("*", "*").status(500), Fault::on("*", "*").html(), Fault::on("*", "*").drop_connection()]
    {
        console.demo.fault(fault);
        admin.call(LIST.0, &[("filter[q]", SOUGHT)]).await;
        admin.get(&format!("/policy/groups{query}")).send().await;
        admin.get("/files/configuration").send().await;
        console.browser().sign_in("reset", NEW).await;
        console.demo.clear_faults();
    }
    admin.ask(axum::http::Method::POST, &format!("/session/end{query}")).send().await;
    admin.post("/session/end").send().await;
    until("the controller is told", || console.demo.sessions("admin") == 0).await;

    let text = log.text();
    for done in [
        "signed in user=admin address=127.0.0.1",
        "signed out user=admin",
        "modes are switched user=admin groups=1 policy_mode=Some(Protect)",
        "a backup is downloaded user=admin section=Policy",
        "a backup was refused user=reset",
        "a request from another origin was refused path=\"/session/end\"",
        "answered method=POST path=\"/api/mode/set_mode\" status=200",
        "answered method=GET path=\"/policy/groups\" status=200",
    ] {
        assert!(plain(&text).contains(&plain(done)), "not logged: {done}\n{}", ours(&text));
    }
    let lines = |secret: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.contains(secret))
            .map(|line| line.chars().take(400).collect())
            .collect()
    };
    for secret in [NEW, WRONG, SOUGHT, "weak-Weak", "x-auth-token: ey", "X-Auth-Token: ey"] {
        assert_eq!(lines(secret), Vec::<String>::new(), "{secret}");
    }
    for token in console.between().tokens() {
        for piece in token.split('.').filter(|piece| piece.len() > 40) {
            assert_eq!(lines(piece), Vec::<String>::new(), "a token");
        }
    }
    for cookie in cookies {
        assert_eq!(lines(&cookie), Vec::<String>::new(), "a session's cookie");
    }
}

/// Without quotation marks: whether a value is quoted is the formatter's choice.
fn plain(text: &str) -> String {
    text.replace('"', "")
}

/// The lines of our own crates.
fn ours(text: &str) -> String {
    let lines = text.lines().filter(|line| line.contains(" server::") || line.contains(" kit::"));
    lines.collect::<Vec<_>>().join("\n")
}
