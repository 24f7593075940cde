//! Who may do what: every server function and every route is called without a session, as a reader and as a user of
//! a namespace. What is not in the tables here fails, so that nothing is added without a thought for this.

mod table;

use std::collections::BTreeSet;

use axum::http::Method;
use controller_api::{access::Access, config_file::Section};
use kit::{AppError, nav};

use crate::support::{
    Console, Setup,
    browser::{Answer, Browser},
    place::filled,
    surface::{LIST, plain_routes, server_functions},
};

use self::table::{BETWEEN, FUNCTIONS, Function, OPEN_PAGES, ROUTES, Route, THEIRS};

/// Calls a server function with its fields.
async fn ask(browser: &Browser, function: &Function, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.call(function.path, &fields).await
}

async fn call(browser: &Browser, route: &Route) -> Answer {
    let (path, fields) = route.call;
    match route.route.split(' ').next() {
        Some("POST") => browser.post(path).form(fields).send().await,
        // A stream goes on as long as its session.
        Some("GET") if route.route.contains("/live/") => browser.get(path).begin().await,
        _ => browser.get(path).send().await,
    }
}

#[test]
fn every_server_function_is_listed_here() {
    let listed: BTreeSet<_> = FUNCTIONS.iter().map(|function| function.path).collect();
    assert_eq!(server_functions(), listed, "left: there, right: in the table above");
}

#[test]
fn every_route_is_listed_here() {
    let listed: BTreeSet<_> = ROUTES.iter().map(|route| route.route.to_owned()).collect();
    assert_eq!(plain_routes(), listed, "left: in the source, right: in the table above");
}

#[tokio::test]
async fn without_a_session_only_what_is_meant_for_everybody_answers() {
    let console = Console::start().await;
    for function in FUNCTIONS {
        let answer = console.browser().call(function.path, function.fields).await;
        assert_eq!(answer.status, function.anonymous, "{}: {}", function.path, answer.text());
        if function.anonymous == 401 {
            assert_eq!(answer.json::<AppError>(), AppError::SignedOut, "{}", function.path);
        }
    }
    for route in ROUTES {
        let answer = call(&console.browser(), route).await;
        assert_eq!(answer.status, route.anonymous, "{}: {}", route.route, answer.text());
        let sent_away = answer.status == 401 || answer.location().starts_with("/sign-in");
        assert!(sent_away || route.open_because.is_some(), "{} answers anybody", route.route);
        assert!(!shows_a_frame(&answer), "{}", route.route);
    }
    // What everybody may call reaches the controller without a token, or not at all.
    let unknown = console.demo.requests();
    assert!(unknown.iter().all(|request| request.header("x-auth-token").is_none()), "{unknown:?}");
}

/// The menus around a page: everybody who is signed in may see their own profile.
fn shows_a_frame(answer: &Answer) -> bool {
    answer.text().contains("href=\"/profile\"")
}

#[tokio::test]
async fn without_a_session_no_page_is_drawn_whatever_its_path_looks_like() {
    let console = Console::start().await;
    for page in nav::PAGES {
        let answer = console.browser().get(page.path).send().await;
        let way = format!("/sign-in?to={}", kit::url::escape(page.path));
        assert_eq!((answer.status, answer.location()), (303, &*way));
    }
    for (path, why) in OPEN_PAGES {
        let answer = console.browser().get(path).send().await;
        assert!(
            answer.status < 500 && !shows_a_frame(&answer),
            "{path}, open because {why}: {}",
            answer.text()
        );
    }
    for path in [
        "//policy/groups",
        "/policy/groups/",
        "/policy//groups",
        "/./policy/groups",
        "/sign-in/../policy/groups",
        "/sign-in/policy/groups",
        "/sign-in%2f..%2fpolicy/groups",
        "/pkg/../policy/groups",
        "/pkg/%2e%2e/policy/groups",
        "/text/../policy/groups",
        "/session/../policy/groups",
        "/%70olicy/groups",
        "/_gallery",
        "/no/such/page",
    ] {
        let answer = console.browser().get(path).send().await;
        assert!(
            answer.status == 303 || answer.status == 404 || answer.status == 405,
            "{path}: {}",
            answer.status
        );
        assert!(!shows_a_frame(&answer), "{path}: {}", answer.text());
    }
    for path in [
        "/api/../api/groups/list_groups",
        "/api//groups/list_groups",
        "/API/groups/list_groups",
        "/api/dashboard/get_summary/../../groups/list_groups",
    ] {
        let answer = console.browser().call(path, LIST.1).await;
        assert!(matches!(answer.status, 401 | 404 | 405), "{path}: {} {}", answer.status, answer.text());
    }
    assert_eq!(console.demo.requests().iter().filter(|request| request.path != "/v1/eula").count(), 0);
}

