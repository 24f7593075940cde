//! What runs: nodes, namespaces, services and their pods. It does not change while the demo runs.
//!
//! Kept small, because `huge` has 30,000 pods: what the wire says of a workload is made when somebody asks (`wire`).

use std::{collections::HashMap, ops::Range};

use crate::rng::{Rng, mix};

/// The version of everything that belongs to the product.
pub(crate) const VERSION: &str = "v5.5.0";
/// The vulnerability database: its version and its date.
pub(crate) const CVE_DATABASE: (&str, &str) = ("4.412", "2025-12-30T04:11:00Z");

/// A node with its enforcer.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) enforcer_id: String,
    pub(crate) enforcer_name: String,
    /// The enforcer answers.
    pub(crate) connected: bool,
}

/// A namespace.
#[derive(Debug)]
pub(crate) struct Namespace {
    pub(crate) name: String,
    pub(crate) labels: Vec<(String, String)>,
    pub(crate) tags: Vec<String>,
}

/// A service: pods of one image.
#[derive(Debug)]
pub(crate) struct Service {
    /// Without its namespace.
    pub(crate) name: String,
    pub(crate) domain: String,
    pub(crate) image: String,
    pub(crate) application: String,
    pub(crate) root: bool,
    /// Part of the platform: its mode cannot be switched.
    pub(crate) platform: bool,
    /// Its pods in [`Fleet::pods`].
    pub(crate) pods: Range<u32>,
}

impl Service {
    /// `name.domain`, as the controller names services.
    pub(crate) fn full_name(&self) -> String {
        format!("{}.{}", self.name, self.domain)
    }

    /// The group that stands for it.
    pub(crate) fn group(&self) -> String {
        format!("nv.{}.{}", self.name, self.domain)
    }
}

/// A pod with its one container.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pod {
    pub(crate) service: u32,
    pub(crate) node: u32,
    /// All that is random about it comes from this number.
    pub(crate) key: u64,
}

/// Which of a pod's two workloads is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The pod itself, which holds the network.
    Pod,
    /// The container in it.
    Container,
}

impl Pod {
    /// The id of the pod or of its container.
    pub(crate) fn id(&self, part: Part) -> String {
        let salt = match part {
            Part::Pod => 1,
            Part::Container => 2,
        };
        Rng::new(mix(self.key, salt)).hex(64)
    }

    /// Its address.
    pub(crate) fn ip(&self) -> String {
        let [a, b, ..] = self.key.to_le_bytes();
        format!("10.{}.{a}.{b}", 42 + self.node / 250)
    }
}

/// Everything that runs.
#[derive(Debug, Default)]
pub(crate) struct Fleet {
    pub(crate) nodes: Vec<Node>,
    pub(crate) namespaces: Vec<Namespace>,
    pub(crate) services: Vec<Service>,
    pub(crate) pods: Vec<Pod>,
    /// When it was set up, in unix seconds.
    pub(crate) since: i64,
    /// Full name → number in `services`.
    by_name: HashMap<String, u32>,
}

impl Fleet {
    /// A fleet without anything, set up at this time.
    pub(crate) fn since(since: i64) -> Self {
        Self { since, ..Self::default() }
    }

    /// Adds nodes `node-1`…
    pub(crate) fn add_nodes(&mut self, count: u32, rng: &mut Rng) {
        for number in 1..=count {
            let enforcer_id = rng.hex(64);
            self.nodes.push(Node {
                id: format!("node-{number}:{}", rng.uuid()),
                name: format!("node-{number}"),
                enforcer_name: format!("neuvector-enforcer-pod-{}", &enforcer_id[..5]),
                enforcer_id,
                connected: true,
            });
        }
    }

    /// Adds a namespace.
    pub(crate) fn add_namespace(&mut self, name: &str, label: Option<(&str, &str)>, tags: &[&str]) {
        let mut labels = vec![("kubernetes.io/metadata.name".to_owned(), name.to_owned())];
        labels.extend(label.map(|(key, value)| (key.to_owned(), value.to_owned())));
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self.namespaces.push(Namespace { name: name.to_owned(), labels, tags });
    }

    /// Adds a service with its pods, spread over the nodes.
    pub(crate) fn add_service(&mut self, mut service: Service, pods: u32, rng: &mut Rng) {
        let index = u32::try_from(self.services.len()).expect("there are fewer services than that");
        let first = u32::try_from(self.pods.len()).expect("there are fewer pods than that");
        let offset = rng.index(self.nodes.len());
        for ordinal in 0..pods {
            let node = (offset + ordinal as usize) % self.nodes.len();
            let node = u32::try_from(node).expect("there are fewer nodes than that");
            self.pods.push(Pod { service: index, node, key: rng.next() });
        }
        service.pods = first..first + pods;
        self.by_name.insert(service.full_name(), index);
        self.services.push(service);
    }

    /// The service of this pod.
    pub(crate) fn service_of(&self, pod: &Pod) -> &Service {
        &self.services[pod.service as usize]
    }

    /// The node of this pod.
    pub(crate) fn node_of(&self, pod: &Pod) -> &Node {
        &self.nodes[pod.node as usize]
    }

    /// A service's pods.
    pub(crate) fn pods_of(&self, service: &Service) -> &[Pod] {
        &self.pods[service.pods.start as usize..service.pods.end as usize]
    }

    /// The place of the service of this full name in [`Fleet::services`].
    pub(crate) fn service_named(&self, full_name: &str) -> Option<u32> {
        self.by_name.get(full_name).copied()
    }

    /// The pod whose id, or whose container's id, this is.
    pub(crate) fn pod_with_id(&self, id: &str) -> Option<u32> {
        let found =
            self.pods.iter().position(|pod| pod.id(Part::Pod) == id || pod.id(Part::Container) == id)?;
        u32::try_from(found).ok()
    }

    /// `name-5070f6ceb-94bf8`, or `name-0` for what keeps state.
    pub(crate) fn pod_name(&self, pod: &Pod) -> String {
        let service = self.service_of(pod);
        let ordinal = self.pods_of(service).iter().position(|other| other.key == pod.key).unwrap_or_default();
        if service.root && !service.image.contains("demo") {
            return format!("{}-{ordinal}", service.name);
        }
        let hash = Rng::new(mix(u64::from(pod.service), 77)).hex(9);
        format!("{}-{hash}-{}", service.name, Rng::new(pod.key).hex(5))
    }
}
