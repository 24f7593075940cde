//! Who may do what: every server function and every route is called without a session, as a reader and as a user of
//! a namespace. What is not in the tables here fails, so that nothing is added without a thought for this.

use std::collections::BTreeSet;

use axum::http::Method;
use controller_api::{access::Access, config_file::Section};
use kit::{AppError, nav};

use crate::support::{
    Console, Setup,
    browser::{Answer, Browser},
    place::{CAPTURE, ENTRY, Fields, HOST, INCIDENT, KEY, OUTSIDE, POD, UNSEEN, VIOLATION, filled},
    surface::{LIST, plain_routes, server_functions},
};

/// A server function with an input that makes sense, and the status that each gets for it. `dev` is administrator of
/// `storefront` and reader of `monitoring`.
struct Function {
    path: &'static str,
    fields: Fields,
    anonymous: u16,
    reader: u16,
    dev: u16,
}

const fn read(path: &'static str, fields: Fields) -> Function {
    Function { path, fields, anonymous: 401, reader: 200, dev: 200 }
}

/// A group of a namespace where `dev` has no role.
const THEIRS: &str = "nv.ledger-db.payments";

/// What names both ends of what happens between a namespace and another: the controller shows it to both.
const BETWEEN: [&str; 8] = [
    "/api/dashboard/get_events",
    "/api/map/get_edge",
    "/api/map/get_map",
    "/api/map/get_rows",
    "/api/events/list_entries",
    "/api/events/get_print",
    "/api/events/list_values",
    "/api/events/list_bundle",
];

const FUNCTIONS: &[Function] = &[
    read("/api/dashboard/get_summary", &[]),
    read("/api/dashboard/get_score", &[]),
    read("/api/dashboard/get_exposure", &[]),
    read("/api/dashboard/get_exposed_pods", &[("service", "ledger-db.payments")]),
    Function {
        reader: 403,
        dev: 403,
        ..read("/api/dashboard/clear_conversation", &[("pod", POD), ("direction", "egress")])
    },
    read(BETWEEN[0], &[]),
    read("/api/dashboard/get_modes", &[]),
    read("/api/dashboard/plan_modes", &[("pick[mode]", "protect")]),
    read("/api/dashboard/get_vulnerable", &[]),
    Function { reader: 403, dev: 403, ..read("/api/dashboard/set_auto_scan", &[("on", "true")]) },
    read("/api/dashboard/get_protocols", &[]),
    read("/api/dashboard/get_ladder", &[]),
    read(BETWEEN[4], &[]),
    read(BETWEEN[5], &[]),
    read(BETWEEN[6], &[]),
    Function { dev: 404, ..read(BETWEEN[7], &[("query", "window=60"), ("newest", ENTRY)]) },
    Function { dev: 404, ..read("/api/events/get_rule_behind", &[("id", VIOLATION)]) },
    Function { dev: 404, ..read("/api/events/get_process_behind", &[("id", INCIDENT)]) },
    // One's own views, whoever one is.
    read("/api/events/get_views", &[]),
    read("/api/events/save_view", &[("name", "a"), ("query", "?q=a")]),
    read("/api/events/remove_view", &[("name", "a")]),
    Function { dev: 404, ..read("/api/events/get_entry", &[("id", ENTRY)]) },
    Function { dev: 404, ..read("/api/events/get_packet", &[("id", ENTRY)]) },
    Function { dev: 404, ..read("/api/events/get_triage", &[("id", ENTRY)]) },
    Function {
        reader: 403,
        dev: 404,
        ..read("/api/events/decide", &[("what[ids][0]", ENTRY), ("what[act]", "acknowledge")])
    },
    read("/api/map/get_map", &[("query", "detail=pods")]),
    read("/api/map/find_nodes", &[("text", "payment-worker")]),
    read("/api/map/complete_filter", &[("text", "name:payment-w"), ("cursor", "14")]),
    read("/api/map/get_rows", &[("what", "edges")]),
    read("/api/map/get_hidden", &[]),
    // One's own list, whoever one is.
    read("/api/map/change_hidden", &[("act", "hide-unmanaged")]),
    // The pod speaks with `storefront` too, so that `dev` sees it as an end there; what it says elsewhere they do not.
    read("/api/map/get_edge", &[("from", KEY), ("to", OUTSIDE)]),
    Function { dev: 403, ..read("/api/map/get_entries", &[("from", KEY), ("to", OUTSIDE)]) },
    Function { dev: 403, ..read("/api/map/get_rule", &[("from", KEY), ("to", OUTSIDE), ("rule", "101")]) },
    Function { reader: 403, dev: 403, ..read("/api/map/clear_edge", &[("from", KEY), ("to", OUTSIDE)]) },
    // What is not there for somebody is no failure: nothing is said of it.
    read("/api/map/get_node", &[("node", UNSEEN)]),
    Function { dev: 404, ..read("/api/map/get_facts", &[("node", UNSEEN)]) },
    Function { dev: 404, ..read("/api/map/plan_node", &[("node", UNSEEN)]) },
    Function {
        reader: 403,
        dev: 404,
        ..read("/api/map/set_quarantine", &[("node", UNSEEN), ("on", "true")])
    },
    Function { reader: 403, dev: 404, ..read("/api/map/name_end", &[("node", HOST), ("name", "edge")]) },
    Function { reader: 403, dev: 404, ..read("/api/map/forget_end", &[("node", HOST)]) },
    Function { dev: 403, ..read("/api/map/get_sessions", &[("node", KEY)]) },
    Function { dev: 403, ..read("/api/map/get_captures", &[("node", KEY)]) },
    Function {
        reader: 403,
        dev: 403,
        ..read("/api/map/start_capture", &[("node", KEY), ("duration", "60")])
    },
    Function { reader: 403, dev: 403, ..read("/api/map/stop_capture", &[("node", KEY), ("id", CAPTURE)]) },
    Function { reader: 403, dev: 403, ..read("/api/map/delete_capture", &[("node", KEY), ("id", CAPTURE)]) },
    Function { dev: 403, ..read("/api/review/get_rule", &[("rule", "101")]) },
    Function {
        reader: 403,
        dev: 403,
        ..read("/api/review/deploy_rule", &[("rule", "101"), ("verdict", "deny")])
    },
    Function {
        dev: 403,
        ..read("/api/review/get_process_rule", &[("group", THEIRS), ("name", "sh"), ("path", "/bin/sh")])
    },
    Function {
        reader: 403,
        dev: 403,
        ..read(
            "/api/review/deploy_process_rule",
            &[("group", THEIRS), ("name", "sh"), ("path", "/bin/sh"), ("verdict", "deny")],
        )
    },
    read(LIST.0, LIST.1),
    read("/api/groups/plan_switch", &[("selection[names][0]", THEIRS)]),
    Function { dev: 403, ..read("/api/groups/get_group", &[("name", THEIRS)]) },
    Function { dev: 403, ..read("/api/configuration/get_configuration", &[]) },
    Function {
        reader: 403,
        dev: 404,
        ..read("/api/mode/set_mode", &[("change[groups][0]", THEIRS), ("change[policy_mode]", "Discover")])
    },
];