#[tokio::test]
async fn an_administrator_may_do_all_of_it() {
    let console = Console::start().await;
    let fields = filled(&console).await;
    let admin = console.signed_in("admin").await;
    for function in FUNCTIONS {
        let answer = ask(&admin, function, &fields(function.fields)).await;
        assert_eq!(
            answer.status,
            200,
            "{} has an input that makes no sense here: {}",
            function.path,
            answer.text()
        );
    }
}

#[tokio::test]
async fn a_reader_reads_and_changes_nothing() {
    let console = Console::start().await;
    let fields = filled(&console).await;
    let reader = console.signed_in("reader").await;
    let before = console.demo.export(Section::All);
    for function in FUNCTIONS {
        let answer = ask(&reader, function, &fields(function.fields)).await;
        assert_eq!(answer.status, function.reader, "{}: {}", function.path, answer.text());
    }
    let files = ["/files/exposure.csv", "/files/risky-pods.csv?risk=root", "/files/dashboard.json"];
    let of_the_map = ["picture", "nodes.csv", "edges.csv"].map(|part| format!("/files/map/{part}"));
    let whole = ["/files/map.json", "/files/map.svg"].map(str::to_owned);
    for file in files.map(str::to_owned).iter().chain(&of_the_map).chain(&whole) {
        assert_eq!(reader.get(file).send().await.status, 200, "{file}");
    }
    // The controller would give it, with the hashes of all passwords in it.
    let backup = reader.get("/files/configuration?section=all").send().await;
    assert_eq!(backup.status, 403, "{}", backup.text());
    assert_eq!(console.demo.count("GET", "/v1/file/config"), 0);
    assert!(before == console.demo.export(Section::All), "the cluster's configuration is another now");
}

#[tokio::test]
async fn a_namespaces_administrator_sees_and_changes_nothing_beyond_it() {
    let console = Console::start().await;
    let fields = filled(&console).await;
    let dev = console.signed_in("dev").await;
    let before = console.demo.export(Section::All);
    for function in FUNCTIONS {
        let answer = ask(&dev, function, &fields(function.fields)).await;
        assert_eq!(answer.status, function.dev, "{}: {}", function.path, answer.text());
        let echoed =
            function.fields.iter().any(|(_, value)| *value == THEIRS) || BETWEEN.contains(&function.path);
        assert!(echoed || !answer.text().contains("payments"), "{}: {}", function.path, answer.text());
    }
    let plan: kit::mode::Plan =
        dev.call("/api/groups/plan_switch", &[("selection[names][0]", THEIRS)]).await.json();
    assert_eq!((plan.subjects.len(), plan.missing.len()), (0, 1), "it is as if it were not there");
    for theirs in ["nodes", "nv.grafana.monitoring"] {
        let switch = [("change[groups][0]", theirs), ("change[policy_mode]", "Protect")];
        let answer = dev.call("/api/mode/set_mode", &switch).await;
        assert!(matches!(answer.status, 403 | 404), "{theirs}: {} {}", answer.status, answer.text());
    }
    assert_eq!(dev.get("/files/configuration").send().await.status, 403);
    for file in
        ["/files/exposure.csv", "/files/risky-pods.csv?risk=root", "/files/risky-pods.csv?risk=privileged"]
    {
        for scope in ["", "ns=payments", "ns=kube-system"] {
            let mark = if file.contains('?') { '&' } else { '?' };
            let answer = dev.get(&format!("{file}{mark}{scope}")).send().await;
            assert_eq!(answer.status, 200, "{file} {scope}");
            assert!(!answer.text().contains("payment"), "{file} {scope}: {}", answer.text());
            assert!(!answer.text().contains("kube-system"), "{file} {scope}: {}", answer.text());
        }
    }
    assert!(before == console.demo.export(Section::All), "the cluster's configuration is another now");

    let own = [("change[groups][0]", "nv.catalog.storefront"), ("change[policy_mode]", "Monitor")];
    let outcome: kit::mode::ModeOutcome = dev.call("/api/mode/set_mode", &own).await.json();
    assert!(outcome.is_settled(), "what is theirs, they may: {outcome:?}");
}

