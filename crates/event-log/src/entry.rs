//! One entry of any log, as the rest of this crate knows it; and how each of the controller's types becomes one.

use std::borrow::Cow;

use controller_api::{
    audit::Audit,
    event::Event,
    security_log::{Incident, Threat, Violation},
};

use crate::{Category, Field, Id, Kind, Level, Location};

/// An entry. It borrows what it says from what the controller answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What tells it apart.
    pub id: Id,
    /// The log that it is of.
    pub kind: Kind,
    /// How grave.
    pub level: Level,
    /// When it was reported, in unix seconds.
    pub at: i64,
    /// How often it happened: the controller counts what repeats within seconds; 1 = once.
    pub count: u32,
    /// The target is the client: who is attacked began the connection, or the far end of an incident did.
    pub reversed: bool,
    words: [Cow<'a, str>; Field::COUNT],
}

impl<'a> Entry<'a> {
    fn new(id: Id, kind: Kind, level: &str, at: i64) -> Self {
        Self {
            id,
            kind,
            level: Level::of(level),
            at,
            count: 1,
            reversed: false,
            words: [const { Cow::Borrowed("") }; Field::COUNT],
        }
    }

    /// What it says in a field; `""` = nothing.
    pub fn word(&self, field: Field) -> &str {
        &self.words[field as usize]
    }

    /// The same entry saying this in a field.
    #[must_use]
    pub fn with(mut self, field: Field, word: impl Into<Cow<'a, str>>) -> Self {
        self.words[field as usize] = word.into();
        self
    }

    /// Says in which countries its addresses are registered. `country` gives the two letters of one; `""` = none.
    #[must_use]
    pub fn located(mut self, country: impl Fn(&str) -> &'static str) -> Self {
        for (address, place) in
            [(Field::SourceAddress, Field::SourceCountry), (Field::TargetAddress, Field::TargetCountry)]
        {
            self.words[place as usize] = Cow::Borrowed(country(self.word(address)));
        }
        self
    }

    fn end(self, fields: [Field; 5], end: End<'a>) -> Self {
        let [name, id, namespace, group, address] = fields;
        let found = group_of(&end);
        self.with(name, end.name)
            .with(id, end.id)
            .with(namespace, end.namespace)
            .with(group, found)
            .with(address, end.address)
    }

    fn ends(self, source: End<'a>, target: End<'a>) -> Self {
        use Field::{
            Source, SourceAddress, SourceGroup, SourceId, SourceNamespace, Target, TargetAddress,
            TargetGroup, TargetId, TargetNamespace,
        };
        self.end([Source, SourceId, SourceNamespace, SourceGroup, SourceAddress], source)
            .end([Target, TargetId, TargetNamespace, TargetGroup, TargetAddress], target)
    }
}

/// What a log says of an end.
struct End<'a> {
    id: &'a str,
    name: &'a str,
    namespace: &'a str,
    service: &'a str,
    address: &'a str,
}

impl End<'_> {
    /// It is a node; the ids of nodes hold a colon, those of workloads and addresses of version 4 none.
    fn is_node(&self) -> bool {
        self.id.contains(':') && self.id.parse::<std::net::IpAddr>().is_err()
    }
}

/// The group that an end belongs to of itself.
fn group_of<'a>(end: &End<'a>) -> Cow<'a, str> {
    match end.service {
        "" if end.is_node() => Cow::Borrowed("nodes"),
        "" => Cow::Borrowed(""),
        "external" | "nodes" => Cow::Borrowed(end.service),
        service => Cow::Owned(format!("nv.{service}")),
    }
}

fn place(end: &End<'_>, other: &End<'_>) -> &'static str {
    let is_pod = |end: &End<'_>| !end.namespace.is_empty();
    let location = if !is_pod(end) && !is_pod(other) && (end.is_node() || other.is_node()) {
        Location::Host
    } else {
        Location::Container
    };
    location.word()
}

/// A port as it is written: `tcp/443`; ICMP has none.
fn port(protocol: u8, port: u16) -> Cow<'static, str> {
    match protocol {
        1 | 58 => Cow::Borrowed("icmp"),
        6 => Cow::Owned(format!("tcp/{port}")),
        17 => Cow::Owned(format!("udp/{port}")),
        0 if port == 0 => Cow::Borrowed(""),
        other => Cow::Owned(format!("{other}/{port}")),
    }
}

fn joined(words: &[String]) -> Cow<'_, str> {
    match words {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(one),
        many => Cow::Owned(many.join(" ")),
    }
}

