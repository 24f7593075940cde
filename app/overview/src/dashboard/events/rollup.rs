//! The security log counted: by day and hour, by who did it and to whom it was done.

use std::collections::{BTreeMap, HashMap};

use controller_api::security_log::{Incident, Threat, Violation};

/// A day, in seconds.
pub const DAY: i64 = 86_400;
/// An hour.
pub const HOUR: i64 = 3_600;

/// What the charts count an entry of the log by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, in unix seconds.
    pub at: i64,
    /// It is critical; everything else is a warning.
    pub critical: bool,
    /// Who did it.
    pub source: End,
    /// To whom it was done; none for what happened within a workload.
    pub target: Option<End>,
}

/// An end of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct End {
    /// Its name: a workload's, a node's, an address.
    pub name: String,
    /// Its namespace; `""` = none.
    pub domain: String,
}

impl End {
    fn new(name: &str, domain: &str, address: &str) -> Self {
        // What is outside the cluster is known by its address: all of it has one name.
        let name = if name == "external" && !address.is_empty() { address } else { name };
        Self { name: name.to_owned(), domain: domain.to_owned() }
    }
}

fn is_critical(level: &str) -> bool {
    level.eq_ignore_ascii_case("critical")
}

impl From<&Threat> for Entry {
    fn from(threat: &Threat) -> Self {
        let client =
            End::new(&threat.client_workload_name, &threat.client_workload_domain, &threat.client_ip);
        let server =
            End::new(&threat.server_workload_name, &threat.server_workload_domain, &threat.server_ip);
        let (source, target) = if threat.attacks_server() { (client, server) } else { (server, client) };
        Self {
            at: threat.reported_timestamp,
            critical: is_critical(&threat.level),
            source,
            target: Some(target),
        }
    }
}

impl From<&Violation> for Entry {
    fn from(violation: &Violation) -> Self {
        Self {
            at: violation.reported_timestamp,
            critical: is_critical(&violation.level),
            source: End::new(&violation.client_name, &violation.client_domain, &violation.client_ip),
            target: Some(End::new(&violation.server_name, &violation.server_domain, &violation.server_ip)),
        }
    }
}

impl From<&Incident> for Entry {
    fn from(incident: &Incident) -> Self {
        let name =
            if incident.workload_name.is_empty() { &incident.host_name } else { &incident.workload_name };
        let target = (!incident.remote_workload_name.is_empty())
            .then(|| End::new(&incident.remote_workload_name, &incident.remote_workload_domain, ""));
        Self {
            at: incident.reported_timestamp,
            critical: is_critical(&incident.level),
            source: End::new(name, &incident.workload_domain, ""),
            target,
        }
    }
}

/// Critical ones and warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Critical.
    pub critical: u64,
    /// The rest.
    pub warning: u64,
}

impl Count {
    fn add(&mut self, critical: bool) {
        if critical { self.critical += 1 } else { self.warning += 1 }
    }

    /// Both.
    pub const fn sum(self) -> u64 {
        self.critical + self.warning
    }
}

/// The log, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// All of it.
    pub all: Count,
    /// Slot by slot, the oldest first: when it begins, in unix seconds, and what was in it.
    pub slots: Vec<(i64, Count)>,
    /// Who did most, the worst first.
    pub sources: Vec<(End, Count)>,
    /// To whom most was done.
    pub targets: Vec<(End, Count)>,
    /// When the oldest entry was reported; the log forgets what is older.
    pub since: Option<i64>,
}

/// How many ends are named.
const NAMED: usize = 5;

/// Counts what concerns a namespace (`""` = any) in `count` slots of `length` seconds that end with the one of `now`.
pub fn roll_up(entries: &[Entry], ns: &str, now: i64, length: i64, count: usize) -> Events {
    let concerns = |entry: &&Entry| {
        ns.is_empty()
            || entry.source.domain == ns
            || entry.target.as_ref().is_some_and(|target| target.domain == ns)
    };
    let last = now.div_euclid(length) * length;
    let first = last - length * (i64::try_from(count).unwrap_or(1) - 1);
    let mut slots: BTreeMap<i64, Count> = (0..count)
        .map(|slot| (first + length * i64::try_from(slot).unwrap_or(0), Count::default()))
        .collect();
    let mut events = Events::default();
    let (mut sources, mut targets) = (HashMap::new(), HashMap::new());
    for entry in entries.iter().filter(concerns) {
        events.all.add(entry.critical);
        events.since = Some(events.since.map_or(entry.at, |since| since.min(entry.at)));
        if let Some(slot) = slots.get_mut(&(entry.at.div_euclid(length) * length)) {
            slot.add(entry.critical);
        }
        count_end(&mut sources, &entry.source, entry.critical);
        if let Some(target) = &entry.target {
            count_end(&mut targets, target, entry.critical);
        }
    }
    events.slots = slots.into_iter().collect();
    events.sources = most(sources);
    events.targets = most(targets);
    events
}

