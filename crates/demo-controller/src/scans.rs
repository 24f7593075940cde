//! Scanning: what was scanned, what is being scanned, and what was found. How far a scan is hangs on the time only.

use std::collections::HashMap;

use controller_api::workload::ScanSummary;

use crate::{
    clock::Millis,
    fleet::Fleet,
    rng::number_of,
    vulnerability::{Counts, Findings, findings},
};

/// How long a scan that was asked for waits, in milliseconds.
const WAITS: Millis = 2_000;
/// How long it takes from when it was asked for.
const TAKES: Millis = 6_000;
/// Over how long scans that nobody asked for are spread.
const SPREAD: Millis = 30_000;
/// How many vulnerabilities an image, and a node, has at most.
const MOST: (u64, u64) = (12, 14);

/// Something that can be scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    /// The pod at this place in the fleet, with its container.
    Pod(u32),
    /// The node at this place.
    Node(u32),
    /// Kubernetes itself.
    Platform,
}

/// How far something's scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nobody asked.
    Never,
    Scheduled,
    Scanning,
    /// Done, in unix seconds.
    Finished(i64),
    /// No report came of it.
    Failed(i64),
}

/// What is scanned by itself, once it is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AutoScan {
    pub(crate) workloads: bool,
    pub(crate) hosts: bool,
}

/// What a service's pods were at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Scanned,
    Never,
    Failed,
}

/// All scans.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scans {
    auto: AutoScan,
    /// Since when workloads are scanned by themselves.
    auto_since: Option<Millis>,
    /// By service: what is in its image, and how it was at the start.
    services: Vec<(Findings, Counts, Start)>,
    nodes: Vec<(Findings, Counts)>,
    platform: (Findings, Counts),
    /// Pods that were not scanned at the start, with their place among these.
    left: HashMap<u32, u32>,
    /// When a scan was last asked for.
    asked: HashMap<Target, Millis>,
    /// When the fleet was set up, in unix seconds.
    since: i64,
    /// Grows with every change.
    generation: i64,
    /// Until when something goes on.
    busy_until: Millis,
}

impl Scans {
    /// What scanners know of a fleet. Most of it was scanned when it was set up.
    pub(crate) fn of(fleet: &Fleet) -> Self {
        let services: Vec<_> = fleet
            .services
            .iter()
            .map(|service| {
                let found = findings(number_of(&service.image), MOST.0);
                let counts = Counts::of(&found);
                (found, counts, start_of(service.full_name()))
            })
            .collect();
        let left =
            fleet.pods.iter().zip(0..).filter(|(pod, _)| services[pod.service as usize].2 == Start::Never);
        let left = left.map(|(_, place)| place).zip(0..).collect();
        let node = |node: &crate::fleet::Node| {
            let found = findings(number_of(&node.id), MOST.1);
            let counts = Counts::of(&found);
            (found, counts)
        };
        let platform = if fleet.nodes.is_empty() { Findings::new() } else { vec![11, 33] };
        Self {
            nodes: fleet.nodes.iter().map(node).collect(),
            platform: (platform.clone(), Counts::of(&platform)),
            services,
            left,
            since: fleet.since,
            ..Self::default()
        }
    }

    /// What is scanned by itself.
    pub(crate) fn auto(&self) -> AutoScan {
        self.auto
    }

    /// Changes what is scanned by itself. What was done already stays done.
    pub(crate) fn set_auto(&mut self, auto: AutoScan, now: Millis) {
        if self.auto.workloads && !auto.workloads {
            let begun: Vec<_> =
                self.left.keys().filter_map(|pod| Some((*pod, self.begun(*pod, now)?))).collect();
            for (pod, at) in begun {
                self.asked.entry(Target::Pod(pod)).or_insert(at);
            }
            self.auto_since = None;
        }
        if auto.workloads && !self.auto.workloads {
            self.auto_since = Some(now);
            self.busy_until = self.busy_until.max(now + SPREAD + TAKES);
        }
        self.auto = auto;
        self.generation += 1;
    }

    /// A scan is asked for.
    pub(crate) fn ask(&mut self, target: Target, now: Millis) {
        self.asked.insert(target, now);
        self.busy_until = self.busy_until.max(now + TAKES);
        self.generation += 1;
    }

    /// When a pod's turn came, if it came yet: of what is scanned by itself.
    fn begun(&self, pod: u32, now: Millis) -> Option<Millis> {
        let place = i64::from(*self.left.get(&pod)?);
        let all = i64::try_from(self.left.len()).unwrap_or(1).max(1);
        let at = self.auto_since? + SPREAD * place / all;
        (at <= now).then_some(at)
    }

