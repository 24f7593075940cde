//! Everything that an entry says, as facts in the reader's words. Pure, on the server only.

use controller_api::{
    audit::Audit,
    enforcer::Enforcer,
    event::Event,
    host::ConnectionState,
    security_log::{Incident, Threat, Violation},
};
use event_log::{Entry, Field};

use super::{
    on_map,
    shown::{Fact, Part, ProcessStep},
};
use crate::log::{line::End, memory::Memory, read::Raw, words};

/// All facts of an entry.
pub fn parts(raw: &Raw, entry: &Entry<'_>) -> Vec<Part> {
    let mut parts = match raw {
        Raw::Threat(threat) => vec![threat_part(threat), ends_part(raw, entry)],
        Raw::Violation(violation) => vec![violation_part(violation), ends_part(raw, entry)],
        Raw::Incident(incident) => vec![incident_part(incident), ends_part(raw, entry)],
        Raw::Event(event) => vec![event_part(event), memory_part(event), request_part(event)],
        Raw::Report(report) => vec![report_part(report)],
    };
    parts.push(reporter_part(raw));
    parts.retain(|part| !part.facts.is_empty());
    parts
}

/// Collects facts; what is not said is no fact.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn say(self, name: &str, value: impl Into<String>) -> Self {
        self.link(name, value, String::new())
    }

    fn link(mut self, name: &str, value: impl Into<String>, href: String) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.0.push(Fact { name: name.to_owned(), value, href });
        }
        self
    }

    fn part(self, title: &str) -> Part {
        Part { title: title.to_owned(), facts: self.0 }
    }
}

fn threat_part(threat: &Threat) -> Part {
    let icmp = (threat.ip_proto == 1).then(|| format!("{}/{}", threat.icmp_type, threat.icmp_code));
    let mapped = threat.server_conn_port != threat.server_port && threat.server_conn_port > 0;
    Facts::default()
        .say(text::entry::severity(), words::severity(&threat.severity))
        .say(text::entry::attacked(), attacked(threat))
        .say(text::entry::monitored(), if threat.monitor { text::common::yes() } else { "" })
        .say(text::entry::threat_number(), threat.threat_id.to_string())
        .say(text::entry::sensor(), &*threat.sensor)
        .link(text::entry::on_group(), &*threat.group, group_link(&threat.group))
        .say(text::entry::application(), &*threat.application)
        .say(text::entry::icmp(), icmp.unwrap_or_default())
        .say(text::entry::client_port(), number(threat.client_port.into()))
        .say(text::entry::server_port(), number(threat.server_port.into()))
        .say(
            text::entry::connected_port(),
            if mapped { number(threat.server_conn_port.into()) } else { String::new() },
        )
        .say(text::entry::times(), number(threat.count.into()))
        .say(
            text::entry::response_rule(),
            threat.response_rule_id.map(|id| id.to_string()).unwrap_or_default(),
        )
        .say(text::entry::message(), &*threat.message)
        .part(text::entry::threat())
}

/// Which end was attacked, where the threat says it.
fn attacked(threat: &Threat) -> &str {
    match threat.target.as_str() {
        "client" => text::events::client(),
        "server" => text::events::server(),
        other => other,
    }
}

fn violation_part(violation: &Violation) -> Part {
    let rule = match violation.policy_id {
        0 => text::entry::no_rule().to_owned(),
        id => id.to_string(),
    };
    let servers: Vec<&str> = violation.servers.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
    let crossed = if violation.nbe { text::common::yes() } else { "" };
    Facts::default()
        .say(text::entry::rule(), rule)
        .say(text::entry::port(), Entry::from(violation).word(Field::Port))
        .say(text::entry::application(), violation.applications.join(", "))
        .say(text::entry::server_software(), servers.join(", "))
        .say(text::entry::fqdn(), &*violation.fqdn)
        .say(text::entry::sessions(), number(violation.sessions.into()))
        .say(text::entry::forwarded(), if violation.xff { text::common::yes() } else { "" })
        .say(text::entry::crossed(), crossed)
        .part(text::entry::connection())
}

