//! Violations: how a connection that the rules did not expect is reported, and what all logs say of ends.

use controller_api::security_log::Violation;

use crate::{
    clock::rfc3339,
    fleet::Node,
    traffic::{Peer, Said, peer_id, peer_ip},
    wire::PAUSE_IMAGE,
    world::World,
};

/// What a log says of an end.
#[derive(Default)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) domain: String,
    pub(crate) image: String,
    pub(crate) service: String,
}

impl World {
    /// A violation between two ends; `at` is in unix seconds.
    pub(crate) fn violation(&mut self, (from, to): (Peer, Peer), said: &Said, at: i64) -> Violation {
        let (client, server) = (self.named(from), self.named(to));
        let id = self.rng.uuid();
        let host = self.reporter(from, to);
        let own = |text: fn(&Node) -> &String| host.map(text).cloned().unwrap_or_default();
        Violation {
            id,
            level: if said.action == "deny" { "Critical" } else { "Warning" }.to_owned(),
            reported_timestamp: at,
            reported_at: rfc3339(at),
            cluster_name: self.settings.truth().misc.cluster_name.clone(),
            host_id: own(|node| &node.id),
            host_name: own(|node| &node.name),
            enforcer_id: own(|node| &node.enforcer_id),
            enforcer_name: own(|node| &node.enforcer_name),
            client_ip: peer_ip(&self.fleet, from, said.outside),
            client_id: client.id,
            client_name: client.name,
            client_domain: client.domain,
            client_image: client.image,
            client_service: client.service,
            server_ip: peer_ip(&self.fleet, to, said.outside),
            server_id: server.id,
            server_name: server.name,
            server_domain: server.domain,
            server_image: server.image,
            server_service: server.service,
            server_port: said.port.rsplit('/').next().and_then(|port| port.parse().ok()).unwrap_or_default(),
            fqdn: said.addresses(&self.fleet, from, to).2.to_owned(),
            ip_proto: if said.port.starts_with("udp") { 17 } else { 6 },
            applications: Some(said.application.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            servers: vec![String::new()],
            sessions: said.sessions,
            policy_action: said.action.to_owned(),
            policy_id: said.rule,
            xff: false,
            nbe: false,
        }
    }

    /// The node whose enforcer reports: the server's; the client's, when the server is outside.
    pub(crate) fn reporter(&self, from: Peer, to: Peer) -> Option<&Node> {
        [to, from].into_iter().find_map(|peer| match peer {
            Peer::Pod(at) => Some(self.fleet.node_of(&self.fleet.pods[at as usize])),
            Peer::Node(at) => Some(&self.fleet.nodes[at as usize]),
            Peer::External => None,
        })
    }

    /// What logs say of an end.
    pub(crate) fn named(&self, peer: Peer) -> Named {
        let id = peer_id(&self.fleet, peer);
        match peer {
            Peer::External => {
                Named { name: id.clone(), service: "external".to_owned(), id, ..Named::default() }
            }
            Peer::Node(at) => {
                Named { name: self.fleet.nodes[at as usize].name.clone(), id, ..Named::default() }
            }
            Peer::Pod(at) => {
                let pod = &self.fleet.pods[at as usize];
                let service = self.fleet.service_of(pod);
                Named {
                    id,
                    name: self.fleet.pod_name(pod),
                    domain: service.domain.clone(),
                    image: PAUSE_IMAGE.to_owned(),
                    service: service.full_name().to_owned(),
                }
            }
        }
    }
}
