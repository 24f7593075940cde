//! An edge of the map: what was said in it, the pairs behind it, the rule behind an entry, and forgetting it.

use std::time::Duration;

use demo_controller::{Connect, Effect, Fault};
use kit::AppError;
use network_map::model::{Key, Kind};
use serde_json::{Value, json};

use crate::support::{Console, browser::Browser};

const EDGE: &str = "/api/map/get_edge";
const ENTRIES: &str = "/api/map/get_entries";
const RULE: &str = "/api/map/get_rule";
const DEPLOY: &str = "/api/review/deploy_rule";
const CLEAR: &str = "/api/map/clear_edge";

/// The front end's group.
const FRONTEND: &str = "nv.frontend.storefront";

/// Where the controller has rules.
const RULES: &str = "/v1/policy/rule";

/// A pod of a service, with its id and its key on the map.
struct Pod {
    id: String,
    key: String,
}

fn key(kind: Kind, id: &str) -> String {
    Key::of(kind, id).to_string()
}

/// The first pod of a service by its name, as the map's own search finds it. By somebody of other permissions than those whom
/// the tests are about: what the map was read from is kept for a moment, and what happens after this would not be in it.
async fn pod(console: &Console, name: &str) -> Pod {
    let browser = &console.signed_in("reader").await;
    let found: Vec<Value> = browser.call("/api/map/find_nodes", &[("text", name)]).await.json();
    let one =
        found.iter().find(|one| one["kind"] == "pod").unwrap_or_else(|| panic!("no pod {name}: {found:?}"));
    let key = one["key"].as_str().expect("a key").to_owned();
    let shown: Value = browser.call("/api/map/get_node", &[("node", &key)]).await.json();
    let id = shown["details"]["Pod"]["pod"]["Ok"]["id"].as_str().expect("an id").to_owned();
    Pod { id, key }
}

fn connect(console: &Console, from: &str, to: &str, application: &str, port: &str) -> Effect {
    let connect = Connect {
        from: from.to_owned(),
        to: to.to_owned(),
        application: application.to_owned(),
        port: port.to_owned(),
    };
    console.demo.connect(&connect).expect("both ends exist").effect
}

async fn ask(browser: &Browser, function: &str, from: &str, to: &str, more: &[(&str, &str)]) -> Value {
    let fields = [&[("from", from), ("to", to)], more].concat();
    let answer = browser.call(function, &fields).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
    answer.json()
}

/// What deploying a proposal takes: what was said from one group to another, and the verdict.
fn proposal<'a>(from: &'a str, to: &'a str, verdict: &'a str) -> Vec<(&'static str, &'a str)> {
    let said = [("said[application]", "SSH"), ("said[port]", "tcp/22")];
    [&[("rule", "0"), ("from", from), ("to", to), ("verdict", verdict)], &said[..]].concat()
}

async fn deploy(browser: &Browser, fields: &[(&str, &str)]) -> Value {
    let answer = browser.call(DEPLOY, fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The bodies of the writes to rules since the calls were last forgotten.
fn written(console: &Console) -> Vec<Value> {
    let requests = console.demo.requests();
    let writes =
        requests.iter().filter(|request| request.method == "PATCH" && request.path.starts_with(RULES));
    writes.map(|request| serde_json::from_str(&request.body).expect("JSON")).collect()
}

#[tokio::test]
async fn a_pair_says_what_was_said_as_the_controller_does() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (pod, outside) = (pod(&console, "frontend-").await, key(Kind::External, "external"));
    for (application, port) in [("SSH", "tcp/22"), ("", "tcp/4444"), ("HTTP", "tcp/8081")] {
        connect(&console, &pod.id, "external", application, port);
    }
    let edge = ask(&admin, EDGE, &pod.key, &outside, &[]).await;
    assert_eq!((&edge["from"]["namespace"], &edge["to"]["kind"]), (&json!("storefront"), &json!("external")));
    assert!(edge["pairs"].is_null() && edge["sum"]["status"] == "violation", "{edge}");

    let shown = ask(&admin, ENTRIES, &pod.key, &outside, &[]).await;
    let rows = shown["rows"].as_array().expect("rows");
    assert!(rows.len() >= 3 && shown["all"] == json!(rows.len()), "{shown}");
    assert!(rows.iter().all(|row| row["action"] == "Violate" && row["rule"] == 0), "{shown}");
    assert!(
        rows.iter().any(|row| row["server"]["country"].is_array() || row["server"]["ip"] != ""),
        "{shown}"
    );
    let asked = [("asked[q]", "tcp/4444")];
    let few = ask(&admin, ENTRIES, &pod.key, &outside, &asked).await;
    assert_eq!((&few["matching"], &few["rows"][0]["said"]["port"]), (&json!(1), &json!("tcp/4444")));
    let asked = [("asked[sort]", "port"), ("asked[turned]", "true")];
    let last = ask(&admin, ENTRIES, &pod.key, &outside, &asked).await;
    assert_eq!(last["rows"][0]["said"]["port"], "tcp/8081", "ports are numbers");

    let silent = ask(&admin, ENTRIES, &outside, &pod.key, &[]).await;
    assert!(silent["all"] == 0 || silent["rows"][0]["client"]["ip"] != "", "nothing said is an empty list");
    let unknown = admin.call(ENTRIES, &[("from", "000000000000"), ("to", &outside)]).await;
    assert_eq!((unknown.status, unknown.json::<AppError>()), (404, AppError::NotFound));
    assert_eq!(admin.call(ENTRIES, &[("from", "no key"), ("to", &outside)]).await.status, 400);
}

#[tokio::test]
async fn what_cannot_be_read_of_a_pair_leaves_the_rest_of_the_panel() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (pod, outside) = (pod(&console, "frontend-").await, key(Kind::External, "external"));
    connect(&console, &pod.id, "external", "SSH", "tcp/22");
    console.demo.fault(Fault::on("GET", "/v1/conversation/*").status(500));
    assert_eq!(admin.call(ENTRIES, &[("from", &pod.key), ("to", &outside)]).await.status, 422);
    assert!(ask(&admin, EDGE, &pod.key, &outside, &[]).await["sum"].is_object());
}

