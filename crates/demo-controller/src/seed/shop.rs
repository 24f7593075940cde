//! The shop: the namespaces and services of the small scenario, which the larger ones have too.

use crate::{
    fleet::{Fleet, Known, Service},
    rng::Rng,
};

/// A namespace: its name, a label beside the usual one, its compliance tags.
type Space = (&'static str, Option<(&'static str, &'static str)>, &'static [&'static str]);

const NAMESPACES: [Space; 9] = [
    ("analytics", Some(("team", "insight")), &[]),
    ("batch", None, &[]),
    ("default", None, &[]),
    ("ingress-nginx", None, &[]),
    ("kube-public", None, &[]),
    ("kube-system", None, &[]),
    ("monitoring", None, &[]),
    ("payments", Some(("compliance", "pci")), &["PCI"]),
    ("storefront", Some(("team", "shop")), &[]),
];

/// A service: name, namespace, pods, image, application, whether it runs as root.
type Row = (&'static str, &'static str, u32, &'static str, &'static str, bool);

const SERVICES: [Row; 28] = [
    ("cart", "storefront", 2, "registry.demo.example/storefront/cart:2.3.1", "GRPC", false),
    ("catalog", "storefront", 2, "registry.demo.example/storefront/catalog:2.3.1", "GRPC", false),
    ("catalog-db", "storefront", 1, "postgres:15.8", "PostgreSQL", true),
    ("checkout", "storefront", 2, "registry.demo.example/storefront/checkout:1.12.0", "GRPC", false),
    ("currency", "storefront", 1, "registry.demo.example/storefront/currency:1.5.2", "HTTP", false),
    ("frontend", "storefront", 3, "registry.demo.example/storefront/frontend:3.1.0", "HTTP", false),
    // Set up before its first deployment.
    ("gift-cards", "storefront", 0, "registry.demo.example/storefront/gift-cards:0.1.0", "GRPC", false),
    ("mailer", "storefront", 1, "registry.demo.example/storefront/mailer:1.0.9", "HTTP", true),
    (
        "recommendation",
        "storefront",
        1,
        "registry.demo.example/storefront/recommendation:0.9.4",
        "GRPC",
        true,
    ),
    ("search", "storefront", 1, "registry.demo.example/storefront/search:4.0.0", "HTTP", false),
    ("session-cache", "storefront", 1, "redis:7.2.5-alpine", "Redis", true),
    ("warehouse", "storefront", 1, "registry.demo.example/storefront/warehouse:2.0.0", "GRPC", false),
    ("fraud-scoring", "payments", 1, "registry.demo.example/payments/fraud:0.14.0", "HTTP", true),
    ("ledger-db", "payments", 1, "mysql:8.0.39", "MySQL", true),
    ("payment-api", "payments", 2, "registry.demo.example/payments/api:5.0.2", "SSL", false),
    ("payment-worker", "payments", 2, "registry.demo.example/payments/worker:5.0.2", "HTTP", false),
    ("rabbitmq", "payments", 1, "rabbitmq:3.13.6-management", "RabbitMQ", false),
    ("collector", "analytics", 2, "registry.demo.example/analytics/collector:3.2.0", "HTTP", false),
    ("kafka", "analytics", 3, "bitnami/kafka:3.8.0", "Kafka", false),
    ("mongodb", "analytics", 1, "mongo:7.0.12", "MongoDB", true),
    ("spark-worker", "analytics", 2, "bitnami/spark:3.5.2", "TCP/7078", true),
    ("grafana", "monitoring", 1, "grafana/grafana:11.1.4", "HTTP", false),
    ("loki", "monitoring", 1, "grafana/loki:3.1.1", "HTTP", false),
    ("node-exporter", "monitoring", 3, "prom/node-exporter:v1.8.2", "HTTP", false),
    ("prometheus", "monitoring", 1, "prom/prometheus:v2.54.0", "HTTP", false),
    ("report-job", "batch", 1, "registry.demo.example/batch/report:0.4.1", "HTTP", true),
    (
        "ingress-nginx-controller",
        "ingress-nginx",
        2,
        "registry.k8s.io/ingress-nginx/controller:v1.11.2",
        "SSL",
        false,
    ),
    ("coredns", "kube-system", 2, "registry.k8s.io/coredns/coredns:v1.11.3", "DNS", false),
];

/// Sets the shop up.
pub(super) fn fleet(fleet: &mut Fleet, rng: &mut Rng) {
    for (name, label, tags) in NAMESPACES {
        fleet.add_namespace(name, label, tags);
    }
    for (name, domain, pods, image, application, root) in SERVICES {
        let service = Service {
            name: name.to_owned(),
            domain: domain.to_owned(),
            image: image.to_owned(),
            application: application.to_owned(),
            root,
            // It reads what only the node knows.
            privileged: name == "node-exporter",
            platform: domain == "kube-system",
            pods: 0..0,
            known: Known::default(),
        };
        fleet.add_service(service, pods, rng);
    }
}
