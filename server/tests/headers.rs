//! The headers of every kind of answer: what a browser may do with it, and how long it may keep it.

use std::collections::BTreeSet;

use axum::http::Method;

use crate::support::{
    Console,
    browser::{Answer, Browser},
    surface::LIST,
};

/// What every answer carries.
const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Answers of all kinds: what each is, whether it is a page, and its status.
async fn all_kinds(console: &Console) -> Vec<(&'static str, bool, u16, Answer)> {
    let (admin, reader, nobody) =
        (console.signed_in("admin").await, console.signed_in("reader").await, console.browser());
    let large = "x".repeat(3 * 1024 * 1024);
    let switch = [("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", "Monitor")];
    vec![
        ("the sign-in page", true, 200, nobody.get("/sign-in").send().await),
        ("a page", true, 200, admin.get("/dashboard").send().await),
        ("a page with data", true, 200, admin.get("/policy/groups").send().await),
        ("a page to come", true, 200, admin.get("/network").send().await),
        (
            "a page that is closed",
            true,
            200,
            console.signed_in("dev").await.get("/settings/configuration").send().await,
        ),
        ("no page", true, 404, admin.get("/no/such/page").send().await),
        ("the way to sign-in", false, 303, nobody.get("/dashboard").send().await),
        ("a sign-in", false, 303, nobody.sign_in("admin", "wrong").await),
        ("a preference", false, 303, nobody.post("/preferences").form(&[("theme", "dark")]).send().await),
        ("data", false, 200, admin.call(LIST.0, LIST.1).await),
        ("data for nobody", false, 401, console.browser().call(LIST.0, LIST.1).await),
        ("a refused write", false, 403, reader.call("/api/mode/set_mode", &switch).await),
        ("another origin", false, 403, admin.ask(Method::POST, "/session/end").send().await),
        ("another method", false, 405, admin.get("/session").send().await),
        ("too large a body", false, 413, nobody.sign_in("admin", &large).await),
        ("a form that is none", false, 422, nobody.post("/session").form(&[("x", "y")]).send().await),
        ("a backup", false, 200, admin.get("/files/configuration").send().await),
        ("a table", false, 200, reader.get("/files/exposure.csv").send().await),
        ("a table that is none", false, 400, reader.get("/files/risky-pods.csv?risk=x").send().await),
        ("a document", false, 200, reader.get("/files/dashboard.json").send().await),
        ("a refused backup", false, 403, reader.get("/files/configuration").send().await),
        ("a bundle's file", false, 200, nobody.get("/pkg/console-0123.js").send().await),
        ("no bundle's file", false, 404, nobody.get("/pkg/none.js").send().await),
        ("no catalogue", false, 404, nobody.get("/text/none.json").send().await),
        ("the probe", false, 200, nobody.get("/healthz").send().await),
        ("the other probe", false, 200, nobody.get("/readyz").send().await),
    ]
}

#[tokio::test]
async fn every_answer_says_what_may_be_done_with_it() {
    let console = Console::start().await;
    let mut ids = BTreeSet::new();
    for (what, page, status, answer) in all_kinds(&console).await {
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        for (name, value) in ALWAYS {
            assert_eq!(answer.header(name), value, "{what}: {name}");
        }
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; ") && policy.contains("frame-ancestors 'none'"),
            "{what}: {policy}"
        );
        assert_eq!(policy.contains("script-src"), page, "{what}: only pages run anything: {policy}");
        let id = answer.header("x-request-id");
        assert!(id.len() == 16 && ids.insert(id.to_owned()), "{what}: {id:?} is no id of its own");
        let kept = if what == "a bundle's file" { FOR_EVER } else { "no-store" };
        assert_eq!(answer.header("cache-control"), kept, "{what}");
        for leak in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(leak), "", "{what}: {leak}");
        }
    }
}

/// The nonce that a page's policy allows.
fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
    nonce.expect("the policy allows a nonce").to_owned()
}

