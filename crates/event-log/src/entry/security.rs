//! Threats, violations and incidents as entries.

use std::borrow::Cow;

use controller_api::security_log::{Incident, Threat, Violation};

use super::{End, Entry, place};
use crate::{Category, Field, Id, Kind, Location};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

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
}
