//! What the wire says of pods, containers and nodes.

use std::collections::BTreeMap;

use controller_api::{
    mode::Mode,
    workload::{Address, ScanSummary, Workload, WorkloadBrief, WorkloadState},
};

use crate::{
    clock::rfc3339,
    fleet::{CVE_DATABASE, Fleet, Node, Part, Pod},
    policy::Policy,
    rng::{Rng, mix, number_of},
};

const PAUSE_IMAGE: &str = "registry.k8s.io/pause:3.9";

impl Fleet {
    /// What the wire says of a pod or its container, in its group's modes.
    pub(crate) fn workload(&self, pod: &Pod, part: Part, policy: &Policy) -> WorkloadBrief {
        let (service, node) = (self.service_of(pod), self.node_of(pod));
        let group = policy.group(&service.group());
        let mode = group.and_then(|group| group.policy_mode);
        let pod_name = self.pod_name(pod);
        let uid = Rng::new(mix(pod.key, 3)).uuid();
        let (label, is_container) = match part {
            Part::Pod => ("POD", false),
            Part::Container => (service.name.as_str(), true),
        };
        let image_key = Rng::new(number_of(&service.image));
        let own = |text: String| if is_container { text } else { String::new() };
        WorkloadBrief {
            id: pod.id(part),
            name: format!("k8s_{label}_{pod_name}_{}_{uid}_0", service.domain),
            display_name: if is_container { service.name.clone() } else { pod_name.clone() },
            pod_name,
            host_name: node.name.clone(),
            host_id: node.id.clone(),
            image: if is_container { service.image.clone() } else { PAUSE_IMAGE.to_owned() },
            image_id: image_key.clone().hex(64),
            image_digest: own(format!("sha256:{}", Rng::new(image_key.clone().next()).hex(64))),
            image_created_at: own(rfc3339(self.since - 3_000_000)),
            image_reg_scanned: false,
            image_repo_digests: Vec::new(),
            author: own("Platform team <platform@demo.example>".to_owned()),
            domain: service.domain.clone(),
            state: state_of(mode),
            service: service.full_name(),
            service_group: service.group(),
            share_ns_with: is_container.then(|| pod.id(Part::Pod)),
            has_datapath: true,
            cap_sniff: true,
            cap_quarantine: !service.platform,
            cap_change_mode: true,
            service_mesh: false,
            service_mesh_sidecar: false,
            privileged: false,
            run_as_root: is_container && service.root,
            policy_mode: mode,
            profile_mode: group.and_then(|group| group.profile_mode),
            baseline_profile: group.and_then(|group| group.baseline_profile),
            platform_role: if service.platform { "core".to_owned() } else { String::new() },
            scan_summary: Some(scan_summary(image_key, self.since + 60)),
            children: Vec::new(),
        }
    }

    /// A pod with its container in it.
    pub(crate) fn nested(&self, pod: &Pod, policy: &Policy) -> WorkloadBrief {
        let mut whole = self.workload(pod, Part::Pod, policy);
        whole.children = vec![self.workload(pod, Part::Container, policy)];
        whole
    }

    /// What the wire says of a node as the member of a group.
    pub(crate) fn node_member(&self, node: &Node) -> WorkloadBrief {
        WorkloadBrief {
            id: node.id.clone(),
            name: node.name.clone(),
            service: "nodes".to_owned(),
            service_group: "nodes".to_owned(),
            cap_change_mode: true,
            scan_summary: Some(scan_summary(Rng::new(number_of(&node.id)), self.since + 30)),
            ..outside(WorkloadState::from_wire("connected"))
        }
    }

    /// A workload as brief lists give it.
    pub(crate) fn listed(&self, brief: WorkloadBrief) -> Workload {
        Workload {
            brief,
            enforcer_id: String::new(),
            enforcer_name: String::new(),
            applications: Vec::new(),
            interfaces: BTreeMap::new(),
            labels: BTreeMap::new(),
            network_mode: String::new(),
            service_account: String::new(),
            cpus: String::new(),
            memory_limit: 0,
            running: true,
            exit_code: 0,
            created_at: String::new(),
            started_at: String::new(),
            finished_at: String::new(),
            secured_at: String::new(),
        }
    }

