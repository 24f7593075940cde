//! Every server function and every route, with what each kind of user gets for it.

use crate::support::{
    place::{CAPTURE, ENTRY, Fields, HOST, INCIDENT, KEY, OUTSIDE, POD, UNSEEN, VIOLATION},
    surface::LIST,
};

/// A server function with an input that makes sense, and the status that each gets for it. `dev` is administrator of
/// `storefront` and reader of `monitoring`.
pub struct Function {
    /// Its path.
    pub path: &'static str,
    /// What it is called with.
    pub fields: Fields,
    pub anonymous: u16,
    pub reader: u16,
    pub dev: u16,
}

const fn read(path: &'static str, fields: Fields) -> Function {
    Function { path, fields, anonymous: 401, reader: 200, dev: 200 }
}

/// A group of a namespace where `dev` has no role.
pub const THEIRS: &str = "nv.ledger-db.payments";

/// What names both ends of what happens between a namespace and another: the controller shows it to both.
pub const BETWEEN: [&str; 8] = [
    "/api/dashboard/get_events",
    "/api/map/get_edge",
    "/api/map/get_map",
    "/api/map/get_rows",
    "/api/events/list_entries",
    "/api/events/get_print",
    "/api/events/list_values",
    "/api/events/list_bundle",
];

/// Every server function.
pub const FUNCTIONS: &[Function] = &[
    read("/api/dashboard/get_summary", &[]),
    read("/api/dashboard/get_score", &[]),
    // To who may not read the federation it is as if there were none.
    read("/api/dashboard/get_clusters", &[]),
    read("/api/dashboard/get_exposure", &[]),
    read("/api/dashboard/get_exposed_pods", &[("asked[service]", "ledger-db.payments")]),
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
    Function { dev: 404, ..read("/api/events/get_enforcer", &[("id", ENTRY)]) },
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
    Function { dev: 403, ..read("/api/map/get_vulnerabilities", &[("node", KEY)]) },
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
pub struct Route {
    pub route: &'static str,
    pub call: (&'static str, Fields),
    pub anonymous: u16,
    pub open_because: Option<&'static str>,
}

const fn guarded(route: &'static str, path: &'static str, anonymous: u16) -> Route {
    Route { route, call: (path, &[]), anonymous, open_because: None }
}

const fn open(route: &'static str, call: (&'static str, Fields), anonymous: u16, why: &'static str) -> Route {
    Route { route, call, anonymous, open_because: Some(why) }
}

/// Every plain route.
pub const ROUTES: &[Route] = &[
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
pub const OPEN_PAGES: [(&str, &str); 2] = [
    ("/sign-in", "it is where sessions begin"),
    ("/favicon.ico", "browsers ask for it whatever a page says"),
];