fn count_end<'a>(counts: &mut HashMap<&'a End, Count>, end: &'a End, critical: bool) {
    if !end.name.is_empty() {
        counts.entry(end).or_default().add(critical);
    }
}

fn most(counts: HashMap<&End, Count>) -> Vec<(End, Count)> {
    let mut counts: Vec<(&End, Count)> = counts.into_iter().collect();
    counts.sort_unstable_by(|(a, x), (b, y)| (y.sum(), y.critical, *a).cmp(&(x.sum(), x.critical, *b)));
    counts.into_iter().take(NAMED).map(|(end, count)| (end.clone(), count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(at: i64, critical: bool, source: (&str, &str), target: Option<(&str, &str)>) -> Entry {
        let end = |(name, domain): (&str, &str)| End { name: name.into(), domain: domain.into() };
        Entry { at, critical, source: end(source), target: target.map(end) }
    }

    const NOW: i64 = 20 * DAY + 5 * HOUR;

    #[test]
    fn an_entry_stands_in_its_slot_and_an_old_one_only_in_the_sum() {
        let log = [
            entry(NOW, true, ("a", "x"), None),
            entry(NOW - DAY, false, ("a", "x"), None),
            entry(NOW - 40 * DAY, false, ("a", "x"), None),
        ];
        let events = roll_up(&log, "", NOW, DAY, 3);
        let slots: Vec<_> =
            events.slots.iter().map(|(at, count)| (*at, count.critical, count.warning)).collect();
        assert_eq!(slots, [(18 * DAY, 0, 0), (19 * DAY, 0, 1), (20 * DAY, 1, 0)]);
        assert_eq!((events.all.sum(), events.since), (3, Some(NOW - 40 * DAY)));
    }

    #[test]
    fn a_namespace_sees_what_it_has_an_end_of() {
        let log = [
            entry(NOW, true, ("a", "shop"), Some(("b", "bank"))),
            entry(NOW, true, ("c", "bank"), Some(("d", "bank"))),
            entry(NOW, false, ("node-1", ""), None),
        ];
        for (ns, count) in [("", 3), ("shop", 1), ("bank", 2), ("nowhere", 0)] {
            assert_eq!(roll_up(&log, ns, NOW, HOUR, 24).all.sum(), count, "{ns}");
        }
    }

    #[test]
    fn the_worst_ends_come_first_and_ties_have_an_order() {
        let mut log: Vec<_> =
            (0..7).map(|n| entry(NOW, false, (&format!("pod-{n}"), "x"), Some(("victim", "y")))).collect();
        log.push(entry(NOW, true, ("pod-5", "x"), Some(("victim", "y"))));
        let events = roll_up(&log, "", NOW, HOUR, 1);
        let names: Vec<_> = events.sources.iter().map(|(end, count)| (&*end.name, count.sum())).collect();
        assert_eq!(names, [("pod-5", 2), ("pod-0", 1), ("pod-1", 1), ("pod-2", 1), ("pod-3", 1)]);
        assert_eq!(events.targets[0].1, Count { critical: 1, warning: 7 });
    }

    #[test]
    fn a_threat_against_the_client_comes_from_the_server() {
        let threat = |target: &str| Threat {
            level: "CRITICAL".into(),
            client_workload_name: "external".into(),
            client_ip: "203.0.113.9".into(),
            server_workload_name: "web".into(),
            target: target.into(),
            ..Threat::default()
        };
        let entry = Entry::from(&threat("server"));
        assert_eq!((&*entry.source.name, entry.critical), ("203.0.113.9", true));
        assert_eq!(Entry::from(&threat("client")).source.name, "web");
    }

    #[test]
    fn an_incident_on_a_node_is_the_nodes() {
        let incident = Incident { host_name: "node-1".into(), ..Incident::default() };
        let entry = Entry::from(&incident);
        assert_eq!((&*entry.source.name, entry.target), ("node-1", None));
    }
}