#[tokio::test]
async fn an_edge_of_groups_lists_its_pairs() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (from, to) = (key(Kind::Namespace, "storefront"), key(Kind::Group, "nv.session-cache.storefront"));
    let edge = ask(&admin, EDGE, &from, &to, &[]).await;
    let pairs = edge["pairs"]["rows"].as_array().expect("pairs");
    assert!(pairs.len() > 1 && edge["pairs"]["all"] == json!(pairs.len()), "{edge}");
    assert!(pairs.iter().all(|pair| pair["to"]["holders"] == json!([to, from])), "{edge}");
    let shown = ask(
        &admin,
        ENTRIES,
        pairs[0]["from"]["key"].as_str().expect("a key"),
        pairs[0]["to"]["key"].as_str().expect("a key"),
        &[],
    )
    .await;
    assert!(shown["all"].as_u64() > Some(0), "each of them is one to look into: {shown}");
}

#[tokio::test]
async fn a_proposed_rule_goes_to_the_top_and_decides_from_then_on() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (pod, outside) = (pod(&console, "frontend-").await, key(Kind::External, "external"));
    assert_eq!(connect(&console, "external", &pod.id, "SSH", "tcp/22"), Effect::Violated);
    let said = [("rule", "0"), ("said", "SSH~tcp/22")];
    let review = ask(&admin, RULE, &outside, &pod.key, &said).await;
    let rule = &review["rule"];
    assert_eq!(
        (&rule["id"], &rule["from"], &rule["to"]),
        (&json!(0), &json!("external"), &json!("nv.frontend.storefront"))
    );
    assert_eq!((&rule["applications"], &rule["ports"]), (&json!(["SSH"]), &json!("any")));
    assert_eq!(review["namespaces"], json!(["", "storefront"]));
    assert_eq!(written(&console), [] as [Value; 0], "to look at it changes nothing");

    let deployed = deploy(&admin, &proposal("external", FRONTEND, "allow")).await;
    let id = deployed["rule"].as_u64().expect("it was seen in the rules").to_string();
    let sent = written(&console);
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(
        (&sent[0]["insert"]["after"], &sent[0]["insert"]["rules"][0]["action"]),
        (&json!(0), &json!("allow"))
    );
    assert_eq!(connect(&console, "external", &pod.id, "SSH", "tcp/22"), Effect::Allowed);

    // Whoever looks again is shown the rule that is there, and changes that.
    let again = ask(&admin, RULE, &outside, &pod.key, &said).await;
    assert_eq!((again["rule"]["id"].to_string(), &again["already"]), (id.clone(), &json!(true)));
    console.demo.clear_requests();
    let asked = [("rule", id.as_str()), ("verdict", "deny")];
    let denied = deploy(&admin, &asked).await;
    assert_eq!((denied["rule"].to_string(), &denied["verdict"]), (id.clone(), &json!("deny")));
    assert_eq!(
        written(&console),
        [json!({ "config": { "id": id.parse::<u32>().expect("a number"), "action": "deny" } })]
    );
    assert_eq!(connect(&console, "external", &pod.id, "SSH", "tcp/22"), Effect::Violated);
    console.demo.clear_requests();
    deploy(&admin, &asked).await;
    assert_eq!(written(&console), [] as [Value; 0], "what it does already is not written again");
}

#[tokio::test]
async fn a_learned_rule_is_taken_over_by_a_copy() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (from, to) = (pod(&console, "cart-").await, pod(&console, "session-cache-").await);
    let shown = ask(&admin, ENTRIES, &from.key, &to.key, &[]).await;
    let id = shown["rows"][0]["rule"].to_string();
    let review = ask(&admin, RULE, &from.key, &to.key, &[("rule", &id)]).await;
    assert_eq!(
        (&review["rule"]["cfg_type"], &review["rule"]["action"]),
        (&json!("learned"), &json!("allow"))
    );
    let asked = [("rule", id.as_str()), ("verdict", "deny")];
    let deployed = deploy(&admin, &asked).await;
    let copy = deployed["rule"].as_u64().expect("it was seen in the rules");
    assert!(copy < 10_000, "a user's own: {copy}");
    let sent = written(&console);
    assert_eq!((sent.len(), &sent[0]["replicate"]), (1, &json!(true)), "{sent:?}");
    let kept = ask(&admin, RULE, &from.key, &to.key, &[("rule", &id)]).await;
    assert_eq!(kept["rule"]["action"], "allow", "the learned one is as it was");
}

