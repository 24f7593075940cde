//! The crowd: what makes the large scenarios large.

use super::Size;
use crate::{
    fleet::{Fleet, Known, Service},
    rng::Rng,
};

const TEAMS: [&str; 12] = [
    "billing", "booking", "claims", "content", "delivery", "fleet", "identity", "insight", "loyalty",
    "pricing", "stock", "support",
];
const STAGES: [&str; 10] =
    ["prod", "staging", "test", "eu", "us", "apac", "blue", "green", "canary", "archive"];
const PARTS: [(&str, &str, &str); 10] = [
    ("api", "registry.demo.example/crowd/api", "HTTP"),
    ("web", "registry.demo.example/crowd/web", "HTTP"),
    ("worker", "registry.demo.example/crowd/worker", "GRPC"),
    ("gateway", "registry.demo.example/crowd/gateway", "SSL"),
    ("db", "postgres", "PostgreSQL"),
    ("cache", "redis", "Redis"),
    ("queue", "rabbitmq", "RabbitMQ"),
    ("index", "elasticsearch", "ElasticSearch"),
    ("events", "bitnami/kafka", "Kafka"),
    ("sync", "registry.demo.example/crowd/sync", "GRPC"),
];

/// Adds services until there are as many as asked for, and spreads the pods over them.
pub(super) fn fleet(fleet: &mut Fleet, size: &Size, rng: &mut Rng) {
    if size.services == 0 {
        return;
    }
    let domains: Vec<String> =
        STAGES.iter().flat_map(|stage| TEAMS.iter().map(move |team| format!("{team}-{stage}"))).collect();
    // About ninety services a namespace, in as many namespaces as that takes.
    let used = domains.len().min(1 + size.services as usize / 30);
    for domain in &domains[..used] {
        fleet.add_namespace(domain, None, &[]);
    }
    let (least, more) = (size.pods / size.services, size.pods % size.services);
    for number in 0..size.services {
        let (part, image, application) = PARTS[rng.index(PARTS.len())];
        let service = Service {
            name: format!("{part}-{number:04}"),
            domain: domains[number as usize % used].clone(),
            image: format!("{image}:{}.{}.{}", 1 + rng.below(6), rng.below(20), rng.below(10)),
            application: application.to_owned(),
            root: rng.below(5) == 0,
            privileged: false,
            platform: false,
            pods: 0..0,
            known: Known::default(),
        };
        fleet.add_service(service, least + u32::from(number < more), rng);
    }
}