    /// A workload with all that is known of it.
    pub(crate) fn in_full(&self, pod: &Pod, brief: WorkloadBrief) -> Workload {
        let (service, node) = (self.service_of(pod), self.node_of(pod));
        let is_container = brief.share_ns_with.is_some();
        let address = || Address { ip: pod.ip(), ip_prefix: 24, gateway: String::new() };
        let label = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let container = if is_container { service.name.as_str() } else { "POD" };
        let labels = BTreeMap::from([
            label("app", &service.name),
            label("io.kubernetes.container.name", container),
            label("io.kubernetes.pod.name", &brief.pod_name),
            label("io.kubernetes.pod.namespace", &service.domain),
            label("io.kubernetes.pod.uid", &Rng::new(mix(pod.key, 3)).uuid()),
        ]);
        let own = if is_container { None } else { Some(("eth0".to_owned(), vec![address()])) };
        let shared = brief.share_ns_with.as_ref().map(|pod| format!("container:{pod}"));
        let started = rfc3339(self.since);
        Workload {
            enforcer_id: node.enforcer_id.clone(),
            enforcer_name: node.enforcer_name.clone(),
            applications: vec![service.application.clone()],
            interfaces: own.into_iter().collect(),
            labels,
            network_mode: shared.unwrap_or_else(|| "default".to_owned()),
            service_account: "default".to_owned(),
            memory_limit: if is_container { 512 * 1024 * 1024 } else { 0 },
            created_at: started.clone(),
            started_at: started,
            secured_at: rfc3339(self.since + 3),
            ..self.listed(brief)
        }
    }
}

/// A workload of which next to nothing is known.
pub(crate) fn outside(state: WorkloadState) -> WorkloadBrief {
    WorkloadBrief {
        id: String::new(),
        name: String::new(),
        display_name: String::new(),
        pod_name: String::new(),
        host_name: String::new(),
        host_id: String::new(),
        image: String::new(),
        image_id: String::new(),
        image_digest: String::new(),
        image_created_at: String::new(),
        image_reg_scanned: false,
        image_repo_digests: Vec::new(),
        author: String::new(),
        domain: String::new(),
        state,
        service: String::new(),
        service_group: String::new(),
        share_ns_with: None,
        has_datapath: false,
        cap_sniff: false,
        cap_quarantine: false,
        cap_change_mode: false,
        service_mesh: false,
        service_mesh_sidecar: false,
        privileged: false,
        run_as_root: false,
        policy_mode: None,
        profile_mode: None,
        baseline_profile: None,
        platform_role: String::new(),
        scan_summary: None,
        children: Vec::new(),
    }
}

fn state_of(mode: Option<Mode>) -> WorkloadState {
    match mode {
        Some(Mode::Discover) => WorkloadState::Discover,
        Some(Mode::Monitor) => WorkloadState::Monitor,
        Some(Mode::Protect) => WorkloadState::Protect,
        None => WorkloadState::Unmanaged,
    }
}

fn scan_summary(mut rng: Rng, at: i64) -> ScanSummary {
    let count = |most: u64, rng: &mut Rng| u32::try_from(rng.below(most)).unwrap_or_default();
    ScanSummary {
        status: "finished".to_owned(),
        critical: count(5, &mut rng),
        high: count(8, &mut rng),
        medium: count(12, &mut rng),
        result: "succeeded".to_owned(),
        scanned_timestamp: at,
        scanned_at: rfc3339(at),
        base_os: "debian:12".to_owned(),
        scanner_version: CVE_DATABASE.0.to_owned(),
        cvedb_create_time: CVE_DATABASE.1.to_owned(),
    }
}
