//! A node's panel on the map: what it says of each kind of node, what a failure costs, and what is done to a node.

use demo_controller::Fault;
use kit::AppError;
use serde_json::Value;

use crate::support::{Console, browser::Browser};

const NODE: &str = "/api/map/get_node";
const QUARANTINE: &str = "/api/map/set_quarantine";

/// The key of a node by a part of its name, and what kind it is; waits for nothing, as all have spoken.
async fn key(browser: &Browser, name: &str, kind: &str) -> String {
    let found: Vec<Value> = browser.call("/api/map/find_nodes", &[("text", name)]).await.json();
    let one =
        found.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("no {kind} {name}: {found:?}"));
    one["key"].as_str().expect("a key").to_owned()
}

async fn shown(browser: &Browser, node: &str) -> Value {
    let answer = browser.call(NODE, &[("node", node)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The id that a pod's panel shows.
fn id(shown: &Value) -> String {
    shown["details"]["Pod"]["pod"]["Ok"]["id"].as_str().expect("a pod's").to_owned()
}

#[tokio::test]
async fn each_kind_of_node_says_what_it_is() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;

    let pod = shown(&admin, &key(&admin, "cart-", "pod").await).await;
    let details = &pod["details"]["Pod"]["pod"]["Ok"];
    assert_eq!(
        (&details["namespace"], &details["group"]),
        (&"storefront".into(), &"nv.cart.storefront".into())
    );
    assert!(details["images"][0]["image"].as_str().expect("an image").contains("/cart:"), "{details}");
    assert!(details["host"][1].is_string(), "the node is a way to it: {details}");
    assert_eq!(pod["facts"]["cap_quarantine"], true);
    assert!(pod["details"]["Pod"]["peers"]["count"].as_u64().expect("a count") > 0);

    let group = shown(&admin, &key(&admin, "cart", "group").await).await;
    let details = &group["details"]["Group"]["group"]["Ok"];
    assert_eq!(
        (&details["name"], &details["policy_mode"]),
        (&"nv.cart.storefront".into(), &"Monitor".into())
    );
    let members = details["members"].as_array().expect("members");
    assert!(!members.is_empty() && members.iter().all(|member| member["key"].is_string()), "{details}");
    assert!(details["rule_count"].as_u64().expect("a count") > 0);
    assert!(group["details"]["Group"]["responses"]["Ok"].is_array());

    let host = shown(&admin, &key(&admin, "node-", "node").await).await;
    let details = &host["details"]["Host"]["Ok"];
    assert_eq!((&details["cpus"], &details["platform"]), (&8.into(), &"Kubernetes".into()), "{host}");
    assert_eq!(host["facts"]["group"], "nodes");

    let namespace = shown(&admin, &key(&admin, "storefront", "namespace").await).await;
    let groups = namespace["details"]["Namespace"]["groups"].as_array().expect("groups");
    assert!(groups.iter().any(|group| group["id"] == "nv.cart.storefront" && group["mode"] == "monitor"));

    let outside = shown(&admin, &key(&admin, "external", "external").await).await;
    let seen = outside["details"]["Outside"]["seen"]["Ok"].as_array().expect("addresses");
    assert!(seen.iter().any(|one| one["country"].is_array()), "{outside}");
    assert!(seen.iter().any(|one| one["fqdn"] != ""), "{outside}");
}

#[tokio::test]
async fn what_cannot_be_read_costs_its_part_alone() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let (pod, group) = (key(&admin, "cart-", "pod").await, key(&admin, "cart", "group").await);
    console.demo.fault(Fault::on("GET", "/v1/workload/*"));
    console.demo.fault(Fault::on("GET", "/v1/response/rule"));
    let pod = shown(&admin, &pod).await;
    assert!(pod["details"]["Pod"]["pod"]["Err"].is_object(), "{pod}");
    assert!(pod["details"]["Pod"]["peers"]["count"].as_u64().expect("a count") > 0);
    assert_eq!(pod["facts"]["namespace"], "storefront");
    assert_eq!(pod["facts"]["cap_quarantine"], Value::Null, "what was not said is not denied");
    let group = shown(&admin, &group).await;
    assert!(group["details"]["Group"]["group"]["Ok"].is_object(), "{group}");
    assert!(group["details"]["Group"]["responses"]["Err"].is_object(), "{group}");
}

#[tokio::test]
async fn a_node_that_is_not_there_is_not_found_and_nonsense_is_refused() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (node, status) in [("0123456789ab", 404), ("cart", 400), ("", 400)] {
        for function in ["/api/map/get_facts", "/api/map/plan_node", QUARANTINE] {
            let answer = admin.call(function, &[("node", node), ("on", "true")]).await;
            assert_eq!(answer.status, status, "{function} of {node:?}: {}", answer.text());
        }
        // That somebody looks at what is gone is no failure.
        let answer = admin.call(NODE, &[("node", node)]).await;
        assert_eq!(answer.status, if status == 404 { 200 } else { status }, "{node:?}: {}", answer.text());
        assert!(status != 404 || answer.json::<Value>().is_null(), "{}", answer.text());
    }
    assert_eq!(console.demo.count("PATCH", "/v1/workload/0123456789ab"), 0);
}

