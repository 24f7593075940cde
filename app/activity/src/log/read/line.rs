//! Entries as lines.

use event_log::{Bundle, Field, Row};

use crate::log::{
    line::{End, Line, Spread},
    memory,
};

/// An entry as a line.
pub fn of_row(row: Row<'_>) -> Line {
    let word = |field| row.word(field).to_owned();
    Line {
        id: row.id(),
        kind: row.kind(),
        level: row.level(),
        at: row.at(),
        count: row.count().into(),
        name: word(Field::Name),
        action: word(Field::Action),
        source: End {
            name: word(Field::Source),
            namespace: word(Field::SourceNamespace),
            group: word(Field::SourceGroup),
            address: word(Field::SourceAddress),
            country: word(Field::SourceCountry),
        },
        target: End {
            name: word(Field::Target),
            namespace: word(Field::TargetNamespace),
            group: word(Field::TargetGroup),
            address: word(Field::TargetAddress),
            country: word(Field::TargetCountry),
        },
        what: what(row),
        node: word(Field::Node),
        location: word(Field::Location),
        user: word(Field::User),
        message: memory::readable(row.word(Field::Name), row.word(Field::Message)).into_owned(),
        decision: None,
        spread: None,
    }
}

/// Several that say the same as a line.
pub fn of_bundle(bundle: &Bundle<'_>) -> Line {
    Line { count: bundle.count, spread: Some(spread(bundle)), ..of_row(bundle.newest) }
}

/// How they spread.
pub fn spread(bundle: &Bundle<'_>) -> Spread {
    Spread {
        entries: bundle.entries,
        first: bundle.first,
        sources: bundle.sources.named().iter().map(|source| (*source).to_owned()).collect(),
        source_count: bundle.sources.distinct,
        targets: bundle.targets.named().iter().map(|target| (*target).to_owned()).collect(),
        target_count: bundle.targets.distinct,
    }
}

/// What a connection spoke, what ran, what was touched, what was found: the first that there is.
pub fn what(row: Row<'_>) -> String {
    let (port, application) = (row.word(Field::Port), row.word(Field::Application));
    if !port.is_empty() && !application.is_empty() {
        return format!("{port} {application}");
    }
    let fields = [Field::File, Field::Process, Field::Port, Field::Image];
    fields
        .into_iter()
        .map(|field| row.word(field))
        .find(|word| !word.is_empty())
        .unwrap_or_default()
        .to_owned()
}
