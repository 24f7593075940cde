//! What the controller answers when it is asked for a log. Each entry is read by itself: one that says something of another
//! shape costs no other.

use controller_api::{Call, Query, audit::AUDITS, event::EVENTS, security_log::ALL};
use event_log::{Id, Ids, Kind};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Raw, opened};
use crate::log::which::Which;

/// The lists of an answer, each entry as it is written there, newest first.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    threats: Option<Vec<Box<RawValue>>>,
    violations: Option<Vec<Box<RawValue>>>,
    incidents: Option<Vec<Box<RawValue>>>,
    events: Option<Vec<Box<RawValue>>>,
    audits: Option<Vec<Box<RawValue>>>,
}

/// An entry of an answer.
pub struct Said {
    /// What tells it apart.
    pub id: Id,
    /// The log.
    pub kind: Kind,
    /// What it says.
    pub raw: Raw,
    /// The same to the letter.
    pub json: Box<RawValue>,
}

/// What is asked of the controller to be told a page's entries.
pub fn call(which: Which, query: Query) -> Call<Answer> {
    match which {
        Which::Security => ALL.at([]).query(query).read_as(),
        Which::Events => EVENTS.at([]).query(query).read_as(),
        Which::Reports => AUDITS.at([]).query(query).read_as(),
    }
}

impl Answer {
    /// The entries, of each kind the oldest first; and of those that cannot be read, why.
    pub fn read(self) -> (Vec<Said>, Vec<serde_json::Error>) {
        let Self { threats, violations, incidents, events, audits } = self;
        let lists = [
            (Kind::Threat, threats),
            (Kind::Violation, violations),
            (Kind::Incident, incidents),
            (Kind::Event, events),
            (Kind::Report, audits),
        ];
        let (mut said, mut wrong, mut ids) = (Vec::new(), Vec::new(), Ids::default());
        for (kind, list) in lists {
            // Where it has nothing to say, the controller writes a null as an item.
            let entries = list.unwrap_or_default().into_iter().rev().filter(|json| json.get() != "null");
            for json in entries {
                match opened(kind, json.get()) {
                    Ok(raw) => said.push(Said { id: ids.next(kind, raw.entry().id), kind, raw, json }),
                    Err(error) => wrong.push(error),
                }
            }
        }
        (said, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answer: &str) -> (Vec<Said>, Vec<serde_json::Error>) {
        let answer: Answer = controller_api::endpoint::decode(answer.as_bytes()).expect("decodes");
        answer.read()
    }

    #[test]
    fn one_entry_that_cannot_be_read_costs_no_other() {
        let (said, wrong) =
            read(r#"{"incidents":[{"id":"a"},{"id":"b","count":"many"},null,{"id":"c"}],"threats":null}"#);
        let ids: Vec<Id> = said.iter().map(|said| said.id).collect();
        assert_eq!(ids, ["c", "a"].map(|name| Id::named(Kind::Incident, name)));
        assert_eq!(wrong.len(), 1, "null is no entry");
    }

    /// Six refusals of one second are recorded that say the same.
    #[test]
    fn every_recorded_entry_is_one_of_its_own() {
        let given = std::env::var_os("CONTROLLER_RECORDINGS").map(std::path::PathBuf::from);
        let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/controller/recorded");
        let directory = given.unwrap_or_else(|| beside.into());
        for (file, list) in [
            ("GET_v1_log_event.json", "events"),
            ("GET_v1_log_audit.json", "audits"),
            ("GET_v1_log_security.json", "incidents"),
        ] {
            let Ok(text) = std::fs::read_to_string(directory.join(file)) else {
                println!("skipped: no {file} (set CONTROLLER_RECORDINGS to a directory of exchanges)");
                continue;
            };
            let exchange: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
            let (said, wrong) = read(&exchange["body"].to_string());
            assert!(wrong.is_empty(), "{file}: {wrong:?}");
            let different: std::collections::BTreeSet<Id> = said.iter().map(|said| said.id).collect();
            assert_eq!(different.len(), said.len(), "{file}");
            let listed = exchange["body"][list].as_array().map(Vec::len);
            assert!(listed.is_some_and(|listed| listed > 0 && listed <= said.len()), "{file}");
        }
    }

    #[test]
    fn events_that_say_the_same_in_one_second_are_told_apart_and_stay_so() {
        let event = |at: u32| format!(r#"{{"name":"Denied","user":"ann","reported_timestamp":{at}}}"#);
        let of = |events: &[String]| {
            let (said, _) = read(&format!(r#"{{"events":[{}]}}"#, events.join(",")));
            said.into_iter().map(|said| said.id).collect::<Vec<_>>()
        };
        let whole = of(&[event(9), event(8), event(8), event(8), event(7)]);
        let different: std::collections::BTreeSet<_> = whole.iter().collect();
        assert_eq!((whole.len(), different.len()), (5, 5));
        assert_eq!(
            of(&[event(9), event(8), event(8), event(8)]),
            whole[1..],
            "what is read from a second on"
        );
        assert_eq!(of(&[event(8), event(8)]), whole[1..3], "and before it was said again");
    }
}
