//! Threats, violations and incidents: what stands in the logs, who sees it, and how lists are asked for.

use std::collections::BTreeSet;

use demo_controller::{Connect, Scenario};
use serde_json::Value;

use crate::common::{self, Client, demo};

const KINDS: [(&str, &str); 3] =
    [("threat", "threats"), ("violation", "violations"), ("incident", "incidents")];

async fn rows(client: &Client, target: &str, list: &str) -> Vec<Value> {
    client.get(target).await.json()[list].as_array().cloned().expect("a list")
}

#[tokio::test]
async fn the_past_week_stands_in_the_logs_newest_first() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    for (kind, list) in KINDS {
        let all = rows(&admin, &format!("/v1/log/{kind}"), list).await;
        let times: Vec<i64> = all.iter().filter_map(|row| row["reported_timestamp"].as_i64()).collect();
        assert!((20..200).contains(&times.len()), "{kind}: {}", times.len());
        assert!(times.is_sorted_by(|a, b| a >= b), "{kind}");
        assert!(demo.now() - times[0] < 6 * 3600, "{kind}: something of the last hours");
        assert!(demo.now() - times[times.len() - 1] > 5 * 24 * 3600, "{kind}: and of last week");
        let ids: BTreeSet<&str> = all.iter().filter_map(|row| row["id"].as_str()).collect();
        assert_eq!(ids.len(), all.len(), "{kind}: ids are unique");
    }
}

#[tokio::test]
async fn the_logs_of_a_large_cluster_are_full() {
    let demo = demo(Scenario::Large).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let all = admin.get("/v1/log/security").await.json();
    for (_, list) in KINDS {
        assert_eq!(all[list].as_array().map(Vec::len), Some(4096), "{list}");
    }
    let domains: BTreeSet<&str> = all["violations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|row| row["server_domain"].as_str())
        .collect();
    assert!(domains.len() > 10, "the crowd has its share: {domains:?}");
}

#[tokio::test]
async fn ends_are_real_and_the_outside_has_addresses() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let workloads = rows(&admin, "/v1/workload?brief=true", "workloads").await;
    let ids: BTreeSet<&str> = workloads.iter().filter_map(|row| row["id"].as_str()).collect();
    let threats = rows(&admin, "/v1/log/threat", "threats").await;
    for threat in &threats {
        assert!(ids.contains(threat["server_workload_id"].as_str().expect("a server")));
        let client = threat["client_workload_id"].as_str().expect("a client");
        assert!(client == "external" || ids.contains(client), "{client}");
    }
    let outside: BTreeSet<&str> = threats
        .iter()
        .filter(|threat| threat["client_workload_id"] == "external")
        .filter_map(|threat| threat["client_ip"].as_str())
        .collect();
    assert!(outside.len() > 2 && outside.iter().any(|ip| !ip.starts_with("203.0.113.")), "{outside:?}");
}

#[tokio::test]
async fn one_threat_has_its_packet_and_a_list_has_none() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let listed = rows(&admin, "/v1/log/threat?limit=1", "threats").await.remove(0);
    assert!(listed.get("packet").is_none() && listed["cap_len"].as_u64() > Some(40));
    let id = listed["id"].as_str().expect("an id");
    let shown = admin.get(&format!("/v1/log/threat/{id}")).await.json();
    assert!(shown["threat"]["packet"].as_str().expect("base64").len() > 60);
    assert_eq!(admin.get("/v1/log/threat/nope").await.refusal(), (404, 7));
}

#[tokio::test]
async fn lists_are_filtered_ordered_and_cut() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let critical = rows(&admin, "/v1/log/incident?f_level=Critical", "incidents").await;
    assert!(!critical.is_empty() && critical.iter().all(|row| row["level"] == "Critical"));
    let page = rows(&admin, "/v1/log/violation?start=2&limit=3", "violations").await;
    let all = rows(&admin, "/v1/log/violation", "violations").await;
    assert_eq!(page, all[2..5]);
    let since = all[4]["reported_timestamp"].as_i64().expect("a time");
    let newer =
        rows(&admin, &format!("/v1/log/violation?f_reported_timestamp=gte,{since}"), "violations").await;
    assert_eq!(newer, all[..5]);
    let oldest = rows(&admin, "/v1/log/violation?s_reported_timestamp=asc&limit=1", "violations").await;
    assert_eq!(oldest[0]["reported_timestamp"], all[all.len() - 1]["reported_timestamp"]);
    let each = admin.get("/v1/log/security?start=0&limit=2").await.json();
    assert!(KINDS.iter().all(|(_, list)| each[list].as_array().map(Vec::len) == Some(2)));
}

