//! Events of the product and risk reports as entries.

use std::borrow::Cow;

use controller_api::{audit::Audit, event::Event};

use super::{End, Entry};
use crate::{Field, Id, Kind, Location};

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
