//! Rules under review, away from the map: the network rule behind a connection, the process rule behind an incident, and
//! deploying each.

use std::time::Duration;

use demo_controller::{Connect, Effect, Fault, Run};
use kit::AppError;
use serde_json::{Value, json};

use crate::support::{
    Console,
    browser::{Answer, Browser},
};

const RULE: &str = "/api/review/get_rule";
const DEPLOY: &str = "/api/review/deploy_rule";
const PROCESS: &str = "/api/review/get_process_rule";
const DEPLOY_PROCESS: &str = "/api/review/deploy_process_rule";

/// In Protect, with the zero-drift baseline.
const WORKER: &str = "nv.payment-worker.payments";
/// In Monitor, and of the namespace that `dev` administrates.
const CART: &str = "nv.cart.storefront";
/// From a custom resource.
const WAREHOUSE: &str = "nv.warehouse.storefront";

fn starts(console: &Console, within: &str) -> Effect {
    let run = Run { within: within.to_owned(), name: "nano".to_owned(), path: "/bin/nano".to_owned() };
    console.demo.run(&run).expect("it is there")
}

/// What is asked about a process of this group.
fn nano<'a>(group: &'a str, verdict: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut fields = vec![("group", group), ("name", "nano"), ("path", "/bin/nano")];
    fields.extend((!verdict.is_empty()).then_some(("verdict", verdict)));
    fields
}

async fn ask(browser: &Browser, function: &str, fields: &[(&str, &str)]) -> Value {
    let answer = browser.call(function, fields).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
    answer.json()
}

/// How often a profile was written since the calls were last forgotten.
fn writes(console: &Console) -> usize {
    let is_write = |path: &str| path.starts_with("/v1/process_profile");
    let requests = console.demo.requests();
    requests.iter().filter(|request| request.method == "PATCH" && is_write(&request.path)).count()
}

#[tokio::test]
async fn a_rule_is_proposed_between_groups_and_ends_the_violation() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let connect = Connect {
        from: CART.to_owned(),
        to: "nv.frontend.storefront".to_owned(),
        application: "SSH".to_owned(),
        port: "tcp/22".to_owned(),
    };
    let happens = || console.demo.connect(&connect).expect("both ends exist").effect;
    assert_eq!(happens(), Effect::Violated);
    let about = [
        ("from", CART),
        ("to", "nv.frontend.storefront"),
        ("said[application]", "SSH"),
        ("said[port]", "tcp/22"),
    ];
    let review = ask(&admin, RULE, &about).await;
    assert_eq!(
        (&review["rule"]["id"], &review["namespaces"]),
        (&json!(0), &json!(["storefront", "storefront"]))
    );
    let deployed = ask(&admin, DEPLOY, &[&about[..], &[("verdict", "allow")]].concat()).await;
    assert!(deployed["rule"].is_u64(), "it was seen in the rules: {deployed}");
    assert_eq!(happens(), Effect::Allowed);

    for (fields, why) in [
        (&about[..2], text::review::nothing_said()),
        (&[("from", ""), ("to", CART), ("said[port]", "tcp/22")][..], text::review::no_group()),
    ] {
        let refused = admin.call(RULE, fields).await;
        assert_eq!(refused.status, 400, "{fields:?}");
        let AppError::Invalid { message, .. } = refused.json() else { panic!("{}", refused.text()) };
        assert_eq!(message, why);
    }
    assert_eq!(admin.call(RULE, &[("rule", "9999")]).await.status, 404);
}

#[tokio::test]
async fn a_process_is_reviewed_with_its_groups_profile() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let review = ask(&admin, PROCESS, &nano(WORKER, "")).await;
    assert_eq!(
        (&review["mode"], &review["baseline"], &review["namespace"], &review["cfg_type"]),
        (&json!("Protect"), &json!("zero-drift"), &json!("payments"), &json!("learned"))
    );
    assert!(review["rule"].is_null() && review["own"].is_null(), "no rule speaks of it: {review}");
    let shell = [("group", "nv.frontend.storefront"), ("name", "sh"), ("path", "/bin/sh")];
    let review = ask(&admin, PROCESS, &shell).await;
    assert_eq!(
        (&review["rule"]["action"], &review["rule"]["cfg_type"]),
        (&json!("deny"), &json!("user_created"))
    );
    assert_eq!(writes(&console), 0, "to look at it changes nothing");

    let status = async |group: &str| admin.call(PROCESS, &nano(group, "")).await.status;
    assert_eq!(status("nv.ghost.nowhere").await, 404);
    assert_eq!((status("external").await, status("fed.corp").await, status("").await), (400, 400, 400));
    assert_eq!(admin.call(PROCESS, &[("group", WORKER), ("name", " ")]).await.status, 400);
    assert_eq!(status("nodes").await, 200, "nodes have a profile too");
}