fn incident_part(incident: &Incident) -> Part {
    let user = |name: &str, uid: Option<i64>| match uid {
        Some(uid) if name.is_empty() => uid.to_string(),
        Some(uid) => format!("{name} ({uid})"),
        None => name.to_owned(),
    };
    let since = incident.aggregation_from.map(kit::date::moment).unwrap_or_default();
    Facts::default()
        .link(text::entry::on_group(), &*incident.group, group_link(&incident.group))
        .say(text::entry::process(), &*incident.proc_name)
        .say(text::entry::path(), &*incident.proc_path)
        .say(text::entry::command(), &*incident.proc_cmd)
        .say(text::entry::real_user(), user(&incident.proc_real_user, incident.proc_real_uid))
        .say(text::entry::effective_user(), user(&incident.proc_effective_user, incident.proc_effective_uid))
        .say(text::entry::parent(), &*incident.proc_parent_name)
        .say(text::entry::parent_path(), &*incident.proc_parent_path)
        .say(text::entry::file_rule(), &*incident.file_path)
        .say(text::entry::files(), incident.files.join("\n"))
        .say(text::entry::port(), Entry::from(incident).word(Field::Port))
        .say(text::entry::client_port(), number(incident.client_port.unwrap_or_default().into()))
        .say(text::entry::rule(), rule_of(&incident.rule_id))
        .say(text::entry::times(), number(incident.count.unwrap_or(1).into()))
        .say(text::entry::counted_since(), since)
        .say(
            text::entry::response_rule(),
            incident.response_rule_id.map(|id| id.to_string()).unwrap_or_default(),
        )
        .say(text::entry::message(), &*incident.message)
        .part(text::entry::incident())
}

/// A process rule's UUID; one of zeros and a small number is a reason of the product's own.
fn rule_of(id: &str) -> String {
    match id.strip_prefix("00000000-0000-0000-0000-0000000000") {
        Some(_) => text::entry::built_in().to_owned(),
        None => id.to_owned(),
    }
}

fn event_part(event: &Event) -> Part {
    let roles = event.user_roles.iter().map(|(namespace, role)| {
        if namespace.is_empty() { role.clone() } else { format!("{namespace}: {role}") }
    });
    // What is a document of numbers has a part of its own.
    let message = if Memory::of(&event.name, &event.message).is_some() { "" } else { &event.message };
    Facts::default()
        .say(text::entry::message(), message)
        .say(text::entry::category(), &*event.category)
        .say(text::entry::user(), &*event.user)
        .say(text::entry::roles(), roles.collect::<Vec<_>>().join(", "))
        .say(text::entry::user_address(), &*event.user_addr)
        .say(text::entry::user_session(), &*event.user_session)
        .say(text::entry::workload(), &*event.workload_name)
        .say(text::entry::namespace(), &*event.workload_domain)
        .say(text::entry::service(), &*event.workload_service)
        .say(text::entry::image(), &*event.workload_image)
        .part(text::entry::event())
}

/// How memory stands, of an event that is about it.
fn memory_part(event: &Event) -> Part {
    let Some(memory) = Memory::of(&event.name, &event.message) else { return Part::default() };
    let amount = |bytes: u64| if bytes == 0 { String::new() } else { text::bytes(bytes) };
    let limit = memory.limit().map_or_else(|| text::memory::no_limit().to_owned(), text::bytes);
    Facts::default()
        .say(text::memory::level(), memory.level.to_string())
        .say(text::memory::in_use(), amount(memory.used()))
        .say(text::memory::limit(), limit)
        .say(text::memory::most(), amount(memory.max_usage))
        .say(text::memory::resident(), amount(memory.rss))
        .say(text::memory::active(), amount(memory.active_anon))
        .say(text::memory::inactive(), amount(memory.inactive_anon))
        .say(text::memory::cache(), amount(memory.cache))
        .say(text::memory::free(), amount(memory.system_free))
        .say(text::memory::hits(), number(memory.failcnt))
        .say(text::memory::faults(), number(memory.page_faults))
        .say(text::memory::description(), memory.description)
        .part(text::memory::memory())
}