/// A plain route: how it is called, the status without a session, and why it is open, if it is.
struct Route {
    route: &'static str,
    call: (&'static str, Fields),
    anonymous: u16,
    open_because: Option<&'static str>,
}

const fn guarded(route: &'static str, path: &'static str, anonymous: u16) -> Route {
    Route { route, call: (path, &[]), anonymous, open_because: None }
}

const fn open(route: &'static str, call: (&'static str, Fields), anonymous: u16, why: &'static str) -> Route {
    Route { route, call, anonymous, open_because: Some(why) }
}

const ROUTES: &[Route] = &[
    guarded("GET /", "/", 303),
    guarded("GET *", "/policy/groups", 303),
    guarded("POST /api/{*function}", "/api/no/such_function", 401),
    guarded("GET /files/configuration", "/files/configuration", 401),
    guarded("GET /files/capture/{file}", "/files/capture/ab12.pcap", 401),
    guarded("GET /api/events/live/{which}", "/api/events/live/security", 401),
    guarded("GET /files/threat/{file}", "/files/threat/00.pcap", 401),
    guarded("GET /files/report/{file}", "/files/report/00.csv", 401),
    guarded("GET /files/events/{file}", "/files/events/security.csv", 401),
    guarded("GET /files/exposure.csv", "/files/exposure.csv", 401),
    guarded("GET /files/risky-pods.csv", "/files/risky-pods.csv?risk=root", 401),
    guarded("GET /files/dashboard.json", "/files/dashboard.json", 401),
    guarded("GET /files/map/picture", "/files/map/picture", 401),
    guarded("GET /files/map/nodes.csv", "/files/map/nodes.csv", 401),
    guarded("GET /files/map/edges.csv", "/files/map/edges.csv", 401),
    guarded("GET /files/map.json", "/files/map.json", 401),
    guarded("GET /files/map.svg", "/files/map.svg", 401),
    guarded("POST /session/alive", "/session/alive", 401),
    open(
        "POST /session",
        ("/session", &[("username", "x"), ("password", "x")]),
        303,
        "it is how a session begins",
    ),
    open(
        "POST /session/reset",
        ("/session/reset", &[("new_password", "x"), ("repeated", "x")]),
        303,
        "it ends a sign-in under way",
    ),
    open("POST /session/end", ("/session/end", &[]), 303, "whoever has no session is signed out already"),
    open(
        "POST /preferences",
        ("/preferences", &[("theme", "dark")]),
        303,
        "the sign-in page has a look and a language too",
    ),
    open("GET /healthz", ("/healthz", &[]), 200, "probes sign in nowhere"),
    open("GET /readyz", ("/readyz", &[]), 200, "probes sign in nowhere"),
    open("GET /text/{name}", ("/text/none.json", &[]), 404, "words are no secret"),
    open("NEST /pkg", ("/pkg/console-0123.js", &[]), 200, "the program is no secret"),
];

/// Pages that are drawn without a session.
const OPEN_PAGES: [(&str, &str); 2] = [
    ("/sign-in", "it is where sessions begin"),
    ("/favicon.ico", "browsers ask for it whatever a page says"),
];

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
