//! A line of a list as an object for programs: its names and words are the same in every language.

use event_log::Field;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Record;

/// A record as an object. Of an entry's words only those are there that say something; moments are RFC 3339 in UTC.
pub struct Object<'a>(pub Record<'a>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let row = record.row;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("id", &row.id())?;
        object.serialize_entry("kind", &row.kind())?;
        object.serialize_entry("level", &row.level())?;
        object.serialize_entry("at", &kit::date::machine(row.at()))?;
        object.serialize_entry("count", &record.count())?;
        if let Some(bundle) = record.bundle {
            object.serialize_entry("entries", &bundle.entries)?;
            object.serialize_entry("first", &kit::date::machine(bundle.first))?;
            object.serialize_entry("sources", bundle.sources.named())?;
            object.serialize_entry("source-count", &bundle.sources.distinct)?;
            object.serialize_entry("targets", bundle.targets.named())?;
            object.serialize_entry("target-count", &bundle.targets.distinct)?;
        }
        if let Some(decision) = record.decision {
            object.serialize_entry("state", &decision.state)?;
            object.serialize_entry("reason", &decision.reason)?;
            object.serialize_entry("assigned", &decision.assigned)?;
        }
        for field in Field::ALL {
            let word = row.word(*field);
            if !word.is_empty() {
                object.serialize_entry(field.word(), word)?;
            }
        }
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use controller_api::security_log::Incident;
    use event_log::{Decisions, Entry, Log};

    use super::*;

    #[test]
    fn an_object_says_what_the_entry_says_and_nothing_else() {
        let incident = Incident {
            id: "a".into(),
            name: "Host.Tunnel.Detected".into(),
            level: "Critical".into(),
            host_name: "node-1".into(),
            reported_timestamp: 1_795_380_350,
            message: "=1+1 \"quoted\"\n".into(),
            ..Incident::default()
        };
        let entry = Entry::from(&incident);
        let mut log = Log::new();
        log.extend([entry.clone()]);
        let row = log.find(entry.id).expect("it is there");
        let object =
            serde_json::to_value(Object(Record::of_row(row, &Decisions::default()))).expect("it is JSON");
        assert_eq!(
            object,
            serde_json::json!({
                "id": entry.id.to_string(),
                "kind": "incident",
                "level": "critical",
                "at": "2026-11-22T20:45:50Z",
                "count": 1,
                "name": "Host.Tunnel.Detected",
                "category": "tunnel",
                "location": "host",
                "node": "node-1",
                "source": "node-1",
                "source-group": "nodes",
                "message": "=1+1 \"quoted\"\n",
            })
        );
    }
}