fn request_part(event: &Event) -> Part {
    Facts::default()
        .say(
            text::entry::request(),
            format!("{} {}", event.rest_method, event.rest_request).trim().to_owned(),
        )
        .say(text::entry::body(), &*event.rest_body)
        .part(text::entry::rest())
}

fn report_part(report: &Audit) -> Part {
    let since = report.aggregation_from.map(kit::date::moment).unwrap_or_default();
    let image = if report.tag.is_empty() {
        report.repository.clone()
    } else {
        format!("{}:{}", report.repository, report.tag)
    };
    Facts::default()
        .say(text::entry::message(), &*report.message)
        .say(text::entry::error(), &*report.error)
        .say(text::entry::workload(), &*report.workload_name)
        .say(text::entry::namespace(), &*report.workload_domain)
        .say(text::entry::service(), &*report.workload_service)
        .say(
            text::entry::image(),
            if report.workload_image.is_empty() { &report.image } else { &report.workload_image },
        )
        .say(text::entry::image_id(), &*report.image_id)
        .say(text::entry::registry(), &*report.registry_name)
        .say(text::entry::registry_address(), &*report.registry)
        .say(text::entry::repository(), image)
        .say(text::entry::base_os(), &*report.base_os)
        .say(
            text::entry::platform(),
            format!("{} {}", report.platform, report.platform_version).trim().to_owned(),
        )
        .link(text::entry::on_group(), &*report.group, group_link(&report.group))
        .say(text::entry::user(), &*report.user)
        .say(
            text::entry::volume(),
            format!("{} {}", report.pvc_name, report.pvc_storageclass_name).trim().to_owned(),
        )
        .say(text::entry::database(), &*report.cvedb_version)
        .say(text::entry::times(), report.count.map(|count| number(count.into())).unwrap_or_default())
        .say(text::entry::counted_since(), since)
        .say(
            text::entry::response_rule(),
            report.response_rule_id.map(|id| id.to_string()).unwrap_or_default(),
        )
        .part(text::entry::report())
}

/// The images of source and target.
fn images(raw: &Raw) -> [&str; 2] {
    match raw {
        Raw::Threat(of) if of.attacks_server() => [&of.client_workload_image, &of.server_workload_image],
        Raw::Threat(of) => [&of.server_workload_image, &of.client_workload_image],
        Raw::Violation(of) => [&of.client_image, &of.server_image],
        Raw::Incident(of) => [&of.workload_image, &of.remote_workload_image],
        Raw::Event(_) | Raw::Report(_) => ["", ""],
    }
}

fn ends_part(raw: &Raw, entry: &Entry<'_>) -> Part {
    let end = |fields: [Field; 5]| {
        let [name, namespace, group, address, country] = fields.map(|field| entry.word(field).to_owned());
        End { name, namespace, group, address, country }
    };
    let source = end([
        Field::Source,
        Field::SourceNamespace,
        Field::SourceGroup,
        Field::SourceAddress,
        Field::SourceCountry,
    ]);
    let target = end([
        Field::Target,
        Field::TargetNamespace,
        Field::TargetGroup,
        Field::TargetAddress,
        Field::TargetCountry,
    ]);
    let [of_source, of_target] = images(raw);
    let facts = end_facts(Facts::default(), text::entry::source(), &source, of_source);
    end_facts(facts, text::entry::target(), &target, of_target).part(text::entry::ends())
}

fn end_facts(facts: Facts, name: &str, end: &End, image: &str) -> Facts {
    if end.name.is_empty() {
        return facts;
    }
    let country = country::Country::from_code(&end.country)
        .map(|country| format!(", {} ({})", country.name(text::language().code()), country.code()));
    let address = format!("{}{}", end.address, country.unwrap_or_default());
    let shown = words::end_name(&end.name, "");
    let shown =
        if end.namespace.is_empty() { shown } else { text::entry::in_namespace(&shown, &end.namespace) };
    facts
        .say(name, shown)
        .link(text::entry::group(), &*end.group, group_link(&end.group))
        .say(text::entry::address(), address)
        .say(text::entry::image(), image)
}

