//! Signing in and out: who is let in, what is said to whom is not, and what of it reaches the controller.

use app::sign_in::{COOKIE, Refusal, SignInFlash};
use controller_api::password_profile::PasswordRules;
use demo_controller::Scenario;
use percent_encoding::percent_decode_str;

use crate::support::{
    Console, Setup,
    browser::{Answer, Browser, SESSION},
    until,
};

/// What an answer leaves for the sign-in page to say.
fn left(answer: &Answer) -> SignInFlash {
    let line = answer.set_cookie(COOKIE);
    let value = line.split(['=', ';']).nth(1).expect("the answer leaves word for the page");
    serde_json::from_str(&percent_decode_str(value).decode_utf8_lossy()).expect("it is data")
}

/// Signs in, is refused, and reads on the page why.
async fn refused(console: &Console, name: &str, password: &str) -> (Refusal, String) {
    let browser = console.browser();
    let answer = browser.sign_in(name, password).await;
    assert_eq!((answer.status, answer.location()), (303, "/sign-in?to=%2Fdashboard"), "{name}");
    assert_eq!(browser.cookie(SESSION), None, "nobody has a session");
    let page = browser.get("/sign-in").send().await;
    assert_eq!(page.status, 200);
    assert_eq!(browser.cookie(COOKIE), None, "it is said once");
    (left(&answer).refusal.expect("there is a reason"), page.text())
}

#[tokio::test]
async fn a_good_sign_in_leads_to_the_dashboard() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let page = browser.get("/dashboard").send().await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains(text::dashboard::modes()), "{}", page.text());
}

#[tokio::test]
async fn each_refusal_is_told_apart() {
    let console = Console::start().await;
    let cases = [
        ("admin", "wrong", Refusal::Credentials, text::sign_in::credentials()),
        ("nobody", "wrong", Refusal::Credentials, text::sign_in::credentials()),
        ("admin", "", Refusal::Empty, text::sign_in::empty()),
        ("  ", "x", Refusal::Empty, text::sign_in::empty()),
        ("blocked", "blocked", Refusal::Blocked, text::sign_in::blocked()),
        ("expired", "expired", Refusal::Expired, text::sign_in::expired()),
        ("sentinel-500", "x", Refusal::Controller, text::sign_in::controller()),
        ("sentinel-html", "x", Refusal::Unreachable, text::sign_in::unreachable()),
        ("sentinel-drop", "x", Refusal::Unreachable, text::sign_in::unreachable()),
    ];
    for (name, password, refusal, words) in cases {
        let (said, page) = refused(&console, name, password).await;
        assert_eq!(said, refusal, "{name}");
        assert!(page.contains(words), "{name}: {words}\n{page}");
    }
}