#[tokio::test]
async fn a_page_that_one_may_not_see_says_so_and_asks_the_controller_nothing() {
    let console = Console::start().await;
    for user in ["admin", "reader", "dev", "netops"] {
        let browser = console.signed_in(user).await;
        let session = console.session(&browser).await.expect("signed in");
        let access: Access = serde_json::from_value(session["viewer"]["access"].clone()).expect("it is one");
        let mut closed = 0;
        for page in nav::PAGES {
            console.demo.clear_requests();
            let answer = browser.get(page.path).send().await;
            assert_eq!(answer.status, 200, "{user}, {}", page.path);
            assert!(shows_a_frame(&answer), "{user}, {}", page.path);
            if let Err(reason) = nav::may_see(page, &access) {
                closed += 1;
                assert!(answer.text().contains(&reason), "{user}, {}: {}", page.path, answer.text());
                assert_eq!(console.demo.requests(), [], "{user}, {}", page.path);
            }
        }
        assert!(closed > 0 || !matches!(user, "dev" | "netops"), "nothing is closed to {user}");
    }
}

#[tokio::test]
async fn no_token_ever_reaches_a_browser() {
    let console = Setup::default().between().start().await;
    let mut seen = Vec::new();
    for user in ["reader", "dev", "admin"] {
        let browser = console.browser();
        seen.push((format!("{user} signs in"), browser.sign_in(user, user).await.everything()));
        let pages = nav::PAGES.iter().map(|page| page.path.to_owned());
        let more = ["?group=nv.cart.storefront", "?change=mode&sel=nv.cart.storefront", "?change=mode&all=1"];
        let more = more.map(|query| format!("/policy/groups{query}"));
        let files = ROUTES.iter().filter(|route| route.route.contains(" /files/")).map(|route| route.call.0);
        for path in pages.chain(more).chain(files.map(str::to_owned)).chain(["/no/such/page".to_owned()]) {
            seen.push((path.clone(), browser.get(&path).send().await.everything()));
        }
        for function in FUNCTIONS {
            seen.push((
                function.path.to_owned(),
                browser.call(function.path, function.fields).await.everything(),
            ));
            let form = browser.post(function.path).header("accept", "text/html").form(function.fields);
            seen.push((format!("{} as a form", function.path), form.send().await.everything()));
        }
        for route in ROUTES.iter().filter(|route| route.route != "POST /session") {
            seen.push((route.route.to_owned(), call(&browser, route).await.everything()));
        }
        for method in [Method::HEAD, Method::OPTIONS, Method::PUT, Method::DELETE, Method::TRACE] {
            let answer =
                browser.ask(method.clone(), "/policy/groups").header("sec-fetch-site", "same-origin");
            seen.push((method.to_string(), answer.send().await.everything()));
        }
    }
    let tokens = console.between().tokens();
    assert!(tokens.len() >= 3, "each sign-in gives one");
    for (what, everything) in &seen {
        for token in &tokens {
            let pieces = token.split('.').filter(|piece| piece.len() > 40);
            for piece in pieces.chain([token.as_str()]) {
                assert!(!everything.contains(piece), "{what} holds a token");
            }
        }
        assert!(!everything.to_ascii_lowercase().contains("x-auth-token"), "{what}");
    }
}
