//! What scans found: which pods and nodes are worst, and how much was never scanned.

use controller_api::{
    mode::Mode,
    scan::ScanSummary,
    workload::{WorkloadBrief, WorkloadState},
};

/// Vulnerabilities by how grave they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Critical.
    pub critical: u64,
    /// High.
    pub high: u64,
    /// Medium.
    pub medium: u64,
    /// It was scanned, so that the numbers mean something.
    pub scanned: bool,
}

impl Found {
    /// What a summary says; nothing where there is none.
    pub fn of(summary: Option<&ScanSummary>) -> Self {
        summary.filter(|summary| summary.is_scanned()).map_or_else(Self::default, |summary| Self {
            critical: summary.critical.into(),
            high: summary.high.into(),
            medium: summary.medium.into(),
            scanned: true,
        })
    }

    fn and(self, other: Self) -> Self {
        Self {
            critical: self.critical + other.critical,
            high: self.high + other.high,
            medium: self.medium + other.medium,
            scanned: self.scanned || other.scanned,
        }
    }

    /// All of them.
    pub const fn sum(self) -> u64 {
        self.critical + self.high + self.medium
    }
}

/// A pod, as far as the dashboard is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pod {
    /// The workload's id.
    pub id: String,
    /// The name that people know.
    pub name: String,
    /// Its namespace.
    pub domain: String,
    /// The mode of its network rules.
    pub mode: Option<Mode>,
    /// It belongs to the platform.
    pub system: bool,
    /// It runs.
    pub running: bool,
    /// In its containers.
    pub found: Found,
    /// A container of it may do what root on the node may.
    pub privileged: bool,
    /// A container of it runs as root.
    pub root: bool,
}

impl Pod {
    /// What a list of pods says of one. The controller counts for a pod what it counts for the containers in it, so that the
    /// two are never added; while it has not counted for the pod yet, what it says of the containers is summed here.
    pub fn of(pod: &WorkloadBrief) -> Self {
        let own = Found::of(pod.scan_summary.as_ref());
        let inside = pod.children.iter().map(|child| Found::of(child.scan_summary.as_ref()));
        Self {
            id: pod.id.clone(),
            name: if pod.pod_name.is_empty() { pod.display_name.clone() } else { pod.pod_name.clone() },
            domain: pod.domain.clone(),
            mode: pod.policy_mode,
            system: !pod.platform_role.is_empty(),
            running: pod.state != WorkloadState::Exited,
            found: if own.scanned { own } else { inside.fold(Found::default(), Found::and) },
            privileged: pod.privileged || pod.children.iter().any(|child| child.privileged),
            root: pod.run_as_root || pod.children.iter().any(|child| child.run_as_root),
        }
    }
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// On it.
    pub found: Found,
}

/// How many are named.
const NAMED: usize = 5;

/// The worst of some things: those with anything, the gravest first.
pub fn worst<T>(things: impl IntoIterator<Item = T>, key: impl Fn(&T) -> (Found, &str)) -> Vec<T> {
    let mut things: Vec<T> = things.into_iter().filter(|thing| key(thing).0.sum() > 0).collect();
    things.sort_by(|a, b| {
        let ((found_a, name_a), (found_b, name_b)) = (key(a), key(b));
        found_b.cmp(&found_a).then_with(|| name_a.cmp(name_b))
    });
    things.truncate(NAMED);
    things
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pod(body: &str) -> Pod {
        Pod::of(&serde_json::from_str(body).expect("decodes"))
    }

    #[test]
    fn a_pods_vulnerabilities_are_those_of_its_containers() {
        let pod = pod(r#"{"id":"p","pod_name":"web-1","state":"discover","children":[
                {"id":"a","run_as_root":true,"scan_summary":{"status":"finished","critical":1,"high":2,"medium":3,"scanned_timestamp":9}},
                {"id":"b","scan_summary":{"status":"finished","high":1,"scanned_timestamp":9}}]}"#);
        assert_eq!(pod.found, Found { critical: 1, high: 3, medium: 3, scanned: true });
        assert_eq!((pod.root, pod.privileged, pod.running), (true, false, true));
    }

    #[test]
    fn what_the_controller_counted_for_a_pod_is_not_counted_again_for_its_containers() {
        let pod = pod(
            r#"{"id":"p","state":"discover","scan_summary":{"status":"finished","critical":1,"high":2,"scanned_timestamp":9},"children":[
                {"id":"a","scan_summary":{"status":"finished","critical":1,"high":2,"scanned_timestamp":9}}]}"#,
        );
        assert_eq!(pod.found, Found { critical: 1, high: 2, medium: 0, scanned: true });
    }

    #[test]
    fn what_was_never_scanned_is_not_clean() {
        for body in [
            r#"{"id":"p","state":"discover"}"#,
            r#"{"id":"p","state":"discover","scan_summary":null,"children":null}"#,
            r#"{"id":"p","state":"discover","scan_summary":{"status":"scheduled","critical":4}}"#,
        ] {
            assert_eq!(pod(body).found, Found::default(), "{body}");
        }
    }

    #[test]
    fn one_critical_is_worse_than_many_high() {
        let found = |critical, high| Found { critical, high, medium: 0, scanned: true };
        let all = [("a", found(0, 90)), ("b", found(1, 0)), ("c", found(0, 0)), ("d", found(0, 90))];
        let names: Vec<_> =
            worst(all, |(name, found)| (*found, name)).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["b", "a", "d"]);
    }
}
