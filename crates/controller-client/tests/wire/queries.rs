//! Where each noun's calls go, with the queries and bodies that the controller insists on, and answers with holes.

use controller_api::{
    Call, audit, controller, conversation, enforcer, event, host,
    policy_rule::{self, Place, RuleMove, RulesAction},
    process, response_rule,
    scan::{self, ScanConfigChange, ScanConfigUpdate},
    scan_report,
    score::{self, Prediction},
    security_log::{self, Side},
    session,
    sniffer::{self, SnifferStart},
    workload::{self, WorkloadChange, WorkloadUpdate},
    workload_v2,
};
use controller_client::{Credential, Scope};
use serde::de::DeserializeOwned;

use crate::server::{Seen, Server, json};

/// What the server sees of a call; its answer does not matter.
async fn seen<T: DeserializeOwned>(call: Call<T>) -> Seen {
    let server = Server::start(|_, _| json(200, "null")).await;
    _ = server.client().call(&Credential::None, &Scope::Local, call).await;
    server.only()
}

#[tokio::test]
async fn reads_go_where_the_controller_has_them() {
    let node = "node-1:ec2a1b8c";
    for (seen, target) in [
        (
            seen(score::METRICS.at([]).query(score::scope(false, Some("pay")))).await,
            "/v1/system/score/metrics?isGlobalUser=false&f_domain=pay",
        ),
        (
            seen(security_log::ALL.at([]).query(security_log::since(1_795_373_150).page(0, 100))).await,
            "/v1/log/security?f_reported_timestamp=gte%2C1795373150&start=0&limit=100",
        ),
        (seen(security_log::THREAT.at(["4042fba8"])).await, "/v1/log/threat/4042fba8"),
        (
            seen(security_log::VIOLATION_WORKLOADS.at([]).query(Side::Client.query())).await,
            "/v1/log/violation/workload?s_client=desc",
        ),
        (seen(audit::AUDITS.at([])).await, "/v1/log/audit"),
        (seen(event::ACTIVITY.at([])).await, "/v1/log/activity"),
        (seen(host::SHOW.at([node])).await, "/v1/host/node-1%3Aec2a1b8c"),
        (
            seen(scan_report::HOST.at([node]).query(scan_report::accepted())).await,
            "/v1/scan/host/node-1%3Aec2a1b8c?show=accepted",
        ),
        (seen(enforcer::STATS.at(["e"])).await, "/v1/enforcer/e/stats"),
        (seen(controller::STATS.at(["c"])).await, "/v1/controller/c/stats"),
        (seen(workload_v2::SHOW.at(["w"])).await, "/v2/workload/w"),
        (seen(process::HISTORY.at(["w"])).await, "/v1/workload/w/process_history"),
        (
            seen(conversation::LIST.at([]).query(conversation::of_domain("pay"))).await,
            "/v1/conversation?f_domain=pay",
        ),
        (
            seen(conversation::SHOW.at(["Host:10.0.0.1:n", "external"])).await,
            "/v1/conversation/Host%3A10.0.0.1%3An/external",
        ),
        (seen(session::LIST.at([]).query(session::of_workload("w"))).await, "/v1/session?f_workload=w"),
        (seen(sniffer::PCAP.at(["s"])).await, "/v1/sniffer/s/pcap"),
        (seen(response_rule::OF_WORKLOAD.at(["w"])).await, "/v1/response/workload_rules/w"),
    ] {
        assert_eq!((seen.method.as_str(), seen.target.as_str()), ("GET", target));
        assert!(seen.body.is_empty(), "{target}");
    }
}

#[tokio::test]
async fn writes_send_what_is_to_change_and_nothing_else() {
    let quarantine = WorkloadChange { quarantine: Some(true), ..WorkloadChange::default() };
    let to_the_top = RuleMove { id: 103, after: Place::First };
    let begin = sniffer::START.send([], &SnifferStart::default());
    for (seen, expected, body) in [
        (
            seen(scan::CONFIGURE.send([], &ScanConfigUpdate { config: ScanConfigChange::all(false) })).await,
            "PATCH /v1/scan/config",
            r#"{"config":{"auto_scan":false,"enable_auto_scan_workload":false,"enable_auto_scan_host":false}}"#,
        ),
        (seen(scan::START_WORKLOAD.at(["w"])).await, "POST /v1/scan/workload/w", ""),
        (
            seen(workload::UPDATE.send(["w"], &WorkloadUpdate { config: quarantine })).await,
            "PATCH /v1/workload/w",
            r#"{"config":{"quarantine":true}}"#,
        ),
        (seen(conversation::DELETE.at(["a", "external"])).await, "DELETE /v1/conversation/a/external", ""),
        (
            seen(begin.query(session::of_workload("w"))).await,
            "POST /v1/sniffer?f_workload=w",
            r#"{"sniffer":{}}"#,
        ),
        (seen(sniffer::STOP.at(["s"])).await, "PATCH /v1/sniffer/stop/s", ""),
        (
            seen(
                policy_rule::ACT
                    .send([], &RulesAction { move_rule: Some(to_the_top), ..RulesAction::default() }),
            )
            .await,
            "PATCH /v1/policy/rule",
            r#"{"move":{"id":103,"after":0}}"#,
        ),
        (seen(policy_rule::DELETE.at(["103"])).await, "DELETE /v1/policy/rule/103", ""),
    ] {
        assert_eq!(format!("{} {}", seen.method, seen.target), expected);
        assert_eq!(String::from_utf8_lossy(&seen.body), body, "{expected}");
    }
}

#[tokio::test]
async fn a_prediction_says_again_what_the_controller_said() {
    let said = r#"{"metrics":{"hosts":3,"adm_mode":"monitor","groups":{"groups":27,"discover_groups":20}},
        "security_scores":{"security_risk_score":36},"ingress":null,"egress":null}"#;
    let server = Server::start(move |_, _| json(200, said)).await;
    let client = server.client();
    let shown = client.call(&Credential::None, &Scope::Local, score::METRICS.at([])).await.unwrap();
    let mut metrics = shown.metrics.expect("it was said");
    metrics.groups.discover_groups = 0;
    let call = score::PREDICT.send([], &Prediction { metrics });
    client.call(&Credential::None, &Scope::Local, call).await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&server.seen()[1].body).unwrap();
    assert_eq!(body["metrics"]["groups"]["discover_groups"], 0);
    assert_eq!((&body["metrics"]["hosts"], &body["metrics"]["adm_mode"]), (&3.into(), &"monitor".into()));
    assert_eq!(body["metrics"].get("enabled_deny_adm_ctrl_rules"), None, "nobody said it");
}

#[tokio::test]
async fn holes_in_an_answer_cost_nothing_else() {
    let said =
        r#"{"endpoints":null,"conversations":[null,{"from":"a","to":"external","bytes":null,"sessions":7}]}"#;
    let server = Server::start(move |_, _| json(200, said)).await;
    let call = conversation::LIST.at([]);
    let list = server.client().call(&Credential::None, &Scope::Local, call).await.unwrap();
    let only = list.conversations.first().expect("the one that is there");
    assert_eq!((list.conversations.len(), only.bytes, only.sessions), (1, 0, 7));
}