fn reporter_part(raw: &Raw) -> Part {
    let (node, enforcer, controller, cluster, at) = match raw {
        Raw::Threat(of) => (&of.host_name, &of.enforcer_name, "", &of.cluster_name, of.reported_timestamp),
        Raw::Violation(of) => (&of.host_name, &of.enforcer_name, "", &of.cluster_name, of.reported_timestamp),
        Raw::Incident(of) => (&of.host_name, &of.enforcer_name, "", &of.cluster_name, of.reported_timestamp),
        Raw::Event(of) => {
            (&of.host_name, &of.enforcer_name, &*of.controller_name, &of.cluster_name, of.reported_timestamp)
        }
        Raw::Report(of) => (&of.host_name, &of.enforcer_name, "", &of.cluster_name, of.reported_timestamp),
    };
    Facts::default()
        .say(text::entry::reported(), kit::date::moment_exact(at))
        .link(text::entry::node(), &**node, host_link(raw))
        .say(text::entry::enforcer(), &**enforcer)
        .say(text::entry::controller(), controller)
        .say(text::entry::cluster(), &**cluster)
        .part(text::entry::reporter())
}

/// The id of the enforcer that reported it; `""` = nobody did.
pub fn enforcer_id(raw: &Raw) -> &str {
    match raw {
        Raw::Threat(of) => &of.enforcer_id,
        Raw::Violation(of) => &of.enforcer_id,
        Raw::Incident(of) => &of.enforcer_id,
        Raw::Event(of) => &of.enforcer_id,
        Raw::Report(of) => &of.enforcer_id,
    }
}

/// An enforcer as it stands now.
pub fn enforcer(enforcer: &Enforcer) -> Part {
    let state = match &enforcer.connection_state {
        ConnectionState::Connected => text::entry::connected().to_owned(),
        ConnectionState::Disconnected => text::entry::disconnected().to_owned(),
        ConnectionState::Stopped => text::entry::stopped().to_owned(),
        other => other.as_str().to_owned(),
    };
    let moment = |written: &str| kit::date::parse(written).map(kit::date::moment).unwrap_or_default();
    Facts::default()
        .say(text::entry::enforcer(), &*enforcer.display_name)
        .say(text::entry::state(), state)
        .say(text::entry::version(), &*enforcer.version)
        .say(text::entry::joined(), moment(&enforcer.joined_at))
        .say(text::entry::silent_since(), moment(&enforcer.disconnected_at))
        .part(text::entry::its_enforcer())
}

/// The node on the map.
fn host_link(raw: &Raw) -> String {
    let id = match raw {
        Raw::Threat(of) => &of.host_id,
        Raw::Violation(of) => &of.host_id,
        Raw::Incident(of) => &of.host_id,
        Raw::Event(of) => &of.host_id,
        Raw::Report(of) => &of.host_id,
    };
    if id.is_empty() { String::new() } else { on_map::to_node(id) }
}

/// The processes that led to an incident, the first of them first.
pub fn processes(raw: &Raw) -> Vec<ProcessStep> {
    let Raw::Incident(incident) = raw else { return Vec::new() };
    let parent = ProcessStep {
        name: incident.proc_parent_name.clone(),
        path: incident.proc_parent_path.clone(),
        user: String::new(),
    };
    let name = if incident.proc_cmd.is_empty() { &incident.proc_name } else { &incident.proc_cmd };
    let user = if incident.proc_effective_user.is_empty() {
        &incident.proc_real_user
    } else {
        &incident.proc_effective_user
    };
    let own = ProcessStep { name: name.clone(), path: incident.proc_path.clone(), user: user.clone() };
    [parent, own].into_iter().filter(|step| !step.name.is_empty() || !step.path.is_empty()).collect()
}

/// The page of a group; `""` for what is no group's name.
pub fn group_link(group: &str) -> String {
    if group.is_empty() { String::new() } else { format!("/policy/groups?group={}", kit::url::escape(group)) }
}

fn number(number: u64) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}
