//! What runs: nodes, namespaces, services and their pods. It does not change while the demo runs.
//!
//! Kept small, because `huge` has 30,000 pods: what the wire says of a workload is made when somebody asks (`wire`).

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use crate::{
    clock::rfc3339,
    rng::{Rng, mix, number_of},
};

/// The version of everything that belongs to the product.
pub(crate) const VERSION: &str = "v5.5.0";
/// The version of the vulnerability database.
pub(crate) const CVE_DATABASE: &str = "4.412";

/// When the vulnerability database that was in use at a time (unix seconds) was made: early that day, or the day before.
pub(crate) fn cve_database_made(at: i64) -> String {
    const DAY: i64 = 86_400;
    const EARLY: i64 = 4 * 3600 + 11 * 60;
    rfc3339(at - (at - EARLY).rem_euclid(DAY))
}

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
    /// Its containers may do what root on the node may.
    pub(crate) privileged: bool,
    /// Part of the platform: its mode cannot be switched.
    pub(crate) platform: bool,
    /// Its pods in [`Fleet::pods`].
    pub(crate) pods: Range<u32>,
    /// What hangs on the rest; the fleet fills it in.
    pub(crate) known: Known,
}

/// What is asked of a service so often that it is kept.
#[derive(Debug, Default)]
pub(crate) struct Known {
    full_name: String,
    group: String,
    pub(crate) image_id: String,
    pub(crate) image_digest: String,
    /// What stands in its pods' names between its own name and their own part.
    hash: String,
}

impl Service {
    /// `name.domain`, as the controller names services.
    pub(crate) fn full_name(&self) -> &str {
        &self.known.full_name
    }

    /// The group that stands for it.
    pub(crate) fn group(&self) -> &str {
        &self.known.group
    }
}

/// A pod with its one container.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pod {
    /// Its own place in [`Fleet::pods`].
    pub(crate) place: u32,
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
        self.id_source(part).hex(64)
    }

    fn id_source(&self, part: Part) -> Rng {
        let salt = match part {
            Part::Pod => 1,
            Part::Container => 2,
        };
        Rng::new(mix(self.key, salt))
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
    /// The first 16 digits of an id → whose it is.
    by_id: OnceLock<HashMap<u64, (u32, Part)>>,
    /// All pods by their names.
    sorted: OnceLock<Vec<u32>>,
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
            self.pods.push(Pod { place: first + ordinal, service: index, node, key: rng.next() });
        }
        service.pods = first..first + pods;
        let image = Rng::new(number_of(&service.image));
        service.known = Known {
            full_name: format!("{}.{}", service.name, service.domain),
            group: format!("nv.{}.{}", service.name, service.domain),
            image_id: image.clone().hex(64),
            image_digest: format!("sha256:{}", Rng::new(image.clone().next()).hex(64)),
            hash: Rng::new(mix(u64::from(index), 77)).hex(9),
        };
        self.by_name.insert(service.full_name().to_owned(), index);
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

    /// Whose id this is: a pod's, or its container's.
    pub(crate) fn workload_with_id(&self, id: &str) -> Option<(&Pod, Part)> {
        let by_id = self.by_id.get_or_init(|| {
            let parts = self.pods.iter().flat_map(|pod| [(pod, Part::Pod), (pod, Part::Container)]);
            parts.map(|(pod, part)| (pod.id_source(part).next(), (pod.place, part))).collect()
        });
        let first = u64::from_str_radix(id.get(..16)?, 16).ok()?;
        let (place, part) = *by_id.get(&first)?;
        let pod = &self.pods[place as usize];
        (pod.id(part) == id).then_some((pod, part))
    }

    /// All pods in the order of their names.
    pub(crate) fn by_pod_name(&self) -> impl Iterator<Item = &Pod> {
        let sorted = self.sorted.get_or_init(|| {
            let mut places: Vec<u32> = self.pods.iter().map(|pod| pod.place).collect();
            places.sort_by_cached_key(|place| self.pod_name(&self.pods[*place as usize]));
            places
        });
        sorted.iter().map(|place| &self.pods[*place as usize])
    }

    /// The place of the node of this id.
    pub(crate) fn node_with_id(&self, id: &str) -> Option<u32> {
        let at = self.nodes.iter().position(|node| node.id == id)?;
        u32::try_from(at).ok()
    }

    /// The place of the node of this id or name.
    pub(crate) fn node_named(&self, name: &str) -> Option<u32> {
        let at = self.nodes.iter().position(|node| node.id == name || node.name == name)?;
        u32::try_from(at).ok()
    }

    /// `name-5070f6ceb-94bf8`, or `name-0` for what keeps state.
    pub(crate) fn pod_name(&self, pod: &Pod) -> String {
        let service = self.service_of(pod);
        let ordinal = pod.place - service.pods.start;
        if service.root && !service.image.contains("demo") {
            return format!("{}-{ordinal}", service.name);
        }
        format!("{}-{}-{}", service.name, service.known.hash, Rng::new(pod.key).hex(5))
    }
}