#[tokio::test]
async fn namespace_users_see_what_concerns_them() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (Client::signed_in(&demo, "admin").await, Client::signed_in(&demo, "dev").await);
    for (kind, list) in KINDS {
        let target = format!("/v1/log/{kind}");
        let (all, mine) = (rows(&admin, &target, list).await, rows(&dev, &target, list).await);
        assert!(!mine.is_empty() && mine.len() < all.len(), "{kind}: {} of {}", mine.len(), all.len());
        let is_mine =
            |row: &Value| {
                let domains = ["client_domain", "server_domain", "client_workload_domain"]
                    .into_iter()
                    .chain(["server_workload_domain", "workload_domain", "remote_workload_domain"]);
                domains.filter_map(|name| row[name].as_str()).any(|d| d == "storefront" || d == "monitoring")
            };
        assert!(mine.iter().all(is_mine), "{kind}");
        assert_eq!(all.iter().filter(|row| is_mine(row)).count(), mine.len(), "{kind}");
        if kind == "threat" {
            let other = all.iter().find(|row| !is_mine(row)).expect("another namespace's");
            let id = other["id"].as_str().expect("an id");
            assert_eq!(dev.get(&format!("/v1/log/threat/{id}")).await.refusal(), (403, 25));
        }
    }
    let ciops = Client::signed_in(&demo, "ciops").await;
    assert!(rows(&ciops, "/v1/log/violation", "violations").await.is_empty());
}

#[tokio::test]
async fn violations_are_counted_by_workload_at_the_end_that_is_named() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    assert_eq!(admin.get("/v1/log/violation/workload").await.refusal(), (400, 6));
    for side in ["client", "server"] {
        let target = format!("/v1/log/violation/workload?s_{side}=desc");
        let counted = rows(&admin, &target, "violation_workloads").await;
        let counts: Vec<u64> = counted.iter().filter_map(|row| row["count"].as_u64()).collect();
        let all = rows(&admin, "/v1/log/violation", "violations").await;
        assert!(counts.is_sorted_by(|a, b| a >= b), "{side}");
        assert_eq!(counts.iter().sum::<u64>() as usize, all.len(), "{side}");
    }
    let fresh = common::demo(Scenario::Empty).await;
    let body = serde_json::json!({ "password": { "username": "admin", "password": "bootstrap-Secret-1",
        "new_password": "Primary-2026!" } });
    Client::new(&fresh).post("/v1/auth", &body).await;
    let admin = Client::new(&fresh).sign_in("admin", "Primary-2026!").await;
    assert_eq!(admin.get("/v1/log/violation/workload").await.status, 200, "nothing to be counted");
}

#[tokio::test]
async fn under_attack_all_three_grow_and_a_threat_shows_in_its_conversation() {
    let demo = demo(Scenario::Attack).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let mut before = Vec::new();
    for (kind, list) in KINDS {
        before.push(rows(&admin, &format!("/v1/log/{kind}"), list).await.len());
    }
    for _ in 0..24 {
        demo.advance(std::time::Duration::from_secs(5));
        demo.tick(1);
    }
    for ((kind, list), before) in KINDS.into_iter().zip(before) {
        let after = rows(&admin, &format!("/v1/log/{kind}"), list).await.len();
        assert!(after >= before + 4, "{kind}: {before} became {after} in two minutes");
    }
    let conversations = rows(&admin, "/v1/conversation", "conversations").await;
    let threatened = |row: &Value| row["severity"] != "" && row["event_type"][0] == "threat";
    assert!(conversations.iter().any(threatened));
}

#[tokio::test]
async fn what_happens_now_is_seen_at_once() {
    let demo = demo(Scenario::Small).await;
    let admin = Client::signed_in(&demo, "admin").await;
    let before = rows(&admin, "/v1/log/violation", "violations").await.len();
    let connect = Connect {
        from: "nv.frontend.storefront".into(),
        to: "nv.ledger-db.payments".into(),
        application: "SSH".into(),
        port: "tcp/22".into(),
    };
    demo.connect(&connect).expect("both exist");
    let after = rows(&admin, "/v1/log/violation", "violations").await;
    assert_eq!(after.len(), before + 1, "no kept answer stands in the way");
    assert_eq!(after[0]["server_port"], 22);
}

#[tokio::test]
async fn risk_reports_and_activities_are_there_for_those_who_may() {
    let demo = demo(Scenario::Small).await;
    let (admin, dev) = (Client::signed_in(&demo, "admin").await, Client::signed_in(&demo, "dev").await);
    let all = rows(&admin, "/v1/log/audit", "audits").await;
    let names: BTreeSet<&str> = all.iter().filter_map(|row| row["name"].as_str()).collect();
    for name in ["Container.Scan.Report", "Host.Scan.Report", "Platform.Scan.Report"] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    let mine = rows(&dev, "/v1/log/audit", "audits").await;
    assert!(!mine.is_empty());
    assert!(
        mine.iter().all(|r| r["workload_domain"] == "storefront" || r["workload_domain"] == "monitoring")
    );
    assert_eq!(rows(&admin, "/v1/log/activity", "events").await.len(), 84, "two for each pod");
}
