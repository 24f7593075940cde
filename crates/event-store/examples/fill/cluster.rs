//! Who there is in a made-up cluster with the demo controller's namespaces, 6,000 pods on 80 nodes, and outside of it.

/// Namespaces are named after a team and a stage.
const TEAMS: [&str; 12] = [
    "billing", "booking", "claims", "content", "delivery", "fleet", "identity", "insight", "loyalty",
    "pricing", "stock", "support",
];
const STAGES: [&str; 3] = ["prod", "staging", "test"];

/// What services are: their name's first part, their application, their port.
const PARTS: [(&str, &str, u16); 10] = [
    ("api", "HTTP", 8080),
    ("web", "HTTP", 80),
    ("worker", "GRPC", 50_051),
    ("gateway", "SSL", 8443),
    ("db", "PostgreSQL", 5432),
    ("cache", "Redis", 6379),
    ("queue", "RabbitMQ", 5672),
    ("index", "ElasticSearch", 9200),
    ("events", "Kafka", 9092),
    ("sync", "GRPC", 50_052),
];

/// The networks of those outside: most are registered in some country.
const NETWORKS: [&str; 10] = [
    "8.8.8",
    "1.1.1",
    "77.88.8",
    "114.114.114",
    "5.255.255",
    "223.5.5",
    "185.228.168",
    "200.160.2",
    "203.0.113",
    "198.51.100",
];

const PODS: u64 = 6_000;
const SERVICES: u64 = 1_200;
const NODES: u64 = 80;

/// An end of what happens.
pub struct End {
    /// Its workload.
    pub id: String,
    /// The pod.
    pub name: String,
    /// `""` = none.
    pub namespace: String,
    /// With its namespace.
    pub service: String,
    /// As network logs name it.
    pub image: &'static str,
    /// Version 4.
    pub address: String,
    /// What its service is: the first part of its name, its application, its port.
    pub part: (&'static str, &'static str, u16),
    /// Where it runs; none = outside.
    pub node: Option<u64>,
}

impl End {
    /// The node with its enforcer: their ids and names.
    pub fn reporter(&self) -> [String; 4] {
        let node = self.node.unwrap_or_default();
        let enforcer = hex(node, 10);
        let name = format!("neuvector-enforcer-pod-{}", &enforcer[..5]);
        [format!("node-{node}:{}", uuid(1 << 40 | node)), format!("node-{node}"), enforcer, name]
    }
}

/// One of the pods.
pub fn pod(dice: u64) -> End {
    let pod = dice % PODS;
    let service = pod % SERVICES;
    let part = PARTS[one_of(service, 11, PARTS.len())];
    let (team, stage) = (service as usize % TEAMS.len(), service as usize / TEAMS.len() % STAGES.len());
    let namespace = format!("{}-{}", TEAMS[team], STAGES[stage]);
    let (id, of_service) = (hex(pod, 12), hex(service, 13));
    End {
        name: format!("{}-{service:04}-{}-{}", part.0, &of_service[..9], &id[..5]),
        service: format!("{}-{service:04}.{namespace}", part.0),
        namespace,
        id,
        image: "registry.k8s.io/pause:3.9",
        address: format!("10.42.{}.{}", pod % NODES, 2 + pod / NODES),
        part,
        node: Some(pod % NODES),
    }
}

/// One of 2,000 addresses.
pub fn outside(what: u64) -> End {
    let external = || "external".to_owned();
    let network = NETWORKS[one_of(what, 14, NETWORKS.len())];
    End {
        id: external(),
        name: external(),
        namespace: String::new(),
        service: external(),
        image: "",
        address: format!("{network}.{}", 1 + mixed(what, 15) % 200),
        part: ("", "SSL", 443),
        node: None,
    }
}

/// A number under `most` that always is the same for this salt.
pub fn one_of(what: u64, salt: u64, most: usize) -> usize {
    (mixed(what, salt) % most as u64) as usize
}

/// The same for the same number.
pub fn uuid(of: u64) -> String {
    let (high, low) = (mixed(of, 16), mixed(of, 17));
    let (a, b, c) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
}

/// 64 digits, as the ids of containers have.
fn hex(of: u64, salt: u64) -> String {
    (0..4).map(|part| format!("{:016x}", mixed(of, salt << 2 | part))).collect()
}

/// Splitmix64: the same numbers for the same salt each time, which look random.
pub fn mixed(of: u64, salt: u64) -> u64 {
    let mixed = of.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