#[tokio::test]
async fn what_a_page_says_of_a_name_is_no_markup() {
    let console = Console::start().await;
    let (_, page) = refused(&console, "\"><script>alert(1)</script>", "x").await;
    assert!(page.contains("&lt;script&gt;") || page.contains("\\u003c"), "{page}");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[tokio::test]
async fn who_may_see_nothing_is_not_let_in_and_keeps_no_session_at_the_controller() {
    let console = Console::start().await;
    let (said, page) = refused(&console, "ciops", "ciops").await;
    assert_eq!(said, Refusal::NoRights);
    assert!(page.contains(text::sign_in::no_rights()), "{page}");
    assert_eq!(console.demo.sessions("ciops"), 0);
    console.signed_in("netops").await;
}

#[tokio::test]
async fn a_due_password_is_asked_for_with_its_rules() {
    let console = Console::start().await;
    let browser = console.browser();
    let asked = browser.sign_in("reset", "reset").await;
    assert!(
        asked.location().starts_with("/sign-in?") && asked.location().contains("step=password"),
        "{}",
        asked.location()
    );
    let waiting = browser.cookie(SESSION).expect("the password is awaited");
    let page = browser.get(asked.location()).send().await.text();
    assert!(page.contains("action=\"/session/reset\"") && page.contains("name=\"new_password\""), "{page}");
    assert_eq!(browser.get("/policy/groups").send().await.status, 303, "nobody is signed in yet");

    let reset = async |new: &str, repeated: &str| {
        browser
            .post("/session/reset")
            .form(&[("new_password", new), ("repeated", repeated), ("to", "/profile")])
            .send()
            .await
    };
    let unlike = reset("Good-enough-1", "Good-enough-2").await;
    assert_eq!(left(&unlike).refusal, Some(Refusal::NotRepeated));
    let nothing = reset("", "").await;
    assert_eq!(left(&nothing).refusal, Some(Refusal::Empty));

    let weak = reset("weak", "weak").await;
    let rules = PasswordRules {
        min_len: 8,
        min_uppercase_count: 1,
        min_lowercase_count: 1,
        min_digit_count: 1,
        min_special_count: 1,
    };
    assert_eq!((left(&weak).refusal, left(&weak).rules), (Some(Refusal::Weak), Some(rules)));
    assert!(
        weak.location().contains("step=password") && weak.location().contains("to=%2Fprofile"),
        "{}",
        weak.location()
    );
    let page = browser.get(weak.location()).send().await.text();
    for words in [text::sign_in::weak(), &text::sign_in::rule_special(1), &text::sign_in::rule_length(8)] {
        assert!(page.contains(words), "{words}\n{page}");
    }

    let good = reset("Good-enough-1", "Good-enough-1").await;
    assert_eq!((good.status, good.location()), (303, "/profile"));
    assert_ne!(browser.cookie(SESSION), Some(waiting.clone()), "the session has another id now");
    assert_eq!(browser.get("/profile").send().await.status, 200);
    assert!(console.record(&waiting).await.is_none(), "what awaited the password is gone");
    assert_eq!(
        console.browser().sign_in("reset", "Good-enough-1").await.location(),
        "/dashboard",
        "it was really set"
    );
}

#[tokio::test]
async fn a_new_password_without_a_sign_in_before_is_too_late() {
    let console = Console::start().await;
    let form = [("new_password", "Good-enough-1"), ("repeated", "Good-enough-1")];
    let answer = console.browser().post("/session/reset").form(&form).send().await;
    assert_eq!(left(&answer).refusal, Some(Refusal::ResetTooLate));
    assert_eq!(console.demo.count("POST", "/v1/auth"), 0, "the controller is not asked");
}

#[tokio::test]
async fn a_new_installation_takes_licence_and_new_password_in_one_sign_in() {
    let console = Setup::default().scenario(Scenario::Empty).start().await;
    let browser = console.browser();
    assert!(browser.get("/sign-in").send().await.text().contains("name=\"accept_licence\""));
    let form = [("username", "admin"), ("password", "bootstrap-Secret-1"), ("accept_licence", "on")];
    let asked = browser.post("/session").form(&form).send().await;
    assert!(asked.location().contains("step=password"), "{}", asked.location());
    let form = [("new_password", "Good-enough-1"), ("repeated", "Good-enough-1")];
    assert_eq!(browser.post("/session/reset").form(&form).send().await.location(), "/dashboard");
    let page = console.browser().get("/sign-in").send().await.text();
    assert!(!page.contains("name=\"accept_licence\""), "the licence was accepted with the sign-in");
}

#[tokio::test]
async fn a_sign_in_makes_a_new_session_whatever_cookie_came_with_it() {
    let console = Console::start().await;
    let (attacker, victim) = (console.browser(), console.browser());
    attacker.sign_in("reset", "reset").await;
    let planted = attacker.cookie(SESSION).expect("a session that awaits a password");
    victim.plant(SESSION, &planted);
    assert_eq!(victim.sign_in("admin", "admin").await.location(), "/dashboard");
    assert_ne!(victim.cookie(SESSION), Some(planted));
    assert_eq!(attacker.get("/policy/groups").send().await.status, 303, "the planted id opens nothing");

    let made_up = console.browser();
    made_up.plant(SESSION, "AAAAAAAAAAAAAAAAAAAAAA");
    made_up.sign_in("admin", "admin").await;
    assert_ne!(made_up.cookie(SESSION).as_deref(), Some("AAAAAAAAAAAAAAAAAAAAAA"));
}

#[tokio::test]
async fn the_cookies_are_for_this_site_alone_and_out_of_reach_of_scripts() {
    let console = Console::start().await;
    let browser = console.browser();
    let refused = browser.sign_in("admin", "wrong").await;
    let entered = browser.sign_in("admin", "admin").await;
    for (answer, name) in [(&refused, COOKIE), (&entered, SESSION)] {
        let line = answer.set_cookie(name);
        let flags: Vec<_> = line.split("; ").skip(1).collect();
        for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(flags.contains(&flag), "{flag}: {line}");
        }
        assert!(!flags.iter().any(|flag| flag.starts_with("Domain")), "{line}");
        assert!(name.starts_with("__Host-"), "{name}");
    }
    let session = browser.cookie(SESSION).expect("there is one");
    assert!(session.len() >= 22 && !session.contains('.'), "128 random bits and no content: {session}");
}

