//! What a panel shows, out of what the controller says and what the graph holds: pure, and run on the server only.

use std::collections::{BTreeMap, HashMap};

use controller_api::{
    conversation::ConversationDetailEntry,
    group::GroupDetail,
    host::Host,
    policy_rule::PolicyRule,
    response_rule::ResponseRule,
    scan::ScanSummary,
    workload::{Address, Port, WorkloadBrief, WorkloadDetail},
};
use network_map::model::{Graph, Key, Kind};

use super::shown::{
    AddressSeen, Found, GroupBrief, GroupDetails, HostDetails, ImageShown, MemberRow, NamespaceDetails,
    PeerNamed, Peers, PodDetails, ResponseRow, RuleRow,
};

/// How many members, and how many rules, travel to a panel.
pub const MOST: usize = 100;

/// How many of those that a node speaks with are named.
pub const PEERS: usize = 6;

impl Found {
    /// What a summary says.
    pub fn of(scan: Option<&ScanSummary>) -> Self {
        match scan {
            Some(scan) if scan.is_scanned() => Self::Counts([scan.critical, scan.high, scan.medium]),
            Some(scan) if matches!(scan.status.as_str(), "scheduled" | "scanning") => Self::Soon,
            Some(scan) if scan.status == "failed" => Self::Failed,
            _ => Self::Never,
        }
    }

    /// What was found in both; what is not known of one of them does not hide what is known of the other.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Counts(one), Self::Counts(two)) => {
                Self::Counts([0, 1, 2].map(|at| one[at].saturating_add(two[at])))
            }
            (counts @ Self::Counts(_), _) | (_, counts @ Self::Counts(_)) => counts,
            (Self::Failed, _) | (_, Self::Failed) => Self::Failed,
            (Self::Soon, _) | (_, Self::Soon) => Self::Soon,
            (Self::Never, Self::Never) => Self::Never,
        }
    }
}

/// When a summary was made, in unix seconds.
pub fn scanned(scan: Option<&ScanSummary>) -> Option<i64> {
    scan.map(|scan| scan.scanned_timestamp).filter(|at| *at > 0)
}

/// What of a pod is scanned for itself. A pod's own container is its sandbox: what people mean by its images are those of its
/// children.
pub fn parts(brief: &WorkloadBrief) -> Vec<&WorkloadBrief> {
    match brief.children.is_empty() {
        true => vec![brief],
        false => brief.children.iter().collect(),
    }
}

/// A pod. `host` is the node of the map on which it runs.
pub fn pod(detail: &WorkloadDetail, host: Option<Key>) -> PodDetails {
    let workload = &detail.workload;
    let brief = &workload.brief;
    let parts = parts(brief);
    let image = |part: &&WorkloadBrief| ImageShown {
        container: part.display_name.clone(),
        image: part.image.clone(),
        sidecar: part.service_mesh_sidecar,
        found: Found::of(part.scan_summary.as_ref()),
    };
    let all = || std::iter::once(brief).chain(&brief.children);
    PodDetails {
        id: brief.id.clone(),
        images: parts.iter().map(image).collect(),
        enforcer: (workload.enforcer_name.clone(), workload.enforcer_id.clone()),
        namespace: brief.domain.clone(),
        group: brief.service_group.clone(),
        groups: detail.groups.clone(),
        host: (brief.host_name.clone(), host),
        state: brief.state.clone(),
        quarantine_reason: workload.quarantine_reason.clone(),
        created: kit::date::parse(&workload.created_at),
        scanned: all().filter_map(|part| scanned(part.scan_summary.as_ref())).max(),
        found: parts
            .iter()
            .map(|part| Found::of(part.scan_summary.as_ref()))
            .reduce(Found::and)
            .unwrap_or_default(),
        privileged: all().any(|part| part.privileged),
        run_as_root: all().any(|part| part.run_as_root),
        policy_mode: brief.policy_mode,
        profile_mode: brief.profile_mode,
        baseline: brief.baseline_profile,
        network_mode: workload.network_mode.clone(),
        service_account: workload.service_account.clone(),
        mesh: brief.service_mesh,
        interfaces: interfaces(&workload.interfaces),
        applications: detail.app_ports.iter().map(|(name, port)| (name.clone(), port.clone())).collect(),
        mapped: workload.ports.iter().map(mapped).collect(),
    }
}

