//! Pages as they are sent: the frame at once, whole without a script, and with a status that is true.

use std::io::Write;

use axum::http::Method;
use demo_controller::Fault;
use flate2::write::GzDecoder;
use futures::future::join;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use kit::AppError;

use crate::support::{
    Console,
    browser::{Answer, Browser},
    soon,
    surface::LIST,
};

const GROUPS: &str = "/policy/groups";
const CART: &str = "nv.cart.storefront";

/// What of a page is here already, unpacked if need be; reads on until it holds `end`, or the page ends.
struct Page {
    body: Incoming,
    packed: Option<GzDecoder<Vec<u8>>>,
    plain: Vec<u8>,
}

impl Page {
    async fn open(browser: &Browser, encoding: &str) -> Self {
        let answer = browser.get(GROUPS).header("accept-encoding", encoding).open().await;
        assert_eq!(answer.status(), 200);
        let packed = answer.headers().contains_key("content-encoding");
        assert_eq!(packed, encoding == "gzip");
        Self {
            body: answer.into_body(),
            packed: packed.then(|| GzDecoder::new(Vec::new())),
            plain: Vec::new(),
        }
    }

    async fn read_to(&mut self, end: &str) -> String {
        loop {
            let bytes = self.packed.as_ref().map_or(&self.plain, GzDecoder::get_ref);
            let text = String::from_utf8_lossy(bytes).into_owned();
            if text.contains(end) {
                return text;
            }
            let Some(frame) = soon(end, self.body.frame()).await else { return text };
            let data = frame.expect("the page does not break off").into_data().unwrap_or_default();
            match &mut self.packed {
                Some(packed) => {
                    packed.write_all(&data).and_then(|()| packed.flush()).expect("it is packed as it says");
                }
                None => self.plain.extend_from_slice(&data),
            }
        }
    }
}

#[tokio::test]
async fn the_frame_is_here_before_the_controller_has_answered() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for encoding in ["identity", "gzip"] {
        // Even who the user is would be due to be asked again.
        console.age(&admin, &["viewer_at"], 60).await;
        console.demo.fault(Fault::on("GET", "*").hang());
        let mut page = Page::open(&admin, encoding).await;
        let frame = page.read_to("href=\"/profile\"").await;
        assert!(
            frame.contains("/pkg/console-89ab.css") && frame.contains("href=\"/policy/groups\""),
            "{frame}"
        );
        assert!(!frame.contains(CART), "{encoding}: there was nothing to know it from");
        console.demo.clear_faults();
        console.demo.release();
        let whole = page.read_to("</html>").await;
        assert!(whole.contains(CART) && whole.contains("</html>"), "{encoding}: {whole}");
    }
}

#[tokio::test]
async fn a_page_is_whole_without_a_script() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let groups = admin.get(GROUPS).send().await.text();
    for group in [CART, "nv.ledger-db.payments", "web-tier", "nodes"] {
        assert!(groups.contains(group), "{group}\n{groups}");
    }
    assert!(!groups.contains("nv.coredns.kube-system"), "the platform's, only when asked for");
    let found = admin.get("/policy/groups?q=ledger").send().await.text();
    assert!(found.contains("nv.ledger-db.payments") && !found.contains(CART), "{found}");
    let panel = admin.get("/policy/groups?q=ledger&group=nv.cart.storefront").send().await.text();
    assert!(panel.contains(CART), "{panel}");
    let settings = admin.get("/settings/configuration").send().await.text();
    for words in [text::configuration::backup_all(), text::configuration::new_network_mode()] {
        assert!(settings.contains(words), "{words}");
    }
    let profile = admin.get("/profile").send().await.text();
    assert!(profile.contains("admin") && profile.contains(text::nav::default_password()), "{profile}");
}

/// Sends the form of the dialog that switches modes, as a browser without scripts does, and follows where it leads.
async fn switch(browser: &Browser, group: &str, mode: &str) -> (Answer, String) {
    let back = "/policy/groups?q=cart";
    let form = [
        ("change[groups][0]", group),
        ("change[policy_mode]", mode),
        ("change[baseline]", ""),
        ("back", back),
    ];
    let referer = format!("http://{}{back}&change=mode&sel={group}", browser.address());
    let accept = "text/html,application/xhtml+xml,*/*;q=0.8";
    let post = browser.post("/api/mode/set_mode").header("accept", accept).header("referer", &referer);
    let answer = post.form(&form).send().await;
    assert_eq!((answer.status, answer.location()), (302, back), "{mode}: {}", answer.text());
    let page = browser.get(back).send().await.text();
    assert_eq!(browser.cookie(kit::flash::COOKIE), None, "it is said once");
    (answer, page)
}