#[tokio::test]
async fn rules_that_are_managed_elsewhere_are_shown_and_not_changed() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (pod, outside) = (pod(&console, "frontend-").await, key(Kind::External, "external"));
    for (id, from) in [("100001", "federal"), ("110001", "ground")] {
        let review = ask(&admin, RULE, &outside, &pod.key, &[("rule", id)]).await;
        assert_eq!(review["rule"]["cfg_type"], from);
        for verdict in ["allow", "deny"] {
            let refused = admin.call(DEPLOY, &[("rule", id), ("verdict", verdict)]).await;
            assert_eq!(refused.status, 403, "{id}: {}", refused.text());
            assert!(matches!(refused.json(), AppError::Denied { .. }));
        }
    }
    assert_eq!(written(&console), [] as [Value; 0]);
    let gone = admin.call(RULE, &[("from", &outside), ("to", &pod.key), ("rule", "9999")]).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn a_namespaces_administrator_makes_rules_within_it_only() {
    let console = Console::start().await;
    let dev = console.signed_in("dev").await;
    let refused = dev.call(DEPLOY, &proposal("external", FRONTEND, "allow")).await;
    assert_eq!(refused.status, 403, "the outside is nobody's namespace: {}", refused.text());
    assert_eq!(written(&console), [] as [Value; 0], "it was not even tried");
    let made = dev.call(DEPLOY, &proposal(FRONTEND, "nv.cart.storefront", "allow")).await;
    assert_eq!(made.status, 200, "{}", made.text());
    assert!(made.json::<Value>()["rule"].is_u64());
}

#[tokio::test]
async fn what_the_rules_do_not_show_yet_is_not_claimed() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    // The demo's clock stands still, so that its reads never come to show the write.
    console.demo.set_read_lag(Some(Duration::from_secs(60)));
    let mut form = proposal("external", FRONTEND, "allow");
    form.extend([("back", "/network?sel=x"), ("to_rule", "/network?sel=x&rule=")]);
    let answer = admin.post(DEPLOY).header("accept", "text/html").form(&form).send().await;
    assert_eq!(answer.location(), "/network?sel=x", "no rule is opened that was not seen");
    assert!(answer.set_cookie("__Host-flash").contains("Partly"), "{answer:?}");
    assert_eq!(written(&console).len(), 1, "it is written once, however long it takes to show");
}

#[tokio::test]
async fn without_scripts_a_form_leads_to_the_rule_that_it_made() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (pod, outside) = (pod(&console, "frontend-").await, key(Kind::External, "external"));
    connect(&console, "external", &pod.id, "SSH", "tcp/22");
    let sel = format!("{outside}~{}", pod.key);
    let back = format!("/network?sel={sel}");
    let opened = admin.get(&format!("{back}&rule=0&said=SSH~tcp%2F22&deploy=allow")).send().await.text();
    assert!(opened.contains("action=\"/api/review/deploy_rule\""), "the dialog is drawn: {opened}");
    let to_rule = format!("{back}&rule=");
    // What the form holds is what is sent.
    for (name, value) in
        [("from", "external"), ("to", FRONTEND), ("said[application]", "SSH"), ("back", &back)]
    {
        let field = format!("name=\"{name}\" value=\"{}\"", value.replace('&', "&amp;"));
        assert!(opened.contains(&field), "{field}: {opened}");
    }
    let mut form = proposal("external", FRONTEND, "allow");
    form.extend([("back", &*back), ("to_rule", &*to_rule)]);
    let answer = admin.post(DEPLOY).header("accept", "text/html").form(&form).send().await;
    let way = answer.location().to_owned();
    let id = way.strip_prefix(&format!("{back}&rule=")).expect("it leads to the rule");
    let page = admin.get(&way).send().await.text();
    assert!(page.contains(&text::review::now_allows(id, "SSH", "external", FRONTEND)));
}

#[tokio::test]
async fn a_pair_is_forgotten_until_it_speaks_again() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (from, to) = (pod(&console, "cart-").await, pod(&console, "session-cache-").await);
    assert!(ask(&admin, ENTRIES, &from.key, &to.key, &[]).await["all"].as_u64() > Some(0));
    assert_eq!(ask(&admin, CLEAR, &from.key, &to.key, &[]).await, json!(true));
    assert_eq!(ask(&admin, ENTRIES, &from.key, &to.key, &[]).await["all"], 0, "read anew, not what was kept");
    connect(&console, &from.id, &to.id, "Redis", "tcp/6379");
    console.demo.clear_requests();
    let reader = console.signed_in("reader").await;
    let refused = reader.call(CLEAR, &[("from", &from.key), ("to", &to.key)]).await;
    assert_eq!(refused.status, 403, "{}", refused.text());
}