    /// How far a scan is.
    pub(crate) fn stage(&self, target: Target, service: Option<u32>, now: Millis) -> Stage {
        let start = service.map_or(Start::Scanned, |service| self.services[service as usize].2);
        let auto = match target {
            Target::Pod(pod) => self.begun(pod, now),
            _ => None,
        };
        let Some(asked) = self.asked.get(&target).copied().or(auto) else {
            return match (start, target) {
                (Start::Failed, _) => Stage::Failed(self.since + 60),
                (Start::Never, _) if self.auto.workloads => Stage::Scheduled,
                (Start::Never, _) => Stage::Never,
                (Start::Scanned, Target::Pod(_)) => Stage::Finished(self.since + 60),
                (Start::Scanned, _) => Stage::Finished(self.since + 30),
            };
        };
        match now - asked {
            ..WAITS => Stage::Scheduled,
            WAITS..TAKES => Stage::Scanning,
            _ if start == Start::Failed => Stage::Failed((asked + TAKES) / 1000),
            _ => Stage::Finished((asked + TAKES) / 1000),
        }
    }

    /// What there is to be found.
    pub(crate) fn findings(&self, target: Target, service: Option<u32>) -> (&[u8], Counts) {
        let nothing: (&[u8], Counts) = (&[], Counts::default());
        match (target, service) {
            (Target::Pod(_), Some(service)) => {
                self.services.get(service as usize).map_or(nothing, |(found, counts, _)| (found, *counts))
            }
            (Target::Node(at), _) => {
                self.nodes.get(at as usize).map_or(nothing, |(found, counts)| (found, *counts))
            }
            (Target::Platform, _) => (&self.platform.0, self.platform.1),
            (Target::Pod(_), None) => nothing,
        }
    }

    /// The counts of what was found; none before a scan is done.
    pub(crate) fn counts(&self, target: Target, service: Option<u32>, now: Millis) -> Counts {
        match self.stage(target, service, now) {
            Stage::Finished(_) => self.findings(target, service).1,
            _ => Counts::default(),
        }
    }

    /// What the wire says in short.
    pub(crate) fn summary(&self, target: Target, service: Option<u32>, now: Millis) -> ScanSummary {
        let so_far = |status: &str, result: &str| ScanSummary {
            status: status.to_owned(),
            result: result.to_owned(),
            ..ScanSummary::default()
        };
        match self.stage(target, service, now) {
            Stage::Never => so_far("", ""),
            Stage::Scheduled => so_far("scheduled", ""),
            Stage::Scanning => so_far("scanning", ""),
            Stage::Failed(_) => so_far("failed", "failed to read image layers"),
            Stage::Finished(at) => self.findings(target, service).1.summary(at),
        }
    }

    /// The same number as long as nothing of this changes.
    pub(crate) fn stamp(&self, now: Millis) -> [i64; 2] {
        [self.generation, now.min(self.busy_until)]
    }
}

/// How a service's pods were at the start: some were never scanned, and an image could not be read.
fn start_of(full_name: &str) -> Start {
    match full_name {
        "search.storefront" | "spark-worker.analytics" => Start::Never,
        "rabbitmq.payments" => Start::Failed,
        // The rest of the shop was scanned.
        name if !name.contains(|c: char| c.is_ascii_digit()) => Start::Scanned,
        name => match number_of(name) % 100 {
            0..8 => Start::Never,
            8 => Start::Failed,
            _ => Start::Scanned,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{scenario::Scenario, seed};

    fn small() -> (Scans, Fleet) {
        let world = seed::world(Scenario::Small, 1, 1_000_000_000);
        let scans = Scans::of(&world.fleet);
        (scans, std::sync::Arc::into_inner(world.fleet).expect("nobody else has it"))
    }

    #[test]
    fn a_scan_waits_runs_and_is_done() {
        let (mut scans, fleet) = small();
        let service = fleet.service_named("search.storefront").expect("the shop has a search");
        let pod = fleet.services[service as usize].pods.start;
        let stage = |scans: &Scans, now| scans.stage(Target::Pod(pod), Some(service), now);
        assert_eq!(stage(&scans, 0), Stage::Never);
        scans.ask(Target::Pod(pod), 10_000);
        assert_eq!(stage(&scans, 11_999), Stage::Scheduled);
        assert_eq!(stage(&scans, 12_000), Stage::Scanning);
        assert_eq!(stage(&scans, 16_000), Stage::Finished(16));
    }

    #[test]
    fn what_was_left_is_scanned_by_itself_and_stays_so() {
        let (mut scans, fleet) = small();
        let open = |scans: &Scans, now| {
            let stage =
                |(pod, at): (&crate::fleet::Pod, u32)| scans.stage(Target::Pod(at), Some(pod.service), now);
            fleet.pods.iter().zip(0..).filter(|pod| stage((pod.0, pod.1)) == Stage::Never).count()
        };
        assert_eq!(open(&scans, 0), 3);
        scans.set_auto(AutoScan { workloads: true, hosts: true }, 0);
        scans.set_auto(AutoScan::default(), 60_000);
        assert_eq!(open(&scans, 60_000), 0);
    }

    #[test]
    fn the_stamp_stands_still_when_nothing_goes_on() {
        let (mut scans, _) = small();
        assert_eq!(scans.stamp(1), scans.stamp(2));
        scans.ask(Target::Platform, 10);
        assert_ne!(scans.stamp(11), scans.stamp(12));
        assert_eq!(scans.stamp(7_000), scans.stamp(8_000));
    }
}