/// The tags of a name in a page.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{name}");
    let places: Vec<_> = html.match_indices(&open).map(|(at, _)| at).collect();
    places
        .into_iter()
        .filter_map(move |at| html[at..].split_once('>').map(|(tag, _)| tag))
        .filter(move |tag| tag[name.len() + 1..].starts_with([' ', '\n']) || tag.len() == name.len() + 1)
}

#[tokio::test]
async fn a_page_runs_its_own_scripts_and_no_others() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let mut nonces = BTreeSet::new();
    let paths = [
        "/sign-in",
        "/dashboard",
        "/policy/groups",
        "/policy/groups?group=nv.cart.storefront",
        "/policy/groups?change=mode&sel=nv.cart.storefront",
        "/settings/configuration",
        "/profile",
        "/no/such/page",
        "/sign-in",
    ];
    for path in paths {
        let page = admin.get(path).send().await;
        let (nonce, html) = (nonce(&page), page.text());
        assert!(
            nonce.len() >= 16 && nonces.insert(nonce.clone()),
            "{path}: the nonce {nonce:?} was there before"
        );
        let expected = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
             font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        assert_eq!(page.header("content-security-policy"), expected, "{path}");
        let scripts: Vec<_> = tags(&html, "script").collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: {script}");
        }
        // What the policy would not let act, and what would need it to be looser.
        assert_eq!(tags(&html, "style").count(), 0, "{path}");
        for what in [" style=\"", " onclick=", " onload=", " onerror=", "\"javascript:", "=\"http", "=\"//"] {
            assert!(!html.contains(what), "{path}: {what}");
        }
    }
}

#[tokio::test]
async fn a_page_names_the_files_of_the_bundle() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let page = browser.get("/policy/groups").send().await.text();
    for tag in [
        "<link rel=\"stylesheet\" href=\"/pkg/console-89ab.css\"",
        "<link rel=\"modulepreload\" href=\"/pkg/console-0123.js\"",
        "href=\"/pkg/console-4567_bg.wasm\"",
        "href=\"/pkg/policy-2233.wasm\"",
        "href=\"/pkg/fonts/inter-latin-cdef.woff2\"",
        "href=\"/pkg/favicon-0011.svg\"",
    ] {
        assert!(page.contains(tag), "{tag}\n{page}");
    }
    assert!(
        !browser.get("/dashboard").send().await.text().contains("policy-2233"),
        "another section's module"
    );
}

#[tokio::test]
async fn a_page_loads_the_words_and_the_styles_of_its_sections_only() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    for (path, sections, sheets) in [
        ("/sign-in", &["gate"][..], &["console-89ab"][..]),
        ("/policy/groups", &["gate", "frame", "policy"], &["console-89ab", "frame-8899"]),
        ("/no/such/page", &["gate", "frame"], &["console-89ab", "frame-8899"]),
        ("/dashboard/report", &["gate", "frame", "overview"], &["console-89ab", "frame-8899", "chart-6677"]),
    ] {
        let page = browser.get(path).send().await.text();
        let links: Vec<_> = tags(&page, "link").collect();
        // In one order, whatever is loaded: that of the manifest.
        let styles: Vec<_> = links.iter().filter(|tag| tag.contains("rel=\"stylesheet\"")).collect();
        for (tag, name) in styles.iter().zip(["console-89ab", "frame-8899", "chart-6677"]) {
            assert!(tag.contains(name), "{path}: {tag}");
            // Browsers fetch ahead what `href` names, even of a sheet that is disabled.
            let wanted = sheets.contains(&name);
            assert_eq!(
                (tag.contains(" href="), tag.contains(" data-href=")),
                (wanted, !wanted),
                "{path}: {tag}"
            );
        }
        let words: Vec<_> = links
            .iter()
            .filter_map(|tag| tag.split("href=\"/text/").nth(1)?.split(".json\"").next()?.rsplit('-').next())
            .collect();
        assert_eq!(words, sections, "{path}");
    }
}

async fn encoded(browser: &Browser, path: &str, accepted: &str) -> Answer {
    browser.get(path).header("accept-encoding", accepted).send().await
}

