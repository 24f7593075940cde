//! What happened, in a plain sentence in the reader's language. Pure, on the server only.

use controller_api::{
    audit::Audit,
    security_log::{Incident, Violation},
};
use event_log::{Category, Entry, Field, Kind};

use crate::log::{memory, read::Raw, words};

/// The sentence of an entry.
pub fn sentence(raw: &Raw, entry: &Entry<'_>) -> String {
    match raw {
        Raw::Threat(threat) => {
            let over = spoken(entry);
            let seen = if threat.message.is_empty() { &threat.name } else { &threat.message };
            let said = text::sentence::threat(&source(entry), &target(entry), &over, seen);
            format!("{said} {}", done(&threat.action))
        }
        Raw::Violation(violation) => violated(violation, entry),
        Raw::Incident(incident) => happened(incident, entry),
        Raw::Event(event) => match (event.user.is_empty(), event.rest_request.is_empty()) {
            (false, false) => text::sentence::request(
                &event.user,
                &format!("{} {}", event.rest_method, event.rest_request),
                &event.message,
            ),
            _ if event.message.is_empty() => event.name.clone(),
            _ => memory::readable(&event.name, &event.message).trim().to_owned(),
        },
        Raw::Report(report) => reported(report, entry),
    }
}

fn source(entry: &Entry<'_>) -> String {
    words::end_name(entry.word(Field::Source), entry.word(Field::SourceAddress))
}

fn target(entry: &Entry<'_>) -> String {
    words::end_name(entry.word(Field::Target), entry.word(Field::TargetAddress))
}

/// The port, and the application where one was recognised.
fn spoken(entry: &Entry<'_>) -> String {
    match (entry.word(Field::Port), entry.word(Field::Application)) {
        (port, "") => port.to_owned(),
        (port, application) => format!("{port} ({application})"),
    }
}

/// What was done about a threat.
fn done(action: &str) -> String {
    match action.to_ascii_lowercase().as_str() {
        "alert" | "violate" => text::sentence::let_through().to_owned(),
        "deny" | "denied" | "block" => text::sentence::dropped().to_owned(),
        "reset" => text::sentence::cut().to_owned(),
        "allow" => text::sentence::allowed().to_owned(),
        other => text::sentence::done(other),
    }
}

/// Which mode decided shows in what was done: Monitor lets through what it would not, Protect blocks it.
fn violated(violation: &Violation, entry: &Entry<'_>) -> String {
    let (source, target, over) = (source(entry), target(entry), spoken(entry));
    let opened = text::sentence::opened(&source, &over, &target);
    let why = match violation.policy_id {
        0 => text::sentence::no_rule().to_owned(),
        id => text::sentence::denied_by(&id.to_string()),
    };
    let done = match violation.policy_action.as_str() {
        "violate" => text::sentence::monitored().to_owned(),
        "deny" => text::sentence::protected().to_owned(),
        other => text::sentence::done(other),
    };
    format!("{opened}: {why}; {done}")
}

fn happened(incident: &Incident, entry: &Entry<'_>) -> String {
    let place = source(entry);
    let process = [&incident.proc_cmd, &incident.proc_path, &incident.proc_name];
    let process = process.into_iter().find(|word| !word.is_empty()).cloned();
    let process = process.unwrap_or_else(|| text::sentence::a_process().to_owned());
    let said = match Category::of_incident(&incident.name) {
        Category::Process if incident.name.contains("Profile") || incident.name.ends_with("Violation") => {
            text::sentence::process(&process, &place)
        }
        Category::Process => text::sentence::suspicious(&process, &place, &incident.message),
        Category::File => text::sentence::file(&process, entry.word(Field::File), &place),
        Category::Package => text::sentence::package(&place, &incident.message),
        Category::Tunnel => text::sentence::tunnel(&process, &place, &target(entry)),
        Category::Privilege => {
            let user = if incident.proc_real_user.is_empty() {
                text::sentence::a_user().to_owned()
            } else {
                incident.proc_real_user.clone()
            };
            text::sentence::privilege(&process, &place, &user)
        }
        Category::Network | Category::Other => text::sentence::other(&incident.name, &place),
    };
    let done = match incident.action.to_ascii_lowercase().as_str() {
        "deny" | "denied" => text::sentence::stopped().to_owned(),
        "violate" | "alert" | "" => text::sentence::only_logged().to_owned(),
        other => text::sentence::done(other),
    };
    format!("{said} {done}")
}

fn reported(report: &Audit, entry: &Entry<'_>) -> String {
    debug_assert_eq!(entry.kind, Kind::Report);
    let about = [entry.word(Field::Source), entry.word(Field::Image), &report.platform];
    let about = about.into_iter().find(|word| !word.is_empty()).unwrap_or_default();
    if !report.message.is_empty() {
        return report.message.clone();
    }
    if !report.error.is_empty() {
        return text::sentence::failed(about, &report.error);
    }
    if !report.items.is_empty() {
        return text::sentence::checks(report.items.len() as u64, about);
    }
    let found = [report.critical_vul_cnt, report.high_vul_cnt, report.medium_vul_cnt];
    let [critical, high, medium] = found.map(|count| text::number(count.into()));
    text::sentence::scan(about, &critical, &high, &medium)
}
