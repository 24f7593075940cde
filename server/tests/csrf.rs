//! Requests that come from somewhere else: whatever changes anything is refused before anybody looks at it.

use axum::http::Method;
use controller_api::config_file::Section;
use kit::nav;

use crate::support::{
    Console,
    browser::{Asking, SESSION},
    surface::{plain_routes, server_functions},
};

/// Every path that is posted to.
fn posts() -> Vec<String> {
    let routes = plain_routes();
    let routes =
        routes.iter().filter_map(|route| route.strip_prefix("POST ")).filter(|path| !path.contains('{'));
    routes.map(str::to_owned).chain(server_functions().into_iter().map(str::to_owned)).collect()
}

/// The headers of requests that do not come from our own pages. `HERE` stands for our own host.
const STRANGERS: &[&[(&str, &str)]] = &[
    &[],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "")],
    &[("origin", "http://HERE.evil.example")],
    &[("origin", "http://evil.example/HERE")],
    &[("origin", "http://127.0.0.1:1")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://HERE")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://HERE")],
    &[("referer", "http://HERE/policy/groups")],
];

fn with<'a>(asking: Asking<'a>, headers: &[(&'static str, &str)], host: &str) -> Asking<'a> {
    headers.iter().fold(asking, |asking, (name, value)| asking.header(name, &value.replace("HERE", host)))
}

/// A form that fits every write there is.
const FORM: &[(&str, &str)] = &[
    ("username", "admin"),
    ("password", "admin"),
    ("theme", "dark"),
    ("change[groups][0]", "nv.catalog.storefront"),
    ("change[policy_mode]", "Protect"),
];

#[tokio::test]
async fn what_changes_something_must_come_from_our_own_pages() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let host = browser.address().to_string();
    let before = console.demo.export(Section::All);
    let paths = posts();
    assert!(
        paths.iter().any(|path| path == "/api/mode/set_mode")
            && paths.iter().any(|path| path == "/session/end")
    );
    console.demo.clear_requests();
    for path in &paths {
        for headers in STRANGERS {
            let answer = with(browser.ask(Method::POST, path), headers, &host).form(FORM).send().await;
            assert_eq!(answer.status, 403, "{path} {headers:?}: {}", answer.text());
            assert_eq!(answer.header("set-cookie"), "", "{path} {headers:?}");
        }
    }
    assert_eq!(console.demo.requests(), [], "the controller hears nothing of it");
    assert!(before == console.demo.export(Section::All));
    assert!(console.session(&browser).await.is_some(), "the session is untouched");
}

#[tokio::test]
async fn our_own_pages_are_known_in_new_browsers_and_old_ones() {
    let console = Console::start().await;
    let host = console.browser().address().to_string();
    for headers in [
        &[("sec-fetch-site", "same-origin")][..],
        &[("origin", "http://HERE")],
        &[("origin", "https://HERE")],
        &[("sec-fetch-site", "same-origin"), ("origin", "http://HERE")],
    ] {
        let browser = console.browser();
        let form = [("username", "reader"), ("password", "reader")];
        let answer = with(browser.ask(Method::POST, "/session"), headers, &host).form(&form).send().await;
        assert_eq!(answer.location(), "/dashboard", "{headers:?}: {}", answer.text());
    }
}

#[tokio::test]
async fn no_other_method_gets_around_it() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    console.demo.clear_requests();
    for path in posts() {
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = browser.ask(method.clone(), &path).form(FORM).send().await;
            assert_eq!(answer.status, 403, "{method} {path}");
            let ours = browser.ask(method.clone(), &path).header("sec-fetch-site", "same-origin").form(FORM);
            assert_eq!(ours.send().await.status, 405, "{method} {path}");
        }
    }
    assert_eq!(console.demo.requests(), []);
}

#[tokio::test]
async fn reading_changes_nothing() {
    let console = Console::start().await;
    let browser = console.signed_in("admin").await;
    let session = browser.cookie(SESSION);
    let before = console.demo.export(Section::All);
    console.demo.clear_requests();
    let query = "change[groups][0]=nv.catalog.storefront&change[policy_mode]=Protect&username=reader&password=reader&theme=dark";
    for path in posts() {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let answer = browser.ask(method.clone(), &format!("{path}?{query}")).send().await;
            assert_eq!(answer.status, 405, "{method} {path}: {}", answer.text());
        }
    }
    for page in nav::PAGES {
        browser.get(&format!("{}?{query}", page.path)).header("sec-fetch-site", "cross-site").send().await;
    }
    let writes: Vec<_> =
        console.demo.requests().into_iter().filter(|request| request.method != "GET").collect();
    assert_eq!(writes, []);
    assert!(before == console.demo.export(Section::All));
    assert_eq!(browser.cookie(SESSION), session);
    assert_eq!(browser.get("/profile").send().await.status, 200, "nobody was signed out");
}