fn interfaces(all: &BTreeMap<String, Vec<Address>>) -> Vec<(String, Vec<String>)> {
    let written = |address: &Address| match address.ip_prefix {
        0 => address.ip.clone(),
        bits => format!("{}/{bits}", address.ip),
    };
    all.iter().map(|(name, addresses)| (name.clone(), addresses.iter().map(written).collect())).collect()
}

fn mapped(port: &Port) -> String {
    let protocol = match port.ip_proto {
        6 => "tcp".to_owned(),
        17 => "udp".to_owned(),
        number => number.to_string(),
    };
    format!("{}:{} → {protocol}/{}", port.host_ip, port.host_port, port.port)
}

/// A group. `on_map` says which node of the map a member's id is.
pub fn group(detail: &GroupDetail, on_map: impl Fn(&str) -> Option<Key>) -> GroupDetails {
    let mut members: Vec<MemberRow> = detail.members.iter().map(|member| row(member, &on_map)).collect();
    members.sort_by(|one, two| one.name.cmp(&two.name));
    members.truncate(MOST);
    GroupDetails {
        name: detail.name.clone(),
        comment: detail.comment.clone(),
        namespace: detail.domain.clone(),
        kind: detail.kind.clone(),
        cfg_type: detail.cfg_type.clone(),
        policy_mode: detail.policy_mode,
        profile_mode: detail.profile_mode,
        baseline: detail.baseline_profile.filter(|_| detail.profile_mode.is_some()),
        criteria: detail.criteria.iter().map(|c| format!("{} {} {}", c.key, c.op, c.value)).collect(),
        members,
        member_count: detail.members.len(),
        rules: detail.policy_rules.iter().take(MOST).map(rule).collect(),
        rule_count: detail.policy_rules.len(),
    }
}

fn row(member: &WorkloadBrief, on_map: impl Fn(&str) -> Option<Key>) -> MemberRow {
    let parts = member.children.iter().map(|part| Found::of(part.scan_summary.as_ref()));
    MemberRow {
        key: on_map(&member.id),
        // Nodes have a name only.
        name: match member.display_name.is_empty() {
            true => member.name.clone(),
            false => member.display_name.clone(),
        },
        state: member.state.clone(),
        host: member.host_name.clone(),
        found: parts.reduce(Found::and).unwrap_or_else(|| Found::of(member.scan_summary.as_ref())),
    }
}

fn rule(rule: &PolicyRule) -> RuleRow {
    let any = |text: String| if text.is_empty() { "any".to_owned() } else { text };
    RuleRow {
        id: rule.id,
        from: rule.from.clone(),
        to: rule.to.clone(),
        applications: any(rule.applications.join(", ")),
        ports: any(rule.ports.clone()),
        action: rule.action.clone(),
        disabled: rule.disable,
        cfg_type: rule.cfg_type.clone(),
        matches: rule.match_counter,
    }
}

/// The response rules that are about a group, or about all of them, in the order in which they are tried.
pub fn responses(rules: &[ResponseRule], group: &str) -> Vec<ResponseRow> {
    let about = rules.iter().filter(|rule| rule.group.is_empty() || rule.group == group);
    let row = |rule: &ResponseRule| {
        let condition = |c: &controller_api::response_rule::Condition| format!("{}: {}", c.kind, c.value);
        let conditions: Vec<String> = rule.conditions.iter().map(condition).collect();
        let action = |action: &String| match action.as_str() {
            "webhook" if !rule.webhooks.is_empty() => format!("webhook ({})", rule.webhooks.join(", ")),
            _ => action.clone(),
        };
        let actions: Vec<String> = rule.actions.iter().map(action).collect();
        ResponseRow {
            id: rule.id,
            event: rule.event.clone(),
            conditions: conditions.join(", "),
            actions: actions.join(", "),
            for_all: rule.group.is_empty(),
            disabled: rule.disable,
        }
    };
    about.map(row).collect()
}

