//! Who speaks with the outside: pods by service, and what each of them says with whom.

use std::collections::{BTreeMap, BTreeSet};

use controller_api::{
    access::Permission,
    mode::Mode,
    score::{ExposedEndpoint, ExposureEntry, ScoreShown},
};

use kit::{AppError, can, upstream::Upstream};

use super::api::{Deed, Direction, ExposedPod, ExposedService, Only, Peer, PodsAsked};

/// The way to the controller for who may see who speaks with whom: the controller tells others of pods too.
///
/// # Errors
/// For all others.
pub fn permitted(upstream: Upstream) -> Result<Upstream, AppError> {
    let needed = Permission::RuntimePolicy;
    if upstream.viewer().access.reads_somewhere(&needed) {
        Ok(upstream)
    } else {
        Err(AppError::Denied { message: text::nav::needs(can::permission_name(&needed)) })
    }
}

impl Deed {
    /// The worst of what was done with a pod.
    pub fn of(endpoint: &ExposedEndpoint) -> Self {
        if endpoint.severity.is_empty() { Self::of_action(&endpoint.policy_action) } else { Self::Threat }
    }

    /// What an action's word means. One that is not known is no reason to rest.
    pub fn of_action(action: &str) -> Self {
        match action {
            // A rule allows it, and looks at the application.
            "allow" | "open" | "learn" | "check_app" | "" => Self::Allowed,
            "deny" => Self::Denied,
            _ => Self::Violated,
        }
    }
}

impl Only {
    /// Whether a pod is one of these. Counted as the controller counts them for the score: a pod that was blocked is one with
    /// violations, whatever else is in it.
    pub fn takes(self, endpoint: &ExposedEndpoint) -> bool {
        match self {
            Self::Threats => !endpoint.severity.is_empty(),
            Self::Violations => {
                matches!(Deed::of_action(&endpoint.policy_action), Deed::Violated | Deed::Denied)
            }
            Self::Discover => endpoint.policy_mode == Some(Mode::Discover),
        }
    }
}

/// The pods of a direction that are asked for.
pub fn among(
    shown: &ScoreShown,
    direction: Direction,
    only: Option<Only>,
) -> impl Iterator<Item = &ExposedEndpoint> {
    direction.of(shown).iter().filter(move |endpoint| only.is_none_or(|only| only.takes(endpoint)))
}

impl Direction {
    /// The pods of this direction.
    pub fn of(self, shown: &ScoreShown) -> &[ExposedEndpoint] {
        match self {
            Self::Ingress => &shown.ingress,
            Self::Egress => &shown.egress,
        }
    }

    /// The address outside.
    pub fn outside(self, entry: &ExposureEntry) -> &str {
        match self {
            Self::Ingress => &entry.client_ip,
            Self::Egress => &entry.server_ip,
        }
    }
}

/// How many pods of a direction did what, in the order of [`Deed::ALL`].
pub fn count(endpoints: &[ExposedEndpoint]) -> [u64; 4] {
    let mut counts = [0; 4];
    for endpoint in endpoints {
        counts[Deed::of(endpoint) as usize] += 1;
    }
    counts
}

/// The services of a direction, the worst first: by what was done, then by how much.
pub fn services(shown: &ScoreShown, direction: Direction, only: Option<Only>) -> Vec<ExposedService> {
    #[derive(Default)]
    struct Sum<'a> {
        pods: u64,
        sessions: u64,
        deed: Deed,
        mode: Option<Mode>,
        found: [u64; 3],
        outside: BTreeSet<&'a str>,
        said: BTreeSet<&'a str>,
        last_seen: Option<i64>,
    }
    let mut sums: BTreeMap<&str, Sum<'_>> = BTreeMap::new();
    for endpoint in among(shown, direction, only) {
        let sum = sums.entry(&endpoint.service).or_default();
        sum.pods += 1;
        sum.deed = sum.deed.max(Deed::of(endpoint));
        // Pods of a service have its mode; the loosest, should one lag behind.
        sum.mode = match (sum.mode, endpoint.policy_mode) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        for (sum, found) in sum.found.iter_mut().zip([endpoint.critical, endpoint.high, endpoint.medium]) {
            *sum += u64::from(found);
        }
        sum.said.extend(endpoint.applications.iter().chain(&endpoint.ports).map(String::as_str));
        for entry in &endpoint.entries {
            sum.sessions += u64::from(entry.sessions);
            sum.outside.insert(direction.outside(entry));
            sum.last_seen = sum.last_seen.max(entry.last_seen_at);
        }
    }
    let mut services: Vec<ExposedService> = sums
        .into_iter()
        .map(|(service, sum)| ExposedService {
            service: service.to_owned(),
            mode: sum.mode,
            deed: sum.deed,
            pods: sum.pods,
            outside: sum.outside.len() as u64,
            said: sum.said.into_iter().map(str::to_owned).collect(),
            sessions: sum.sessions,
            found: sum.found,
            last_seen: sum.last_seen,
        })
        .collect();
    services.sort_by(|a, b| (b.deed, b.sessions, &a.service).cmp(&(a.deed, a.sessions, &b.service)));
    services
}

