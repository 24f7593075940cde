//! The logs: rings of 4,096 entries each, newest first.

use std::{collections::VecDeque, sync::Arc};

use controller_api::{
    audit::Audit,
    event::Event,
    security_log::{CAPACITY, Incident, Threat, Violation},
};
use serde_json::Value;

use crate::clock::rfc3339;

/// The one controller of the demo: its id and its name.
pub(crate) const CONTROLLER: (&str, &str) = (
    "c0de5eed7f1a4e0c9b3d2a1f8e7c6b5a4d3c2b1a0f9e8d7c6b5a493827160504",
    "neuvector-controller-pod-6f8d9c7b5-q4w2e",
);

/// All logs.
#[derive(Debug, Default)]
pub(crate) struct Logs {
    /// How often something was written.
    pub(crate) changes: i64,
    pub(crate) events: VecDeque<Arc<Event>>,
    /// What workloads and nodes do: they start, they are secured.
    pub(crate) activities: VecDeque<Arc<Event>>,
    pub(crate) violations: VecDeque<Arc<Violation>>,
    /// With their packets.
    pub(crate) threats: VecDeque<Arc<Threat>>,
    pub(crate) incidents: VecDeque<Arc<Incident>>,
    /// Risk reports.
    pub(crate) audits: VecDeque<Arc<Audit>>,
}

impl Logs {
    /// Adds an event.
    pub(crate) fn event(&mut self, event: Event) {
        self.changes += 1;
        push(&mut self.events, event);
    }

    /// Adds a violation.
    pub(crate) fn violation(&mut self, violation: Violation) {
        self.changes += 1;
        push(&mut self.violations, violation);
    }

    /// Adds a threat.
    pub(crate) fn threat(&mut self, threat: Threat) {
        self.changes += 1;
        push(&mut self.threats, threat);
    }

    /// Adds an incident.
    pub(crate) fn incident(&mut self, incident: Incident) {
        self.changes += 1;
        push(&mut self.incidents, incident);
    }

    /// Adds a risk report.
    pub(crate) fn audit(&mut self, audit: Audit) {
        self.changes += 1;
        push(&mut self.audits, audit);
    }

    /// Adds to what workloads do.
    pub(crate) fn activity(&mut self, event: Event) {
        self.changes += 1;
        push(&mut self.activities, event);
    }
}

fn push<T>(ring: &mut VecDeque<Arc<T>>, entry: T) {
    ring.push_front(Arc::new(entry));
    ring.truncate(CAPACITY);
}

/// An event of the product itself.
pub(crate) fn event(name: &str, level: &str, category: &str, message: String, at: i64) -> Event {
    Event {
        name: name.to_owned(),
        level: level.to_owned(),
        category: category.to_owned(),
        message,
        reported_timestamp: at,
        reported_at: rfc3339(at),
        ..Event::default()
    }
}

/// The same, said by the controller.
pub(crate) fn controller_event(name: &str, level: &str, category: &str, message: String, at: i64) -> Event {
    Event {
        controller_id: CONTROLLER.0.to_owned(),
        controller_name: CONTROLLER.1.to_owned(),
        ..event(name, level, category, message, at)
    }
}

/// What an event says of a request's body: JSON in a string, cut at 1,024 bytes.
pub(crate) fn rest_body(body: &Value) -> String {
    let mut text = masked(body, "The value is masked").to_string();
    let mut end = text.len().min(1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

/// The same JSON with `mask` in place of its passwords.
pub(crate) fn masked(body: &Value, mask: &str) -> Value {
    match body {
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| {
                let secret = key.contains("password") && value.is_string();
                (key.clone(), if secret { Value::from(mask) } else { masked(value, mask) })
            };
            Value::Object(fields.iter().map(field).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| masked(item, mask)).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_keeps_the_newest() {
        let mut logs = Logs::default();
        for at in 0..5000 {
            logs.event(event("Test", "Info", "TEST", String::new(), at));
        }
        assert_eq!(logs.events.len(), CAPACITY);
        assert_eq!(logs.events[0].reported_timestamp, 4999);
    }

    #[test]
    fn an_events_body_is_cut_and_shows_no_password() {
        let body = serde_json::json!({"password": {"password": "hunter2"}, "more": "é".repeat(900)});
        let text = rest_body(&body);
        assert!(text.len() <= 1024 && !text.contains("hunter2"), "{text}");
    }
}