impl<'a> From<&'a Threat> for Entry<'a> {
    fn from(threat: &'a Threat) -> Self {
        let client = End {
            id: &threat.client_workload_id,
            name: &threat.client_workload_name,
            namespace: &threat.client_workload_domain,
            service: &threat.client_workload_service,
            address: &threat.client_ip,
        };
        let server = End {
            id: &threat.server_workload_id,
            name: &threat.server_workload_name,
            namespace: &threat.server_workload_domain,
            service: &threat.server_workload_service,
            address: &threat.server_ip,
        };
        let location = place(&client, &server);
        let image = if threat.attacks_server() {
            &threat.server_workload_image
        } else {
            &threat.client_workload_image
        };
        let reversed = !threat.attacks_server();
        let (source, target) = if reversed { (server, client) } else { (client, server) };
        let entry = Self::new(
            Id::named(Kind::Threat, &threat.id),
            Kind::Threat,
            &threat.level,
            threat.reported_timestamp,
        );
        Self { count: threat.count.max(1), reversed, ..entry }
            .ends(source, target)
            .with(Field::Name, &*threat.name)
            .with(Field::Severity, &*threat.severity)
            .with(Field::Action, &*threat.action)
            .with(Field::Category, Category::Network.word())
            .with(Field::Location, location)
            .with(Field::Node, &*threat.host_name)
            .with(Field::Port, port(threat.ip_proto, threat.server_port))
            .with(Field::Application, &*threat.application)
            .with(
                Field::Rule,
                if threat.sensor.is_empty() {
                    Cow::Owned(threat.threat_id.to_string())
                } else {
                    Cow::Borrowed(&*threat.sensor)
                },
            )
            .with(Field::Group, &*threat.group)
            .with(Field::Image, &**image)
            .with(Field::Message, &*threat.message)
    }
}

/// What violations are called: the controller gives them no name.
pub const VIOLATION: &str = "Network.Violation";

impl<'a> From<&'a Violation> for Entry<'a> {
    fn from(violation: &'a Violation) -> Self {
        let client = End {
            id: &violation.client_id,
            name: &violation.client_name,
            namespace: &violation.client_domain,
            service: &violation.client_service,
            address: &violation.client_ip,
        };
        let server = End {
            id: &violation.server_id,
            name: &violation.server_name,
            namespace: &violation.server_domain,
            service: &violation.server_service,
            address: &violation.server_ip,
        };
        let location = place(&client, &server);
        let image =
            if violation.server_image.is_empty() { &violation.client_image } else { &violation.server_image };
        let entry = Self::new(
            Id::named(Kind::Violation, &violation.id),
            Kind::Violation,
            &violation.level,
            violation.reported_timestamp,
        );
        Self { count: violation.sessions.max(1), ..entry }
            .ends(client, server)
            .with(Field::Name, VIOLATION)
            .with(Field::Action, &*violation.policy_action)
            .with(Field::Category, Category::Network.word())
            .with(Field::Location, location)
            .with(Field::Node, &*violation.host_name)
            .with(Field::Fqdn, &*violation.fqdn)
            .with(Field::Port, port(violation.ip_proto, violation.server_port))
            .with(Field::Application, joined(&violation.applications))
            .with(Field::Rule, violation.policy_id.to_string())
            .with(Field::Image, &**image)
    }
}

impl<'a> From<&'a Incident> for Entry<'a> {
    fn from(incident: &'a Incident) -> Self {
        let on_node = incident.workload_id.is_empty();
        let here = End {
            id: if on_node { &incident.host_id } else { &incident.workload_id },
            name: if on_node { &incident.host_name } else { &incident.workload_name },
            namespace: &incident.workload_domain,
            service: if on_node { "nodes" } else { &incident.workload_service },
            address: if incident.conn_ingress { &incident.server_ip } else { &incident.client_ip },
        };
        let far = End {
            id: &incident.remote_workload_id,
            name: &incident.remote_workload_name,
            namespace: &incident.remote_workload_domain,
            service: &incident.remote_workload_service,
            address: if incident.conn_ingress { &incident.client_ip } else { &incident.server_ip },
        };
        let process = if incident.proc_cmd.is_empty() {
            if incident.proc_path.is_empty() { &incident.proc_name } else { &incident.proc_path }
        } else {
            &incident.proc_cmd
        };
        let user = if incident.proc_effective_user.is_empty() {
            &incident.proc_real_user
        } else {
            &incident.proc_effective_user
        };
        let files = if incident.files.is_empty() {
            Cow::Borrowed(&*incident.file_path)
        } else {
            joined(&incident.files)
        };
        let location = if on_node { Location::Host } else { Location::Container };
        let entry = Self::new(
            Id::named(Kind::Incident, &incident.id),
            Kind::Incident,
            &incident.level,
            incident.reported_timestamp,
        );
        Self { count: incident.count.unwrap_or(1).max(1), reversed: incident.conn_ingress, ..entry }
            .ends(here, far)
            .with(Field::Name, &*incident.name)
            .with(Field::Action, &*incident.action)
            .with(Field::Category, Category::of_incident(&incident.name).word())
            .with(Field::Location, location.word())
            .with(Field::Node, &*incident.host_name)
            .with(
                Field::Port,
                port(incident.ip_proto.unwrap_or_default(), incident.server_port.unwrap_or_default()),
            )
            .with(Field::Rule, &*incident.rule_id)
            .with(Field::Group, &*incident.group)
            .with(Field::Process, &**process)
            .with(Field::File, files)
            .with(Field::User, &**user)
            .with(Field::Image, &*incident.workload_image)
            .with(Field::Message, &*incident.message)
    }
}