#[tokio::test]
async fn a_switch_without_a_script_leads_back_and_says_what_came_of_it() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let dialog = admin.get("/policy/groups?q=cart&change=mode&sel=nv.cart.storefront").send().await.text();
    assert!(dialog.contains("action=\"/api/mode/set_mode\""), "{dialog}");
    for field in
        ["change[groups][0]", "change[policy_mode]", "change[profile_mode]", "change[baseline]", "back"]
    {
        assert!(dialog.contains(&format!("name=\"{field}\"")), "{field}\n{dialog}");
    }
    let (answer, page) = switch(&admin, CART, "Protect").await;
    assert!(answer.set_cookie(kit::flash::COOKIE).contains("HttpOnly"), "{:?}", answer.headers);
    assert!(page.contains(&text::mode::switched(1, "Protect")) || page.contains("now in"), "{page}");
    assert!(!admin.get("/policy/groups?q=cart").send().await.text().contains("now in"), "and once only");
}

#[tokio::test]
async fn a_switch_without_a_script_that_is_refused_leads_back_and_says_why() {
    let console = Console::start().await;
    let (admin, reader) = (console.signed_in("admin").await, console.signed_in("reader").await);
    let (_, page) = switch(&reader, CART, "Protect").await;
    assert!(page.contains(text::error::denied()), "{page}");
    let (_, page) = switch(&admin, CART, "").await;
    assert!(page.contains(text::mode::nothing_chosen()), "{page}");
    console.demo.fault(Fault::on("PATCH", "*").drop_connection());
    let (_, page) = switch(&admin, CART, "Protect").await;
    assert!(page.contains(text::error::unreachable()), "{page}");
}

#[tokio::test]
async fn a_switch_without_a_script_leads_nowhere_else() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for back in ["https://evil.example", "//evil.example", "/\\evil.example", ""] {
        let form = [("change[groups][0]", CART), ("change[policy_mode]", "Monitor"), ("back", back)];
        let answer = admin.post("/api/mode/set_mode").header("accept", "text/html").form(&form).send().await;
        assert!(!answer.location().contains("evil"), "{back}: {}", answer.location());
    }
}

#[tokio::test]
async fn a_form_without_a_session_leads_to_sign_in() {
    let console = Console::start().await;
    let form = [("change[groups][0]", CART), ("change[policy_mode]", "Monitor")];
    let referer = format!("http://{}{GROUPS}?q=cart", console.browser().address());
    let browser = console.browser();
    let post = browser.post("/api/mode/set_mode").header("accept", "text/html").header("referer", &referer);
    let answer = post.form(&form).send().await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/sign-in?to=%2Fpolicy%2Fgroups%3Fq%3Dcart&why=expired")
    );
}

#[tokio::test]
async fn where_there_is_no_page_the_status_says_so() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for path in ["/no/such/page", "/policy", "/policy/groups/x", "/%00", "/index.html", "/api", "/files"] {
        let answer = admin.get(path).send().await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(text::error::no_page()), "{path}: {}", answer.text());
    }
    assert_eq!(admin.get("/").send().await.location(), "/dashboard");
    let head = admin.ask(Method::HEAD, GROUPS).send().await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[tokio::test]
async fn panels_fail_one_by_one_and_the_page_stands() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("GET", "/v1/system/summary").status(500));
    let page = admin.get("/dashboard").send().await;
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(html.contains(text::error::refused()), "{html}");
    assert!(html.contains(text::dashboard::zero_drift()), "the other panel has its figures: {html}");
}

#[tokio::test]
async fn a_body_may_be_large_and_not_vast() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let names: Vec<_> = (0..10_000)
        .map(|n| (format!("selection[names][{n}]"), format!("nv.service-{n}.storefront")))
        .collect();
    let fields: Vec<_> = names.iter().map(|(field, name)| (field.as_str(), name.as_str())).collect();
    let answer = admin.call("/api/groups/plan_switch", &fields).await;
    assert_eq!(
        answer.json::<kit::mode::Plan>().missing.len(),
        10_000,
        "ten thousand groups may be switched at once"
    );

    let vast = "x".repeat(3 * 1024 * 1024);
    for (path, field) in [
        ("/session", "password"),
        ("/preferences", "to"),
        (LIST.0, "filter[q]"),
        ("/api/mode/set_mode", "back"),
    ] {
        let form = [("username", "x"), (field, vast.as_str())];
        let (answer, fine) = join(admin.call(path, &form), admin.get("/healthz").send()).await;
        assert_eq!((answer.status, fine.status), (413, 200), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_function_that_there_is_not_is_told_in_our_own_words() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let answer = admin.call("/api/no/such_function", &[]).await;
    assert_eq!((answer.status, answer.json::<AppError>()), (404, AppError::NotFound));
}