#[tokio::test]
async fn signing_out_ends_the_session_here_and_at_the_controller() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let session = browser.cookie(SESSION).expect("signed in");
    let out = browser.post("/session/end").send().await;
    assert_eq!((out.status, out.location()), (303, "/sign-in?why=signed-out"));
    assert_eq!(browser.cookie(SESSION), None, "the browser forgets it");
    assert!(console.record(&session).await.is_none(), "we forget it");
    until("DELETE /v1/auth", || console.demo.count("DELETE", "/v1/auth") == 1).await;
    until("no session at the controller", || console.demo.sessions("admin") == 0).await;
    browser.plant(SESSION, &session);
    assert_eq!(browser.get("/dashboard").send().await.location(), "/sign-in?to=%2Fdashboard");
}

#[tokio::test]
async fn a_second_sign_in_in_a_browser_leaves_no_session_behind() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let first = browser.cookie(SESSION).expect("signed in");
    browser.sign_in("reader", "reader").await;
    assert!(console.record(&first).await.is_none(), "the one before is gone here");
    until("it is gone at the controller too", || console.demo.sessions("admin") == 0).await;
}

#[tokio::test]
async fn one_who_has_32_sessions_gets_no_more() {
    let console = Console::start().await;
    let mut browsers = Vec::new();
    for _ in 0..32 {
        browsers.push(console.signed_in("reader").await);
    }
    let (refusal, page) = refused(&console, "reader", "reader").await;
    assert_eq!(refusal, Refusal::Credentials);
    assert!(page.contains("signed in too often"), "the page names both reasons: {page}");
    browsers[0].post("/session/end").send().await;
    until("there is room", || console.demo.sessions("reader") == 31).await;
    console.signed_in("reader").await;
}

#[tokio::test]
async fn a_sign_in_leads_back_to_where_one_was_going_and_nowhere_else() {
    let console = Console::start().await;
    let lead = async |browser: &Browser, to: &str, password: &str| {
        let form = [("username", "admin"), ("password", password), ("to", to)];
        browser.post("/session").form(&form).send().await.location().to_owned()
    };
    assert_eq!(
        lead(&console.browser(), "/policy/groups?q=web&sel=a", "admin").await,
        "/policy/groups?q=web&sel=a"
    );
    for elsewhere in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/sign-in?to=/x",
        "",
    ] {
        let browser = console.browser();
        assert_eq!(lead(&browser, elsewhere, "admin").await, "/dashboard", "{elsewhere:?}");
        browser.post("/session/end").send().await;
    }
    // The way stays known through an attempt that fails.
    let browser = console.browser();
    let back = lead(&browser, "/policy/groups?q=web", "wrong").await;
    assert_eq!(back, "/sign-in?to=%2Fpolicy%2Fgroups%3Fq%3Dweb");
    let page = browser.get(&back).send().await.text();
    assert!(page.contains("name=\"to\" value=\"/policy/groups?q=web\""), "{page}");
}

#[tokio::test]
async fn the_controller_learns_the_users_address() {
    let sent = async |console: &Console, forwarded: &str| -> serde_json::Value {
        console.demo.clear_requests();
        let form = [("username", "admin"), ("password", "admin")];
        console.browser().post("/session").header("x-forwarded-for", forwarded).form(&form).send().await;
        let seen = console.demo.requests();
        let sign_in =
            seen.iter().find(|request| request.path == "/v1/auth").expect("the controller is asked");
        serde_json::from_str(&sign_in.body).expect("it is JSON")
    };
    let alone = Console::start().await;
    assert_eq!(
        sent(&alone, "203.0.113.7").await["client_ip"],
        "127.0.0.1",
        "anybody could write that header"
    );
    let behind = Setup::default().argument("--behind-proxy").start().await;
    assert_eq!(
        sent(&behind, "198.51.100.1, 203.0.113.7").await["client_ip"],
        "203.0.113.7",
        "the proxy's own entry"
    );
    assert_eq!(sent(&behind, "nonsense").await["client_ip"], "127.0.0.1");
}