/// The pods of a service with what each said outside, the worst first. At most `pods` of them with `peers` each; what
/// is left out is counted.
pub fn pods(shown: &ScoreShown, asked: &PodsAsked, pods: usize, peers: usize) -> (Vec<ExposedPod>, u64) {
    let direction = asked.direction;
    let mut all: Vec<&ExposedEndpoint> =
        among(shown, direction, asked.only).filter(|endpoint| endpoint.service == asked.service).collect();
    all.sort_by(|a, b| (Deed::of(b), &a.display_name, &a.id).cmp(&(Deed::of(a), &b.display_name, &b.id)));
    let left_out = all.len().saturating_sub(pods) as u64;
    let pod = |endpoint: &&ExposedEndpoint| {
        let mut said: Vec<Peer> = endpoint.entries.iter().map(|entry| peer(direction, entry)).collect();
        said.sort_by(|a, b| (b.deed, b.sessions, &a.address).cmp(&(a.deed, a.sessions, &b.address)));
        let more = said.len().saturating_sub(peers) as u64;
        said.truncate(peers);
        ExposedPod {
            id: endpoint.id.clone(),
            name: endpoint.display_name.clone(),
            deed: Deed::of(endpoint),
            severity: endpoint.severity.clone(),
            found: [endpoint.critical, endpoint.high, endpoint.medium].map(u64::from),
            peers: said,
            more,
        }
    };
    (all.iter().take(pods).map(pod).collect(), left_out)
}

fn peer(direction: Direction, entry: &ExposureEntry) -> Peer {
    let address = direction.outside(entry).to_owned();
    Peer {
        country: super::country::of(&address),
        address,
        name: entry.fqdn.clone(),
        said: if entry.application.is_empty() { entry.port.clone() } else { entry.application.clone() },
        sessions: entry.sessions.into(),
        bytes: entry.bytes,
        deed: Deed::of_action(&entry.policy_action),
        last_seen: entry.last_seen_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> ScoreShown {
        serde_json::from_str(
            r#"{"ingress":[
                {"id":"p1","display_name":"web-1","service":"web.shop","policy_mode":"Monitor","policy_action":"allow",
                 "critical":1,"applications":["HTTP"],"entries":[
                    {"application":"HTTP","sessions":4,"bytes":10,"client_ip":"203.0.113.5","server_ip":"10.0.0.1","policy_action":"allow","last_seen_at":50},
                    {"port":"tcp/22","sessions":9,"client_ip":"203.0.113.6","server_ip":"10.0.0.1","policy_action":"violate","last_seen_at":70}]},
                {"id":"p2","display_name":"web-2","service":"web.shop","policy_mode":"Monitor","policy_action":"violate","severity":"",
                 "high":2,"ports":["tcp/22"],"entries":null},
                {"id":"p3","display_name":"api-1","service":"api.shop","policy_mode":"Protect","policy_action":"deny","severity":"High"}],
              "egress":[]}"#,
        )
        .expect("decodes")
    }

    #[test]
    fn services_are_the_sums_of_their_pods_and_the_worst_is_first() {
        let services = services(&shown(), Direction::Ingress, None);
        assert_eq!(services[0].service, "api.shop");
        assert_eq!(services[0].deed, Deed::Threat, "a threat is worse than what was done against it");
        let web = &services[1];
        assert_eq!((web.pods, web.sessions, web.outside, web.deed), (2, 13, 2, Deed::Violated));
        assert_eq!((web.found, web.last_seen), ([1, 2, 0], Some(70)));
        assert_eq!(web.said, ["HTTP", "tcp/22"]);
        assert!(super::services(&shown(), Direction::Egress, None).is_empty());
    }

    #[test]
    fn pods_show_the_far_end_and_count_what_is_left_out() {
        let asked = PodsAsked { service: "web.shop".to_owned(), ..PodsAsked::default() };
        let (all, left_out) = pods(&shown(), &asked, 8, 1);
        assert_eq!(all.iter().map(|pod| &*pod.name).collect::<Vec<_>>(), ["web-2", "web-1"]);
        let web = &all[1];
        assert_eq!((&*web.peers[0].address, &*web.peers[0].said, web.more), ("203.0.113.6", "tcp/22", 1));
        assert_eq!(left_out, 0);
        assert_eq!(pods(&shown(), &asked, 1, 1).1, 1);
    }

    #[test]
    fn what_a_driver_of_the_score_counts_is_what_it_leads_to() {
        let names = |only| {
            among(&shown(), Direction::Ingress, Some(only)).map(|pod| pod.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(Only::Threats), ["p3"]);
        assert_eq!(names(Only::Violations), ["p2", "p3"]);
        assert!(names(Only::Discover).is_empty());
        let services = services(&shown(), Direction::Ingress, Some(Only::Violations));
        assert_eq!(services.iter().map(|service| service.pods).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn deeds_are_counted_by_pod() {
        assert_eq!(count(&shown().ingress), [1, 1, 0, 1]);
        assert_eq!(Deed::of_action("check_app"), Deed::Allowed);
        assert_eq!(Deed::of_action("frown"), Deed::Violated, "a word that is not known is no leave");
    }
}
