//! Made-up clusters for tests and benchmarks: the same for the same seed.

use crate::{
    model::{Action, Builder, EdgeInput, Graph, Kind, Mode, NodeInput, NodeMarks, Severity},
    rng::Rng,
};

/// What a made-up cluster is like.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What it hangs on.
    pub seed: u64,
    /// How many pods it has.
    pub pods: usize,
    /// How many conversations a pod has, about.
    pub edges_per_pod: usize,
    /// How many pods a namespace has, about.
    pub pods_per_namespace: usize,
}

impl Default for Sample {
    fn default() -> Self {
        Self { seed: 1, pods: 1000, edges_per_pod: 3, pods_per_namespace: 60 }
    }
}

struct Pod {
    id: String,
    name: String,
    namespace: usize,
    group: usize,
}

const APPLICATIONS: [&str; 8] = ["HTTP", "SSL", "GRPC", "DNS", "MySQL", "Redis", "Kafka", "PostgreSQL"];
const MODES: [Mode; 4] = [Mode::Discover, Mode::Discover, Mode::Monitor, Mode::Protect];
const CVES: [Severity; 4] = [Severity::None, Severity::Medium, Severity::High, Severity::Critical];

impl Sample {
    /// A cluster of so many pods.
    pub fn of(pods: usize) -> Self {
        Self { pods, ..Self::default() }
    }

    /// The graph of it: pods in groups in namespaces, which talk in their namespace mostly, and some to the outside.
    pub fn graph(&self) -> Graph {
        let (pods, groups) = self.pods();
        let mut rng = Rng::new(self.seed ^ 0xed9e);
        let mut builder = Builder::new();
        builder.node(&NodeInput::new(Kind::External, "external", "external"));
        for pod in &pods {
            let (namespace, group) = (namespace(pod.namespace), group_name(pod.namespace, pod.group));
            let mark = |odds: usize, mark, rng: &mut Rng| {
                if rng.below(odds) == 0 { mark } else { NodeMarks::none() }
            };
            let marks =
                mark(200, NodeMarks::QUARANTINED, &mut rng).and(mark(40, NodeMarks::PRIVILEGED, &mut rng));
            builder.node(&NodeInput {
                namespace: &namespace,
                group: &group,
                host: &format!("node-{}", rng.below(80)),
                mode: MODES[pod.group % MODES.len()],
                cve: CVES[rng.below(CVES.len())],
                marks: marks.set(NodeMarks::SYSTEM, pod.namespace == 0),
                ..NodeInput::new(Kind::Pod, &pod.id, &pod.name)
            });
        }
        for pod in 0..pods.len() {
            for _ in 0..self.edges_per_pod {
                let to = self.partner(&pods, &groups, pod, &mut rng);
                let application = [APPLICATIONS[rng.below(APPLICATIONS.len())]];
                let action = match rng.below(60) {
                    0 => Action::Deny,
                    1 | 2 => Action::Violate,
                    _ => Action::Allow,
                };
                let severity = if rng.below(150) == 0 { Severity::High } else { Severity::None };
                builder.edge(&EdgeInput {
                    action,
                    severity,
                    applications: &application,
                    ports: if rng.below(12) == 0 { &["tcp/8443"] } else { &[] },
                    protocols: &["tcp"],
                    bytes: rng.number() % 2_000_000,
                    sessions: 1 + rng.number() % 90,
                    last_seen: 1_795_380_000 + (rng.number() % 3600) as i64,
                    ..EdgeInput::new(&pods[pod].id, &to)
                });
            }
        }
        builder.finish(1_795_383_600)
    }

    /// The pods, and which of them each group has.
    fn pods(&self) -> (Vec<Pod>, Vec<Vec<usize>>) {
        let mut rng = Rng::new(self.seed);
        let (mut pods, mut groups): (Vec<Pod>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        let (mut in_namespace, mut room, mut number) = (0, 0, 0);
        while pods.len() < self.pods {
            if in_namespace >= room {
                number += usize::from(room > 0);
                in_namespace = 0;
                room = self.pods_per_namespace / 2 + rng.below(self.pods_per_namespace.max(1));
            }
            let mut members = Vec::new();
            for member in 0..(1 + rng.below(9)).min(self.pods - pods.len()) {
                let group = groups.len();
                let name = format!("app-{group}-{member}-{:05x}", rng.number() & 0xf_ffff);
                let id = format!(
                    "{:016x}{:016x}{:016x}{:016x}",
                    rng.number(),
                    rng.number(),
                    rng.number(),
                    rng.number()
                );
                members.push(pods.len());
                pods.push(Pod { id, name, namespace: number, group });
                in_namespace += 1;
            }
            groups.push(members);
        }
        (pods, groups)
    }

    /// Whom a pod talks to: pods of the next groups, which are in its namespace mostly; some other; the outside.
    fn partner(&self, pods: &[Pod], groups: &[Vec<usize>], pod: usize, rng: &mut Rng) -> String {
        let dice = rng.below(100);
        if dice < 3 {
            return "external".to_owned();
        }
        let group = match dice {
            3..12 => rng.below(groups.len()),
            _ => (pods[pod].group + 1 + rng.below(3)) % groups.len(),
        };
        let members = &groups[group];
        pods[members[rng.below(members.len())]].id.clone()
    }
}

fn namespace(number: usize) -> String {
    if number == 0 { "kube-system".to_owned() } else { format!("team-{number}") }
}

fn group_name(space: usize, number: usize) -> String {
    format!("nv.app-{number}.{}", namespace(space))
}
