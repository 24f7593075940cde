//! Who talks to whom, every day and now and then, and the rules and conversations that came of it.

use std::collections::HashMap;

use crate::{
    clock::Millis,
    fleet::{Fleet, Service},
    life::{Side, Talk},
    outside::ANYBODY,
    policy::Policy,
    rng::Rng,
    traffic::{Peer, Said},
    world::World,
};

/// A conversation: client, server, application, port.
type Row = (&'static str, &'static str, &'static str, &'static str);

const EVERY_DAY: [Row; 41] = [
    ("external", "ingress-nginx-controller.ingress-nginx", "SSL", "tcp/443"),
    ("ingress-nginx-controller.ingress-nginx", "frontend.storefront", "HTTP", "tcp/8080"),
    ("ingress-nginx-controller.ingress-nginx", "payment-api.payments", "SSL", "tcp/8443"),
    ("ingress-nginx-controller.ingress-nginx", "grafana.monitoring", "HTTP", "tcp/3000"),
    ("frontend.storefront", "cart.storefront", "GRPC", "tcp/7070"),
    ("frontend.storefront", "catalog.storefront", "GRPC", "tcp/3550"),
    ("frontend.storefront", "checkout.storefront", "GRPC", "tcp/5050"),
    ("frontend.storefront", "currency.storefront", "HTTP", "tcp/7000"),
    ("frontend.storefront", "recommendation.storefront", "GRPC", "tcp/8081"),
    ("frontend.storefront", "search.storefront", "HTTP", "tcp/9200"),
    ("frontend.storefront", "session-cache.storefront", "Redis", "tcp/6379"),
    ("frontend.storefront", "collector.analytics", "HTTP", "tcp/8125"),
    ("frontend.storefront", "coredns.kube-system", "DNS", "udp/53"),
    ("cart.storefront", "session-cache.storefront", "Redis", "tcp/6379"),
    ("catalog.storefront", "catalog-db.storefront", "PostgreSQL", "tcp/5432"),
    ("catalog.storefront", "search.storefront", "HTTP", "tcp/9200"),
    ("recommendation.storefront", "catalog.storefront", "GRPC", "tcp/3550"),
    ("checkout.storefront", "cart.storefront", "GRPC", "tcp/7070"),
    ("checkout.storefront", "currency.storefront", "HTTP", "tcp/7000"),
    ("checkout.storefront", "mailer.storefront", "HTTP", "tcp/8025"),
    ("checkout.storefront", "payment-api.payments", "SSL", "tcp/8443"),
    ("checkout.storefront", "warehouse.storefront", "GRPC", "tcp/50051"),
    ("mailer.storefront", "external", "", "tcp/587"),
    ("payment-api.payments", "rabbitmq.payments", "RabbitMQ", "tcp/5672"),
    ("payment-api.payments", "ledger-db.payments", "MySQL", "tcp/3306"),
    ("payment-api.payments", "coredns.kube-system", "DNS", "udp/53"),
    ("payment-api.payments", "external", "SSL", "tcp/443"),
    ("payment-worker.payments", "rabbitmq.payments", "RabbitMQ", "tcp/5672"),
    ("payment-worker.payments", "ledger-db.payments", "MySQL", "tcp/3306"),
    ("payment-worker.payments", "fraud-scoring.payments", "HTTP", "tcp/8090"),
    ("collector.analytics", "kafka.analytics", "Kafka", "tcp/9092"),
    ("spark-worker.analytics", "kafka.analytics", "Kafka", "tcp/9092"),
    ("spark-worker.analytics", "mongodb.analytics", "MongoDB", "tcp/27017"),
    ("prometheus.monitoring", "node-exporter.monitoring", "HTTP", "tcp/9100"),
    ("prometheus.monitoring", "frontend.storefront", "HTTP", "tcp/8080"),
    ("prometheus.monitoring", "payment-api.payments", "SSL", "tcp/8443"),
    ("grafana.monitoring", "prometheus.monitoring", "HTTP", "tcp/9090"),
    ("grafana.monitoring", "loki.monitoring", "HTTP", "tcp/3100"),
    ("report-job.batch", "mongodb.analytics", "MongoDB", "tcp/27017"),
    ("report-job.batch", "external", "SSL", "tcp/443"),
    ("report-job.batch", "nodes", "SSL", "tcp/10250"),
];

/// What nobody meant to happen. Between groups in Monitor or Protect, so that it stands in the log.
const ODD: [Row; 5] = [
    ("frontend.storefront", "ledger-db.payments", "MySQL", "tcp/3306"),
    ("grafana.monitoring", "ledger-db.payments", "MySQL", "tcp/3306"),
    ("external", "frontend.storefront", "SSH", "tcp/22"),
    ("payment-worker.payments", "external", "", "tcp/4444"),
    ("ledger-db.payments", "external", "SSL", "tcp/443"),
];

fn side(fleet: &Fleet, name: &str) -> Side {
    match name {
        "external" => Side::External,
        "nodes" => Side::Nodes,
        service => {
            Side::Service(fleet.service_named(service).expect("the shop has every service it speaks of"))
        }
    }
}