impl<'a> From<&'a Event> for Entry<'a> {
    fn from(event: &'a Event) -> Self {
        let id = Id::said(
            Kind::Event,
            [
                &*event.name,
                &event.reported_timestamp.to_string(),
                &event.level,
                &event.message,
                &event.user,
                &event.user_session,
                &event.host_id,
                &event.controller_id,
                &event.enforcer_id,
                &event.workload_id,
                &event.rest_method,
                &event.rest_request,
                &event.rest_body,
            ],
        );
        let here = if !event.workload_id.is_empty() {
            End {
                id: &event.workload_id,
                name: &event.workload_name,
                namespace: &event.workload_domain,
                service: &event.workload_service,
                address: "",
            }
        } else if !event.enforcer_id.is_empty() {
            End {
                id: &event.enforcer_id,
                name: &event.enforcer_name,
                namespace: "",
                service: "",
                address: "",
            }
        } else {
            End {
                id: &event.controller_id,
                name: &event.controller_name,
                namespace: "",
                service: "",
                address: &event.user_addr,
            }
        };
        let nobody = End { id: "", name: "", namespace: "", service: "", address: "" };
        let location = if !event.workload_id.is_empty() {
            Location::Container
        } else if !event.enforcer_id.is_empty() {
            Location::Host
        } else {
            Location::Cluster
        };
        Self::new(id, Kind::Event, &event.level, event.reported_timestamp)
            .ends(here, nobody)
            .with(Field::Name, &*event.name)
            .with(Field::Category, &*event.category)
            .with(Field::Location, location.word())
            .with(Field::Node, &*event.host_name)
            .with(Field::User, &*event.user)
            .with(Field::Image, &*event.workload_image)
            .with(Field::Message, said(event))
    }
}

/// An event's message, and the request behind it.
fn said(event: &Event) -> Cow<'_, str> {
    if event.rest_request.is_empty() {
        Cow::Borrowed(&event.message)
    } else {
        Cow::Owned(format!("{} {} {}", event.message, event.rest_method, event.rest_request))
    }
}

impl<'a> From<&'a Audit> for Entry<'a> {
    fn from(report: &'a Audit) -> Self {
        let id = Id::said(
            Kind::Report,
            [
                &*report.name,
                &report.reported_timestamp.to_string(),
                &report.level,
                &report.message,
                &report.workload_id,
                &report.workload_domain,
                &report.workload_image,
                &report.host_id,
                &report.image_id,
                &report.image,
                &report.registry,
                &report.repository,
                &report.tag,
                &report.platform,
                &report.user,
                &report.group,
                &report.items.join("\n"),
            ],
        );
        let (location, here) = about(report);
        let nobody = End { id: "", name: "", namespace: "", service: "", address: "" };
        let cves = [&report.critical_vuls, &report.high_vuls, &report.medium_vuls];
        let cves: Vec<&str> = cves.into_iter().flatten().map(String::as_str).collect();
        let image = image_of(report);
        let message = if report.message.is_empty() { &report.error } else { &report.message };
        let entry = Self::new(id, Kind::Report, &report.level, report.reported_timestamp);
        Self { count: report.count.unwrap_or(1).max(1), ..entry }
            .ends(here, nobody)
            .with(Field::Name, &*report.name)
            .with(Field::Location, location.word())
            .with(Field::Node, &*report.host_name)
            .with(Field::Group, &*report.group)
            .with(Field::User, &*report.user)
            .with(Field::Image, image)
            .with(Field::Cve, cves.join(" "))
            .with(Field::Message, &**message)
    }
}

