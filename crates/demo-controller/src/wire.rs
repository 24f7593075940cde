//! What the wire says of pods, containers and nodes, as readers see them now.

use std::{collections::BTreeMap, sync::Arc};

use controller_api::{
    mode::Mode,
    workload::{Address, Workload, WorkloadBrief, WorkloadState},
};

use crate::{
    clock::{Millis, rfc3339},
    fleet::{Fleet, Node, Part, Pod},
    policy::Policy,
    rng::{Rng, mix},
    scans::{Scans, Target},
};

/// What runs in a pod beside its containers, and holds its network.
pub(crate) const PAUSE_IMAGE: &str = "registry.k8s.io/pause:3.9";

/// What readers see now of all that runs.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) fleet: Arc<Fleet>,
    pub(crate) policy: Arc<Policy>,
    pub(crate) scans: Arc<Scans>,
    /// Pods that are cut off from the network, with why.
    pub(crate) quarantined: Arc<BTreeMap<u32, String>>,
    pub(crate) now: Millis,
    pub(crate) times: Times,
}

/// Times that all workloads share, as texts.
#[derive(Clone, Debug)]
pub(crate) struct Times {
    image_created: String,
    started: String,
    secured: String,
}

impl Times {
    /// Of a fleet that was set up at this time, in unix seconds.
    pub(crate) fn since(since: i64) -> Self {
        Self {
            image_created: rfc3339(since - 3_000_000),
            started: rfc3339(since),
            secured: rfc3339(since + 3),
        }
    }
}

impl View {
    /// What a pod's scan found, in short.
    pub(crate) fn scan_of(&self, pod: &Pod) -> controller_api::workload::ScanSummary {
        self.scans.summary(Target::Pod(pod.place), Some(pod.service), self.now)
    }

    /// The runtime's name for a pod or its container.
    pub(crate) fn runtime_name(&self, pod: &Pod, part: Part) -> String {
        let service = self.fleet.service_of(pod);
        let label = if part == Part::Pod { "POD" } else { &service.name };
        let uid = Rng::new(mix(pod.key, 3)).uuid();
        format!("k8s_{label}_{}_{}_{uid}_0", self.fleet.pod_name(pod), service.domain)
    }

    /// What the wire says of a pod or its container, in its group's modes.
    pub(crate) fn workload(&self, pod: &Pod, part: Part) -> WorkloadBrief {
        let (service, node) = (self.fleet.service_of(pod), self.fleet.node_of(pod));
        let group = self.policy.group(service.group());
        let mode = group.and_then(|group| group.policy_mode);
        let pod_name = self.fleet.pod_name(pod);
        let is_container = part == Part::Container;
        let own = |text: &str| if is_container { text.to_owned() } else { String::new() };
        WorkloadBrief {
            id: pod.id(part),
            name: self.runtime_name(pod, part),
            display_name: if is_container { service.name.clone() } else { pod_name.clone() },
            pod_name,
            host_name: node.name.clone(),
            host_id: node.id.clone(),
            image: if is_container { service.image.clone() } else { PAUSE_IMAGE.to_owned() },
            image_id: service.known.image_id.clone(),
            image_digest: own(&service.known.image_digest),
            image_created_at: own(&self.times.image_created),
            image_reg_scanned: false,
            image_repo_digests: Vec::new(),
            author: own("Platform team <platform@demo.example>"),
            domain: service.domain.clone(),
            state: match self.quarantined.contains_key(&pod.place) {
                true => WorkloadState::Quarantined,
                false => state_of(mode),
            },
            service: service.full_name().to_owned(),
            service_group: service.group().to_owned(),
            share_ns_with: is_container.then(|| pod.id(Part::Pod)),
            has_datapath: true,
            cap_sniff: true,
            cap_quarantine: !service.platform,
            cap_change_mode: true,
            service_mesh: false,
            service_mesh_sidecar: false,
            privileged: is_container && service.privileged,
            run_as_root: is_container && service.root,
            policy_mode: mode,
            profile_mode: group.and_then(|group| group.profile_mode),
            baseline_profile: group.and_then(|group| group.baseline_profile),
            platform_role: if service.platform { "core".to_owned() } else { String::new() },
            scan_summary: Some(self.scan_of(pod)),
            children: Vec::new(),
        }
    }

    /// A pod with its container in it.
    pub(crate) fn nested(&self, pod: &Pod) -> WorkloadBrief {
        let mut whole = self.workload(pod, Part::Pod);
        whole.children = vec![self.workload(pod, Part::Container)];
        whole
    }

    /// What the wire says of a node as the member of a group.
    pub(crate) fn node_member(&self, place: u32) -> WorkloadBrief {
        let node: &Node = &self.fleet.nodes[place as usize];
        WorkloadBrief {
            id: node.id.clone(),
            name: node.name.clone(),
            service: "nodes".to_owned(),
            service_group: "nodes".to_owned(),
            cap_change_mode: true,
            scan_summary: Some(self.scans.summary(Target::Node(place), None, self.now)),
            ..unknown(WorkloadState::from_wire("connected"))
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
            ports: Vec::new(),
            quarantine_reason: String::new(),
        }
    }

    /// A workload with all that is known of it.
    pub(crate) fn in_full(&self, pod: &Pod, brief: WorkloadBrief) -> Workload {
        let (service, node) = (self.fleet.service_of(pod), self.fleet.node_of(pod));
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
        let started = self.times.started.clone();
        Workload {
            enforcer_id: node.enforcer_id.clone(),
            enforcer_name: node.enforcer_name.clone(),
            applications: vec![service.application.clone()],
            interfaces: own.into_iter().collect(),
            labels,
            network_mode: shared.unwrap_or_else(|| "default".to_owned()),
            service_account: "default".to_owned(),
            memory_limit: if is_container { 512 * 1024 * 1024 } else { 0 },
            quarantine_reason: self.quarantined.get(&pod.place).cloned().unwrap_or_default(),
            created_at: started.clone(),
            started_at: started,
            secured_at: self.times.secured.clone(),
            ..self.listed(brief)
        }
    }
}

/// A workload of which next to nothing is known.
pub(crate) fn unknown(state: WorkloadState) -> WorkloadBrief {
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