fn talk(fleet: &Fleet, (from, to, application, port): Row) -> Talk {
    Talk {
        from: side(fleet, from),
        to: side(fleet, to),
        application: application.to_owned(),
        port: port.to_owned(),
    }
}

/// What goes on. In a crowd, every service talks to one of its own namespace.
pub(super) fn all(fleet: &Fleet, rng: &mut Rng) -> Vec<Talk> {
    let mut talks: Vec<Talk> = EVERY_DAY.into_iter().map(|row| talk(fleet, row)).collect();
    let mut in_domain: HashMap<&str, Vec<u32>> = HashMap::new();
    let crowd = || fleet.services.iter().zip(0_u32..).filter(|(service, _)| service.image.contains("crowd/"));
    for (service, at) in fleet.services.iter().zip(0_u32..) {
        in_domain.entry(&service.domain).or_default().push(at);
    }
    for (service, at) in crowd() {
        let neighbours = &in_domain[service.domain.as_str()];
        let to = neighbours[rng.index(neighbours.len())];
        if to != at {
            let application = fleet.services[to as usize].application.clone();
            let port = format!("tcp/{}", 3000 + rng.below(6000));
            talks.push(Talk { from: Side::Service(at), to: Side::Service(to), application, port });
        }
        talks.extend(outward(service, at));
    }
    talks
}

/// What a service of the crowd says with the outside: some gateways are reached, some of what synchronises reaches out.
fn outward(service: &Service, at: u32) -> Option<Talk> {
    let in_use = service.domain.ends_with("-prod") || service.domain.ends_with("-eu");
    let (from, to) = match service.name.split('-').next() {
        Some("gateway") if in_use => (Side::External, Side::Service(at)),
        Some("sync") if in_use => (Side::Service(at), Side::External),
        _ => return None,
    };
    Some(Talk { from, to, application: "SSL".to_owned(), port: "tcp/443".to_owned() })
}

/// What should not happen.
pub(super) fn odd(fleet: &Fleet) -> Vec<Talk> {
    ODD.into_iter().map(|row| talk(fleet, row)).collect()
}

fn group_name(fleet: &Fleet, side: Side) -> String {
    match side {
        Side::External => "external".to_owned(),
        Side::Nodes => "nodes".to_owned(),
        Side::Service(at) => fleet.services[at as usize].group().to_owned(),
    }
}

/// How long ago most of it was learned, and the rest, in seconds: some services are what they are, others have just begun
/// something new.
const LEARNED: (i64, i64) = (25 * 3600, 2 * 3600);

/// Learns all that goes on, as the time in Discover did, and says which rule allows each.
pub(super) fn learn(policy: &mut Policy, fleet: &Fleet, talks: &[Talk], now: i64) -> Vec<u32> {
    let from_resource = fleet.service_named("warehouse.storefront");
    let rule = |(step, talk): (usize, &Talk)| {
        // That one has its rule from a custom resource.
        if matches!((talk.to, from_resource), (Side::Service(to), Some(kept)) if to == kept) {
            return super::group::WAREHOUSE_RULE;
        }
        let (from, to) = (group_name(fleet, talk.from), group_name(fleet, talk.to));
        let ago = if step * 4 < talks.len() * 3 { LEARNED.0 } else { LEARNED.1 };
        policy.learn(&from, &to, &talk.application, &talk.port, now - ago)
    };
    talks.iter().enumerate().map(rule).collect()
}

/// The past day: every pair of pods has talked, and what should not happen happened some times.
pub(super) fn past(world: &mut World, rules: &[u32], now: Millis) {
    let (fleet, talks, odd) = (world.fleet.clone(), world.talks.clone(), world.odd.clone());
    let ends = |side: Side| -> Vec<Peer> {
        match side {
            Side::External => vec![Peer::External],
            Side::Nodes => vec![Peer::Node(0)],
            Side::Service(at) => fleet.services[at as usize].pods.clone().take(2).map(Peer::Pod).collect(),
        }
    };
    for (talk, rule) in talks.iter().zip(rules) {
        let to = ends(talk.to);
        for from in ends(talk.from) {
            for to in &to {
                let far_ends = world.far_ends(talk, false);
                for outside in if far_ends.is_empty() { &[ANYBODY] } else { far_ends } {
                    let said = Said {
                        application: talk.application.clone(),
                        port: talk.port.clone(),
                        bytes: 50_000 + world.rng.below(900_000),
                        sessions: u32::try_from(2 + world.rng.below(90)).unwrap_or(2),
                        action: "allow",
                        rule: *rule,
                        outside: *outside,
                        threat: "",
                        severity: "",
                        last_seen: now / 1000 - i64::try_from(world.rng.below(600)).unwrap_or_default(),
                    };
                    world.traffic.add(from, *to, said);
                }
            }
        }
    }
    for (step, talk) in odd.iter().enumerate() {
        let hours = i64::try_from(step + 1).unwrap_or(1);
        world.talk(talk, true, now - hours * 3_600_000);
    }
}