/// What a report speaks of. Which fields are there decides, since new names come with new versions.
fn about(report: &Audit) -> (Location, End<'_>) {
    let end = |id, name| End { id, name, namespace: "", service: "", address: "" };
    if !report.workload_id.is_empty() {
        let end = End {
            id: &report.workload_id,
            name: &report.workload_name,
            namespace: &report.workload_domain,
            service: &report.workload_service,
            address: "",
        };
        (Location::Container, end)
    } else if report.name.starts_with("Admission") {
        (Location::Image, End { namespace: &report.workload_domain, ..end("", &report.workload_image) })
    } else if !report.registry.is_empty() || !report.repository.is_empty() {
        (Location::Registry, end(&report.image_id, &report.repository))
    } else if !report.platform.is_empty() {
        (Location::Platform, end(&report.platform, &report.platform))
    } else if !report.host_id.is_empty() {
        (Location::Host, End { service: "nodes", ..end(&report.host_id, &report.host_name) })
    } else {
        (Location::Cluster, end("", ""))
    }
}

/// The image that a report speaks of, with its tag.
fn image_of(report: &Audit) -> Cow<'_, str> {
    if !report.workload_image.is_empty() {
        Cow::Borrowed(&report.workload_image)
    } else if !report.image.is_empty() {
        Cow::Borrowed(&report.image)
    } else if report.repository.is_empty() {
        Cow::Borrowed("")
    } else if report.tag.is_empty() {
        Cow::Borrowed(&report.repository)
    } else {
        Cow::Owned(format!("{}:{}", report.repository, report.tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_violation_names_its_ends_and_its_port() {
        let violation = Violation {
            id: "v".into(),
            level: "Warning".into(),
            client_id: "external".into(),
            client_name: "external".into(),
            client_service: "external".into(),
            client_ip: "203.0.113.66".into(),
            server_id: "w".into(),
            server_name: "ledger-db-0".into(),
            server_domain: "payments".into(),
            server_service: "ledger-db.payments".into(),
            server_port: 3306,
            ip_proto: 6,
            policy_action: "deny".into(),
            sessions: 16,
            ..Violation::default()
        };
        let entry = Entry::from(&violation).located(|address| if address.is_empty() { "" } else { "ZZ" });
        assert_eq!((entry.kind, entry.level, entry.count), (Kind::Violation, Level::Warning, 16));
        assert_eq!(entry.word(Field::SourceGroup), "external");
        assert_eq!(entry.word(Field::TargetGroup), "nv.ledger-db.payments");
        assert_eq!(entry.word(Field::Port), "tcp/3306");
        assert_eq!((entry.word(Field::Rule), entry.word(Field::Name)), ("0", VIOLATION));
        assert_eq!((entry.word(Field::SourceCountry), entry.word(Field::TargetCountry)), ("ZZ", ""));
    }

    #[test]
    fn who_attacks_is_the_source_whoever_began() {
        let threat = Threat {
            client_workload_name: "web".into(),
            server_workload_name: "external".into(),
            server_workload_service: "external".into(),
            target: "client".into(),
            ..Threat::default()
        };
        let entry = Entry::from(&threat);
        assert!(entry.reversed);
        assert_eq!((entry.word(Field::Source), entry.word(Field::Target)), ("external", "web"));
    }

    #[test]
    fn an_incident_on_a_node_is_the_nodes() {
        let incident = Incident { host_id: "n:1".into(), host_name: "node-1".into(), ..Incident::default() };
        let entry = Entry::from(&incident);
        assert_eq!((entry.word(Field::Source), entry.word(Field::SourceGroup)), ("node-1", "nodes"));
        assert_eq!(entry.word(Field::Location), "host");
        assert_eq!(entry.word(Field::Port), "");
    }

    #[test]
    fn a_report_is_placed_by_what_it_speaks_of() {
        let located = |report: Audit| Entry::from(&report).word(Field::Location).to_owned();
        let report = Audit::default;
        assert_eq!(
            located(Audit { workload_id: "w".into(), host_id: "h:1".into(), ..report() }),
            "container"
        );
        assert_eq!(located(Audit { host_id: "h:1".into(), ..report() }), "host");
        assert_eq!(
            located(Audit { registry_name: "r".into(), repository: "a/b".into(), ..report() }),
            "registry"
        );
        assert_eq!(located(Audit { platform: "kubernetes".into(), ..report() }), "platform");
        assert_eq!(located(Audit { name: "Admission.Control.Denied".into(), ..report() }), "image");
        assert_eq!(located(report()), "cluster");
    }

    #[test]
    fn events_that_say_the_same_are_one() {
        let event = Event { name: "User.Login".into(), user: "ann".into(), ..Event::default() };
        let later = Event { reported_timestamp: 5, ..event.clone() };
        assert_eq!(Entry::from(&event).id, Entry::from(&event.clone()).id);
        assert_ne!(Entry::from(&event).id, Entry::from(&later).id);
    }
}
