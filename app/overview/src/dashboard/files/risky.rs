//! The file of containers that are privileged, or run as root.

use controller_api::{
    Query,
    workload::{self, WorkloadBrief, WorkloadState},
};
use kit::{AppError, upstream::Upstream};
use serde::Deserialize;

use super::cell::Cell;
use crate::dashboard::vulnerable::rollup::Found;

/// What makes a container risky.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// It may do what root on the node may.
    Privileged,
    /// It runs as root.
    Root,
}

impl Risk {
    /// Its word in URLs and in the file's name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Privileged => "privileged",
            Self::Root => "root",
        }
    }

    const fn of(self, container: &WorkloadBrief) -> bool {
        match self {
            Self::Privileged => container.privileged,
            Self::Root => container.run_as_root,
        }
    }
}

/// The names of the columns.
pub const COLUMNS: [&str; 12] = [
    "namespace",
    "pod",
    "container",
    "image",
    "node",
    "service",
    "policy_mode",
    "privileged",
    "root",
    "critical",
    "high",
    "medium",
];

/// A row, in the order of [`COLUMNS`].
pub type Row = [Cell; 12];

/// The running containers of a namespace (`""` = of all that the viewer may see) that are risky.
///
/// # Errors
/// When the list of pods cannot be had.
pub async fn of(upstream: &Upstream, risk: Risk, ns: &str) -> Result<Vec<Row>, AppError> {
    let call = workload::LIST.at([]).query(Query::new().pods().brief());
    let workloads = upstream.glance(call).await?.workloads;
    Ok(rows(workloads.iter().map(|workload| &workload.brief), risk, ns))
}

/// The rows, by namespace, pod and container.
fn rows<'a>(pods: impl Iterator<Item = &'a WorkloadBrief>, risk: Risk, ns: &str) -> Vec<Row> {
    let here = |pod: &&WorkloadBrief| ns.is_empty() || pod.domain == ns;
    let mut risky: Vec<(&WorkloadBrief, &WorkloadBrief)> = pods
        .filter(here)
        .flat_map(|pod| containers(pod).map(move |container| (pod, container)))
        .filter(|(_, container)| container.state != WorkloadState::Exited && risk.of(container))
        .collect();
    risky
        .sort_by_key(|(pod, container)| (&pod.domain, pod_name(pod), &container.display_name, &container.id));
    risky.into_iter().map(|(pod, container)| row(pod, container)).collect()
}

/// The containers of a pod; what has none is one.
fn containers(pod: &WorkloadBrief) -> impl Iterator<Item = &WorkloadBrief> {
    let itself = pod.children.is_empty().then_some(pod);
    pod.children.iter().chain(itself)
}

fn pod_name(pod: &WorkloadBrief) -> &str {
    if pod.pod_name.is_empty() { &pod.display_name } else { &pod.pod_name }
}

fn row(pod: &WorkloadBrief, container: &WorkloadBrief) -> Row {
    let found = Found::of(container.scan_summary.as_ref());
    // What was never scanned is not clean.
    let count = |count: u64| if found.scanned { Cell::number(count) } else { Cell::Nothing };
    [
        Cell::text(&pod.domain),
        Cell::text(pod_name(pod)),
        Cell::text(&container.display_name),
        Cell::text(&container.image),
        Cell::text(&pod.host_name),
        Cell::text(&pod.service),
        container.policy_mode.or(pod.policy_mode).map_or(Cell::Nothing, |mode| Cell::text(mode.as_str())),
        Cell::flag(container.privileged),
        Cell::flag(container.run_as_root),
        count(found.critical),
        count(found.high),
        count(found.medium),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pods() -> Vec<WorkloadBrief> {
        serde_json::from_str(
            r#"[{"id":"p2","pod_name":"web-2","domain":"shop","state":"monitor","policy_mode":"Monitor","host_name":"node-1","service":"web.shop",
                 "children":[
                   {"id":"c2","display_name":"web","image":"web:1","state":"monitor","run_as_root":true,
                    "scan_summary":{"status":"finished","critical":1,"high":2,"medium":3,"scanned_timestamp":9}},
                   {"id":"c3","display_name":"side","state":"monitor","privileged":true},
                   {"id":"c4","display_name":"init","state":"exit","privileged":true,"run_as_root":true}]},
                {"id":"p1","pod_name":"api-1","domain":"bank","state":"discover","run_as_root":true,"children":[{"id":"c1","state":"discover"}]},
                {"id":"alone","display_name":"registry","domain":"","state":"discover","privileged":true,"run_as_root":true}]"#,
        )
        .expect("decodes")
    }

    fn names(risk: Risk, ns: &str) -> Vec<String> {
        let pods = pods();
        rows(pods.iter(), risk, ns)
            .iter()
            .map(|row| format!("{}/{}", row[1].written(), row[2].written()))
            .collect()
    }

    #[test]
    fn each_risk_has_its_containers_and_a_pod_is_none() {
        assert_eq!(names(Risk::Privileged, ""), ["registry/registry", "web-2/side"]);
        assert_eq!(
            names(Risk::Root, ""),
            ["registry/registry", "web-2/web"],
            "the pod itself holds the network only"
        );
        assert_eq!(names(Risk::Root, "bank"), Vec::<String>::new());
    }

    #[test]
    fn what_was_never_scanned_is_not_clean() {
        let pods = pods();
        let counts = |risk| {
            let row = rows(pods.iter(), risk, "shop").remove(0);
            row[6..].iter().map(|cell| cell.written().into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(counts(Risk::Root), ["Monitor", "false", "true", "1", "2", "3"]);
        assert_eq!(counts(Risk::Privileged), ["Monitor", "true", "false", "", "", ""]);
    }
}
