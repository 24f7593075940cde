//! Threats: what attacks look like, and how one is reported.

use base64::{Engine, engine::general_purpose::STANDARD};
use controller_api::{mode::Mode, security_log::Threat};

use crate::{
    clock::{Millis, rfc3339},
    packet::{End, frame},
    traffic::{Peer, Said},
    world::World,
};

/// How much of a packet is kept, in bytes.
const KEPT: usize = 96;

/// Who attacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attacker {
    /// Somebody outside.
    Outside,
    /// A service of the shop, by its full name.
    Inside(&'static str),
}

/// A kind of threat.
#[derive(Debug)]
pub(crate) struct Kind {
    name: &'static str,
    message: &'static str,
    number: u32,
    severity: &'static str,
    level: &'static str,
    /// What is done about it where the server's service blocks.
    action: &'static str,
    pub(crate) attacker: Attacker,
    /// The shop's service that is attacked.
    pub(crate) server: &'static str,
    application: &'static str,
    port: u16,
    payload: &'static str,
}

const fn kind(
    (name, message, number): (&'static str, &'static str, u32),
    (severity, level, action): (&'static str, &'static str, &'static str),
    attacker: Attacker,
    server: &'static str,
    (application, port): (&'static str, u16),
    payload: &'static str,
) -> Kind {
    Kind { name, message, number, severity, level, action, attacker, server, application, port, payload }
}

/// The kinds, as they were recorded.
pub(crate) const KINDS: [Kind; 7] = [
    kind(
        ("SQL.Injection", "SQL injection, HTTP GET parameter", 2022),
        ("High", "Error", "deny"),
        Attacker::Outside,
        "frontend.storefront",
        ("HTTP", 8080),
        "GET /product/1?id=1%20OR%201=1 HTTP/1.1\r\nHost: shop.demo.example\r\n\r\n",
    ),
    kind(
        ("Apache.Struts.Remote.Code.Execution", "Apache Struts remote code execution", 2023),
        ("Critical", "Critical", "deny"),
        Attacker::Outside,
        "payment-api.payments",
        ("SSL", 8443),
        "POST /struts2/login.action HTTP/1.1\r\nContent-Type: %{(#_='multipart/form-data')}\r\n\r\n",
    ),
    kind(
        ("TCP.SYN.Flood", "TCP SYN flood", 1001),
        ("Medium", "Warning", "deny"),
        Attacker::Outside,
        "ingress-nginx-controller.ingress-nginx",
        ("SSL", 443),
        "",
    ),
    kind(
        ("SSL.TLS1.0", "TLS 1.0 session", 2012),
        ("Low", "Notice", "deny"),
        Attacker::Inside("grafana.monitoring"),
        "payment-api.payments",
        ("SSL", 8443),
        "\u{16}\u{3}\u{1}",
    ),
    kind(
        ("HTTP.Request.Slowloris", "Slowloris", 2015),
        ("Medium", "Warning", "reset"),
        Attacker::Outside,
        "ingress-nginx-controller.ingress-nginx",
        ("SSL", 443),
        "X-a: b\r\n",
    ),
    kind(
        ("DNS.Tunneling", "DNS tunneling", 2024),
        ("High", "Error", "deny"),
        Attacker::Inside("report-job.batch"),
        "coredns.kube-system",
        ("DNS", 53),
        "dGhlIGxlZGdlciBvZiBtb25kYXk.t.exfil.example",
    ),
    kind(
        ("MySQL.Access.Deny", "MySQL access denied", 2018),
        ("Medium", "Warning", "deny"),
        Attacker::Inside("fraud-scoring.payments"),
        "ledger-db.payments",
        ("MySQL", 3306),
        "\u{1}root\u{0}",
    ),
];

impl World {
    /// A threat between two ends. `outside` says who it is, where one of them is outside. With `mark` their
    /// conversation shows it.
    pub(crate) fn threaten(&mut self, kind: &Kind, ends: (Peer, Peer), outside: u8, mark: bool, now: Millis) {
        let (from, to) = ends;
        let blocks = self.mode_of(to) == Some(Mode::Protect);
        let udp = kind.application == "DNS";
        let said = Said {
            application: kind.application.to_owned(),
            port: format!("{}/{}", if udp { "udp" } else { "tcp" }, kind.port),
            bytes: if blocks { 0 } else { 400 + self.rng.below(9_000) },
            sessions: 1 + u32::try_from(self.rng.below(6)).unwrap_or_default(),
            action: if blocks { "deny" } else { "allow" },
            rule: 0,
            outside,
            threat: kind.name,
            severity: kind.severity,
            last_seen: now / 1000,
        };
        let threat = self.threat(kind, ends, &said, blocks);
        self.logs.threat(threat);
        if mark {
            self.traffic.add(from, to, said);
        }
    }

    fn threat(&mut self, kind: &Kind, (from, to): (Peer, Peer), said: &Said, blocks: bool) -> Threat {
        let (id, at) = (self.rng.uuid(), said.last_seen);
        let client_port = 32_768 + u16::try_from(self.rng.below(28_000)).unwrap_or_default();
        let (client_ip, server_ip, _) = said.addresses(&self.fleet, from, to);
        let ends = (End::new(&client_ip, client_port), End::new(&server_ip, kind.port));
        let udp = said.protocol() == "udp";
        let mut packet = frame(ends.0, ends.1, udp, kind.payload.as_bytes());
        packet.truncate(KEPT);
        let (client, server) = (self.named(from), self.named(to));
        let host = self.reporter(from, to);
        let own = |text: fn(&crate::fleet::Node) -> &String| host.map(text).cloned().unwrap_or_default();
        Threat {
            id,
            name: kind.name.to_owned(),
            level: kind.level.to_owned(),
            reported_timestamp: at,
            reported_at: rfc3339(at),
            cluster_name: self.settings.truth().misc.cluster_name.clone(),
            host_id: own(|node| &node.id),
            host_name: own(|node| &node.name),
            enforcer_id: own(|node| &node.enforcer_id),
            enforcer_name: own(|node| &node.enforcer_name),
            threat_id: kind.number,
            client_workload_id: client.id,
            client_workload_name: client.name,
            client_workload_domain: client.domain,
            client_workload_image: client.image,
            client_workload_service: client.service,
            server_workload_id: server.id,
            server_workload_name: server.name,
            server_workload_domain: server.domain,
            server_workload_image: server.image,
            server_workload_service: server.service,
            severity: kind.severity.to_owned(),
            action: if blocks { kind.action } else { "alert" }.to_owned(),
            count: said.sessions,
            ether_type: 2048,
            client_ip,
            client_port,
            server_ip,
            server_port: kind.port,
            server_conn_port: kind.port,
            ip_proto: if udp { 17 } else { 6 },
            application: kind.application.to_owned(),
            target: "server".to_owned(),
            monitor: !blocks,
            cap_len: u16::try_from(packet.len()).ok(),
            packet: STANDARD.encode(packet),
            message: kind.message.to_owned(),
            ..Threat::default()
        }
    }

    /// The network mode of an end's own group.
    pub(crate) fn mode_of(&self, peer: Peer) -> Option<Mode> {
        let policy = self.policy.truth();
        match peer {
            Peer::External => None,
            Peer::Node(_) => policy.group("nodes")?.policy_mode,
            Peer::Pod(at) => {
                let service = self.fleet.service_of(&self.fleet.pods[at as usize]);
                policy.group(service.group())?.policy_mode
            }
        }
    }
}
