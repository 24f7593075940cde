//! What can be done about an entry, from what it says. Pure, on the server only.

use controller_api::security_log::Violation;
use event_log::{Category, Entry, Field};
use network_map::model::Kind;
use review::rule::{Said, group_of_service};

use super::{Acts, PodHere, ProcessBehind, RuleBehind};
use crate::log::{
    panel::on_map::{Side, place},
    read::Raw,
};

/// What can be done.
pub fn acts(raw: &Raw, entry: &Entry<'_>) -> Acts {
    match raw {
        Raw::Threat(_) => Acts { pods: pods(entry), ..Acts::default() },
        Raw::Violation(violation) => {
            Acts { rule: Some(rule(violation, entry)), pods: pods(entry), ..Acts::default() }
        }
        Raw::Incident(incident) => {
            let is_process = Category::of_incident(&incident.name) == Category::Process;
            let process = (is_process && !incident.proc_name.is_empty()).then(|| ProcessBehind {
                group: if incident.group.is_empty() {
                    entry.word(Field::SourceGroup).to_owned()
                } else {
                    incident.group.clone()
                },
                name: incident.proc_name.clone(),
                path: incident.proc_path.clone(),
                rule: if incident.rule_id.is_empty() { "-".to_owned() } else { incident.rule_id.clone() },
                namespace: incident.workload_domain.clone(),
            });
            Acts {
                rule: None,
                process: process.filter(|process| !process.group.is_empty()),
                pods: pods(entry),
            }
        }
        Raw::Event(_) | Raw::Report(_) => Acts::default(),
    }
}

fn rule(violation: &Violation, entry: &Entry<'_>) -> RuleBehind {
    let group = |service: &str, id: &str| group_of_service(service, id);
    let application = entry.word(Field::Application).split(' ').next().unwrap_or_default();
    RuleBehind {
        id: violation.policy_id,
        from: group(&violation.client_service, &violation.client_id),
        to: group(&violation.server_service, &violation.server_id),
        said: Said { application: application.to_owned(), port: entry.word(Field::Port).to_owned() },
        namespaces: [&violation.client_domain, &violation.server_domain].map(String::clone),
    }
}

/// The pods among the ends of an entry.
fn pods(entry: &Entry<'_>) -> Vec<PodHere> {
    let ends = [
        (Side::Source, Field::Source, Field::SourceNamespace),
        (Side::Target, Field::Target, Field::TargetNamespace),
    ];
    let pod = |(side, name, namespace): (Side, Field, Field)| {
        let place = place(entry, side).filter(|place| place.kind == Kind::Pod)?;
        let word = |field| entry.word(field).to_owned();
        Some(PodHere { key: place.key.to_string(), name: word(name), namespace: word(namespace) })
    };
    let mut pods: Vec<PodHere> = ends.into_iter().filter_map(pod).collect();
    pods.dedup();
    pods
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use controller_api::security_log::Incident;

    use super::*;

    #[test]
    fn a_violation_has_its_rule_and_its_pods() {
        let violation = Violation {
            client_id: "a1".into(),
            client_name: "web-1".into(),
            client_domain: "shop".into(),
            client_service: "web.shop".into(),
            server_id: "external".into(),
            server_name: "external".into(),
            server_service: "external".into(),
            server_port: 22,
            ip_proto: 6,
            applications: vec!["SSH".into()],
            ..Violation::default()
        };
        let raw = Raw::Violation(Arc::new(violation));
        let acts = acts(&raw, &raw.entry());
        let rule = acts.rule.expect("it has one");
        assert_eq!((rule.id, &*rule.from, &*rule.to), (0, "nv.web.shop", "external"));
        assert_eq!((&*rule.said.application, &*rule.said.port), ("SSH", "tcp/22"));
        assert_eq!(acts.pods.iter().map(|pod| &*pod.name).collect::<Vec<_>>(), ["web-1"]);
    }

    #[test]
    fn an_incident_of_a_process_has_its_profile_and_one_of_a_file_none() {
        let incident = |name: &str| Incident {
            name: name.into(),
            proc_name: "nc".into(),
            proc_path: "/bin/nc".into(),
            workload_id: "a1".into(),
            workload_name: "web-1".into(),
            workload_domain: "shop".into(),
            workload_service: "web.shop".into(),
            ..Incident::default()
        };
        let of = |name| {
            let raw = Raw::Incident(Arc::new(incident(name)));
            acts(&raw, &raw.entry())
        };
        let process = of("Process.Profile.Violation").process.expect("it has one");
        assert_eq!((&*process.group, &*process.name, &*process.path), ("nv.web.shop", "nc", "/bin/nc"));
        assert_eq!(of("Container.FileAccess.Violation").process, None);
        assert_eq!(of("Container.FileAccess.Violation").pods.len(), 1);
    }
}