#[tokio::test]
async fn a_process_rule_decides_from_then_on() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    for (group, before, denied) in
        [(WORKER, Effect::Denied, Effect::Denied), (CART, Effect::Violated, Effect::Violated)]
    {
        assert_eq!(starts(&console, group), before, "{group}");
        let deployed = ask(&admin, DEPLOY_PROCESS, &nano(group, "allow")).await;
        assert_eq!((&deployed["shown"], &deployed["group"]), (&json!(true), &json!(group)));
        assert_eq!(starts(&console, group), Effect::Allowed, "{group}");
        let review = ask(&admin, PROCESS, &nano(group, "")).await;
        assert_eq!((&review["rule"]["action"], &review["rule"]), (&json!("allow"), &review["own"]));
        ask(&admin, DEPLOY_PROCESS, &nano(group, "deny")).await;
        assert_eq!(starts(&console, group), denied, "{group}");
    }
    console.demo.clear_requests();
    let again = ask(&admin, DEPLOY_PROCESS, &nano(CART, "deny")).await;
    assert_eq!(
        (&again["shown"], writes(&console)),
        (&json!(true), 0),
        "what it says already is not written again"
    );
}

#[tokio::test]
async fn a_verdict_that_a_wildcard_would_overrule_is_refused() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let wide = [("group", CART), ("name", "*"), ("path", "/bin/*"), ("verdict", "deny")];
    assert_eq!(ask(&admin, DEPLOY_PROCESS, &wide).await["shown"], json!(true));
    let refused = admin.call(DEPLOY_PROCESS, &nano(CART, "allow")).await;
    assert_eq!(refused.status, 403);
    let AppError::Denied { message } = refused.json() else { panic!("{}", refused.text()) };
    assert_eq!(message, text::review::covered("*", "/bin/*"));
    assert_eq!(writes(&console), 1, "it was not even tried");
}

#[tokio::test]
async fn a_profile_is_changed_by_those_only_who_may_where_it_is_kept_here() {
    let console = Console::start().await;
    let (admin, reader) = (console.signed_in("admin").await, console.signed_in("reader").await);
    let (dev, netops) = (console.signed_in("dev").await, console.signed_in("netops").await);
    let refused = async |browser: &Browser, group: &str| -> Answer {
        let answer = browser.call(DEPLOY_PROCESS, &nano(group, "allow")).await;
        assert_eq!(answer.status, 403, "{group}: {}", answer.text());
        answer
    };
    let AppError::Denied { message } = refused(&reader, CART).await.json() else { panic!("denied") };
    assert!(message.contains(text::can::runtime_policy()), "{message}");
    refused(&dev, WORKER).await;
    refused(&dev, "nodes").await;
    let AppError::Denied { message } = refused(&admin, WAREHOUSE).await.json() else { panic!("denied") };
    assert_eq!(message, text::review::profile_elsewhere());
    assert_eq!(writes(&console), 0, "none was even tried");
    assert_eq!(ask(&reader, PROCESS, &nano(CART, "")).await["name"], "nano", "to look is another thing");
    assert_eq!(dev.call(PROCESS, &nano(WORKER, "")).await.status, 403);
    for (browser, group) in [(&dev, CART), (&netops, WORKER)] {
        assert_eq!(ask(browser, DEPLOY_PROCESS, &nano(group, "allow")).await["shown"], json!(true));
    }
}

#[tokio::test]
async fn what_a_profile_does_not_show_yet_is_not_claimed() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    // The demo's clock stands still, so that its reads never come to show the write.
    console.demo.set_read_lag(Some(Duration::from_secs(60)));
    let mut form = nano(CART, "allow");
    form.push(("back", "/activity/security-events?entry=x"));
    let answer = admin.post(DEPLOY_PROCESS).header("accept", "text/html").form(&form).send().await;
    assert_eq!(answer.location(), "/activity/security-events?entry=x");
    assert!(answer.set_cookie("__Host-flash").contains("Partly"), "{answer:?}");
    assert_eq!(writes(&console), 1, "it is written once, however long it takes to show");
}

#[tokio::test]
async fn a_write_that_the_controller_refuses_is_said() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    console.demo.fault(Fault::on("PATCH", "/v1/process_profile/*").status(500));
    let mut form = nano(CART, "allow");
    form.push(("back", "/activity/security-events"));
    let answer = admin.post(DEPLOY_PROCESS).header("accept", "text/html").form(&form).send().await;
    assert!(answer.set_cookie("__Host-flash").contains("Bad"), "{answer:?}");
    assert_eq!(admin.call(DEPLOY_PROCESS, &nano(CART, "allow")).await.status, 422);
    assert_eq!(starts(&console, CART), Effect::Violated);
}
