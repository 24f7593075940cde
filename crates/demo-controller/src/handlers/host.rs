//! Nodes.

use std::collections::BTreeMap;

use controller_api::{
    access::Permission,
    host::{self, ConnectionState, Host, HostShown, Hosts},
    workload::Address,
};

use crate::{
    core::Ctx, listing, refusal::Refusal, router::Routes, scans::Target, traffic::node_ip, wire::View,
};

pub(crate) fn add(routes: &mut Routes) {
    routes.on(host::LIST, |ctx, [], ()| Ok(list(ctx)));
    routes.on(host::SHOW, |ctx, [id], ()| show(ctx, id));
}

/// Nodes belong to no namespace: somebody with rights in namespaces only sees none.
fn list(ctx: &mut Ctx<'_>) -> Hosts {
    let now = ctx.now;
    let view = ctx.world().view(now);
    if !ctx.reads_in(&Permission::RuntimeScan, "") && !ctx.reads_in(&Permission::RuntimePolicy, "") {
        return Hosts::default();
    }
    let counts = pods_by_node(&view);
    let query = ctx.query();
    let places = (0..).zip(&view.fleet.nodes).map(|(place, _)| place);
    let row = |place: u32| host(&view, place, counts[place as usize]);
    let hosts = match listing::chooses(query) {
        true => listing::page(listing::chosen(places.map(row).collect(), query).into_iter(), query).collect(),
        false => listing::page(places, query).map(row).collect(),
    };
    Hosts { hosts }
}

fn show(ctx: &mut Ctx<'_>, id: &str) -> Result<HostShown, Refusal> {
    let now = ctx.now;
    let view = ctx.world().view(now);
    let place = view.fleet.node_with_id(id).ok_or_else(Refusal::not_found)?;
    if !ctx.reads_in(&Permission::RuntimeScan, "") && !ctx.reads_in(&Permission::RuntimePolicy, "") {
        return Err(Refusal::denied());
    }
    Ok(HostShown { host: host(&view, place, pods_by_node(&view)[place as usize]) })
}

fn pods_by_node(view: &View) -> Vec<u32> {
    let mut counts = vec![0; view.fleet.nodes.len()];
    for pod in &view.fleet.pods {
        counts[pod.node as usize] += 1;
    }
    counts
}

fn host(view: &View, place: u32, pods: u32) -> Host {
    let node = &view.fleet.nodes[place as usize];
    let group = view.policy.group("nodes");
    let ip = node_ip(place);
    let gateway = ip.rsplit_once('.').map(|(network, _)| format!("{network}.1")).unwrap_or_default();
    let address = Address { ip, ip_prefix: 24, gateway };
    let own = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let zone = ["zone-a", "zone-b", "zone-c"][place as usize % 3];
    let mut labels = own(&[
        ("kubernetes.io/arch", "amd64"),
        ("kubernetes.io/hostname", &node.name),
        ("kubernetes.io/os", "linux"),
        ("topology.kubernetes.io/zone", zone),
    ]);
    if place == 0 {
        labels.insert("node-role.kubernetes.io/control-plane".to_owned(), String::new());
    }
    Host {
        id: node.id.clone(),
        name: node.name.clone(),
        state: if node.connected { ConnectionState::Connected } else { ConnectionState::Disconnected },
        runtime: "containerd".to_owned(),
        runtime_version: "1.7.22".to_owned(),
        runtime_api_version: "v1".to_owned(),
        platform: "Kubernetes".to_owned(),
        os: "Ubuntu 22.04.5 LTS".to_owned(),
        kernel: "5.15.0-122-generic".to_owned(),
        cpus: 8,
        memory: 16 * 1024 * 1024 * 1024,
        cgroup_version: 2,
        storage_driver: "overlayfs".to_owned(),
        containers: 2 * pods,
        pods,
        interfaces: BTreeMap::from([("eth0".to_owned(), vec![address])]),
        policy_mode: group.and_then(|group| group.policy_mode),
        profile_mode: group.and_then(|group| group.profile_mode),
        scan_summary: Some(view.scans.summary(Target::Node(place), None, view.now)),
        cap_docker_bench: false,
        cap_kube_bench: true,
        docker_bench_status: "Failed to read benchmark report".to_owned(),
        kube_bench_status: "finished".to_owned(),
        labels,
        annotations: own(&[("node.alpha.kubernetes.io/ttl", "0")]),
    }
}