#[tokio::test]
async fn a_pod_is_quarantined_and_released_and_the_next_look_shows_it() {
    let console = Console::start().await;
    let (admin, reader) = (console.signed_in("admin").await, console.signed_in("reader").await);
    let node = key(&admin, "cart-", "pod").await;
    for on in [true, false] {
        let before = shown(&reader, &node).await;
        assert_eq!(before["facts"]["quarantined"], !on);
        let outcome: Value = admin.call(QUARANTINE, &[("node", &node), ("on", &on.to_string())]).await.json();
        assert_eq!((&outcome["asked"], &outcome["now"]), (&on.into(), &on.into()), "{outcome}");
        for viewer in [&admin, &reader] {
            let now = shown(viewer, &node).await;
            assert_eq!(now["facts"]["quarantined"], on, "{now}");
            let state = &now["details"]["Pod"]["pod"]["Ok"]["state"];
            assert_eq!(state == "quarantined", on, "{now}");
        }
    }
}

#[tokio::test]
async fn what_is_said_of_a_quarantine_is_what_was_read() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = key(&admin, "cart-", "pod").await;
    let path = format!("/v1/workload/{}", id(&shown(&admin, &node).await));
    let on = [("node", node.as_str()), ("on", "true")];

    // It is answered well, and nothing comes of it.
    console.demo.fault(Fault::on("PATCH", &path).status(200).times(1));
    let outcome: Value = admin.call(QUARANTINE, &on).await.json();
    assert_eq!((&outcome["asked"], &outcome["now"]), (&true.into(), &false.into()));

    // It is done, and cannot be read again.
    let blind = console.demo.fault(Fault::on("GET", &path));
    assert!(blind > 0);
    let outcome: Value = admin.call(QUARANTINE, &on).await.json();
    assert_eq!((&outcome["asked"], &outcome["now"]), (&true.into(), &Value::Null));
}

#[tokio::test]
async fn what_the_controller_refuses_is_told() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let platform = key(&admin, "coredns-", "pod").await;
    assert_eq!(shown(&admin, &platform).await["facts"]["cap_quarantine"], false);
    let answer = admin.call(QUARANTINE, &[("node", &platform), ("on", "true")]).await;
    assert!(matches!(answer.status, 400 | 422), "{}", answer.text());
    let group = key(&admin, "cart", "group").await;
    let answer = admin.call(QUARANTINE, &[("node", &group), ("on", "true")]).await;
    assert_eq!(answer.status, 400, "a group is no pod: {}", answer.text());
    assert!(matches!(answer.json(), AppError::Invalid { field, .. } if field == "node"));
}

#[tokio::test]
async fn a_form_without_scripts_leads_back_and_says_what_came_of_it() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = key(&admin, "cart-", "pod").await;
    let back = format!("/network?sel={node}");
    let fields = [("node", node.as_str()), ("on", "true"), ("back", back.as_str())];
    let answer = admin.post(QUARANTINE).header("accept", "text/html").form(&fields).send().await;
    assert!(matches!(answer.status, 302 | 303), "{}", answer.text());
    assert_eq!(answer.location(), back);
    let flash = admin.cookie("__Host-flash").expect("something is said");
    assert!(flash.contains("Good") && flash.contains("quarantined"), "{flash}");
    assert_eq!(shown(&admin, &node).await["facts"]["quarantined"], true);
    let elsewhere = [("node", node.as_str()), ("on", "false"), ("back", "https://elsewhere.example/")];
    let answer = admin.post(QUARANTINE).header("accept", "text/html").form(&elsewhere).send().await;
    assert!(!answer.location().contains("elsewhere.example"), "{}", answer.location());
}