/// A node of the cluster.
pub fn host(host: &Host) -> HostDetails {
    HostDetails {
        id: host.id.clone(),
        state: host.state.clone(),
        os: host.os.clone(),
        kernel: host.kernel.clone(),
        cpus: host.cpus,
        memory: host.memory,
        containers: host.containers,
        pods: host.pods,
        platform: host.platform.clone(),
        runtime: format!("{} {}", host.runtime, host.runtime_version).trim().to_owned(),
        policy_mode: host.policy_mode,
        profile_mode: host.profile_mode,
        interfaces: interfaces(&host.interfaces),
        scanned: scanned(host.scan_summary.as_ref()),
        found: Found::of(host.scan_summary.as_ref()),
    }
}

/// The groups of a namespace, by name.
pub fn namespace(graph: &Graph, at: u32) -> NamespaceDetails {
    let mut shown = NamespaceDetails::default();
    for node in graph.nodes.iter().filter(|node| node.parent == at) {
        if node.kind == Kind::Group {
            shown.groups.push(GroupBrief {
                key: node.key,
                id: graph.text(node.id).to_owned(),
                name: graph.text(node.name).to_owned(),
                mode: node.mode,
                cve: node.cve,
                members: node.members,
            });
        } else {
            shown.others += 1;
        }
    }
    shown.groups.sort_by(|one, two| one.name.cmp(&two.name));
    shown
}

/// Who a node speaks with, those that it says most to first.
pub fn peers(graph: &Graph, at: u32) -> Peers {
    let mut bytes: HashMap<u32, u64> = HashMap::new();
    for edge in graph.edges.iter().filter(|edge| (edge.from == at) != (edge.to == at)) {
        let other = if edge.from == at { edge.to } else { edge.from };
        *bytes.entry(other).or_default() += edge.bytes;
    }
    let mut others: Vec<(u32, u64)> = bytes.into_iter().collect();
    others.sort_unstable_by_key(|(other, bytes)| (std::cmp::Reverse(*bytes), *other));
    let named = others.iter().take(PEERS).filter_map(|(other, _)| {
        let node = graph.nodes.get(*other as usize)?;
        Some(PeerNamed { key: node.key, name: graph.text(node.name).to_owned() })
    });
    Peers { count: others.len(), named: named.collect() }
}

/// The ends between which a node speaks, those that say most first: client and server.
pub fn pairs(graph: &Graph, at: u32) -> Vec<(u32, u32)> {
    let mut edges: Vec<_> = graph.edges.iter().filter(|edge| (edge.from == at) != (edge.to == at)).collect();
    edges.sort_unstable_by_key(|edge| (std::cmp::Reverse(edge.bytes), edge.from, edge.to));
    edges.into_iter().map(|edge| (edge.from, edge.to)).collect()
}

/// The addresses of one end of conversations, those with most sessions first. `true` = that end is the client.
pub fn addresses<'a>(entries: impl Iterator<Item = (bool, &'a ConversationDetailEntry)>) -> Vec<AddressSeen> {
    let mut seen: BTreeMap<String, AddressSeen> = BTreeMap::new();
    for (is_client, entry) in entries {
        let address = if is_client { &entry.client_ip } else { &entry.server_ip };
        if address.is_empty() {
            continue;
        }
        let known = seen.entry(address.clone()).or_insert_with(|| AddressSeen {
            address: address.clone(),
            country: country(address),
            ..AddressSeen::default()
        });
        known.sessions += u64::from(entry.sessions);
        known.last_seen = known.last_seen.max(kit::date::parse(&entry.last_seen_at));
        // The name is the server's.
        if !is_client && !entry.fqdn.is_empty() {
            known.fqdn.clone_from(&entry.fqdn);
        }
    }
    let mut seen: Vec<AddressSeen> = seen.into_values().collect();
    seen.sort_by_key(|address| std::cmp::Reverse(address.sessions));
    seen
}

/// Where an address is registered: the country's code, and its name in the reader's language.
pub fn country(address: &str) -> Option<(String, String)> {
    let country = country::Country::of(address.parse().ok()?)?;
    Some((country.code().to_owned(), country.name(text::language().code()).to_owned()))
}