#[tokio::test]
async fn the_bundle_is_sent_as_it_was_compressed_ahead() {
    let console = Console::start().await;
    let browser = console.browser();
    let path = "console-0123.js";
    for (accepted, encoding, file) in [
        ("gzip, deflate, br, zstd", "br", "console-0123.js.br"),
        ("br;q=0.5, gzip", "gzip", "console-0123.js.gz"),
        ("gzip", "gzip", "console-0123.js.gz"),
        ("identity", "", path),
        ("br;q=0, gzip;q=0", "", path),
        ("zstd", "", path),
    ] {
        let answer = encoded(&browser, &format!("/pkg/{path}"), accepted).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, encoding), "{accepted}");
        assert_eq!(answer.body, console.bundled(file), "{accepted}");
        assert_eq!(answer.header("content-type"), "text/javascript", "{accepted}: whatever it travels in");
        assert_eq!(answer.header("cache-control"), FOR_EVER);
        assert!(
            answer.header("vary").eq_ignore_ascii_case("accept-encoding"),
            "{accepted}: {}",
            answer.header("vary")
        );
        assert_eq!(answer.header("set-cookie"), "", "what everybody keeps is nobody's");
    }
    let wasm = encoded(&browser, "/pkg/console-4567_bg.wasm", "br, gzip").await;
    assert_eq!((wasm.header("content-encoding"), wasm.header("content-type")), ("", "application/wasm"));
    for missing in [
        "/pkg/",
        "/pkg/none",
        "/pkg/../index.html",
        "/pkg/%2e%2e/index.html",
        "/pkg/..%2findex.html",
        "/pkg/fonts",
    ] {
        let answer = browser.get(missing).send().await;
        assert!(matches!(answer.status, 303 | 307 | 404), "{missing}: {}", answer.status);
        assert!(!answer.text().contains("modulepreload"), "{missing} is outside");
    }
}

#[tokio::test]
async fn a_file_that_is_asked_for_again_may_still_be_kept() {
    let console = Console::start().await;
    let browser = console.browser();
    let first = browser.get("/pkg/console-0123.js").send().await;
    let modified = first.header("last-modified").to_owned();
    let again = browser.get("/pkg/console-0123.js").header("if-modified-since", &modified).send().await;
    assert_eq!((again.status, again.header("cache-control")), (304, FOR_EVER));
}

#[tokio::test]
async fn a_catalogue_is_named_by_its_content_and_kept() {
    let console = Console::start().await;
    let browser = console.browser();
    for language in ["en", "ru"] {
        let page = browser.get("/sign-in").header("accept-language", language).send().await.text();
        let begin = page
            .split("data-words=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("they are named");
        assert!(begin.starts_with(&format!("/text/{language}-")), "{begin}");
        for section in ["gate", "frame", "policy"] {
            let name = &format!("{begin}{section}.json");
            let catalogue = encoded(&browser, name, "gzip").await;
            assert_eq!((catalogue.status, catalogue.header("cache-control")), (200, FOR_EVER));
            assert_eq!(
                (catalogue.header("content-encoding"), catalogue.header("content-type")),
                ("gzip", "application/json")
            );
            assert!(catalogue.header("vary").eq_ignore_ascii_case("accept-encoding"));
            let plain = browser.get(name).send().await;
            assert!(plain.body.len() > catalogue.body.len());
            assert!(plain.json::<serde_json::Value>().is_array());
        }
        assert_eq!(browser.get(&format!("{begin}none.json")).send().await.status, 404);
    }
}

#[tokio::test]
async fn pages_and_data_are_compressed_for_those_who_take_it() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for path in ["/policy/groups", "/sign-in"] {
        let plain = admin.get(path).send().await;
        assert_eq!(plain.header("content-encoding"), "");
        let packed = encoded(&admin, path, "gzip, br").await;
        assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
        assert!(
            packed.header("vary").eq_ignore_ascii_case("accept-encoding"),
            "{path}: {}",
            packed.header("vary")
        );
        assert!(
            packed.body.len() * 2 < plain.body.len(),
            "{path}: {} of {}",
            packed.body.len(),
            plain.body.len()
        );
    }
}