#[tokio::test]
async fn a_switch_is_about_the_group_of_a_pod_and_shows_at_once() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let pod = key(&admin, "search-", "pod").await;
    let group = key(&admin, "search", "group").await;
    for node in [&pod, &group] {
        let plan: kit::mode::Plan = admin.call("/api/map/plan_node", &[("node", node)]).await.json();
        let names: Vec<&str> = plan.subjects.iter().map(|subject| subject.name.as_str()).collect();
        assert_eq!(names, ["nv.search.storefront"]);
        assert_eq!(shown(&admin, node).await["facts"]["mode"], "discover");
    }
    let nodes: kit::mode::Plan =
        admin.call("/api/map/plan_node", &[("node", &key(&admin, "node-", "node").await)]).await.json();
    assert_eq!(nodes.subjects[0].name.as_str(), "nodes");
    let whole = key(&admin, "storefront", "namespace").await;
    let whole: kit::mode::Plan = admin.call("/api/map/plan_node", &[("node", &whole)]).await.json();
    assert!(whole.subjects.len() > 3 && whole.subjects.iter().all(|one| one.domain == "storefront"));

    let change = [("change[groups][0]", "nv.search.storefront"), ("change[policy_mode]", "Protect")];
    let outcome: kit::mode::ModeOutcome = admin.call("/api/mode/set_mode", &change).await.json();
    assert!(outcome.is_settled(), "{outcome:?}");
    for node in [&pod, &group] {
        assert_eq!(shown(&admin, node).await["facts"]["mode"], "protect", "the map is read anew");
    }
}

#[tokio::test]
async fn an_end_is_named_and_forgotten() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let node = key(&admin, "node-", "node").await;
    let own = shown(&admin, &node).await["facts"]["name"].clone();
    for (name, now) in [("edge of town", "edge of town".into()), ("", own)] {
        let outcome: Value = admin.call("/api/map/name_end", &[("node", &node), ("name", name)]).await.json();
        assert_eq!((&outcome["Named"]["asked"], &outcome["Named"]["now"]), (&name.into(), &now), "{outcome}");
        assert_eq!(shown(&admin, &node).await["facts"]["name"], now);
    }
    let outcome: Value = admin.call("/api/map/forget_end", &[("node", &node)]).await.json();
    assert_eq!(outcome["Forgotten"]["gone"], true, "{outcome}");
    assert_eq!(admin.call(NODE, &[("node", &node)]).await.json::<Value>(), Value::Null);
    // A pod cannot be named: the controller says so.
    let pod = key(&admin, "cart-", "pod").await;
    let answer = admin.call("/api/map/name_end", &[("node", &pod), ("name", "x")]).await;
    assert!(matches!(answer.status, 400 | 404 | 422), "{}", answer.text());
}

#[tokio::test]
async fn a_namespaces_administrator_acts_on_what_is_theirs() {
    let console = Console::start().await;
    let (admin, dev) = (console.signed_in("admin").await, console.signed_in("dev").await);
    let (theirs, own) = (key(&admin, "spark-worker-", "pod").await, key(&dev, "cart-", "pod").await);
    let nothing: Value = dev.call(NODE, &[("node", &theirs)]).await.json();
    assert_eq!(nothing, Value::Null, "it is as if it were not there");
    assert_eq!(dev.call(QUARANTINE, &[("node", &theirs), ("on", "true")]).await.status, 404);
    // The other end of what one's own say is shown by the controller, and no more of it than that.
    let other = key(&dev, "ledger-db-", "pod").await;
    let shown = shown(&dev, &other).await;
    assert!(shown["details"]["Pod"]["pod"]["Err"]["Denied"].is_object(), "{shown}");
    assert_eq!(dev.call(QUARANTINE, &[("node", &other), ("on", "true")]).await.status, 403);
    let watched = key(&dev, "grafana-", "pod").await;
    let answer = dev.call(QUARANTINE, &[("node", &watched), ("on", "true")]).await;
    assert_eq!(answer.status, 403, "reader there: {}", answer.text());
    let outcome: Value = dev.call(QUARANTINE, &[("node", &own), ("on", "true")]).await.json();
    assert_eq!(outcome["now"], true, "{outcome}");
}
